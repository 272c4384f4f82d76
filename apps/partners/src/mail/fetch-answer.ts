import { envelopeOf } from './imap-envelope.ts';
import type { StoredMessage } from './message-store.ts';

const MACROS: Readonly<Record<string, readonly string[]>> = {
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
};

/** The items asked for, the UID among them where the command went by UID (RFC 3501, 6.4.8). */
export function withUid(items: readonly string[], byUid: boolean): readonly string[] {
  return byUid && !items.some((item) => item.toUpperCase() === 'UID') ? ['UID', ...items] : items;
}

/**
 * The untagged FETCH answer (RFC 3501, 7.4.2) with the items asked for.
 *
 * @param number the message's number in the folder as the client knows it
 * @throws Error for an item this server does not know
 */
export async function fetchAnswer(
  message: StoredMessage,
  number: number,
  items: readonly string[],
  content: () => Promise<Buffer>,
): Promise<Buffer> {
  const parts: (string | Buffer)[] = [];
  for (const item of items.flatMap((one) => MACROS[one.toUpperCase()] ?? [one])) {
    if (parts.length > 0) parts.push(' ');
    parts.push(...(await answerItem(message, item.toUpperCase(), content)));
  }
  return Buffer.concat(
    [`* ${number} FETCH (`, ...parts, ')\r\n'].map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
  );
}

async function answerItem(
  message: StoredMessage,
  name: string,
  content: () => Promise<Buffer>,
): Promise<readonly (string | Buffer)[]> {
  switch (name) {
    case 'UID':
      return [`UID ${message.uid}`];
    case 'FLAGS':
      return [`FLAGS (${message.flags.join(' ')})`];
    case 'INTERNALDATE':
      return [`INTERNALDATE "${internalDate(message.receivedAt)}"`];
    case 'RFC822.SIZE':
      return [`RFC822.SIZE ${message.size}`];
    case 'ENVELOPE':
      return [`ENVELOPE ${envelopeOf(await content())}`];
  }
  const body = /^(?:BODY(?:\.PEEK)?\[(HEADER|TEXT)?\]|RFC822)(?:<(\d+)\.(\d+)>)?$/.exec(name);
  if (body === null) throw new Error(`${name} gibt es nicht`);
  const whole = section(await content(), body[1]);
  const [from, length] = [Number(body[2] ?? 0), Number(body[3] ?? whole.length)];
  const bytes = whole.subarray(from, from + length);
  const label = `${name.replace('.PEEK', '').replace(/<.*>$/, '')}${body[2] === undefined ? '' : `<${from}>`}`;
  return [`${label} {${bytes.length}}\r\n`, bytes];
}

function section(content: Buffer, name: string | undefined): Buffer {
  const end = content.indexOf('\r\n\r\n');
  if (name === 'HEADER') return end < 0 ? content : content.subarray(0, end + 4);
  if (name === 'TEXT') return end < 0 ? Buffer.alloc(0) : content.subarray(end + 4);
  return content;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function internalDate(instant: string): string {
  const date = new Date(instant);
  const time = instant.slice(11, 19);
  return `${String(date.getUTCDate()).padStart(2, ' ')}-${MONTHS[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear()} ${time} +0000`;
}
