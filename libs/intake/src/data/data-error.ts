/** Structured data cannot be read, or is more than anybody means seriously. */
export class DataError extends Error {
  readonly code:
    'SYNTAX_INVALID' | 'DOCTYPE_REFUSED' | 'ENCODING_UNKNOWN' | 'TOO_DEEP' | 'TOO_MANY_VALUES' | 'NAME_REFUSED';

  constructor(code: DataError['code'], message: string) {
    super(message);
    this.name = 'DataError';
    this.code = code;
  }
}
