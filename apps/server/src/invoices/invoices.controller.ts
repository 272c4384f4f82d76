import { Controller, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import type {
  InvoiceCounts,
  InvoiceDetail,
  InvoiceQuery,
  InvoiceReceipt,
  InvoiceSummary,
  InvoiceUploadQuery,
  Page,
} from '#contracts';
import type { Invoices } from '#execution';
import type { Account } from '#identity';
import type { Arrival } from '#invoices';
import { ProblemError } from '#platform';
import { CheckedQuery, CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { pageOf, windowOf } from '../http/page-cursor.ts';
import { INVOICES } from './invoice-ports.ts';
import { InvoiceViews } from './invoice-views.ts';
import { readInvoiceFile } from './read-invoice-file.ts';

const tag = 'Invoices';
const problems = { 404: 'There is no such invoice.' } as const;

/** Invoices that arrived: list, detail, files, and the way in for a person with a file. */
@Controller()
export class InvoicesController {
  constructor(
    @Inject(INVOICES) private readonly invoices: Invoices,
    private readonly views: InvoiceViews,
  ) {}

  @Operation({
    method: 'get',
    path: '/api/invoices',
    access: 'invoice:read',
    summary: 'Invoices that arrived, with what is due and which discount is about to be lost',
    tag,
    query: 'InvoiceQuery',
    answer: { pageOf: 'InvoiceSummary' },
  })
  async list(@CheckedQuery() { cursor, limit, ...query }: InvoiceQuery): Promise<Page<InvoiceSummary>> {
    const window = windowOf({ ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) });
    const { items, total } = await this.invoices.list.page(query, this.views.day(), window);
    return pageOf(await Promise.all(items.map((line) => this.views.summary(line))), total, window);
  }

  @Operation({
    method: 'get',
    path: '/api/invoices/counts',
    access: 'invoice:read',
    summary: 'The numbers beside the filters of the list',
    tag,
    answer: { shape: 'InvoiceCounts' },
  })
  async counts(): Promise<InvoiceCounts> {
    const { savingAtRisk, ...counts } = await this.invoices.list.counts(this.views.day());
    return { ...counts, savingAtRisk: { value: savingAtRisk, currency: 'EUR' } };
  }

  @Operation({
    method: 'post',
    path: '/api/invoices',
    access: 'invoice:receive',
    summary: 'Take in an invoice: it is kept as it is, examined, and its case begins',
    tag,
    body: 'file',
    query: 'InvoiceUploadQuery',
    status: 201,
    answer: { shape: 'InvoiceReceipt' },
    problems: { 413: 'The file is too large.' },
  })
  async receive(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CheckedQuery() { fileName }: InvoiceUploadQuery,
    @CurrentAccount() account: Account,
  ): Promise<InvoiceReceipt> {
    const bytes = await readInvoiceFile(request);
    if (bytes.length === 0)
      throw new ProblemError(400, 'REQUEST_INVALID', 'Expected the invoice as the body, but it is empty.');
    const receipt = await this.invoices.desk.receive({ bytes, fileName, channel: 'upload', sender: account.name });
    const line = await this.invoices.list.line(receipt.arrivalId, this.views.day());
    if (line === undefined) throw notFound(receipt.arrivalId);
    if (receipt.repeated) response.status(200);
    return { invoice: await this.views.summary(line), repeated: receipt.repeated };
  }

  @Operation({
    method: 'get',
    path: '/api/invoices/:id',
    access: 'invoice:read',
    summary: 'One invoice in the order a clerk needs',
    tag,
    answer: { shape: 'InvoiceDetail' },
    problems,
  })
  async get(@Param('id') id: string): Promise<InvoiceDetail> {
    return this.views.detail(await this.#find(id));
  }

  @Operation({
    method: 'get',
    path: '/api/instances/:instanceId/invoice',
    access: 'invoice:read',
    summary: 'The invoice a case is about',
    tag,
    answer: { shape: 'InvoiceDetail' },
    problems: { 404: 'The case is not about an invoice.' },
  })
  async ofInstance(@Param('instanceId') instanceId: string): Promise<InvoiceDetail> {
    const arrival = await this.invoices.arrivals.findByInstance(instanceId);
    if (arrival === undefined) throw notFound(instanceId);
    return this.views.detail(arrival);
  }

  @Operation({
    method: 'get',
    path: '/api/invoices/:id/original',
    access: 'invoice:read',
    summary: 'The file as it arrived',
    tag,
    answer: { mediaType: 'application/octet-stream' },
    problems,
  })
  async original(@Param('id') id: string): Promise<StreamableFile> {
    const arrival = await this.#find(id);
    return download(await this.invoices.original(arrival), arrival.fileName, arrival.examination?.mediaType);
  }

  @Operation({
    method: 'get',
    path: '/api/invoices/:id/attachments/:index',
    access: 'invoice:read',
    summary: 'A file inside the invoice',
    tag,
    answer: { mediaType: 'application/octet-stream' },
    problems: { 404: 'There is no such invoice, no file at this place, or it must not be opened.' },
  })
  async attachment(@Param('id') id: string, @Param('index') index: string): Promise<StreamableFile> {
    const arrival = await this.#find(id);
    const place = /^\d{1,6}$/.test(index) ? Number(index) : -1;
    const file = await this.invoices.reader.attachment(await this.invoices.original(arrival), place);
    if (file === undefined) {
      throw new ProblemError(
        404,
        'ATTACHMENT_NOT_FOUND',
        'Expected a file inside the invoice at this place that may be opened, but there is none.',
      );
    }
    return download(file.bytes, file.fileName, file.mediaType);
  }

  async #find(id: string): Promise<Arrival> {
    const arrival = await this.invoices.arrivals.find(id);
    if (arrival === undefined) throw notFound(id);
    return arrival;
  }
}

function notFound(id: string): ProblemError {
  return new ProblemError(
    404,
    'INVOICE_NOT_FOUND',
    `Expected an invoice ${JSON.stringify(id.slice(0, 100))}, but there is none.`,
  );
}

/** Never opened by the browser itself: what suppliers send is saved, or shown by our own viewer. */
function download(bytes: Uint8Array, fileName: string, mediaType = 'application/octet-stream'): StreamableFile {
  const plain = fileName.replace(/[^\w. -]/g, '_');
  return new StreamableFile(bytes, {
    type: mediaType,
    length: bytes.length,
    disposition: `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName.replace(/[\p{Cc}\p{Cs}]/gu, '')).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
  });
}
