import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { apiPaths, type PaymentOrder } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TableFrame } from '../parts/table-frame.tsx';
import { dayText, moneyText } from './invoice-words.ts';

/** What the treasury has to pay and has paid, with the files for the bank and the finance system. */
export function PaymentOrdersPage(): ReactElement {
  const { text } = useLanguage();
  return (
    <Page title={text.invoices.orders}>
      <Orders />
    </Page>
  );
}

function Orders(): ReactElement {
  const { text } = useLanguage();
  const list = useInfiniteQuery(queries.paymentOrders({}));
  const columns = text.invoices.orderColumns;
  if (list.isPending) return <Skeleton lines={6} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const orders = list.data.pages.flatMap(({ items }) => items);
  if (orders.length === 0) {
    return (
      <EmptyState pictogram="euro" title={text.invoices.ordersEmptyTitle}>
        <p>{text.invoices.ordersEmptyText}</p>
      </EmptyState>
    );
  }
  return (
    <TableFrame caption={text.invoices.ordersCaption} list={list}>
      <thead>
        <tr>
          <th scope="col">{columns.creditor}</th>
          <th scope="col" className="figure">
            {columns.amount}
          </th>
          <th scope="col">{columns.execution}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.invoice}</th>
          <th scope="col">{columns.files}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function OrderRow({ order }: { order: PaymentOrder }): ReactElement {
  const { language, text } = useLanguage();
  const words = text.invoices;
  const columns = words.orderColumns;
  return (
    <tr>
      <th scope="row" data-label={columns.creditor} className="invoice-row__who">
        {order.creditor}
        <span className="soft figure">{order.iban.replace(/(.{4})(?=.)/g, '$1 ')}</span>
      </th>
      <td data-label={columns.amount} className="figure">
        {moneyText(order.amount, language)}
        {order.discount === undefined ? null : (
          <span className="soft invoice-line-break">{words.discountUsed(moneyText(order.discount, language))}</span>
        )}
      </td>
      <td data-label={columns.execution}>{dayText(order.executionDate)}</td>
      <td data-label={columns.state}>
        <Badge tone={order.state === 'ordered' ? 'warning' : 'success'}>{words.orderStates[order.state]}</Badge>
      </td>
      <td data-label={columns.invoice}>
        <Link className="kern-link" to={`/rechnungen/${encodeURIComponent(order.invoiceId)}`}>
          {order.caseNumber}
        </Link>
      </td>
      <td data-label={columns.files}>
        <a
          className="kern-link"
          href={apiPaths.paymentOrderSepa(order.id)}
          download
          aria-label={words.sepaOf(order.caseNumber)}
        >
          {words.sepa}
        </a>{' '}
        <a
          className="kern-link"
          href={apiPaths.paymentOrderCsv(order.id)}
          download
          aria-label={words.csvOf(order.caseNumber)}
        >
          {words.csv}
        </a>
      </td>
    </tr>
  );
}
