/** What a command ends with: scripts branch on it. */
export const EXIT = { done: 0, refused: 1, usage: 2, unreachable: 3, notAllowed: 4 } as const;

/** A command cannot go on; the message says what to do. */
export class CliError extends Error {
  readonly code: 'REFUSED' | 'USAGE' | 'UNREACHABLE' | 'NOT_ALLOWED';
  readonly exit: number;

  constructor(code: CliError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
    this.code = code;
    this.exit = {
      REFUSED: EXIT.refused,
      USAGE: EXIT.usage,
      UNREACHABLE: EXIT.unreachable,
      NOT_ALLOWED: EXIT.notAllowed,
    }[code];
  }
}
