/** What content a store accepts. */
export interface ContentPolicy {
  /** Bytes; larger content is refused while it arrives. */
  readonly maxSize: number;
  /** Media types accepted (type/subtype, lower case); absent means every type that is not executable. */
  readonly accept?: readonly string[];
}

export const DEFAULT_CONTENT_POLICY: ContentPolicy = { maxSize: 500 * 1024 * 1024 };
