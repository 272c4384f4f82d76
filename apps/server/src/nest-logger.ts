import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#platform';

/** Nest's own messages into the program's log; its start-up chatter is of interest to nobody but its debugger. */
export function nestLogger(logger: Logger): LoggerService {
  const text = (message: unknown): string => (typeof message === 'string' ? message : JSON.stringify(message));
  return {
    log: (message: unknown) => logger.debug(text(message)),
    debug: (message: unknown) => logger.debug(text(message)),
    verbose: (message: unknown) => logger.trace(text(message)),
    warn: (message: unknown) => logger.warn(text(message)),
    error: (message: unknown, stack?: unknown) => logger.error({ stack }, text(message)),
    fatal: (message: unknown) => logger.fatal(text(message)),
  };
}
