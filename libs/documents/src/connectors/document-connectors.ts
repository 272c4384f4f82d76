import type { CaseDocument, Connector, ConnectorJob } from '#runtime';
import type { Value } from '#engine';
import { type RecordCaseFiles } from '../cases/record-case-files.ts';
import { readAll } from '../content/verified-stream.ts';
import { DocumentError } from '../port/document-error.ts';
import { type DocumentStore, type RecordState } from '../port/document-store.ts';
import { type RecordReference } from '../port/record-reference.ts';
import { calendarDay } from '../port/retention.ts';
import { CLOSE_RECORD, CREATE_RECORD, READ, SET_INDEX_DATA, STORE } from './connector-descriptions.ts';
import { BY_PROCESS, documentConnector, documentNameOf, type RecordDelivery } from './document-connector.ts';
import { type JobInput } from './job-input.ts';
import { createRenderConnector, type RenderConnectorOptions } from './document-render.ts';
import { retentionDay } from './retention-day.ts';

export interface DocumentConnectorOptions extends RenderConnectorOptions {
  readonly store: DocumentStore;
  /** The hand-over to a DMS; absent with the built-in archive alone. */
  readonly delivery?: RecordDelivery;
  /** IANA name; a retention counts in days there. */
  readonly timeZone: string;
}

const LARGEST_TEXT = 1024 * 1024;
const LARGEST_BASE64 = 30 * 1024 * 1024;
const PAGE = 500;

/** Everything service tasks can do with the documents of their case. See the element templates for what each one reads. */
export function createDocumentConnectors(options: DocumentConnectorOptions): readonly Connector[] {
  const { caseFiles, delivery, store, clock } = options;
  const make = documentConnector;
  return [
    /** Makes the record of the case, with a reference or path of its own where given, and puts it into a variable. */
    make('document-create-record', CREATE_RECORD, delivery, async (job, input) => {
      const reference = referenceOf(input);
      const title = input.text('recordTitle');
      const recordType = input.text('recordType');
      const state = await caseFiles.ensureRecord(
        job.instanceId,
        {
          ...(reference === undefined ? {} : { reference }),
          ...(title === undefined ? {} : { title }),
          ...(recordType === undefined ? {} : { recordType }),
          indexData: input.newIndexData('indexData'),
        },
        BY_PROCESS,
      );
      return { record: state.record, variables: { [input.text('resultVariable') ?? 'record']: recordValue(state) } };
    }),
    /** Stores `content` (text or structure) or `contentBase64` as a document; without either it waits for the DMS only. */
    make('document-store', STORE, delivery, async (job, input) => {
      const content = contentOf(input);
      if (content === undefined) {
        const { record } = await caseFiles.ensureRecord(job.instanceId, {}, BY_PROCESS);
        return { record, variables: {} };
      }
      const document = await caseFiles.fileOnce({
        claim: job.idempotencyKey,
        instanceId: job.instanceId,
        name: documentNameOf(job, input),
        make: () =>
          Promise.resolve({
            documentType: input.text('documentType') ?? 'document',
            title: input.text('documentTitle') ?? input.required('fileName'),
            fileName: input.required('fileName'),
            mediaType: input.text('mediaType') ?? content.mediaType,
            content: content.bytes,
            indexData: input.newIndexData('indexData'),
            by: BY_PROCESS,
          }),
      });
      return filed(options, job, input, document);
    }),
    /** Sets index data of one or several documents of the case. */
    make('document-set-index-data', SET_INDEX_DATA, delivery, async (job, input) => {
      const ids = input.documents('document');
      if (ids.length === 0)
        throw new DocumentError('INVALID_REQUEST', 'Expected an input "document" of the activity, but there is none.');
      const indexData = input.indexData('indexData');
      for (const id of ids) {
        const { documentId } = await caseFiles.describe(job.instanceId, id);
        await store.setIndexData({ documentId, indexData, by: BY_PROCESS });
      }
      return { record: await recordOf(caseFiles, job), variables: {} };
    }),
    createRenderConnector(options, delivery),
    /** Reads a text document into a variable: as text, or as a structure when it is JSON. At most 1 MB. */
    make('document-read', READ, undefined, async (job, input) => {
      const [id] = input.documents('document');
      if (id === undefined)
        throw new DocumentError('INVALID_REQUEST', 'Expected an input "document" of the activity, but there is none.');
      const { document, content } = await caseFiles.read(job.instanceId, id);
      const value = readable(document, await readAll(content, LARGEST_TEXT));
      return {
        record: await recordOf(caseFiles, job),
        variables: { [input.text('resultVariable') ?? 'content']: value },
      };
    }),
    /** Sets the retention of every document of the record, then closes it for the files. */
    make('document-close-record', CLOSE_RECORD, delivery, async (job, input) => {
      const { record } = await caseFiles.ensureRecord(job.instanceId, {}, BY_PROCESS);
      const retention = input.text('retention');
      if (retention !== undefined) {
        const today = calendarDay(clock(), options.timeZone);
        await keepUntil(store, record, retentionDay(retention, input.text('retentionFrom') ?? 'closing', today));
      }
      const state = await store.closeRecord({ record, by: BY_PROCESS });
      return { record, variables: { [input.text('resultVariable') ?? 'record']: recordValue(state) } };
    }),
  ];
}

