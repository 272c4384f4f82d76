import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactElement } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { InvoiceQuery, InvoiceSort, InvoiceSummary } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSteadyList } from '../parts/steady-list.ts';
import { AbsoluteTime } from '../parts/time.tsx';
import { isTyping } from '../parts/typing.ts';
import { TableFrame } from '../parts/table-frame.tsx';
import { useMay } from '../shell/session.tsx';
import { InvoiceUploads } from './invoice-uploads.tsx';
import { MailsForReview } from './mails-for-review.tsx';
import { dayText, dueWords, invoiceTone, isOpen, moneyText } from './invoice-words.ts';

const CHOICES = {
  open: { open: true },
  overdue: { overdue: true },
  discount: { discountAtRisk: true },
  duplicates: { likelyDuplicate: true },
  ended: { open: false },
  all: {},
} as const satisfies Record<string, InvoiceQuery>;
type Choice = keyof typeof CHOICES;

const SORTS = {
  receivedAt: true,
  dueDate: false,
  discountUntil: false,
  amount: true,
  supplier: false,
} as const satisfies Partial<Record<InvoiceSort, boolean>>;
type Sort = keyof typeof SORTS;

/** Everything that arrived as an invoice, narrowed down by what stands in the address. */
export function InvoicesPage(): ReactElement {
  const { text } = useLanguage();
  const mayReceive = useMay('invoice:receive');
  const [parameters, setParameters] = useSearchParams();
  const state = knownKey(CHOICES, parameters.get('state')) ?? 'open';
  const sort = knownKey(SORTS, parameters.get('sort')) ?? 'receivedAt';
  const search = parameters.get('search') ?? '';
  const choose = (name: string, value: string): void => {
    setParameters(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  };
  const query: InvoiceQuery = {
    ...CHOICES[state],
    ...(search === '' ? {} : { search }),
    sort,
    descending: SORTS[sort],
  };
  const content = (
    <>
      {mayReceive ? <MailsForReview /> : null}
      <DiscountsAtRisk shown={state === 'discount'} onShow={() => choose('state', 'discount')} />
      <form
        className="filter-bar"
        role="search"
        aria-label={text.invoices.filterLabel}
        onSubmit={(event) => event.preventDefault()}
      >
        <TextField
          type="search"
          label={text.invoices.search}
          value={search}
          onChange={(value) => choose('search', value.trim())}
        />
        <SelectField
          label={text.invoices.state}
          value={state}
          onChange={(value) => choose('state', value)}
          options={(Object.keys(CHOICES) as Choice[]).map((value) => ({ value, label: text.invoices.choice[value] }))}
        />
        <SelectField
          label={text.invoices.sort}
          value={sort}
          onChange={(value) => choose('sort', value)}
          options={(Object.keys(SORTS) as Sort[]).map((value) => ({ value, label: text.invoices.sorts[value] }))}
        />
      </form>
      <InvoiceTable query={query} />
    </>
  );
  return <Page title={text.invoices.title}>{mayReceive ? <InvoiceUploads>{content}</InvoiceUploads> : content}</Page>;
}

function knownKey<Key extends string>(table: Readonly<Record<Key, unknown>>, word: string | null): Key | undefined {
  return word !== null && Object.hasOwn(table, word) ? (word as Key) : undefined;
}

/** Money the town is about to lose, said once above the list. */
function DiscountsAtRisk({ shown, onShow }: { shown: boolean; onShow: () => void }): ReactElement | null {
  const { language, text } = useLanguage();
  const counts = useQuery(queries.invoiceCounts);
  if (counts.data === undefined || counts.data.discountAtRisk === 0 || shown) return null;
  const { discountAtRisk, savingAtRisk } = counts.data;
  return (
    <Notice tone="warning" title={text.invoices.atRisk(discountAtRisk, moneyText(savingAtRisk, language))}>
      <Button look="secondary" onClick={onShow}>
        {text.invoices.showAtRisk}
      </Button>
    </Notice>
  );
}

function InvoiceTable({ query }: { query: InvoiceQuery }): ReactElement {
  const { text } = useLanguage();
  const list = useInfiniteQuery(queries.invoices(query));
  const latest = list.data?.pages.flatMap((page) => page.items) ?? [];
  const steady = useSteadyList(latest, ({ id }) => id, JSON.stringify(query));
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  const { columns } = text.invoices;
  if (list.isPending) return <Skeleton lines={8} />;
  if (list.isLoadingError) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (steady.items.length === 0) {
    return (
      <EmptyState pictogram="invoice" title={text.invoices.emptyTitle}>
        <p>{text.invoices.emptyText}</p>
      </EmptyState>
    );
  }
  return (
    <TableFrame caption={text.invoices.caption} list={list} hold={steady.hold}>
      <thead>
        <tr>
          <th scope="col">{columns.supplier}</th>
          <th scope="col" className="figure">
            {columns.amount}
          </th>
          <th scope="col">{columns.due}</th>
          <th scope="col">{columns.discount}</th>
          <th scope="col">{columns.state}</th>
          <th scope="col">{columns.received}</th>
          <th scope="col">{columns.number}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {steady.items.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function InvoiceRow({ invoice }: { invoice: InvoiceSummary }): ReactElement {
  const { language, text } = useLanguage();
  const { columns } = text.invoices;
  const { amount, discount, dueDate, state } = invoice;
  const due = dueWords(invoice, text);
  const late = due !== undefined && (invoice.dueInDays ?? 0) < 0;
  return (
    <tr>
      <th scope="row" data-label={columns.supplier} className="invoice-row__who">
        <Link className="kern-link" to={`/rechnungen/${encodeURIComponent(invoice.id)}`}>
          {invoice.supplier ?? text.invoices.noSupplier}
        </Link>
        <span className="soft">{invoice.invoiceNumber ?? invoice.fileName}</span>
        {invoice.likelyDuplicates > 0 ? <Badge tone="warning">{text.invoices.duplicate}</Badge> : null}
      </th>
      <td data-label={columns.amount} className="figure">
        {amount === undefined ? '–' : moneyText(amount, language)}
      </td>
      <td data-label={columns.due}>
        {dueDate === undefined ? '–' : dayText(dueDate)}
        {due === undefined ? null : <span className={late ? 'invoice-row__late' : 'soft'}>{due}</span>}
      </td>
      <td data-label={columns.discount}>
        {discount === undefined || !isOpen(state) ? (
          '–'
        ) : discount.atRisk ? (
          <Badge tone="warning">
            {text.invoices.discountLeft(moneyText(discount.saving, language), discount.daysLeft)}
          </Badge>
        ) : (
          <span className={discount.daysLeft < 0 ? 'soft' : ''}>
            {text.invoices.discountLeft(moneyText(discount.saving, language), discount.daysLeft)}
          </span>
        )}
      </td>
      <td data-label={columns.state}>
        <Badge tone={invoiceTone(state)}>{text.invoices.states[state]}</Badge>
        <span className="soft">{invoice.currentSteps.join(', ')}</span>
      </td>
      <td data-label={columns.received}>
        <AbsoluteTime instant={invoice.receivedAt} />
      </td>
      <td data-label={columns.number}>{invoice.caseNumber ?? '–'}</td>
    </tr>
  );
}

/** `j` and `k` walk through the lines as in the inbox; Enter opens, because the line's link has the focus. */
function useRowKeys(body: { readonly current: HTMLTableSectionElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (
        (event.key !== 'j' && event.key !== 'k') ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event.target)
      )
        return;
      const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>('th a') ?? [])];
      if (links.length === 0) return;
      const at = links.findIndex((link) => link === document.activeElement);
      const next = at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + (event.key === 'j' ? 1 : -1)));
      links[next]?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [body]);
}
