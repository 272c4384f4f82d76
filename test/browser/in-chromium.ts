import { describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findChromium, openChromium } from './chromium.ts';

const executablePath = findChromium();
const inCi = (process.env['CI'] ?? '') !== '';

/** The first start may have to build server and browser app. */
export const START_MS = 240_000;
/** The window of an ordinary laptop in a town hall. */
export const LAPTOP = { width: 1280, height: 800 } as const;

/** A group of tests with a browser; left out, clearly, where there is none, except in CI. */
export function inChromium(name: string, tests: (open: () => Promise<Browser>) => void): void {
  const possible = executablePath !== undefined || inCi;
  if (!possible) process.stderr.write(`Skipped without Chromium: ${name}. Install it (Debian: chromium).\n`);
  (possible ? describe : describe.skip)(name, () =>
    tests(() => {
      if (executablePath === undefined)
        throw new Error('Expected Chromium for the browser tests in CI, but found none. Install the package chromium.');
      return openChromium(executablePath);
    }),
  );
}