async function filed(
  { caseFiles }: DocumentConnectorOptions,
  job: ConnectorJob,
  input: JobInput,
  document: CaseDocument,
): Promise<{ readonly record: RecordReference; readonly variables: Record<string, Value> }> {
  return {
    record: await recordOf(caseFiles, job),
    variables: { [input.text('resultVariable') ?? 'document']: { ...document } },
  };
}

async function recordOf(caseFiles: RecordCaseFiles, job: ConnectorJob): Promise<RecordReference> {
  return (await caseFiles.ensureRecord(job.instanceId, {}, BY_PROCESS)).record;
}

/** Never shortens what is kept longer already. */
async function keepUntil(store: DocumentStore, record: RecordReference, until: string): Promise<void> {
  for (let offset = 0, more = true; more; offset += PAGE) {
    const page = await store.search({ record, limit: PAGE, offset });
    for (const { documentId, retentionUntil } of page.documents)
      if (retentionUntil === undefined || retentionUntil < until)
        await store.setRetention({ documentId, until, by: BY_PROCESS });
    more = page.hasMore;
  }
}

function referenceOf(input: JobInput): RecordReference | undefined {
  const path = input.value('recordPath');
  if (Array.isArray(path) && path.length > 0 && path.every((name) => typeof name === 'string')) return { path };
  const fileReference = input.text('fileReference');
  return fileReference === undefined ? undefined : { fileReference };
}

function recordValue(state: RecordState): Value {
  const { record, recordType, title, closed } = state;
  return { ...('path' in record ? { path: [...record.path] } : record), recordType, title, closed };
}

function contentOf(input: JobInput): { readonly bytes: Uint8Array; readonly mediaType: string } | undefined {
  const base64 = input.text('contentBase64');
  if (base64 !== undefined) {
    if (base64.length > LARGEST_BASE64 || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64))
      throw new DocumentError('INVALID_REQUEST', 'Expected base64 of at most 30 MB as input "contentBase64".');
    return { bytes: Buffer.from(base64, 'base64'), mediaType: 'application/octet-stream' };
  }
  const content = input.value('content');
  if (content === undefined || content === null || content === '') return undefined;
  if (typeof content === 'string') return { bytes: Buffer.from(content), mediaType: 'text/plain' };
  return { bytes: Buffer.from(JSON.stringify(content, null, 2)), mediaType: 'application/json' };
}

function readable({ mediaType, fileName }: CaseDocument, bytes: Buffer): Value {
  if (!/^text\/|[/+](?:xml|json)$/.test(mediaType)) {
    throw new DocumentError('INVALID_REQUEST', `Expected a text, XML or JSON, but "${fileName}" is ${mediaType}.`);
  }
  const text = bytes.toString('utf8');
  if (!/[/+]json$/.test(mediaType)) return text;
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw new DocumentError('INVALID_REQUEST', `Expected JSON in "${fileName}", but it cannot be read.`);
  }
}
