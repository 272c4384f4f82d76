import type { Calendar, Value, Variables } from '#engine';
import {
  type CaseDocument,
  type Connector,
  connectorFault,
  type ConnectorJob,
  type ConnectorResult,
  roomFault,
} from '#runtime';
import type { Participation } from './participation.ts';
import { isParticipationError, ParticipationError } from './participation-error.ts';
import { CLOSE_DESCRIPTION, LINK_DESCRIPTION } from './participation-descriptions.ts';
import { ANSWER_VARIABLE, answerValue, type NewParticipationLink } from './participation-link.ts';

export interface ParticipationConnectorOptions {
  readonly participation: Participation;
  /** A form deployed with the process a case runs by; undefined when there is none of this name. */
  readonly deployedForm: (instanceId: string, name: string) => Promise<Variables | undefined>;
  /** The connector `mail-send`, which sends the invitation; undefined where the installation has no mail. */
  readonly mail: () => Connector | undefined;
  /** Address of the page, without the secret. */
  pageUrl(): string;
  readonly calendar: Calendar;
  readonly clock: () => Date;
  /** IANA name; instants in letters are local there. */
  readonly timeZone: string;
}

const MOST_ATTACHMENTS = 20;

/**
 * What service tasks can do with links for people outside.
 *
 * `participation-link` makes one and, with `invitation` (`{subject, text}`; `{link}` and `{expiresAt}` are filled in), sends
 * it to `recipient` (`{name, email}`). Reads `title`, `introduction`, `answerForm` (a form deployed with the process),
 * `data` (what the form may show), `documents` (released to this person), `attachments` (how many files an answer may
 * have), `messageName`, and `validFor` (`P14D`) or `expiresAt`. Sets `participation`: `{linkId, expiresAt, recipient}`.
 * The secret stays out of the case unless `revealLink` is true; then `participation.url` has it, for a letter on paper.
 *
 * `participation-close` closes the link `linkId` and sets `participationAnswer` to the answer, or null when there was none.
 */
export function createParticipationConnectors(options: ParticipationConnectorOptions): readonly Connector[] {
  return [
    {
      topic: 'participation-link',
      description: LINK_DESCRIPTION,
      execute: (job) => guarded(() => makeLink(options, job)),
    },
    {
      topic: 'participation-close',
      description: CLOSE_DESCRIPTION,
      execute: (job) =>
        guarded(async () => {
          const answer = await options.participation.close(requiredText(job, 'linkId'));
          return { kind: 'done', variables: { [ANSWER_VARIABLE]: answer === null ? null : answerValue(answer) } };
        }),
    },
  ];
}

/** What the model got wrong is an incident at once; anything else is tried again. */
async function guarded(work: () => Promise<ConnectorResult>): Promise<ConnectorResult> {
  try {
    return await work();
  } catch (error) {
    if (!isParticipationError(error)) throw error;
    return {
      kind: 'failed',
      message: error.message,
      fault: roomFault(error),
      details: JSON.stringify({ code: error.code }),
      final: true,
    };
  }
}

async function makeLink(options: ParticipationConnectorOptions, job: ConnectorJob): Promise<ConnectorResult> {
  const recipient = recordOf(input(job, 'recipient'));
  const name = textOf(recipient['name']);
  if (name === undefined) throw invalid('Expected a name in "recipient", but there is none.');
  const { link, secret } = await options.participation.open(await requestOf(options, job, name));
  const url = `${options.pageUrl()}/${secret}`;
  const invitation = recordOf(input(job, 'invitation'));
  const email = textOf(recipient['email']);
  const { linkId, expiresAt } = link;
  if (email !== undefined && Object.keys(invitation).length > 0) {
    const sent = await invite(options, job, { to: email, invitation, url, expiresAt });
    if (sent.kind !== 'done') return sent;
  }
  const revealed = input(job, 'revealLink') === true ? { url } : {};
  const participation = { linkId, expiresAt, recipient: { name, email: email ?? null }, ...revealed };
  return { kind: 'done', variables: { participation } };
}

