export const DATA_ERROR_CODES = [
  'SYNTAX_INVALID',
  'DOCTYPE_REFUSED',
  'ENCODING_UNKNOWN',
  'TOO_DEEP',
  'TOO_MANY_VALUES',
  'NAME_REFUSED',
] as const;

/** Structured data cannot be read, or is more than anybody means seriously. */
export class DataError extends Error {
  readonly code: (typeof DATA_ERROR_CODES)[number];

  constructor(code: DataError['code'], message: string) {
    super(message);
    this.name = 'DataError';
    this.code = code;
  }
}
