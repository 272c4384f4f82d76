import { DataError } from '../data/data-error.ts';
import { harmfulFiles } from '../data/malware.ts';
import { readData } from '../data/read-data.ts';
import { IntakeSourceError, type Fetched, type IntakeSource } from '../port/intake-source.ts';
import type { IntakeFile, IntakeProblem } from '../port/submission.ts';
import { FitConnectClient, type EncryptedSubmission } from './fit-connect-client.ts';
import { DEFAULT_MAX_BYTES, type FitConnectSettings } from './fit-connect-settings.ts';
import { authenticationTag, checkHash, PayloadError, PayloadReader } from './payload.ts';
import { type AuthenticationTags, EventTokenError, signEvent, verifyEvent } from './security-event-token.ts';

/** What is needed to end a submission at FIT-Connect. */
interface Acknowledgement {
  readonly caseId: string;
  readonly tags: AuthenticationTags;
}

/** Parts of the metadata (schema 1.x and 2.x) this adapter reads. */
interface Metadata {
  readonly contentStructure?: {
    readonly data?: {
      readonly submissionSchema?: { readonly schemaUri?: string; readonly mimeType?: string };
      readonly hash?: unknown;
    };
    readonly attachments?: readonly {
      readonly attachmentId?: string;
      readonly filename?: string;
      readonly mimeType?: string;
      readonly hash?: unknown;
    }[];
  };
  readonly publicService?: { readonly identifier?: string };
}

/**
 * FIT-Connect as a source of applications: fetch, verify the event log, decrypt, compare hashes and authentication tags.
 * What fails for reasons of its content is refused with problems the sender can act on; an event log we cannot trust is
 * left for a person.
 */
export class FitConnectSource implements IntakeSource {
  readonly id: string;
  readonly channel = 'fit-connect' as const;
  readonly fallbackServices: readonly string[];
  readonly #settings: FitConnectSettings;
  readonly #client: FitConnectClient;
  readonly #reader: PayloadReader;

  constructor(settings: FitConnectSettings, client = new FitConnectClient(settings)) {
    this.id = settings.id;
    this.fallbackServices = [`destination:${settings.destinationId}`];
    this.#settings = settings;
    this.#client = client;
    this.#reader = new PayloadReader(settings.decryptionKeys, settings.maxBytes ?? DEFAULT_MAX_BYTES);
  }

  waiting(): Promise<readonly string[]> {
    return this.#client.waiting();
  }

  async fetch(submissionId: string): Promise<Fetched> {
    const encrypted = await this.#client.submission(submissionId);
    const attachments = new Map<string, string>();
    for (const id of encrypted.attachmentIds) attachments.set(id, await this.#client.attachment(submissionId, id));
    const tags: AuthenticationTags = {
      metadata: authenticationTag(encrypted.encryptedMetadata),
      data: encrypted.encryptedData === null ? null : authenticationTag(encrypted.encryptedData),
      attachments: Object.fromEntries([...attachments].map(([id, jwe]) => [id, authenticationTag(jwe)])),
    };
    const acknowledgement: Acknowledgement = { caseId: encrypted.caseId, tags };
    const received = partsAsReceived(encrypted, attachments);
    const log = await this.#submitEvent(encrypted);
    if ('problem' in log) return { kind: 'doubtful', problems: [log.problem], received };
    if (log.tags !== null && !sameTags(log.tags, tags)) {
      const detail = 'Expected the parts the sender has announced, but their authentication tags differ.';
      const problems = [{ code: 'TAGS_MISMATCH', detail, part: 'submission' }];
      return { kind: 'refused', problems, acknowledgement, received };
    }
    const opened = await this.#open(encrypted, attachments);
    if ('problems' in opened) return { kind: 'refused', problems: opened.problems, acknowledgement, received };
    const { original, files, data, service } = opened;
    const receivedAt = new Date().toISOString();
    return {
      kind: 'submission',
      submission: { id: submissionId, service, receivedAt, data, original, attachments: files, acknowledgement },
    };
  }

  async accept(submissionId: string, acknowledgement: unknown): Promise<void> {
    await this.#end('accept', submissionId, acknowledgement as Acknowledgement, []);
  }

  async reject(submissionId: string, problems: readonly IntakeProblem[], acknowledgement: unknown): Promise<void> {
    await this.#end('reject', submissionId, acknowledgement as Acknowledgement, problems);
  }

  async health(): Promise<{ readonly ok: boolean; readonly message: string }> {
    try {
      const waiting = await this.#client.waiting();
      return { ok: true, message: `${waiting.length} waiting` };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : 'unknown' };
    }
  }

