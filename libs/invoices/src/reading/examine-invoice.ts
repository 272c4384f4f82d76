import type { InvoiceAttachment, InvoiceValidation, InvoiceVerdict } from '#contracts';
import { isPdf } from '../pdf/extract-from-pdf.ts';
import type { Finding } from '../rules/apply-rules.ts';
import { validateInvoice } from '../validate-invoice.ts';
import { attachmentsOf } from './attachments.ts';
import { type InvoiceContent, contentOf } from './invoice-content.ts';

/** All that is found out about a file: the verdict with its reasons, and what the invoice says. Plain data. */
export interface Examination extends InvoiceValidation {
  readonly verdict: InvoiceVerdict;
  /** Null when no invoice could be read in the file. */
  readonly content: InvoiceContent | null;
  readonly attachments: readonly InvoiceAttachment[];
  /** `application/pdf`, `application/xml`, or `application/octet-stream` for what is neither. */
  readonly mediaType: string;
}

/** Validates a file and reads what is shown of it. Never throws for bad input. Takes as long as the file is large. */
export function examineInvoice(bytes: Uint8Array): Examination {
  const { model, ...validation } = validateInvoice(bytes);
  const { accepted, syntax, source } = validation;
  const embeddedAs =
    source === null || source.attachmentName === null
      ? null
      : { name: source.attachmentName, size: validation.xmlBytes };
  return {
    accepted,
    syntax,
    profile: validation.profile,
    findings: validation.findings,
    durationMs: validation.durationMs,
    source,
    verdict: accepted ? 'accepted' : model === undefined ? 'unreadable' : 'rejected',
    content: model === undefined || syntax === null ? null : contentOf(model, syntax),
    attachments: attachmentsOf(model, embeddedAs),
    mediaType: mediaTypeOf(bytes),
  };
}

/** What is told about a file that could not be examined within its limits of time and memory. */
export function unexaminable(bytes: Uint8Array, finding: Finding): Examination {
  return {
    accepted: false,
    syntax: null,
    profile: null,
    findings: [finding],
    durationMs: 0,
    source: null,
    verdict: 'unreadable',
    content: null,
    attachments: [],
    mediaType: mediaTypeOf(bytes),
  };
}

function mediaTypeOf(bytes: Uint8Array): string {
  if (isPdf(bytes)) return 'application/pdf';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512));
  // UTF-16 has a zero beside each sign of the mark-up.
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return text.trimStart().startsWith('<') ? 'application/xml' : 'application/octet-stream';
}
