import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://example.org">
  <bpmn:process id="suche" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t" /><bpmn:userTask id="t" />
  </bpmn:process>
</bpmn:definitions>`;

let engine: EngineUnderTest;
let camunda: CamundaClient;
/** Names of the cases by their ids. */
const cases = new Map<string, string>();

beforeAll(async () => {
  engine = await startEngine();
  camunda = openCamundaClient(engine);
  await camunda.deploy('suche', MODEL);
  const all: Record<string, object> = {
    klein: { betrag: { type: 'Long', value: 4 }, Ort: { value: 'Gießen' }, am: date('2026-01-31T23:30:00.000+0100') },
    gross: {
      betrag: { type: 'Double', value: 10.5 },
      Ort: { value: 'Weiterstadt' },
      am: date('2026-02-01T00:30:00.000+0200'),
    },
    text: {
      betrag: { value: '5' },
      Ort: { value: 'GIEßEN' },
      am: { type: 'String', value: '2026-02-30T00:00:00.000+0000' },
    },
    anders: { wahr: { value: true }, Ort: { value: null }, am: { value: '2026-13-01T00:00:00.000+0000' } },
  };
  for (const [name, variables] of Object.entries(all)) {
    const { body } = await camunda.post<{ id: string }>('/process-definition/key/suche/start', { variables });
    cases.set(body.id, name);
  }
}, 60_000);

afterAll(() => engine.close());

function date(value: string): object {
  return { type: 'Date', value };
}

const named = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => cases.get(id)).toSorted();

async function byText(variables: string): Promise<readonly (string | undefined)[]> {
  const query = new URLSearchParams({ variables });
  const { status, body } = await camunda.get<{ id: string }[]>(`/process-instance?${query}`);
  expect(status).toBe(200);
  return named(body);
}

async function byBody(name: string, operator: string, value: unknown, more: object = {}) {
  const query = { variables: [{ name, operator, value }], ...more };
  const { status, body } = await camunda.post<{ id: string }[]>('/process-instance', query);
  expect(status).toBe(200);
  return named(body);
}

describe('criteria on variables', () => {
  it.each([
    ['betrag_gt_4', ['gross', 'text']],
    ['betrag_gteq_4', ['gross', 'klein', 'text']],
    ['betrag_lt_10.6', ['gross', 'klein']],
    ['betrag_eq_5', ['text']],
    ['betrag_eq_4', ['klein']],
    ['betrag_neq_5', ['gross', 'klein']],
    ['wahr_eq_true', ['anders']],
    ['Ort_like_%e%', ['gross', 'klein']],
    ['Ort_notLike_%e%', ['text']],
    ['betrag_gt_4,Ort_eq_Weiterstadt', ['gross']],
  ])('given %s in an address, then it stands for text and for a number', async (criteria, expected) => {
    expect(await byText(criteria)).toEqual(expected);
  });

  it('given values in a body, then they are of the type they have there', async () => {
    expect(await byBody('betrag', 'gt', 4)).toEqual(['gross']);
    expect(await byBody('betrag', 'eq', '5')).toEqual(['text']);
    expect(await byBody('betrag', 'eq', 5)).toEqual([]);
    expect(await byBody('Ort', 'eq', null)).toEqual(['anders']);
  });

  it('given dates, then they are compared as instants whatever their offset, and what only looks like one does no harm', async () => {
    // 22:30 and 22:30 of the same evening in Greenwich.
    const at = '2026-01-31T22:30:00.000+0000';
    expect(await byBody('am', 'eq', at)).toEqual(['gross', 'klein']);
    expect(await byBody('am', 'gt', '2026-01-31T23:00:00.000+0100')).toEqual(['gross', 'klein', 'text']);
    expect(await byBody('am', 'lt', at)).toEqual([]);
    expect(await byBody('am', 'neq', at)).toEqual(['text']);
    expect(await byText(`am_gteq_${at}`)).toEqual(['gross', 'klein', 'text']);
  });

  it('given names and values in any case, then they match where that is wanted', async () => {
    expect(await byBody('ort', 'eq', 'Gießen')).toEqual([]);
    expect(await byBody('ort', 'eq', 'Gießen', { variableNamesIgnoreCase: true })).toEqual(['klein']);
    expect(await byBody('Ort', 'eq', 'gießen', { variableValuesIgnoreCase: true })).toEqual(['klein', 'text']);
    expect(await byBody('Ort', 'like', 'WEITER%', { variableValuesIgnoreCase: true })).toEqual(['gross']);
    expect(await byBody('Ort', 'neq', 'gießen', { variableValuesIgnoreCase: true })).toEqual(['anders', 'gross']);
  });

  it('given the same criteria for tasks and in history, then they mean the same', async () => {
    const tasks = await camunda.get<{ processInstanceId: string }[]>('/task?processVariables=betrag_gteq_4');
    expect(tasks.body.map((task) => cases.get(task.processInstanceId)).toSorted()).toEqual(['gross', 'klein', 'text']);
    const history = await camunda.post<{ id: string }[]>('/history/process-instance', {
      variables: [{ name: 'am', operator: 'eq', value: '2026-01-31T22:30:00.000+0000' }],
    });
    expect(named(history.body)).toEqual(['gross', 'klein']);
    const variables = await camunda.get<{ processInstanceId: string }[]>(
      '/variable-instance?variableValues=betrag_gt_4',
    );
    expect(variables.body.map((one) => cases.get(one.processInstanceId)).toSorted()).toEqual(['gross', 'text']);
  });

  it('given an unknown comparator, then it is refused', async () => {
    const { status, body } = await camunda.get('/process-instance?variables=betrag_about_4');
    expect([status, body]).toEqual([400, expect.objectContaining({ type: 'InvalidRequestException' })]);
  });
});
