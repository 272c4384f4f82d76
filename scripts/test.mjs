/**
 * `npm test`: installs and builds what is missing, runs all tests, then the story in a real browser where there is a Chromium,
 * and closes with one line of numbers. `npm test -- WORDS` hands WORDS to Jest instead, e.g. `npm test -- libs/engine -t join`.
 */
import { requireNode } from './toolchain/node-version.mjs';

requireNode();
const { prepare } = await import('./toolchain/build.mjs');
await prepare();
const { existsSync } = await import('node:fs');
const { join } = await import('node:path');
const { findChromium } = await import('./toolchain/find-chromium.mjs');
const { root } = await import('./toolchain/root.mjs');
const { runJest } = await import('./toolchain/run-jest.mjs');
const { filesBelow } = await import('./toolchain/stamp.mjs');

const BROWSER = 'test/browser';
const words = process.argv.slice(2);
const runs = [];
if (words.length > 0) {
  runs.push(runJest(words));
} else {
  runs.push(runJest(['--testPathIgnorePatterns', '/node_modules/', '/dist/', `<rootDir>/${BROWSER}/`]));
  const stories = existsSync(join(root, BROWSER))
    ? filesBelow(BROWSER).filter((file) => file.endsWith('.test.ts'))
    : [];
  if (stories.length > 0 && findChromium() === undefined && !process.env.CI) {
    process.stderr.write(
      'There is no Chromium on this machine: the browser story is skipped (Debian: apt-get install chromium).\n',
    );
    runs.push({ passed: 0, failed: 0, skipped: stories.length });
  } else if (stories.length > 0) {
    // One after the other: each starts a server of its own, and a slow machine must not make a browser wait in vain.
    runs.push(runJest(['--runInBand', BROWSER]));
  }
}
const sum = (name) => runs.reduce((total, counts) => total + counts[name], 0);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
