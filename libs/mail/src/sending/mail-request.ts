import { type Fault, shownValue, type Value } from '#engine';
import { connectorFault, type ConnectorJob } from '#runtime';
import { isMailAddress } from './mail-address.ts';
import { MailRequestError } from './mail-error.ts';

/** A mail as a case asks for it, checked. */
export interface MailRequest {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Beside the text a formatted version is made of it: paragraphs and links, nothing else. */
  readonly formatted: boolean;
  /** Ids of documents of the case. */
  readonly attachments: readonly string[];
  /** File what was sent into the record of the case. */
  readonly fileCopy: boolean;
}

const MOST_RECIPIENTS = 50;
const MOST_ATTACHMENTS = 30;
const LONGEST_SUBJECT = 250;
const LONGEST_TEXT = 1_000_000;

/**
 * Reads the inputs of a `mail-send` job: `to`, `cc` (address, or list), `subject`, `text`, `formatted`, `attachments` (documents
 * of the case as it remembers them, their ids, or a list), `fileCopy`.
 * @throws MailRequestError naming the input and what was expected
 */
export function readMailRequest(job: ConnectorJob): MailRequest {
  const given = (name: string): Value =>
    (Object.hasOwn(job.variables, name) ? job.variables[name] : undefined) ??
    (Object.hasOwn(job.settings, name) ? job.settings[name] : undefined) ??
    null;
  const to = addresses('to', given('to'));
  const cc = addresses('cc', given('cc'));
  if (to.length === 0)
    throw new MailRequestError(
      'Expected an address as "to", but there is none.',
      connectorFault('CONNECTOR_INPUT_MISSING', { input: 'to' }),
    );
  if (to.length + cc.length > MOST_RECIPIENTS)
    throw new MailRequestError(
      `Expected at most ${MOST_RECIPIENTS} recipients, but got ${to.length + cc.length}.`,
      connectorFault('MAIL_REQUEST_TOO_LARGE', { most: MOST_RECIPIENTS }),
    );
  const subject = given('subject');
  if (typeof subject !== 'string' || subject.trim() === '' || subject.length > LONGEST_SUBJECT)
    throw new MailRequestError(
      `Expected a text of 1 to ${LONGEST_SUBJECT} characters as "subject", but got ${shown(subject)}.`,
      misfit('subject', subject),
    );
  // A line break in a header would begin another header.
  if (/\p{Cc}/u.test(subject))
    throw new MailRequestError(
      'Expected one line as "subject", but it has a control character.',
      misfit('subject', subject),
    );
  const text = given('text');
  if (typeof text !== 'string' || text.length > LONGEST_TEXT)
    throw new MailRequestError(
      `Expected a text of at most ${LONGEST_TEXT} characters as "text", but got ${shown(text)}.`,
      misfit('text', text),
    );
  return {
    to,
    cc,
    subject: subject.trim(),
    text: text.replaceAll('\0', ''),
    formatted: flag('formatted', given('formatted')),
    attachments: documents(given('attachments')),
    fileCopy: flag('fileCopy', given('fileCopy')),
  };
}

function addresses(name: string, value: Value): readonly string[] {
  const list = value === null || value === '' ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value];
  return list.map((one) => {
    const text = typeof one === 'string' ? one.trim() : '';
    if (!isMailAddress(text))
      throw new MailRequestError(`Expected a mail address as "${name}", but got ${shown(one)}.`, misfit(name, one));
    return text;
  });
}

function documents(value: Value): readonly string[] {
  const list = value === null ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value];
  if (list.length > MOST_ATTACHMENTS)
    throw new MailRequestError(
      `Expected at most ${MOST_ATTACHMENTS} attachments, but got ${list.length}.`,
      connectorFault('MAIL_REQUEST_TOO_LARGE', { most: MOST_ATTACHMENTS }),
    );
  return list.map((one) => {
    const id =
      typeof one === 'object' && one !== null ? Object.entries(one).find(([key]) => key === 'documentId')?.[1] : one;
    if (typeof id !== 'string' || id === '')
      throw new MailRequestError(
        `Expected documents of the case as "attachments", but got ${shown(one)}.`,
        misfit('attachments', one),
      );
    return id;
  });
}

function flag(name: string, value: Value): boolean {
  if (value === null || value === '' || value === false || value === 'false') return false;
  if (value === true || value === 'true') return true;
  throw new MailRequestError(`Expected true or false as "${name}", but got ${shown(value)}.`, misfit(name, value));
}

function misfit(input: string, found: Value): Fault {
  return connectorFault('CONNECTOR_INPUT_INVALID', { input, found: shownValue(found) });
}

function shown(value: Value): string {
  return JSON.stringify(value).slice(0, 80);
}
