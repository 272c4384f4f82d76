import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * Runs Jest with the given words in a process of its own and gives back how many tests passed, failed and were skipped. A run that
 * ends before it could count is one failure.
 */
export function runJest(words) {
  const folder = mkdtempSync(join(tmpdir(), 'laufzettel-counts-'));
  const file = join(folder, 'counts.json');
  try {
    spawnSync(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        join(root, 'node_modules/jest/bin/jest.js'),
        ...(words.includes('--runInBand') ? [] : [`--maxWorkers=${availableParallelism()}`]),
        ...words,
      ],
      { cwd: root, stdio: 'inherit', env: { ...process.env, LAUFZETTEL_TEST_COUNTS: file } },
    );
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
