import { Controller, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { InvoiceValidation, LeitwegIdCheck } from '#contracts';
import { checkLeitwegId, maximumDocumentBytes, validateInvoice } from '#invoices';
import { ProblemError } from '#platform';
import { Operation } from '../http/operation.ts';
import { readBody } from '../http/read-body.ts';

/** Checks of electronic invoices for programs and for the upload page; nothing is stored. */
@Controller()
export class InvoicesController {
  @Operation({
    method: 'post',
    path: '/api/invoices/validate',
    access: 'session',
    summary: 'Check an electronic invoice: XRechnung, Peppol BIS, ZUGFeRD or Factur-X, as XML or inside a PDF',
    tag: 'Invoices',
    body: 'file',
    answer: { shape: 'InvoiceValidation' },
    problems: { 413: 'The file is too large.' },
  })
  async validate(@Req() request: Request): Promise<InvoiceValidation> {
    const bytes = await readBody(request, maximumDocumentBytes);
    if (bytes === undefined)
      throw new ProblemError(
        413,
        'INVOICE_TOO_LARGE',
        `Expected at most ${Math.floor(maximumDocumentBytes / 1024 / 1024)} MB, but the file is larger.`,
      );
    const { accepted, syntax, profile, findings, durationMs, source } = validateInvoice(bytes);
    return { accepted, syntax, profile, findings, durationMs, source };
  }

  @Operation({
    method: 'get',
    path: '/api/invoices/leitweg-id/:value',
    access: 'session',
    summary: 'Check a Leitweg-ID: form and check digits',
    tag: 'Invoices',
    answer: { shape: 'LeitwegIdCheck' },
  })
  leitwegId(@Param('value') value: string): LeitwegIdCheck {
    return { value, ...checkLeitwegId(value) };
  }
}
