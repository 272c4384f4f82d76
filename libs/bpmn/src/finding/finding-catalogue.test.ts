import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findingCatalogue } from './finding-catalogue.ts';
import type { FindingKind } from './finding-kind.ts';
import { findingsPage } from './findings-page.ts';

const kinds = Object.entries<FindingKind>(findingCatalogue);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).toSorted();

describe('the table of findings', () => {
  it('given any code, then both languages are there and use the same words', () => {
    for (const [code, { message, fix }] of kinds) {
      expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect({ code, words: placeholders(message.de) }).toEqual({ code, words: placeholders(message.en) });
      if (fix !== undefined)
        expect({ code, words: placeholders(fix.de) }).toEqual({ code, words: placeholders(fix.en) });
    }
  });

  it('given the table, then docs/findings.md says the same (run `node scripts/findings-page.mjs` to renew it)', () => {
    const cells = (page: string): string => page.replaceAll(/[\s-]+/g, '');
    expect(cells(readFileSync('docs/findings.md', 'utf8'))).toBe(cells(findingsPage()));
  });
});
