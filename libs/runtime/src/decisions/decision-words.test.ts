import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decisionWords } from './decision-words.ts';

/** Codes findings are made with, as the sources have them. */
function codes(): readonly string[] {
  const files = ['libs/dmn/src', 'libs/runtime/src/decisions'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  );
  return [...new Set(files.flatMap((text) => [...text.matchAll(/'(DMN_[A-Z_]+)'/g)].map(([, code = '']) => code)))];
}

describe('findings about decisions', () => {
  it.each(codes())('%s has a German sentence', (code) => {
    expect(decisionWords(code)).toMatch(/^[A-ZÄÖÜ].+\.$/);
  });
});
