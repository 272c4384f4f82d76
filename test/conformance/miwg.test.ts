import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '#bpmn';
import { keptScores, suiteFolder } from './scores.ts';

interface MiwgCase {
  readonly id: string;
  readonly models: readonly string[];
  readonly expect: { readonly elements: Readonly<Record<string, number>> };
}

const folder = suiteFolder('miwg');
const describeKit = folder === undefined ? describe.skip : describe;

describeKit('interchange models of the BPMN MIWG (skipped where ../shared/conformance is missing)', () => {
  it('are read without losing an element and without an error', async () => {
    const files = readdirSync(folder ?? '.').filter((name) => name.endsWith('.json'));
    const failures: string[] = [];
    for (const file of files) {
      const wanted = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8')) as MiwgCase;
      for (const model of wanted.models) {
        const read = await importBpmn(readFileSync(join(folder ?? '', model)));
        const lost = Object.entries(wanted.expect.elements).filter(([type, count]) => read.elements[type] !== count);
        const errors = read.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code);
        if (lost.length + errors.length > 0) {
          failures.push(`${wanted.id}: ${[...lost.map(([type]) => `lost ${type}`), ...new Set(errors)].join(', ')}`);
        }
      }
    }
    const passed = files.length - failures.length;
    const kept = keptScores()['miwg'] ?? { passed: 0, of: 1 };
    expect({ failures, share: passed / files.length >= kept.passed / kept.of }).toEqual({ failures, share: true });
  }, 300_000);
});
