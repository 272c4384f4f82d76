import type { Request } from 'express';
import { maximumDocumentBytes } from '#invoices';
import { ProblemError } from '#platform';
import { readBody } from '../http/read-body.ts';

/** The file in the body. @throws ProblemError 413 */
export async function readInvoiceFile(request: Request): Promise<Uint8Array> {
  const bytes = await readBody(request, maximumDocumentBytes);
  if (bytes === undefined) {
    const megabytes = Math.floor(maximumDocumentBytes / 1024 / 1024);
    throw new ProblemError(413, 'INVOICE_TOO_LARGE', `Expected at most ${megabytes} MB, but the file is larger.`);
  }
  return bytes;
}
