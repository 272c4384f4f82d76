import { Controller, Inject, Param, StreamableFile } from '@nestjs/common';
import type { Page, PaymentOrder, PaymentOrderQuery } from '#contracts';
import type { Invoices } from '#execution';
import type { PaymentFiles, PaymentOrderRow } from '#invoices';
import { ProblemError } from '#platform';
import { CheckedQuery } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { present } from '../http/present.ts';
import { INVOICES } from './invoice-ports.ts';

const tag = 'Payment orders';
const problems = { 404: 'There is no such payment order.' } as const;

/** Payment orders for the treasury, with the files it hands over. */
@Controller()
export class PaymentOrdersController {
  constructor(@Inject(INVOICES) private readonly invoices: Invoices) {}

  @Operation({
    method: 'get',
    path: '/api/payment-orders',
    access: 'payment:read',
    summary: 'Payment orders, newest first',
    tag,
    query: 'PaymentOrderQuery',
    answer: { pageOf: 'PaymentOrder' },
  })
  async list(@CheckedQuery() query: PaymentOrderQuery): Promise<Page<PaymentOrder>> {
    const window = windowOf(query);
    const { state, search } = query;
    const filter = present({ search, handedOver: state === undefined ? undefined : state === 'handedOver' });
    const { items, total } = await this.invoices.paymentOrders.page(filter, window);
    return pageOf(items.map(orderOf), total, window);
  }

  @Operation({
    method: 'get',
    path: '/api/payment-orders/:id/pain001.xml',
    access: 'payment:read',
    summary: 'The order as SEPA credit transfer initiation (pain.001.001.09)',
    tag,
    answer: { mediaType: 'application/xml' },
    problems,
  })
  async sepa(@Param('id') id: string): Promise<StreamableFile> {
    const { sepa, caseNumber } = await this.#files(id);
    return file(sepa, 'application/xml', `${caseNumber}.pain001.xml`);
  }

  @Operation({
    method: 'get',
    path: '/api/payment-orders/:id/order.csv',
    access: 'payment:read',
    summary: 'The order as CSV for the finance system',
    tag,
    answer: { mediaType: 'text/csv' },
    problems,
  })
  async csv(@Param('id') id: string): Promise<StreamableFile> {
    const { csv, caseNumber } = await this.#files(id);
    return file(csv, 'text/csv; charset=utf-8', `${caseNumber}.csv`);
  }

  async #files(id: string): Promise<PaymentFiles & { readonly caseNumber: string }> {
    const files = await this.invoices.paymentOrders.files(id);
    if (files === undefined) {
      throw new ProblemError(
        404,
        'PAYMENT_ORDER_NOT_FOUND',
        `Expected a payment order ${JSON.stringify(id.slice(0, 100))}, but there is none.`,
      );
    }
    return files;
  }
}

function orderOf(row: PaymentOrderRow): PaymentOrder {
  const { arrivalId, amount, currency, discount, handedOverAt, handedOverBy, bic, ...rest } = row;
  return {
    ...rest,
    state: handedOverAt === null ? 'ordered' : 'handedOver',
    invoiceId: arrivalId,
    amount: { value: amount, currency },
    ...present({ handedOverAt, handedOverBy, bic, discount: discount === null ? null : { value: discount, currency } }),
  };
}

function file(text: string, type: string, name: string): StreamableFile {
  const bytes = Buffer.from(text, 'utf8');
  return new StreamableFile(bytes, { type, length: bytes.length, disposition: `attachment; filename="${name}"` });
}
