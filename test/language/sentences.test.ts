import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FIELD_FAULTS } from '../../apps/server/src/http/field-faults.ts';
import { DECISION_FAULTS } from '#dmn';
import { DOCUMENT_ERROR_CODES } from '#documents';
import { ENGINE_FAULTS, FAULT_FIELDS } from '#engine';
import { EXPRESSION_FAULTS } from '#expressions';
import { IDENTITY_ERROR_CODES } from '#identity';
import { DATA_ERROR_CODES } from '#intake';
import { PARTICIPATION_ERROR_CODES } from '#participation';
import { PAYMENT_ERROR_CODES } from '#payments';
import { CONNECTOR_FAULTS, RUNTIME_ERROR_CODES, RUNTIME_FAULTS } from '#runtime';
import { SCENARIO_FAULTS } from '#scenarios';
import { faultSentence, type Language, WORDS } from '#sentences';

const LANGUAGES: readonly Language[] = ['de', 'en'];

const FAULTS: Readonly<Record<string, readonly string[]>> = {
  ...ENGINE_FAULTS,
  ...EXPRESSION_FAULTS,
  ...DECISION_FAULTS,
  ...RUNTIME_FAULTS,
  ...CONNECTOR_FAULTS,
  ...SCENARIO_FAULTS,
  ...FIELD_FAULTS,
};

/** Codes of problems written out in the sources: `new ProblemError(404, 'NOT_FOUND', …)`. */
function writtenProblems(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/ProblemError\(\s*[^,]+?,\s*(?:[^,']*\?\s*)?'([A-Z_]+)'/g),
    ])
    .map(([, code = '']) => code);
}

const placeholders = (template: string | undefined): readonly string[] =>
  [...(template ?? '').matchAll(/\{(\w+)/g)].map(([, name = '']) => name);

describe.each(LANGUAGES)('sentences in %s', (language) => {
  const words = WORDS[language];

  it('given a code the engine and its surroundings raise, then it has a sentence that needs only the data there is', () => {
    const silent = Object.keys(FAULTS).filter((code) => !Object.hasOwn(words.faults, code));
    const unfilled = Object.entries(words.faults).flatMap(([code, { what, todo }]) =>
      [...placeholders(what), ...placeholders(todo)]
        .filter((name) => FAULTS[code]?.includes(name) !== true)
        .map((name) => `${code}: {${name}}`),
    );
    expect({ silent, unfilled }).toEqual({ silent: [], unfilled: [] });
  });

  it('given the sentences, then none is for a code that nobody raises', () => {
    expect(Object.keys(words.faults).filter((code) => !Object.hasOwn(FAULTS, code))).toEqual([]);
  });

  it('given a setting a fault may be about, then it has a name', () => {
    expect(Object.keys(words.places).sort()).toEqual([...FAULT_FIELDS].sort());
  });

  it('given a code a room or a route says no with, then it is a problem with words', () => {
    const codes = [
      ...RUNTIME_ERROR_CODES,
      ...DOCUMENT_ERROR_CODES,
      ...PAYMENT_ERROR_CODES,
      ...PARTICIPATION_ERROR_CODES,
      ...IDENTITY_ERROR_CODES,
      ...DATA_ERROR_CODES,
      ...writtenProblems('apps/server/src'),
    ];
    expect(codes.length).toBeGreaterThan(100);
    expect([...new Set(codes)].filter((code) => !Object.hasOwn(words.problems, code))).toEqual([]);
  });

  it('given every fault with its data, then no sentence has a hole, a bracket or a key in it', () => {
    for (const [code, names] of Object.entries(FAULTS)) {
      const data = Object.fromEntries(names.map((name) => [name, 'Wert']));
      expect(faultSentence({ code, data, position: 3 }, language)).not.toMatch(/[{}|]|\[\D|undefined/);
    }
  });
});
