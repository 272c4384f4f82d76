import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '#bpmn';
import { createExpressionLanguage } from '#expressions';
import { createCalendar, createDmnEvaluator } from '#runtime';
import { readScenarios, runScenario, type SimulatedParts } from '#scenarios';

const PROCESSES = 'processes';
const files = (folder: string, ending: string) =>
  readdirSync(join(PROCESSES, folder)).filter((name) => name.endsWith(ending));
const read = (folder: string, name: string) => readFileSync(join(PROCESSES, folder, name), 'utf8');

interface Component {
  readonly id?: string;
  readonly key?: string;
  readonly components?: readonly Component[];
}

/** Components of a form with those inside them: form-js takes no form in which two have the same id. */
function flat(components: readonly Component[]): readonly Component[] {
  return components.flatMap((one) => [one, ...flat(one.components ?? [])]);
}

/** The decisions of a folder, as they are deployed with its process. */
function decisionsOf(folder: string): SimulatedParts['decide'] {
  const evaluator = createDmnEvaluator();
  const tables = files(folder, '.dmn').map((name) => ({ name, content: readFileSync(join(PROCESSES, folder, name)) }));
  return (key, variables, now) => {
    const resource = evaluator.read(tables).find(({ decisions }) => decisions.some((one) => one.key === key))?.resource;
    if (resource === undefined)
      return { ok: false, error: `There is no decision ${key}.`, fault: { code: 'NOT_THERE', data: { key } } };
    const loaded = evaluator.load({ id: key, key, resource }, tables);
    return loaded.ok ? loaded.value.decide(variables, now) : loaded;
  };
}

async function partsOf(folder: string): Promise<SimulatedParts> {
  const imports = await Promise.all(files(folder, '.bpmn').map((name) => importBpmn(read(folder, name))));
  return {
    models: imports.flatMap((one) => one.models),
    expressions: createExpressionLanguage(),
    calendar: createCalendar('Europe/Berlin'),
    decide: decisionsOf(folder),
    now: '2026-11-20T08:00:00.000Z',
  };
}

describe.each(readdirSync(PROCESSES))('the shipped process %s', (folder) => {
  it('is read without an error', async () => {
    for (const name of files(folder, '.bpmn')) {
      const { findings } = await importBpmn(read(folder, name));
      expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    }
  });

  it('has forms in which every component has an id and a key of its own', () => {
    for (const name of files(folder, '.form')) {
      const { components } = JSON.parse(read(folder, name)) as { components: Component[] };
      const all = flat(components);
      const twice = (values: readonly (string | undefined)[]) =>
        values.filter((value, at) => value !== undefined && values.indexOf(value) !== at);
      expect([name, twice(all.map(({ id }) => id)), twice(components.map(({ key }) => key))]).toEqual([name, [], []]);
    }
  });

  it.each(
    files(folder, '.scenarios.json').flatMap((name) =>
      readScenarios(read(folder, name)).map((scenario) => [scenario.name, scenario] as const),
    ),
  )('plays: %s', async (_, scenario) => {
    const { failure, passed } = runScenario(scenario, await partsOf(folder));
    expect({ failure, passed }).toEqual({ failure: null, passed: true });
  });
});

describe('a scenario that does not hold', () => {
  const play = async (instructions: readonly object[]) => {
    const text = JSON.stringify({ testCases: [{ name: 'x', instructions }] });
    const [scenario] = readScenarios(text);
    if (scenario === undefined) throw new Error('Expected one scenario.');
    return runScenario(scenario, await partsOf('dokumentenfreigabe'));
  };
  const start = { type: 'CREATE_PROCESS_INSTANCE', processDefinitionId: 'dokumentenfreigabe' };

  it('given a task that is not open, then says which ones are', async () => {
    const { failure } = await play([
      start,
      { type: 'COMPLETE_USER_TASK', userTaskSelector: { elementId: 'Versenden' } },
    ]);
    expect(failure).toMatchObject({ instruction: 1, message: expect.stringContaining('EntwurfPruefen') });
  });

  it('given a process nobody knows, then says which there are', async () => {
    const { failure } = await play([{ ...start, processDefinitionId: 'nichts' }]);
    expect(failure?.message).toContain('dokumentenfreigabe');
  });

  it('given an instruction nobody knows, then lists the known ones', async () => {
    expect((await play([{ type: 'HOPE' }])).failure?.message).toContain('COMPLETE_USER_TASK');
  });

  it('given a wrong expectation, then says what is', async () => {
    const { failure } = await play([start, { type: 'ASSERT_PROCESS_INSTANCE', state: 'IS_COMPLETED' }]);
    expect(failure?.message).toContain('at EntwurfPruefen');
  });

  it.each([
    ['no JSON', '{', 'file'],
    ['no list', '{"testCases":{}}', 'testCases'],
    ['a nameless one', '{"testCases":[{"instructions":[]}]}', 'testCases[0].name'],
    [
      'an instruction without type',
      '{"testCases":[{"name":"x","instructions":[{}]}]}',
      'testCases[0].instructions[0].type',
    ],
  ])('given a file with %s, then the place is named', (_, text, path) => {
    expect(() => readScenarios(text)).toThrow(expect.objectContaining({ path }));
  });
});
