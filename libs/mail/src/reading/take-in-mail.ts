import type { InvoiceArrivals } from '#runtime';
import { examineMail, type MailFile } from './examine-mail.ts';
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
  const reason = problem ?? reasonFor(files, automatic);
  const state = reason === null ? 'handed' : 'review';
  await store.settle(mail.id, { state, messageId, sender, subject, attachments, reason });
  return state;
}

/** Why a person has to look at the mail; null when nothing is left to say about it. */
function reasonFor(files: readonly MailFile[], automatic: boolean): string | null {
  const unclear = files.filter((file) => file.unclear).map(({ fileName }) => `„${fileName}“`);
  if (unclear.length > 0)
    return `Die Rechnung ist übernommen; ob ${unclear.join(', ')} eine weitere Rechnung ist, muss ein Mensch sagen.`;
  if (files.some(({ candidate }) => candidate)) return null;
  return automatic ? 'Automatische Nachricht ohne Rechnung.' : 'Kein Anhang ist eine Rechnung (XML oder PDF).';
}
