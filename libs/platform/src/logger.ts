import { pino, type DestinationStream, type Logger } from 'pino';
import { prettyLogLine } from './pretty-log-line.ts';
import type { Settings } from './settings.ts';

export type { Logger };

/**
 * The program's logger, on standard error so that standard output stays for answers. Anything named like a secret is
 * removed wherever it may appear on the first two levels.
 */
export function createLogger(settings: Pick<Settings, 'logLevel' | 'logFormat'>, program: string): Logger {
  const pretty = settings.logFormat === 'pretty' || (settings.logFormat === 'auto' && process.stderr.isTTY);
  const secrets = ['password', 'authorization', 'cookie', 'token', 'secret'];
  return pino(
    {
      level: settings.logLevel,
      base: pretty ? null : { program },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' },
    },
    pretty ? prettyStream() : pino.destination({ dest: 2, sync: true }),
  );
}

function prettyStream(): DestinationStream {
  return { write: (line) => void process.stderr.write(prettyLogLine(line)) };
}
