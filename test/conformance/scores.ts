import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** What one suite reached when it was last run in full; kept in git, and only rises. */
export interface Score {
  readonly passed: number;
  readonly of: number;
}

/** The scores kept in git, by suite. */
export function keptScores(): Readonly<Record<string, Score>> {
  const file = new URL('test/conformance/scores.json', root);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Score>;
}

/**
 * Folder of a suite: our own cases lie beside this file, those of the conformance kit beside the project; undefined where
 * the kit is not there.
 */
export function suiteFolder(suite: string): string | undefined {
  if (suite === 'own') return fileURLToPath(new URL('test/conformance/cases/', root));
  const folder = fileURLToPath(new URL(`../shared/conformance/${suite}/`, root));
  return existsSync(folder) ? folder : undefined;
}
