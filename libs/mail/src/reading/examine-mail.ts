import PostalMime, { type Attachment, type Email } from 'postal-mime';

export interface MailFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** May be an invoice by what it holds. */
  readonly candidate: boolean;
  /** A PDF beside an XML invoice that is not named like it: a delivery note, or one more invoice. A person has to say. */
  readonly unclear: boolean;
}

export interface ExaminedMail {
  readonly messageId: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  /** Sent by a program (RFC 3834), such as a notice of absence or a bounce. */
  readonly automatic: boolean;
  readonly files: readonly MailFile[];
  /** What is wrong with it, in German; null when its files could be read. */
  readonly problem: string | null;
}

const DEEPEST = 16;
const LARGEST_HEADERS = 256 * 1024;
const MOST_FILES = 50;

/** Takes a mail apart within limits; forwarded mails are looked into. What cannot be read is a problem, never an exception. */
export async function examineMail(message: Uint8Array): Promise<ExaminedMail> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(message, { maxNestingDepth: DEEPEST, maxHeadersSize: LARGEST_HEADERS });
  } catch {
    return {
      messageId: null,
      sender: null,
      subject: null,
      automatic: false,
      files: [],
      problem: 'Die E-Mail ist so verschachtelt oder beschädigt, dass sie nicht gelesen werden kann.',
    };
  }
  const header = (name: string) =>
    mail.headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase();
  const submitted = header('auto-submitted');
  const tooMany = mail.attachments.length > MOST_FILES;
  const files = tooMany ? [] : mail.attachments.map(fileOf);
  return {
    messageId: clean(mail.messageId),
    sender: clean(mail.from?.address),
    subject: clean(mail.subject),
    automatic: (submitted !== undefined && submitted !== 'no') || header('return-path') === '<>',
    files: withoutCompanions(files),
    problem: tooMany
      ? `Die E-Mail hat ${mail.attachments.length} Anhänge, mehr als die erlaubten ${MOST_FILES}.`
      : null,
  };
}

function fileOf({ filename, mimeType, content }: Attachment, index: number): MailFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const fileName = clean(filename) ?? `anhang-${index + 1}`;
  return {
    fileName,
    mediaType: mimeType.toLowerCase(),
    bytes,
    candidate: isXml(bytes, fileName, mimeType) || isPdf(bytes),
    unclear: false,
  };
}

/** A PDF beside an XML invoice is its picture if it has its name, unless it carries an invoice itself. */
function withoutCompanions(files: readonly MailFile[]): readonly MailFile[] {
  const stems = files.filter((file) => file.candidate && !isPdf(file.bytes)).map(stemOf);
  if (stems.length === 0) return files;
  return files.map((file) => {
    const isPicture = file.candidate && isPdf(file.bytes) && !Buffer.from(file.bytes).includes('/EmbeddedFile');
    return isPicture ? { ...file, candidate: false, unclear: !stems.includes(stemOf(file)) } : file;
  });
}

function stemOf({ fileName }: Pick<MailFile, 'fileName'>): string {
  return fileName.toLowerCase().replace(/\.[a-z]{1,4}$/, '');
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** Named or declared as XML, or beginning like it; in any encoding (UTF-16 has zeros between the letters). */
function isXml(bytes: Uint8Array, fileName: string, mediaType: string): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').replaceAll('\0', '');
  const begins = /^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*</.test(start);
  const isHtml = /<html|<!doctype html/i.test(start);
  return begins && !isHtml && (/\.xml$/i.test(fileName) || /[/+]xml$/i.test(mediaType) || start.includes('<?xml'));
}

function clean(text: string | null | undefined): string | null {
  const cleaned = (text ?? '')
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500);
  return cleaned === '' ? null : cleaned;
}
