import { Inject, Injectable } from '@nestjs/common';
import type { CaseRecord, DocumentDelivery, DocumentDetail, DocumentSummary } from '#contracts';
import {
  type DeliveringDocumentStore,
  type DeliveryState,
  type DocumentState,
  type DocumentStore,
  type RecordCaseFiles,
  recordLabel,
} from '#documents';
import { present } from '../http/present.ts';
import { CASE_FILES } from '../server-ports.ts';
import { DELIVERY, DOCUMENT_STORE } from './document-ports.ts';

/** Documents of cases as the contract shows them. */
@Injectable()
export class DocumentViews {
  constructor(
    @Inject(CASE_FILES) private readonly files: RecordCaseFiles,
    @Inject(DOCUMENT_STORE) private readonly store: DocumentStore,
    @Inject(DELIVERY) private readonly delivery: DeliveringDocumentStore | undefined,
  ) {}

  async record(instanceId: string): Promise<CaseRecord> {
    const reference = await this.files.recordOf(instanceId);
    const dms = present({ dms: this.delivery?.dms });
    if (reference === undefined) return { closed: false, documents: [], ...dms };
    const [state, documents] = await Promise.all([this.store.describeRecord(reference), this.files.states(instanceId)]);
    return {
      reference: recordLabel(reference),
      closed: state?.closed ?? false,
      documents: await Promise.all(documents.map((document) => this.summary(document))),
      ...present({ title: state?.title }),
      ...dms,
    };
  }

  async summary(document: DocumentState): Promise<DocumentSummary> {
    const { documentId, documentType, title } = document;
    const latest = document.versions.at(-1);
    if (latest === undefined) throw new Error(`Expected a version of document ${documentId}, but there is none.`);
    const { version, fileName, mediaType, size, sha256, createdAt, createdBy } = latest;
    const delivery = await this.#delivery(document);
    return {
      documentId,
      documentType,
      title,
      fileName,
      mediaType,
      size,
      sha256,
      version,
      filedAt: createdAt,
      filedBy: createdBy,
      ...present({ delivery }),
    };
  }

  async detail(instanceId: string, documentId: string): Promise<DocumentDetail> {
    const document = await this.files.describe(instanceId, documentId);
    const { indexData, retentionUntil, legalHold, versions } = document;
    return {
      ...(await this.summary(document)),
      versions: versions.map(({ createdAt, createdBy, version, fileName, mediaType, size, sha256 }) => ({
        version,
        fileName,
        mediaType,
        size,
        sha256,
        filedAt: createdAt,
        filedBy: createdBy,
      })),
      indexData,
      ...present({ retentionUntil, legalHold }),
    };
  }

  /** A document that waits may wait for an earlier act of its record, which then says why. */
  async #delivery({ documentId, record }: DocumentState): Promise<DocumentDelivery | undefined> {
    if (this.delivery === undefined) return undefined;
    const acts = await this.delivery.deliveryOf(documentId);
    const own = acts.find(({ state }) => state === 'failed') ?? acts.find(({ state }) => state === 'pending');
    if (own === undefined) return { state: 'confirmed' };
    return told(own.error === undefined ? ((await this.delivery.openOf(record)) ?? own) : own);
  }
}

function told(open: DeliveryState): DocumentDelivery {
  if (open.state === 'confirmed') return { state: 'confirmed' };
  const { state, error, nextAttemptAt, attempts } = open;
  return {
    state,
    ...present({
      nextAttemptAt: attempts > 0 ? nextAttemptAt : undefined,
      code: error?.code,
      words: error?.words,
    }),
  };
}
