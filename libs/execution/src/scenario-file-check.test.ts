import { describe, expect, it } from '@jest/globals';
import { scenarioFileCheck } from './scenario-file-check.ts';

const check = (text: string, name = 'tax.scenarios.json') =>
  scenarioFileCheck.check({ name, content: new TextEncoder().encode(text) }, { files: [], processes: [] });

describe('scenarios that are deployed', () => {
  it('given sound ones, and files of another kind, then there is no finding', () => {
    expect(check('{"testCases": [{"name": "all", "instructions": [{"type": "CREATE_PROCESS_INSTANCE"}]}]}')).toEqual(
      [],
    );
    expect(check('no scenarios', 'tax.json')).toEqual([]);
  });

  it.each([
    ['{"testCases": [\n  {"name": "all",}]}', 'SCENARIOS_NOT_JSON', 2],
    ['{"testCases": [\n  {"name": "all",\n "instructions": [\n{"type": 7}]}]}', 'SCENARIOS_INVALID', 4],
    ['{"tests": []}', 'SCENARIOS_INVALID', 1],
    ['[]', 'SCENARIOS_INVALID', 1],
  ])('given %j, then %s names file and line as a warning', (text, code, line) => {
    expect(check(text)).toMatchObject([{ resource: 'tax.scenarios.json', severity: 'warning', code, line }]);
  });

  it('given more than anybody writes, then it is told and not read', () => {
    expect(check(`{"testCases": "${'x'.repeat(5 * 1024 * 1024)}"}`)).toMatchObject([{ code: 'SCENARIOS_TOO_LARGE' }]);
  });
});
