import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '#bpmn';
import { keptScores, suiteFolder } from './scores.ts';

interface ConstraintCase {
  readonly id: string;
  readonly models: readonly string[];
}

const folder = suiteFolder('betsy-constraints');
const describeKit = folder === undefined ? describe.skip : describe;

describeKit('models that break a rule of the standard (skipped where ../shared/conformance is missing)', () => {
  it('get a finding that names the rule, and are refused in strict mode', async () => {
    const files = readdirSync(folder ?? '.').filter((name) => name.endsWith('.json'));
    const failures: string[] = [];
    for (const file of files) {
      const wanted = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8')) as ConstraintCase;
      for (const model of wanted.models) {
        const bytes = readFileSync(join(folder ?? '', model));
        const named = (await importBpmn(bytes)).findings.filter((finding) => finding.rule !== undefined);
        const strict = (await importBpmn(bytes, { strict: true })).findings;
        const refused = strict.some((finding) => finding.rule !== undefined && finding.severity === 'error');
        if (named.length === 0 || !refused) failures.push(wanted.id);
      }
    }
    const passed = files.length - failures.length;
    const kept = keptScores()['betsy-constraints'] ?? { passed: 0, of: 1 };
    expect({ failures, share: passed / files.length >= kept.passed / kept.of }).toEqual({ failures, share: true });
    expect(passed / files.length).toBeGreaterThanOrEqual(0.95);
  }, 300_000);

  it('given correct executable models, nothing is refused', async () => {
    for (const suite of ['betsy', 'token-simulation']) {
      const models = suiteFolder(suite);
      for (const file of readdirSync(models ?? '.').filter((name) => name.endsWith('.bpmn'))) {
        const { findings } = await importBpmn(readFileSync(join(models ?? '', file)));
        const errors = findings.filter((finding) => finding.severity === 'error').map((finding) => finding.message.en);
        expect({ file, errors }).toEqual({ file, errors: [] });
      }
    }
  }, 300_000);
});
