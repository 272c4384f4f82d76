/** Where the runtime tells what went wrong and was repaired. Fields carry ids, never values of variables. */
export interface Log {
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}
