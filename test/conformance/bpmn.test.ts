import { describe, expect, it } from '@jest/globals';
import { readBpmnCases } from './bpmn-case.ts';
import { differences } from './bpmn-verdict.ts';
import { BpmnWorld } from './bpmn-world.ts';
import { keptScores, suiteFolder } from './scores.ts';

/** Cases that are left out, with the reason; the score counts them as not passed. */
const suites = ['own', 'token-simulation', 'betsy'];

for (const suite of suites) {
  const folder = suiteFolder(suite);
  const describeKit = folder === undefined ? describe.skip : describe;
  describeKit(`${suite} on the pure engine (skipped where ../shared/conformance is missing)`, () => {
    const cases = folder === undefined ? [] : readBpmnCases(folder);
    for (const durability of ['memory', 'reloaded'] as const) {
      it(`runs as expected, state ${durability}`, async () => {
        const failures: string[] = [];
        for (const kase of cases) {
          const wrong = await differences(kase, new BpmnWorld(durability)).catch((error: unknown) => [String(error)]);
          if (wrong.length > 0) failures.push(`${kase.id}: ${wrong.join('; ')}`);
        }
        const passed = cases.length - failures.length;
        const kept = keptScores()[suite] ?? { passed: 0, of: 0 };
        const wanted = Math.ceil((kept.passed / Math.max(kept.of, 1)) * cases.length);
        expect({ passed, failures }).toEqual({ passed: Math.max(passed, wanted), failures });
      }, 120_000);
    }
  });
}
