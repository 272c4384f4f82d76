import { join } from 'node:path';
import { type AuditReport, type ChainAnchor, verifyArchive } from '#documents';
import { createPostgresPool } from '#store';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { withDatabase } from '../with-database.ts';
import { requireUpToDate } from './migrate.ts';

export interface VerifyAuditOptions {
  /** `SEQ:HASH`, as an earlier run told. */
  readonly anchor?: readonly string[];
}

const PLACES = { log: 'log', metadata: 'row', file: 'file' } as const;

/**
 * Checks the archive of documents: the hash chain of its log, every row against the log, every file against its hash.
 * Changes nothing and may run while the server works. Every changed byte is named; one suffices for the exit code 1.
 */
export async function verifyAudit(context: CommandContext, options: VerifyAuditOptions): Promise<void> {
  const { settings, terminal } = context;
  const anchors = (options.anchor ?? []).map(readAnchor);
  const report = await withDatabase(settings, terminal, async (url) => {
    await requireUpToDate(url);
    const pool = createPostgresPool(url, { connections: 1, name: 'laufzettel-verify-audit' });
    try {
      return await verifyArchive({ pool, directory: join(settings.dataDirectory, 'documents'), anchors });
    } finally {
      await pool.end();
    }
  });
  context.answer(report, words(report));
  if (!report.ok) throw new CliError('REFUSED', 'The archive is not as it was left: see above.');
}

/** @throws CliError USAGE */
function readAnchor(text: string): ChainAnchor {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new CliError('USAGE', `Expected an anchor as number:hash, but it is ${JSON.stringify(text.slice(0, 100))}.`);
  return { seq: Number(seq), hash };
}

function words({ ok, findings, checked, head }: AuditReport): string {
  const lines = findings.map(
    ({ severity, where, name, message }) =>
      `${severity === 'error' ? '✗' : '!'} ${PLACES[where]} ${name}\n    ${message}\n`,
  );
  const counts = `${checked.entries} entries of the log, ${checked.subjects} records and documents, ${checked.files} files`;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const verdict = ok ? `✓ Nothing has been changed (${counts}).\n` : `✗ ${errors} changes found (${counts}).\n`;
  const anchor =
    head === undefined
      ? ''
      : `  Keep this somewhere else and check against it next time: --anchor ${head.seq}:${head.hash}\n`;
  return `${lines.join('')}${verdict}${anchor}`;
}
