import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type JsonObject, type Page, type ProblemDetails, type Trial, type TrialRequest } from '#contracts';
import { DRAWING, END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  office = new Office(server.api);
}, 60_000);
afterAll(() => server.close());

const call = <T>(request: TrialRequest, as = 'owner') => server.api.post<T>(apiPaths.trials, as, request);
const base64 = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([name, text]) => ({ name, content: Buffer.from(text).toString('base64') }));
/** Tries files as a person does: each step is added to those before. */
async function tried(files: Readonly<Record<string, string>>, ...instructions: readonly JsonObject[]): Promise<Trial> {
  const { status, body } = await call<Trial>({
    files: base64(files),
    startsAt: '2026-03-02T08:00:00.000Z',
    instructions,
  });
  expect([status, body.steps.filter(({ outcome }) => outcome !== 'passed')]).toEqual([200, []]);
  return body;
}
const begin = (processDefinitionId: string, variables: JsonObject = {}) => ({
  type: 'CREATE_PROCESS_INSTANCE',
  processDefinitionId,
  variables,
});

describe('trying processes that are not released', () => {
  it('given a drawing, when tried to its end, then tasks, questions and the way are told and no case is left', async () => {
    const files = { 'zeichnung.bpmn': DRAWING };
    const first = await tried(files);
    expect(first.starts).toEqual([{ processKey: 'zeichnung', nodeId: 'S', kind: 'none' }]);
    expect(first.processes).toMatchObject([{ key: 'zeichnung', name: 'Antrag bearbeiten', file: 'zeichnung.bpmn' }]);
    const begun = await tried(files, begin('zeichnung', { nummer: 7 }));
    expect(begun.tokens).toEqual([{ processKey: 'zeichnung', nodeId: 'A', hasIncident: false }]);
    expect(begun.cases).toMatchObject([{ outcome: 'active', variables: { nummer: 7 } }]);
    const [task] = begun.tasks;
    expect(task).toMatchObject({ nodeId: 'A', position: 1, candidateGroups: ['Sachbearbeitung'] });
    const question = task?.asks[0];
    const flow = question?.answers[0]?.flowId ?? '';
    const answered = await tried(files, begin('zeichnung'), {
      type: 'COMPLETE_USER_TASK',
      userTaskSelector: { elementId: 'A' },
      answers: { [question?.gatewayId ?? '']: [flow] },
    });
    expect(answered.path['zeichnung']?.flows[flow]).toBe(1);
    expect(answered.path['zeichnung']?.nodes['A']).toBe(1);
    const { body: instances } = await server.api.get<Page<unknown>>(apiPaths.instances, 'operator');
    expect(instances.total).toBe(0);
    expect((await server.api.get(apiPaths.definition('zeichnung'), 'owner')).status).toBe(404);
  });

  it('given a form, a decision and a called process in the same upload, then they belong to the trial', async () => {
    const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
      <decision id="gebuehr" name="Gebühr"><variable name="gebuehr"/><literalExpression><text>anzahl * 5</text></literalExpression></decision></definitions>`;
    const child = file(
      sequence('kind', START, '<bpmn:userTask id="Frage" name="Frage" camunda:formKey="frage.form"/>', END),
    );
    const parent = file(
      sequence(
        'eltern',
        START,
        '<bpmn:businessRuleTask id="Regel" camunda:decisionRef="gebuehr" camunda:resultVariable="betrag" camunda:mapDecisionResult="singleEntry"/>',
        '<bpmn:callActivity id="Ruf" calledElement="kind"/>',
        END,
      ),
    );
    const form = JSON.stringify({
      type: 'default',
      components: [{ type: 'textfield', key: 'antwort', label: 'Antwort' }],
    });
    const files = { 'a.bpmn': parent, 'b.bpmn': child, 'frage.form': form, 'regeln.dmn': dmn };
    const trial = await tried(files, begin('eltern', { anzahl: 3 }));
    expect(trial.cases[0]).toMatchObject({ processKey: 'eltern', variables: { anzahl: 3, betrag: 15 } });
    expect(trial.tasks).toMatchObject([{ processKey: 'kind', nodeId: 'Frage', form: { kind: 'schema' } }]);
    expect(trial.processes.find(({ key }) => key === 'kind')?.variableNames).toContain('antwort');
    expect(trial.processes.find(({ key }) => key === 'eltern')?.variableNames).toContain('betrag');
  });

  it('given a called process that is released, then the trial goes on in it', async () => {
    await office.deploy({
      'da.bpmn': file(sequence('schon_da', START, '<bpmn:userTask id="Dort" name="Dort"/>', END)),
    });
    const top = file(sequence('ruft_da', START, '<bpmn:callActivity id="Ruf" calledElement="schon_da"/>', END));
    const trial = await tried({ 'top.bpmn': top }, begin('ruft_da'));
    expect(trial.tasks).toMatchObject([{ processKey: 'schon_da', nodeId: 'Dort' }]);
    expect(trial.processes.find(({ key }) => key === 'schon_da')?.version).toBe(1);
  });

  it('given a timer and a message, then the clock goes where the timer is due and the message is taken', async () => {
    const waits = `<bpmn:message id="M" name="Antwort"/>${sequence(
      'wartet',
      START,
      '<bpmn:intermediateCatchEvent id="Zeit"><bpmn:timerEventDefinition><bpmn:timeDuration>P14D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
      '<bpmn:intermediateCatchEvent id="Post"><bpmn:messageEventDefinition messageRef="M"/></bpmn:intermediateCatchEvent>',
      END,
    )}`;
    const files = { 'wartet.bpmn': file(waits) };
    const timer = await tried(files, begin('wartet'));
    expect(timer.timers).toEqual([{ processKey: 'wartet', nodeId: 'Zeit', dueAt: '2026-03-16T08:00:00.000Z' }]);
    const wait = { type: 'WAIT_FOR_TIMER', elementSelector: { elementId: 'Zeit' } };
    const message = await tried(files, begin('wartet'), wait);
    expect([message.now, message.waiting.map(({ kind, name }) => [kind, name])]).toEqual([
      '2026-03-16T08:00:00.000Z',
      [['message', 'Antwort']],
    ]);
    const ended = await tried(files, begin('wartet'), wait, {
      type: 'CORRELATE_MESSAGE',
      name: 'Antwort',
      variables: { ja: true },
    });
    expect(ended.cases).toMatchObject([{ outcome: 'completed', variables: { ja: true } }]);
  });

  it('given tasks that look alike, then the position says which one is meant', async () => {
    const many = file(
      sequence(
        'viele',
        START,
        '<bpmn:userTask id="Jeder" name="Jeder"><bpmn:multiInstanceLoopCharacteristics camunda:collection="${leute}" camunda:elementVariable="wer"/></bpmn:userTask>',
        END,
      ),
    );
    const start = begin('viele', { leute: ['A', 'B', 'C'] });
    const rest = await tried({ 'viele.bpmn': many }, start, {
      type: 'COMPLETE_USER_TASK',
      userTaskSelector: { elementId: 'Jeder', position: 2 },
    });
    expect(rest.tasks.map(({ position, variables }) => [position, variables['wer']])).toEqual([
      [1, 'A'],
      [2, 'C'],
    ]);
  });

  it('given an ad-hoc subprocess, then its steps can be begun and its task ends it', async () => {
    const open = file(
      sequence(
        'frei',
        START,
        '<bpmn:adHocSubProcess id="Frei" name="Frei"><bpmn:userTask id="X" name="X"/><bpmn:userTask id="Y" name="Y"/></bpmn:adHocSubProcess>',
        END,
      ),
    );
    const choosing = await tried({ 'frei.bpmn': open }, begin('frei'));
    expect(choosing.tasks[0]?.choices?.map(({ nodeId }) => nodeId)).toEqual(['X', 'Y']);
    const chosen = await tried({ 'frei.bpmn': open }, begin('frei'), {
      type: 'BEGIN_STEPS',
      userTaskSelector: { elementId: 'Frei' },
      steps: ['Y'],
    });
    expect(chosen.tasks.map(({ nodeId }) => nodeId)).toContain('Y');
  });

  it('given a step that cannot be done, then it says why in both languages and the state before is told', async () => {
    const { body } = await call<Trial>({
      files: base64({ 'zeichnung.bpmn': DRAWING }),
      instructions: [begin('zeichnung'), { type: 'COMPLETE_USER_TASK', userTaskSelector: { elementId: 'B' } }],
    });
    expect(body.steps.map(({ outcome }) => outcome)).toEqual(['passed', 'failed']);
    expect(body.steps[1]?.messageDe).toContain('sollte offen sein');
    expect(body.tokens.map(({ nodeId }) => nodeId)).toEqual(['A']);
  });

  it('given a file with errors beside a sound one, then the sound one can be tried; alone it says what is wrong', async () => {
    const broken = file(sequence('kaputt', START, END)).replace('targetRef="End"', 'targetRef="Nirgends"');
    const both = await tried({ 'kaputt.bpmn': broken, 'zeichnung.bpmn': DRAWING });
    expect(both.processes.map(({ key }) => key)).toEqual(['zeichnung']);
    const { status, body } = await call<ProblemDetails>({ files: base64({ 'kaputt.bpmn': broken }), instructions: [] });
    expect([status, body.code, body.findings?.every(({ severity }) => severity === 'error')]).toEqual([
      422,
      'MODEL_INVALID',
      true,
    ]);
  });

  it('given bad requests, then each is refused with its reason', async () => {
    const files = base64({ 'zeichnung.bpmn': DRAWING });
    const answers = await Promise.all([
      call<ProblemDetails>({ instructions: [] }),
      call<ProblemDetails>({ files, definitionKey: 'x', instructions: [] }),
      call<ProblemDetails>({ definitionKey: 'gibt_es_nicht', instructions: [] }),
      call<ProblemDetails>({ files, instructions: [{ no: 'type' }] }),
      call<ProblemDetails>({ files, startsAt: 'morgen', instructions: [] }),
      call<ProblemDetails>({ files, instructions: [] }, 'clerk'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 422, 400, 403]);
  });
});

describe('trying a released process', () => {
  it('given a version, then that one is tried with what was released beside it', async () => {
    await office.deploy({
      'fassung.bpmn': file(sequence('fassung', START, '<bpmn:userTask id="Alt" name="Alt"/>', END)),
    });
    await office.deploy({
      'fassung.bpmn': file(sequence('fassung', START, '<bpmn:userTask id="Neu" name="Neu"/>', END)),
    });
    const nodes = async (more: object) => {
      const { body } = await call<Trial>({ definitionKey: 'fassung', ...more, instructions: [begin('fassung')] });
      return body.tasks.map(({ nodeId }) => nodeId);
    };
    expect([await nodes({}), await nodes({ version: 1 })]).toEqual([['Neu'], ['Alt']]);
  });
});
