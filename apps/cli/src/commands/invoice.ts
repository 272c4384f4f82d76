import { readFileSync } from 'node:fs';
import { validateInvoice } from '#invoices';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';

const LEVEL = { error: 'Fehler ', warning: 'Warnung', information: 'Hinweis' } as const;

/** Checks files here, without a server. Ends as refused when one of them is. */
export function validateInvoices(context: CommandContext, files: readonly string[]): void {
  const verdicts = files.map((file) => {
    const { accepted, syntax, profile, findings, durationMs, source } = validateInvoice(read(file));
    return { file, accepted, syntax, profile, findings, durationMs, source };
  });
  const text = verdicts.flatMap(({ file, accepted, profile, findings }) => [
    `${accepted ? '✓' : '✗'} ${file}  ${profile ?? 'keine E-Rechnung'}`,
    ...findings.map(
      ({ level, rule, messageDe, location }) =>
        `    ${LEVEL[level]} ${rule}${location === null ? '' : ` (Zeile ${location.line})`}: ${messageDe}`,
    ),
  ]);
  context.answer(verdicts, `${text.join('\n')}\n`);
  if (verdicts.some(({ accepted }) => !accepted)) throw new CliError('REFUSED', 'At least one invoice is not valid.');
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new CliError('USAGE', `Expected a file at ${file}, but it cannot be read (${code}).`, { cause });
  }
}
