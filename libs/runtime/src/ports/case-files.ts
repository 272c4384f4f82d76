/** A document as a case remembers it: what a variable of the case holds and what screens list. */
export interface CaseDocument {
  readonly documentId: string;
  readonly documentType: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  /** Lower-case hexadecimal of the latest version. */
  readonly sha256: string;
  /** Bytes of the latest version. */
  readonly size: number;
  readonly version: number;
}

export interface FileDocument {
  readonly instanceId: string;
  /**
   * What the document is called by whoever files it, unique within the case, such as `intake:42:attachment-1`. The same name
   * with the same bytes again changes nothing, which makes filing repeatable after a crash.
   */
  readonly name: string;
  readonly documentType: string;
  readonly title: string;
  /** As the sender called it; it is made safe. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: AsyncIterable<Uint8Array> | Uint8Array;
  readonly indexData?: Readonly<Record<string, string | number | boolean>>;
  readonly by: string;
}

/**
 * The record of a case: where its documents are kept, whatever keeps them. Adapters that bring documents into a case, or need
 * them from it, use this port and do not know the DMS.
 */
export interface CaseFiles {
  /** Files into the record of the case, which is created when it is not there. Rejects with a readable message. */
  file(document: FileDocument): Promise<CaseDocument>;
  /** The documents of the case in the order they were filed. */
  list(instanceId: string): Promise<readonly CaseDocument[]>;
  /** The bytes of a document of the case, by its id; the latest version unless `version` says another. */
  read(
    instanceId: string,
    documentId: string,
    version?: number,
  ): Promise<{ readonly document: CaseDocument; readonly content: AsyncIterable<Uint8Array> }>;
}
