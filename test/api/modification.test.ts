import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type CaseChange,
  type CasePlaces,
  type HistoryEntry,
  type InstanceDetail,
  type InstanceSummary,
  type ModificationPreview,
  type Page,
  type ProblemDetails,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { file } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
/** A task with a deadline, then two applicants at once (each with two steps), then a decision. */
const permit = file(`<bpmn:process id="genehmigung" name="Genehmigung" isExecutable="true">
  <bpmn:startEvent id="start"/>
  <bpmn:userTask id="pruefen" name="Antrag prüfen"/>
  <bpmn:boundaryEvent id="frist" name="Frist" attachedToRef="pruefen">
    <bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>
  </bpmn:boundaryEvent>
  <bpmn:subProcess id="anhoerung" name="Anhörung">
    <bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
    <bpmn:startEvent id="hStart"/><bpmn:userTask id="fragen" name="Nachbarn fragen"/><bpmn:userTask id="werten" name="Antwort werten"/>
    ${flow('hStart', 'fragen')}${flow('fragen', 'werten')}
  </bpmn:subProcess>
  <bpmn:exclusiveGateway id="wie" name="Wie?" default="wie_ende"/>
  <bpmn:userTask id="bescheid" name="Bescheid schreiben"/>
  <bpmn:endEvent id="ende"/>
  ${flow('start', 'pruefen')}${flow('pruefen', 'anhoerung')}${flow('anhoerung', 'bescheid')}${flow('bescheid', 'wie')}
  ${flow('wie', 'ende')}<bpmn:sequenceFlow id="zurueck" sourceRef="wie" targetRef="pruefen">
    <bpmn:conditionExpression>\${nochmal}</bpmn:conditionExpression></bpmn:sequenceFlow>${flow('frist', 'bescheid')}
</bpmn:process>`);

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'genehmigung.bpmn': permit });
}, 60_000);
afterAll(() => server.close());

const detail = async (id: string) => (await api.get<InstanceDetail>(apiPaths.instance(id), 'operator')).body;
const preview = (id: string, ...changes: readonly CaseChange[]) =>
  api.call<ModificationPreview & ProblemDetails>('POST', apiPaths.previewModification(id), {
    as: 'operator',
    json: { changes },
  });
const modify = (id: string, reason: string, ...changes: readonly CaseChange[]) =>
  api.call<ProblemDetails>('POST', apiPaths.modifyInstance(id), { as: 'operator', json: { changes, reason } });
const tokenAt = async ({ id }: InstanceSummary, nodeId: string, position = 0): Promise<string> => {
  const token = (await detail(id)).tokens.filter((one) => one.nodeId === nodeId)[position];
  if (token === undefined) throw new Error(`Expected the case to stand at ${nodeId}, but it does not.`);
  return token.elementInstanceId;
};
const steps = async ({ id }: InstanceSummary) => (await detail(id)).currentSteps;

