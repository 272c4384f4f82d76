import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { formattedText } from './formatted-text.ts';
import type { MailRequest } from './mail-request.ts';

export interface AttachedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The same for the same job, for ever: receivers recognise a repetition by it. */
export function messageIdOf(idempotencyKey: string, from: string): string {
  const hash = createHash('sha256').update(`mail:${idempotencyKey}`).digest('hex').slice(0, 40);
  return `<${hash}@${from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')}>`;
}

/** The message as it goes over the line (RFC 5322), marked as sent by a program (RFC 3834) so that nobody's absence answers. */
export async function composeMessage(
  { to, cc, subject, text, formatted }: MailRequest,
  facts: { readonly from: string; readonly messageId: string; readonly date: Date },
  files: readonly AttachedFile[],
): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({
    from: facts.from,
    to: [...to],
    cc: [...cc],
    subject,
    text,
    ...(formatted ? { html: formattedText(text) } : {}),
    messageId: facts.messageId,
    date: facts.date,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: files.map(({ fileName, mediaType, bytes }) => ({
      filename: fileName.replaceAll(/[\p{Cc}"\\/]/gu, '_'),
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream',
      content: Buffer.from(bytes),
    })),
  });
  if (!Buffer.isBuffer(message))
    throw new Error('Expected the message as bytes, but the composer gave something else.');
  return message;
}
