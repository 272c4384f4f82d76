import {
  type CaseFiles,
  type Clock,
  type Connector,
  connectorFault,
  type ConnectorJob,
  type ConnectorResult,
} from '#runtime';
import { type AttachedFile, composeMessage, messageIdOf } from './compose-message.ts';
import { MAIL_DESCRIPTION } from './mail-description.ts';
import { isMailRequestError, MailRequestError } from './mail-error.ts';
import type { MailOutbox, OutboxMail } from './mail-outbox.ts';
import { type MailRequest, readMailRequest } from './mail-request.ts';
import type { MailServer } from './mail-server.ts';

export interface MailConnectorOptions {
  readonly server: MailServer;
  readonly outbox: MailOutbox;
  readonly caseFiles: Pick<CaseFiles, 'read' | 'file'>;
  readonly clock: Clock;
}

const LARGEST_ATTACHMENTS = 25 * 1024 * 1024;

/**
 * Topic `mail-send`: sends a mail with documents of the case. Inputs as {@link readMailRequest} reads them. Sets `mail` in the
 * activity's scope: `{messageId, to, cc, subject, sentAt, rejected, document?}`.
 *
 * A mail the server has taken is never sent again. Where a crash hides whether it took it, it is sent again with the same
 * bytes and `Message-ID`, by which mail servers and people's programs recognise the repetition.
 *
 * 5yz answers (RFC 5321) are an incident at once with the server's words; 4yz and failures of the line are tried again.
 */
export function createMailConnector(options: MailConnectorOptions): Connector {
  const { server, outbox, clock } = options;
  return {
    topic: 'mail-send',
    description: MAIL_DESCRIPTION,
    async execute(job) {
      try {
        const request = readMailRequest(job);
        const mail = (await outbox.find(job.idempotencyKey)) ?? (await prepare(options, job, request));
        if (mail.state === 'done') return done(mail, request);
        if (mail.state !== 'sent') {
          if (mail.message === null)
            throw new Error(`Expected the bytes of mail ${mail.messageId}, but they are gone.`);
          await outbox.sending(mail.idempotencyKey);
          const delivery = await server.deliver(mail.message, mail.recipients);
          if (delivery.kind !== 'taken')
            return {
              kind: 'failed',
              message: `Expected ${server.host} to take the mail, but: ${delivery.words}`,
              fault: connectorFault('MAIL_NOT_TAKEN', { host: server.host, reported: delivery.words }),
              ...(delivery.kind === 'refused' ? { final: true } : {}),
            };
          await outbox.sent(mail.idempotencyKey, delivery.rejected, delivery.words, new Date(clock.now()));
        }
        return await finish(options, job, request);
      } catch (error) {
        if (!isMailRequestError(error)) throw error;
        return { kind: 'failed', message: error.message, fault: error.fault, final: true };
      }
    },
  };
}

async function prepare(
  { server, outbox, caseFiles, clock }: MailConnectorOptions,
  job: ConnectorJob,
  request: MailRequest,
): Promise<OutboxMail> {
  const { idempotencyKey, instanceId } = job;
  const date = new Date(clock.now());
  const messageId = messageIdOf(idempotencyKey, server.from);
  const files = await readAttachments(caseFiles, instanceId, request.attachments);
  return outbox.prepare({
    idempotencyKey,
    messageId,
    instanceId,
    recipients: [...new Set([...request.to, ...request.cc])],
    subject: request.subject,
    message: await composeMessage(request, { from: server.from, messageId, date }, files),
    createdAt: date.toISOString(),
  });
}

/** Files a copy where it is wanted, and forgets the bytes. */
async function finish(
  { outbox, caseFiles }: MailConnectorOptions,
  job: ConnectorJob,
  request: MailRequest,
): Promise<ConnectorResult> {
  const mail = await outbox.find(job.idempotencyKey);
  if (mail === undefined) throw new Error('Expected the mail in the outbox, but it is gone.');
  const document =
    request.fileCopy && mail.message !== null
      ? await caseFiles.file({
          instanceId: job.instanceId,
          name: `mail:${job.idempotencyKey}`,
          documentType: 'mail',
          title: `E-Mail: ${mail.subject}`,
          fileName: `E-Mail ${mail.subject}.eml`,
          mediaType: 'message/rfc822',
          content: mail.message,
          by: 'Laufzettel',
        })
      : undefined;
  await outbox.done(job.idempotencyKey);
  return done(mail, request, document === undefined ? {} : { document: { ...document } });
}

function done(mail: OutboxMail, { to, cc }: MailRequest, more = {}): ConnectorResult {
  const { messageId, subject, sentAt, rejected } = mail;
  return {
    kind: 'done',
    localVariables: { mail: { messageId, to, cc, subject, sentAt, rejected, ...more } },
  };
}

async function readAttachments(
  caseFiles: Pick<CaseFiles, 'read'>,
  instanceId: string,
  documentIds: readonly string[],
): Promise<readonly AttachedFile[]> {
  const files: AttachedFile[] = [];
  let total = 0;
  for (const documentId of documentIds) {
    const { document, content } = await caseFiles.read(instanceId, documentId);
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) {
      total += chunk.byteLength;
      if (total > LARGEST_ATTACHMENTS)
        throw new MailRequestError(
          `Expected attachments up to ${LARGEST_ATTACHMENTS} bytes, but they are larger.`,
          connectorFault('MAIL_REQUEST_TOO_LARGE', { most: LARGEST_ATTACHMENTS }),
        );
      chunks.push(chunk);
    }
    files.push({ fileName: document.fileName, mediaType: document.mediaType, bytes: Buffer.concat(chunks) });
  }
  return files;
}
