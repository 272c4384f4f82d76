import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { coveragePage } from './coverage-page.ts';
import { suiteFolder } from './scores.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = `${root}docs/bpmn-coverage.md`;
const describeKit = suiteFolder('betsy') === undefined ? describe.skip : describe;

describeKit('docs/bpmn-coverage.md (skipped where ../shared/conformance is missing)', () => {
  it('says what the cases prove (run `node scripts/coverage-page.mjs` to renew it)', async () => {
    const text = await format(await coveragePage(root), { ...(await resolveConfig(page)), parser: 'markdown' });
    if (process.env['LAUFZETTEL_WRITE_COVERAGE'] === 'true') writeFileSync(page, text);
    expect(readFileSync(page, 'utf8')).toBe(text);
  }, 120_000);
});
