import { Controller, Inject, Param, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { InvoiceValidation, LeitwegIdCheck } from '#contracts';
import type { Invoices } from '#execution';
import { checkLeitwegId } from '#invoices';
import { Operation } from '../http/operation.ts';
import { INVOICES } from './invoice-ports.ts';
import { readInvoiceFile } from './read-invoice-file.ts';

/** Checks of electronic invoices for programs and for the upload page; nothing is stored. */
@Controller()
export class ValidationController {
  constructor(@Inject(INVOICES) private readonly invoices: Invoices) {}

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
    const bytes = await readInvoiceFile(request);
    const { accepted, syntax, profile, findings, durationMs, source } = await this.invoices.reader.examine(bytes);
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
