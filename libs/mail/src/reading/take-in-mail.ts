import type { InvoiceArrivals } from '#runtime';
import { examineMail } from './examine-mail.ts';
import type { MailArrival, MailArrivalStore, MailAttachment } from './mail-arrival-store.ts';

/**
 * Hands the invoices of a kept mail over and notes what became of it. May be repeated after a crash at any place: the same
 * bytes are the same invoice. Rejects when an invoice could not be kept; then the mail stays as it is.
 */
export async function takeInMail(
  mail: MailArrival,
  store: MailArrivalStore,
  invoices: Pick<InvoiceArrivals, 'receive'>,
): Promise<'handed' | 'review'> {
  const message = await store.message(mail.id);
  if (message === undefined) return 'review';
  const { messageId, sender, subject, automatic, files, problem } = await examineMail(message);
  const attachments: MailAttachment[] = [];
  for (const { fileName, mediaType, bytes, candidate } of files) {
    const arrival = candidate
      ? await invoices.receive({
          bytes,
          fileName,
          channel: 'mail',
          ...(sender === null ? {} : { sender }),
          ...(messageId === null ? {} : { messageId }),
        })
      : undefined;
    attachments.push({
      fileName,
      mediaType,
      size: bytes.byteLength,
      arrivalId: arrival?.arrivalId ?? null,
      caseNumber: arrival?.caseNumber ?? null,
    });
  }
  const handed = attachments.some(({ arrivalId }) => arrivalId !== null);
  const reason =
    problem ?? (automatic ? 'Automatische Nachricht ohne Rechnung.' : 'Kein Anhang ist eine Rechnung (XML oder PDF).');
  const state = handed ? 'handed' : 'review';
  await store.settle(mail.id, { state, messageId, sender, subject, attachments, reason: handed ? null : reason });
  return state;
}