  /** The event that says the sender has finished; the log must be signed by those it claims to come from. */
  async #submitEvent(
    encrypted: EncryptedSubmission,
  ): Promise<{ readonly tags: AuthenticationTags | null } | { readonly problem: IntakeProblem }> {
    try {
      let tags: AuthenticationTags | null | undefined;
      for (const token of await this.#client.events(encrypted.caseId)) {
        const event = await verifyEvent(token, this.#client);
        if (event.kind === 'submit' && event.submissionId === encrypted.submissionId) tags = event.tags;
      }
      if (tags !== undefined) return { tags };
      const detail = 'Expected an event that submits it in the log, but there is none.';
      return { problem: { code: 'NOT_SUBMITTED', detail, part: 'event-log' } };
    } catch (error) {
      if (!(error instanceof EventTokenError)) throw error;
      return { problem: { code: error.code, detail: error.message, part: 'event-log' } };
    }
  }

  async #open(
    encrypted: EncryptedSubmission,
    attachments: ReadonlyMap<string, string>,
  ): Promise<
    | {
        readonly original: IntakeFile;
        readonly files: readonly IntakeFile[];
        readonly data: unknown;
        readonly service: string;
      }
    | { readonly problems: readonly IntakeProblem[] }
  > {
    const problems: IntakeProblem[] = [];
    const part = async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof PayloadError)) throw error;
        problems.push({ code: error.code, detail: error.message, part: name });
        return undefined;
      }
    };
    const metadata = await part('metadata', async () => this.#metadata(encrypted.encryptedMetadata, problems));
    if (metadata === undefined) return { problems };
    const structure = metadata.contentStructure;
    const schema = structure?.data?.submissionSchema;
    const service = metadata.publicService?.identifier ?? encrypted.service;
    const known = this.#settings.acceptedSchemas(service);
    if (known.length > 0 && !known.includes(schema?.schemaUri ?? ''))
      problems.push({
        code: 'SCHEMA_UNKNOWN',
        detail: `Expected data of a schema agreed on, but it is ${schema?.schemaUri ?? 'none'}.`,
        part: 'data',
      });

    const jwe = encrypted.encryptedData;
    const body =
      jwe === null
        ? undefined
        : await part('data', async () => {
            const { content, contentType } = await this.#reader.read(jwe);
            checkHash('data', content, structure?.data?.hash);
            return { content, mediaType: contentType ?? schema?.mimeType ?? 'application/json' };
          });
    const announced = new Map((structure?.attachments ?? []).map((one) => [one.attachmentId ?? '', one]));
    if (announced.size !== attachments.size || [...announced.keys()].some((id) => !attachments.has(id)))
      problems.push({
        code: 'ATTACHMENTS_MISMATCH',
        detail: 'Expected exactly the attachments of the metadata, but others came.',
        part: 'attachments',
      });
    const files: IntakeFile[] = [];
    for (const [id, encryptedFile] of attachments) {
      const facts = announced.get(id);
      const file = await part(`attachment:${id}`, async () => {
        const { content, contentType } = await this.#reader.read(encryptedFile);
        checkHash(`attachment ${id}`, content, facts?.hash);
        const mediaType = facts?.mimeType ?? contentType ?? 'application/octet-stream';
        return { id, fileName: facts?.filename ?? id, mediaType, content };
      });
      if (file !== undefined) files.push(file);
    }
    const content = body?.content ?? new TextEncoder().encode('{}');
    const mediaType = body?.mediaType ?? 'application/json';
    const data = parseData(content, mediaType, problems);
    problems.push(...harmfulFiles(files));
    if (problems.length > 0) return { problems };
    const extension = mediaType.includes('xml') ? 'xml' : 'json';
    const original = { id: 'data', fileName: `antrag.${extension}`, mediaType, content };
    return { original, files, data, service };
  }

  async #metadata(jwe: string, problems: IntakeProblem[]): Promise<Metadata | undefined> {
    const { content } = await this.#reader.read(jwe);
    const parsed = parseData(content, 'application/json', problems);
    return parsed !== null && typeof parsed === 'object' ? parsed : undefined;
  }

  /** Ends a submission at FIT-Connect. An event that is there already, or a submission that is gone, is the same as done. */
  async #end(
    kind: 'accept' | 'reject',
    submissionId: string,
    { caseId, tags }: Acknowledgement,
    problems: readonly IntakeProblem[],
  ): Promise<void> {
    const { destinationId, signingKey } = this.#settings;
    const done = await Promise.all(
      (await this.#client.events(caseId)).map((token) => verifyEvent(token, this.#client).catch(() => undefined)),
    );
    if (done.some((event) => event?.kind === kind && event.submissionId === submissionId)) return;
    const token = await signEvent({ kind, submissionId, caseId, destinationId, tags, problems, signingKey });
    try {
      await this.#client.sendEvent(caseId, token);
    } catch (error) {
      if (!(error instanceof IntakeSourceError) || error.code !== 'SUBMISSION_GONE') throw error;
    }
  }
}

/** The parts as they came, encrypted, for whoever has to find out what was wrong with them. */
function partsAsReceived(
  { encryptedMetadata, encryptedData }: EncryptedSubmission,
  attachments: ReadonlyMap<string, string>,
): readonly IntakeFile[] {
  const parts = [
    ['metadata', encryptedMetadata],
    ...(encryptedData === null ? [] : [['data', encryptedData] as const]),
    ...attachments,
  ] as const;
  return parts.map(([id, jwe]) => ({
    id,
    fileName: `${id}.jwe`,
    mediaType: 'application/jose',
    content: new TextEncoder().encode(jwe),
  }));
}

function sameTags(a: AuthenticationTags, b: AuthenticationTags): boolean {
  const [left, right] = [a.attachments, b.attachments];
  const ids = Object.keys(left);
  return (
    a.metadata === b.metadata &&
    (a.data ?? '') === (b.data ?? '') &&
    ids.length === Object.keys(right).length &&
    ids.every((id) => Object.hasOwn(right, id) && left[id] === right[id])
  );
}

function parseData(content: Uint8Array, mediaType: string, problems: IntakeProblem[]): unknown {
  try {
    return readData(content, mediaType);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    problems.push({ code: error.code, detail: error.message, part: 'data' });
    return null;
  }
}