describe('modifying a case', () => {
  it('given a step that is to be moved, then the preview tells tasks and timers and changes nothing', async () => {
    const instance = await office.start('genehmigung');
    const elementInstanceId = await tokenAt(instance, 'pruefen');
    const move: CaseChange = { kind: 'move', elementInstanceId, nodeId: 'bescheid', position: 'before' };
    const { status, body } = await preview(instance.id, move);
    expect(status).toBe(200);
    expect(body.effects.map(({ kind, name, count }) => [kind, name, count])).toEqual([
      ['timer-canceled', 'Frist', 1],
      ['task-canceled', 'Antrag prüfen', 1],
      ['step-canceled', 'Antrag prüfen', 1],
      ['step-begun', 'Bescheid schreiben', 1],
      ['task-created', 'Bescheid schreiben', 1],
    ]);
    expect(await steps(instance)).toEqual(['Antrag prüfen']);
    expect(await tokenAt(instance, 'pruefen')).toBe(elementInstanceId);
  });

  it('given a move with a reason, then the case stands there, and the timeline tells who, what and why', async () => {
    const instance = await office.start('genehmigung');
    const elementInstanceId = await tokenAt(instance, 'pruefen');
    const variables = { eilig: true };
    const moved = await modify(instance.id, 'Antrag lag schon vor', {
      kind: 'move',
      elementInstanceId,
      nodeId: 'anhoerung',
      position: 'after',
      variables,
    });
    expect(moved.status).toBe(204);
    const after = await detail(instance.id);
    expect([after.currentSteps, after.variables]).toEqual([['Bescheid schreiben'], variables]);
    const { body } = await api.get<Page<HistoryEntry>>(apiPaths.instanceHistory(instance.id), 'clerk');
    expect(body.items.filter(({ type }) => type === 'instance-modified')).toMatchObject([
      {
        by: 'operator',
        data: {
          reason: 'Antrag lag schon vor',
          changes: [
            { change: 'move', from: 'pruefen', to: 'anhoerung', fromName: 'Antrag prüfen', toName: 'Anhörung' },
          ],
        },
      },
    ]);
    const { body: log } = await api.get<readonly Readonly<Record<string, unknown>>[]>(
      `/engine-rest/history/user-operation?operationType=ModifyProcessInstance&processInstanceId=${instance.id}`,
      'operator',
    );
    expect(log).toMatchObject([
      {
        operationType: 'ModifyProcessInstance',
        userId: 'operator',
        property: 'move',
        annotation: 'Antrag lag schon vor',
      },
    ]);
  });

  it('given several running scopes, then the place names them, and one must be chosen', async () => {
    const instance = await office.start('genehmigung');
    const elementInstanceId = await tokenAt(instance, 'pruefen');
    await modify(instance.id, 'x', { kind: 'move', elementInstanceId, nodeId: 'anhoerung', position: 'before' });
    const { body } = await api.get<CasePlaces>(apiPaths.casePlaces(instance.id), 'operator');
    const ancestors = body.places.find(({ nodeId }) => nodeId === 'werten')?.ancestors ?? [];
    expect(ancestors).toHaveLength(2);
    const begin = { kind: 'startBefore', nodeId: 'werten' } as const;
    expect(await preview(instance.id, begin)).toMatchObject({ status: 422, body: { code: 'MODIFICATION_INVALID' } });
    expect((await modify(instance.id, 'x', { ...begin, ancestorId: ancestors[1] ?? '' })).status).toBe(204);
    const { tokens } = await detail(instance.id);
    expect(tokens.find(({ nodeId }) => nodeId === 'werten')?.parentId).toBe(ancestors[1]);
  });

  it('given all tokens of the last step, then the preview says that the case would end', async () => {
    const instance = await office.start('genehmigung');
    const { body } = await preview(instance.id, { kind: 'cancelAll', nodeId: 'pruefen' });
    expect(body.effects.at(-1)).toEqual({ kind: 'case-ended', outcome: 'canceled', count: 1 });
    await modify(instance.id, 'Zurückgezogen', { kind: 'cancelAll', nodeId: 'pruefen' });
    expect((await detail(instance.id)).state).toBe('canceled');
    expect((await api.get(apiPaths.casePlaces(instance.id), 'operator')).status).toBe(404);
    expect((await preview(instance.id, { kind: 'cancelAll', nodeId: 'pruefen' })).status).toBe(404);
  });

  it('given a gateway whose data is missing, then the preview tells the trouble before it is there', async () => {
    const instance = await office.start('genehmigung');
    const { body } = await preview(instance.id, { kind: 'startBefore', nodeId: 'wie' });
    expect(body.effects.find(({ kind }) => kind === 'incident-raised')).toMatchObject({ nodeId: 'wie', name: 'Wie?' });
    const { openIncidents } = await detail(instance.id);
    expect(openIncidents).toEqual([]);
  });

  it('given elements where nothing can be begun, then the places and the refusal say why', async () => {
    const instance = await office.start('genehmigung');
    const { body } = await api.get<CasePlaces>(apiPaths.casePlaces(instance.id), 'operator');
    const obstacles = body.places.flatMap(({ nodeId, before, after }) =>
      (before ?? after) === undefined ? [] : [[nodeId, before, after]],
    );
    expect(obstacles).toEqual([
      ['frist', 'boundaryEvent', undefined],
      ['werten', undefined, 'noFlow'],
      ['wie', undefined, 'severalFlows'],
      ['ende', undefined, 'noFlow'],
    ]);
    const faults: readonly (readonly [CaseChange, string, string])[] = [
      [{ kind: 'startBefore', nodeId: 'frist' }, 'START_NOT_POSSIBLE', '/changes/0/nodeId'],
      [{ kind: 'startAfter', nodeId: 'wie' }, 'START_NOT_POSSIBLE', '/changes/0/nodeId'],
      [{ kind: 'cancel', elementInstanceId: 'gone' }, 'MODIFICATION_INVALID', '/changes/0/elementInstanceId'],
    ];
    for (const [change, code, pointer] of faults) {
      const refused = await modify(instance.id, 'x', change);
      expect(refused).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    }
    const unknown = await modify(instance.id, 'x', { kind: 'startBefore', nodeId: '__proto__' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'NODE_NOT_FOUND', elementId: '__proto__' } });
    expect(await steps(instance)).toEqual(['Antrag prüfen']);
  });

  it('given no reason, nothing to change, or nobody who may, then it is refused', async () => {
    const instance = await office.start('genehmigung');
    const changes: readonly CaseChange[] = [{ kind: 'cancelAll', nodeId: 'pruefen' }];
    const path = apiPaths.modifyInstance(instance.id);
    expect((await api.call('POST', path, { as: 'operator', json: { changes } })).status).toBe(400);
    expect((await api.call('POST', path, { as: 'operator', json: { changes: [], reason: 'x' } })).status).toBe(400);
    expect((await api.call('POST', path, { as: 'clerk', json: { changes, reason: 'x' } })).status).toBe(403);
    expect((await modify('unknown', 'x', ...changes)).status).toBe(404);
  });
});
