/** What somebody has sent: an application with its data and attachments, read, checked and ready to become a case. */
export interface Submission {
  /** Id the source gave it; unique within the source for ever. */
  readonly id: string;
  /** Which service it asks for: a LeiKa key, a form name, a folder; decides the process by configuration. */
  readonly service: string;
  readonly receivedAt: string;
  /** Structured data, as plain JSON. */
  readonly data: unknown;
  /** The data exactly as received, kept beside what was made of it. */
  readonly original: IntakeFile;
  readonly attachments: readonly IntakeFile[];
  /** What the source needs to acknowledge it (authentication tags, paths); plain JSON, opaque outside the adapter. */
  readonly acknowledgement: unknown;
}

export interface IntakeFile {
  readonly id: string;
  /** As the sender named it: never used as a path. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** Why a submission cannot be taken; told to the sender where the source has a way to tell. */
export interface IntakeProblem {
  /** SCREAMING_SNAKE_CASE, e.g. `HASH_MISMATCH`. */
  readonly code: string;
  /** "Expected …, but …", in English; the screen translates by code. */
  readonly detail: string;
  /** Which part: `metadata`, `data`, `attachment:<id>`. */
  readonly part: string;
}
