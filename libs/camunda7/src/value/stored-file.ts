import type { Value } from '#engine';

/** How bytes live in a variable: content in base64 beside what is known of it. */
export interface StoredFile {
  readonly $type: 'file';
  readonly filename: string;
  readonly mimetype: string | null;
  readonly encoding: string | null;
  readonly content: string;
}

/** The bytes behind a variable, or undefined when it holds none. */
export function storedFile(value: Value | undefined): StoredFile | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const candidate = value as { readonly [name: string]: Value };
  return candidate['$type'] === 'file' && typeof candidate['content'] === 'string'
    ? (candidate as unknown as StoredFile)
    : undefined;
}

/** A variable of these bytes. */
export function fileValue(
  filename: string,
  mimetype: string | null,
  encoding: string | null,
  content: Uint8Array,
): Value {
  return { $type: 'file', filename, mimetype, encoding, content: Buffer.from(content).toString('base64') };
}