async function requestOf(
  { deployedForm, calendar, clock }: ParticipationConnectorOptions,
  job: ConnectorJob,
  recipientName: string,
): Promise<NewParticipationLink> {
  const formName = requiredText(job, 'answerForm');
  const answerForm = await deployedForm(job.instanceId, formName);
  if (answerForm === undefined)
    throw invalid(`Expected a form "${formName}" among the files deployed with the process, but there is none.`);
  const maximumAttachments = Number(input(job, 'attachments') ?? 0);
  if (!Number.isInteger(maximumAttachments) || maximumAttachments < 0 || maximumAttachments > MOST_ATTACHMENTS)
    throw invalid(
      `Expected "attachments" from 0 to ${MOST_ATTACHMENTS}, but got ${JSON.stringify(input(job, 'attachments'))}.`,
    );
  const until = textOf(input(job, 'expiresAt'));
  const due = calendar.due(
    until === undefined ? 'duration' : 'date',
    until ?? requiredText(job, 'validFor'),
    clock().toISOString(),
  );
  if (!due.ok) throw invalid(`Expected "validFor" as P14D or "expiresAt" as an instant, but: ${due.error}`);
  return {
    claim: job.idempotencyKey,
    instanceId: job.instanceId,
    title: requiredText(job, 'title'),
    introduction: textOf(input(job, 'introduction')) ?? '',
    recipientName,
    answerForm,
    data: recordOf(input(job, 'data')),
    documents: documentsOf(input(job, 'documents')),
    maximumAttachments,
    messageName: requiredText(job, 'messageName'),
    expiresAt: due.value.dueAt,
  };
}

async function invite(
  { mail: findMail, timeZone }: ParticipationConnectorOptions,
  job: ConnectorJob,
  mail: { readonly to: string; readonly invitation: Variables; readonly url: string; readonly expiresAt: string },
): Promise<ConnectorResult> {
  const connector = findMail();
  if (connector === undefined)
    return {
      kind: 'failed',
      message: 'Expected mail to be set up, but this installation sends none.',
      fault: connectorFault('MAIL_NOT_SET_UP', {}),
    };
  const until = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const fill = (text: string) =>
    text.replaceAll('{link}', mail.url).replaceAll('{expiresAt}', until.format(new Date(mail.expiresAt)));
  return connector.execute({
    ...job,
    topic: 'mail-send',
    idempotencyKey: `${job.idempotencyKey}:invitation`,
    settings: {},
    variables: {
      to: mail.to,
      subject: fill(textOf(mail.invitation['subject']) ?? ''),
      text: fill(textOf(mail.invitation['text']) ?? '{link}'),
    },
  });
}

function input(job: ConnectorJob, name: string): Value | undefined {
  if (Object.hasOwn(job.variables, name)) return job.variables[name];
  return Object.hasOwn(job.settings, name) ? job.settings[name] : undefined;
}

function requiredText(job: ConnectorJob, name: string): string {
  const text = textOf(input(job, name));
  if (text === undefined) throw invalid(`Expected an input "${name}" of the activity, but there is none.`);
  return text;
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function recordOf(value: Value | undefined): Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Variables) : {};
}

/** Documents as cases remember them; what is not in the record yet cannot be shown and is left out. */
function documentsOf(value: Value | undefined): readonly CaseDocument[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).flatMap((one: Value): readonly CaseDocument[] => {
    const { documentId, documentType, title, fileName, mediaType, sha256, size, version } = recordOf(one);
    if (typeof documentId !== 'string') return [];
    return [
      {
        documentId,
        documentType: textOf(documentType) ?? 'document',
        title: textOf(title) ?? documentId,
        fileName: textOf(fileName) ?? documentId,
        mediaType: textOf(mediaType) ?? 'application/octet-stream',
        sha256: textOf(sha256) ?? '',
        size: typeof size === 'number' ? size : 0,
        version: typeof version === 'number' ? version : 1,
      },
    ];
  });
}

function invalid(message: string): ParticipationError {
  return new ParticipationError('LINK_INVALID', message);
}
