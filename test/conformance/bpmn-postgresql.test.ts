import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Installation, openInstallation } from '../runtime/installation.ts';
import { readBpmnCases } from './bpmn-case.ts';
import { differences } from './bpmn-verdict.ts';
import { InstalledWorld } from './installed-world.ts';
import { keptScores, suiteFolder } from './scores.ts';

const suites = ['own', 'token-simulation', 'betsy'].filter((suite) => suiteFolder(suite) !== undefined);
const AT_ONCE = 8;

describe('conformance through PostgreSQL (our own cases, and the kit where ../shared/conformance is there)', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await openInstallation();
    await installation.execution.startBackground({ sweepMs: 1000 });
  }, 60_000);
  afterAll(() => installation.close(), 30_000);

  it.each(suites)(
    '%s: runs as expected',
    async (suite) => {
      const cases = readBpmnCases(suiteFolder(suite) ?? '');
      const left = [...cases];
      const failures: string[] = [];
      const work = async () => {
        for (let kase = left.shift(); kase !== undefined; kase = left.shift()) {
          const world = new InstalledWorld(installation.runtime);
          let wrong: readonly string[];
          try {
            wrong = await differences(kase, world);
          } catch (error) {
            wrong = [String(error)];
          }
          if (wrong.length > 0) failures.push(`${kase.id}: ${wrong.join('; ')}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      const passed = cases.length - failures.length;
      const kept = keptScores()[`${suite}-postgresql`] ?? { passed: 0, of: 0 };
      const wanted = Math.ceil((kept.passed / Math.max(kept.of, 1)) * cases.length);
      expect({ passed, failures }).toEqual({ passed: Math.max(passed, wanted), failures });
    },
    180_000,
  );
});
