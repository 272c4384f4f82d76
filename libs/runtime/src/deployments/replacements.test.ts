import { describe, expect, it } from '@jest/globals';
import type { ProcessModel } from '#engine';
import { createDmnEvaluator } from '../decisions/dmn-evaluator.ts';
import type { DefinitionRow } from '../ports/definition-store.ts';
import { createCalendar } from '../time/iso-calendar.ts';
import { readFiles, type ReadFiles } from './read-files.ts';
import { replacementFindings } from './replacements.ts';

const model = (id: string, name: string, nodes: readonly string[]) =>
  ({ id, name, nodes: nodes.map((node) => ({ id: node })) }) as unknown as ProcessModel;
const reading = (one: ProcessModel): ReadFiles => ({
  imported: [],
  processes: [{ resource: 'neu.bpmn', model: one, category: null }],
  decisions: [],
  requirements: [],
  findings: [],
});
/** A store that knows one process. */
const store = (known: ProcessModel) => ({
  latest: () => Promise.resolve([{ id: 'old', key: known.id, name: known.name ?? null } as DefinitionRow]),
  model: () => Promise.resolve(known),
});

describe('a process that is released under a key that exists', () => {
  const parking = model('Process_1', 'Parken', ['a', 'b']);

  it('given another name and no step in common, then it warns and names both', async () => {
    const [finding] = await replacementFindings(reading(model('Process_1', 'Hundesteuer', ['x'])), store(parking));
    expect(finding).toMatchObject({ code: 'PROCESS_REPLACED', severity: 'warning', elementId: 'Process_1' });
    expect(finding?.messageDe).toMatch(/Hundesteuer.*Parken/);
  });

  it.each([
    ['the same name', model('Process_1', 'Parken', ['x'])],
    ['a step in common', model('Process_1', 'Parken und Laden', ['b', 'c'])],
    ['a key of its own', model('Process_2', 'Hundesteuer', ['x'])],
  ])('given %s, then it is a new version or a new process, and says nothing', async (_, next) => {
    expect(await replacementFindings(reading(next), store(parking))).toEqual([]);
  });
});

describe('files that are no model', () => {
  const read = (name: string, text: string) =>
    readFiles(
      [{ name, content: Buffer.from(text) }],
      { decisions: createDmnEvaluator(), calendar: createCalendar('UTC'), clock: { now: () => 0 } },
      { strict: false },
    );

  it.each([
    ['a list in XML', 'liste.xml', '<liste/>'],
    ['a letter', 'brief.docx', 'PK'],
    ['a picture alone', 'hund.png', 'PNG'],
  ])('given %s, then it is refused and named', async (_, name, text) => {
    const { findings } = await read(name, text);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'FILE_NOT_A_MODEL', severity: 'error', resource: name }),
    ]);
  });

  it('given a form alone, then it may come', async () => {
    expect((await read('antrag.form', '{"components": []}')).findings).toEqual([]);
  });
});
