import { faultSentence } from '#sentences';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  DEPLOY_FILES_FIELD,
  type Deployment,
  type IncidentSummary,
  type InstanceDetail,
  type InstanceSummary,
  type Page,
  type ProblemDetails,
  type Validation,
} from '#contracts';
import type { ApiClient, Reply } from '#testkit';
import { END, file, sequence, START } from './diagrams.ts';
import { Office, upload } from './office.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  await new Office(api).deploy({ 'gut.bpmn': file(sequence('gut', START, END)) });
}, 60_000);
afterAll(() => server.close());

const FEEL = 'xsi:type="bpmn:tFormalExpression" language="https://www.omg.org/spec/DMN/20191111/FEEL/"';
const feel = (place: string, text: string): string => `<bpmn:${place} ${FEEL}>${text}</bpmn:${place}>`;
const plain = (place: string, text: string): string =>
  `<bpmn:${place} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${place}>`;
const script = (id: string, text: string, inner = ''): string =>
  `<bpmn:scriptTask id="${id}" scriptFormat="feel" camunda:resultVariable="ergebnis">${inner}<bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;
const person = (inner = '', more = ''): string =>
  `<bpmn:userTask id="Schritt" camunda:candidateGroups="Sachbearbeitung" ${more}>${inner}</bpmn:userTask>`;
const several = (inner: string, more = ''): string =>
  `<bpmn:multiInstanceLoopCharacteristics ${more}>${inner}</bpmn:multiInstanceLoopCharacteristics>`;
const timer = (inner: string): string =>
  `<bpmn:intermediateCatchEvent id="Warten"><bpmn:timerEventDefinition>${inner}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
const process = (key: string, content: string): string =>
  `<bpmn:process id="${key}" isExecutable="true">${content}</bpmn:process>`;

function deploy(content: BlobPart, path: string = apiPaths.deployments): Promise<Reply<ProblemDetails & Deployment>> {
  const form = new FormData();
  form.append(DEPLOY_FILES_FIELD, new Blob([content]), 'feindlich.bpmn');
  return api.call('POST', path, { as: 'owner', body: form });
}

async function stock(): Promise<readonly number[]> {
  const paths = [apiPaths.definitions, apiPaths.deployments, apiPaths.instances];
  return Promise.all(paths.map(async (path) => (await api.get<Page<unknown>>(path, 'operator')).body.total));
}

/** A process that has nothing to do with the hostile one still runs to its end. */
async function othersStillRun(): Promise<void> {
  const { body } = await api.post<InstanceSummary>(apiPaths.instances, 'clerk', { definitionKey: 'gut' });
  await eventually(
    () => api.get<InstanceDetail>(apiPaths.instance(body.id), 'clerk'),
    ({ state }) => state === 'completed',
  );
}

/** Models nobody can run without guessing: the element the finding has to name, undefined for the file as a whole. */
const refused: readonly (readonly [string, string, string | undefined])[] = [
  ['an unknown element', process('x', `${START}<bpmn:superTask id="T"/>${END}`), undefined],
  ['an unknown child', process('x', `${START}${person('<bpmn:colour>red</bpmn:colour>')}`), undefined],
  [
    'a boundary event on a gateway',
    process(
      'x',
      `${START}<bpmn:exclusiveGateway id="G"/><bpmn:boundaryEvent id="B" attachedToRef="G"/>${flow('f', 'Start', 'G')}`,
    ),
    'B',
  ],
  [
    'two default flows',
    process(
      'x',
      `${START}<bpmn:exclusiveGateway id="G" default="f1 f2"/>${END}${flow('f', 'Start', 'G')}${flow('f1', 'G', 'End')}${flow('f2', 'G', 'End')}`,
    ),
    'G',
  ],
  [
    'a link without partner',
    sequence(
      'x',
      START,
      '<bpmn:intermediateThrowEvent id="L"><bpmn:linkEventDefinition name="weg"/></bpmn:intermediateThrowEvent>',
    ),
    'L',
  ],
  ['a flow to nowhere', process('x', `${START}${flow('f', 'Start', 'nirgends')}`), 'f'],
  [
    'a process that only calls itself',
    process(
      'x',
      `${START}<bpmn:callActivity id="C" calledElement="x"/>${END}${flow('f', 'Start', 'C')}${flow('g', 'C', 'End')}`,
    ),
    'C',
  ],
  ['a truth value that is none', sequence('x', START, person('', 'isForCompensation="vielleicht"'), END), 'Schritt'],
  [
    'a loop maximum in words',
    sequence(
      'x',
      START,
      script(
        'S',
        '1',
        `<bpmn:standardLoopCharacteristics loopMaximum="viele">${feel('loopCondition', 'true')}</bpmn:standardLoopCharacteristics>`,
      ),
      END,
    ),
    'S',
  ],
  ['FEEL that does not parse in a timer', sequence('x', START, timer(feel('timeDuration', '1 +* (')), END), 'Warten'],
  [
    'FEEL that does not parse in a loop',
    sequence('x', START, person(several(feel('loopCardinality', '1 +* ('))), END),
    'Schritt',
  ],
  ['FEEL that does not parse in a script', sequence('x', START, script('S', '1 +* ('), END), 'S'],
  [
    'FEEL nested 20,000 times',
    sequence('x', START, script('S', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`), END),
    'S',
  ],
  [
    'an expression of 100,000 terms',
    sequence('x', START, `<bpmn:serviceTask id="S" camunda:expression="\${${'1+'.repeat(50_000)}1}"/>`, END),
    'S',
  ],
  [
    '${…} that does not parse in a mapping',
    sequence(
      'x',
      START,
      person(
        '<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="a">${a +* (}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>',
      ),
      END,
    ),
    'Schritt',
  ],
  ...(
    [
      ['a wait of a million years', 'timeDuration', 'P999999Y'],
      ['a wait of less than nothing', 'timeDuration', '-PT1H'],
      ['a 30th of February', 'timeDate', '2026-02-30'],
      ['a cycle that never repeats', 'timeCycle', 'R0/PT1H'],
      ['cron rubbish', 'timeCycle', '99 99 * * rubbish'],
      ['cron for a 30th of February', 'timeCycle', '0 0 8 30 2 ?'],
    ] as const
  ).map(([name, place, text]) => [name, sequence('x', START, timer(plain(place, text)), END), 'Warten'] as const),
  [
    'elements nested 300 deep',
    process('x', `${'<bpmn:subProcess id="s">'.repeat(300)}${'</bpmn:subProcess>'.repeat(300)}`),
    undefined,
  ],
  [
    '2,000 attributes',
    process('x', `<bpmn:task id="T" ${Array.from({ length: 2000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
    undefined,
  ],
  [
    'entities that grow',
    `<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${file(process('x', '<bpmn:task id="T" name="&b;"/>')).replace(/<\?xml.*\?>/, '')}`,
    undefined,
  ],
  ['a character NUL', sequence('x', START, END).replace('id="Start"', 'id="Start" name="a\u0000b"'), undefined],
  ['half a surrogate pair', sequence('x', START, END).replace('id="Start"', 'id="Start" name="&#xD800;"'), undefined],
];

describe('models that cannot run', () => {
  it.each(refused)(
    'given %s, then a finding in both languages says where, and nothing has changed',
    async (_, content, elementId) => {
      const before = await stock();
      const { status, body } = await deploy(content.startsWith('<!DOCTYPE') ? content : file(content));
      expect([status, body.code]).toEqual([422, 'MODEL_INVALID']);
      const errors = body.findings.filter(({ severity }) => severity === 'error');
      expect(errors.map((finding) => finding.elementId)).toContain(elementId);
      for (const { message, messageDe } of errors) {
        expect(message.length).toBeGreaterThan(15);
        expect(messageDe).toEqual(expect.not.stringMatching(/\{\w+\}/));
        expect(messageDe).not.toBe(message);
      }
      expect(await stock()).toEqual(before);
      await othersStillRun();
    },
  );

  it.each([
    ['bytes that are no UTF-8', new Uint8Array([0x3c, 0x61, 0xff, 0xfe, 0xfd, 0x3e])],
    ['a ZIP archive', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])],
    ['a thousand opening brackets', '<'.repeat(1000)],
  ])('given %s, then it is refused', async (_, content) => {
    const before = await stock();
    expect(await deploy(content)).toMatchObject({ status: 422, body: { code: 'MODEL_INVALID' } });
    expect(await stock()).toEqual(before);
  });

  it('given 20 MB in one attribute, then it is refused in good time', async () => {
    const begun = Date.now();
    const content = file(sequence('x', START, END)).replace(
      'id="Start"',
      `id="Start" name="${'a'.repeat(20_000_000)}"`,
    );
    expect((await deploy(content)).status).toBeGreaterThanOrEqual(400);
    expect(Date.now() - begun).toBeLessThan(40_000);
    await othersStillRun();
  });

  it('given file names that lead elsewhere, then they are names and nothing else', async () => {
    const name = '../../../../tmp/boese.bpmn';
    const form = new FormData();
    form.append(DEPLOY_FILES_FIELD, new Blob([file(sequence('mit_pfad', START, END))]), name);
    const { status, body } = await api.call<Deployment>('POST', apiPaths.deployments, { as: 'owner', body: form });
    expect(status).toBe(201);
    expect(body.definitions.map(({ key }) => key)).toEqual(['mit_pfad']);
  });

  it('given a multipart body that is broken, cut off or says it is one and is none, then 4xx', async () => {
    for (const body of [
      '',
      'kein Multipart',
      '--grenze\r\nContent-Disposition: form-data; name="files"; filename="a.bpmn"\r\n\r\n<x',
    ]) {
      const reply = await api.call('POST', apiPaths.deployments, {
        as: 'owner',
        body,
        headers: { 'content-type': 'multipart/form-data; boundary=grenze' },
      });
      expect([body, Math.floor(reply.status / 100)]).toEqual([body, 4]);
    }
    await othersStillRun();
  });
});

/** Models that can be deployed, but stop: the element of the incident, and what its message has to tell. */
const stopping: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a loop of gateways without a wait',
    process(
      'k',
      `${START}<bpmn:exclusiveGateway id="G"/><bpmn:exclusiveGateway id="H"/>${flow('a', 'Start', 'G')}${flow('b', 'G', 'H')}${flow('c', 'H', 'G')}`,
    ),
    'G',
    /10000 times.*Correct the data/,
  ],
  [
    'a loop marker whose condition always holds',
    sequence(
      'k',
      START,
      script(
        'S',
        '1',
        `<bpmn:standardLoopCharacteristics>${feel('loopCondition', 'true')}</bpmn:standardLoopCharacteristics>`,
      ),
      END,
    ),
    'S',
    /10000 times.*Correct the data/,
  ],
  [
    'a million parallel instances',
    sequence('k', START, person(several(feel('loopCardinality', '1000000'))), END),
    'Schritt',
    /100000.*got 1000000/,
  ],
  [
    'a million instances one after the other',
    sequence('k', START, person(several(feel('loopCardinality', '1000000'), 'isSequential="true"')), END),
    'Schritt',
    /100000.*got 1000000/,
  ],
  [
    'fewer than no instances',
    sequence('k', START, person(several(feel('loopCardinality', '-3'))), END),
    'Schritt',
    /got -3/,
  ],
  [
    'half an instance',
    sequence('k', START, person(several(feel('loopCardinality', '2.5'))), END),
    'Schritt',
    /got 2\.5/,
  ],
  [
    'a number that is a text',
    sequence('k', START, person(several(feel('loopCardinality', '"drei"'))), END),
    'Schritt',
    /drei/,
  ],
  [
    'a collection that is null',
    sequence(
      'k',
      START,
      person(
        several(
          '<bpmn:extensionElements><zeebe:loopCharacteristics xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" inputCollection="=nichts"/></bpmn:extensionElements>',
        ),
      ),
      END,
    ),
    'Schritt',
    /list.*null/,
  ],
  [
    'a collection that is a text',
    sequence(
      'k',
      START,
      person(
        several(
          '<bpmn:extensionElements><zeebe:loopCharacteristics xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" inputCollection="=&quot;abc&quot;"/></bpmn:extensionElements>',
        ),
      ),
      END,
    ),
    'Schritt',
    /list.*abc/,
  ],
  [
    'a collection nobody has set',
    sequence('k', START, person(several('', 'camunda:collection="${liste}" camunda:elementVariable="e"')), END),
    'Schritt',
    /liste/,
  ],
  [
    'a computed wait of a million years',
    sequence('k', START, timer(feel('timeDuration', '"P" + string(999999) + "Y"')), END),
    'Warten',
    /P999999Y|9999/,
  ],
  ['a wait that is null', sequence('k', START, timer(feel('timeDuration', 'nichts')), END), 'Warten', /null/],
  [
    'a cycle of no length',
    process(
      'k',
      `${START}${person()}<bpmn:boundaryEvent id="Takt" attachedToRef="Schritt" cancelActivity="false"><bpmn:timerEventDefinition>${feel('timeCycle', '"R/PT0S"')}</bpmn:timerEventDefinition></bpmn:boundaryEvent>${script('S', '1')}${flow('a', 'Start', 'Schritt')}${flow('b', 'Takt', 'S')}`,
    ),
    'Schritt',
    /Takt.*at least a second/,
  ],
  [
    'a billion numbers',
    sequence('k', START, script('S', 'count(for i in 1..1000000000 return i)'), END),
    'S',
    /Expected/,
  ],
  [
    'a billion combinations',
    sequence('k', START, script('S', 'count(for a in 1..1000, b in 1..1000, c in 1..1000 return a)'), END),
    'S',
    /steps/,
  ],
  [
    'a function that only calls itself',
    sequence('k', START, script('S', '{f: function(n) f(n+1), r: f(1)}.r'), END),
    'S',
    /nested calls/,
  ],
  [
    'a decision that is not there',
    sequence('k', START, '<bpmn:businessRuleTask id="D" camunda:decisionRef="gibt_es_nicht"/>', END),
    'D',
    /gibt_es_nicht/,
  ],
];

describe('models that stop', () => {
  it.each(stopping.map((one, index) => [...one, `stockt_${index}`] as const))(
    'given %s, then one incident names the element and what is wrong, and other processes go on',
    async (_, content, elementId, words, key) => {
      expect((await deploy(file(content.replace('id="k"', `id="${key}"`)))).status).toBe(201);
      const started = await api.post<InstanceSummary>(apiPaths.instances, 'clerk', { definitionKey: key });
      expect(started.status).toBe(201);
      const { items } = await eventually(
        () => api.get<Page<IncidentSummary>>(`${apiPaths.incidents}?instanceId=${started.body.id}`, 'operator'),
        (page) => page.total > 0,
      );
      expect(items.map(({ nodeId }) => nodeId)).toEqual([elementId]);
      expect(items[0]?.message).toMatch(words);
      const { fault } = items[0] ?? {};
      expect(fault && faultSentence(fault, 'de')).toMatch(/^(?!.*(?:Expected|undefined)).+ .+\.$/s);
      expect(fault && faultSentence(fault, 'en')).toMatch(/^(?!.*(?:Expected|undefined)).+ .+\.$/s);
      await othersStillRun();
      expect(
        (await api.post(apiPaths.cancelInstance(started.body.id), 'operator', { reason: 'Test' })).status,
      ).toBeLessThan(300);
    },
    120_000,
  );

  it('given a fork that leads back to itself, then the start answers in good time with one incident and no rounds in the history', async () => {
    const content = process(
      'gabelt',
      `${START}<bpmn:exclusiveGateway id="G"/><bpmn:parallelGateway id="P"/>${person()}${flow('a', 'Start', 'G')}${flow('b', 'G', 'P')}${flow('c', 'P', 'G')}${flow('d', 'P', 'G')}${flow('e', 'P', 'Schritt')}`,
    );
    expect((await deploy(file(content))).status).toBe(201);
    const begun = Date.now();
    const { body } = await api.post<InstanceSummary>(apiPaths.instances, 'clerk', { definitionKey: 'gabelt' });
    expect(Date.now() - begun).toBeLessThan(60_000);
    const { items } = await eventually(
      () => api.get<Page<IncidentSummary>>(`${apiPaths.incidents}?instanceId=${body.id}`, 'operator'),
      (page) => page.total > 0,
    );
    expect(items).toMatchObject([{ nodeId: 'G', message: expect.stringContaining('10000 times') }]);
    const history = await api.get<Page<unknown>>(apiPaths.instanceHistory(body.id), 'operator');
    expect(history.body.total).toBeLessThan(20);
    await othersStillRun();
  }, 120_000);

  it('given a regular expression that would take for ever, then it does not', async () => {
    const text = 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")';
    expect((await deploy(file(sequence('regulaer', START, script('S', text), END)))).status).toBe(201);
    const begun = Date.now();
    await api.post(apiPaths.instances, 'clerk', { definitionKey: 'regulaer' });
    expect(Date.now() - begun).toBeLessThan(30_000);
    await othersStillRun();
  });
});

describe('names that mean something to JavaScript', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'given %s as process, step, message and variable, then it is a name like any other',
    async (name) => {
      const content = file(
        `<bpmn:message id="M_${name}" name="${name}"/>${process(name, `${START}<bpmn:userTask id="${name}_T" camunda:candidateGroups="Sachbearbeitung"><bpmn:extensionElements><camunda:formData><camunda:formField id="${name}" label="x" type="string"/></camunda:formData></bpmn:extensionElements></bpmn:userTask><bpmn:intermediateCatchEvent id="Warten"><bpmn:messageEventDefinition messageRef="M_${name}"/></bpmn:intermediateCatchEvent>${END}${flow('a', 'Start', `${name}_T`)}${flow('b', `${name}_T`, 'Warten')}${flow('c', 'Warten', 'End')}`)}`,
      );
      const office = new Office(api);
      await office.deploy({ [`${name}.bpmn`]: content });
      // As a name in JSON this one is refused altogether, see below.
      const variables = name === '__proto__' ? {} : { [name]: 'wert' };
      const instance = await office.start(name, { variables });
      const task = await office.onlyTask(instance);
      await api.post(apiPaths.claimTask(task.id), 'clerk');
      expect((await api.post(apiPaths.completeTask(task.id), 'clerk', { variables })).status).toBeLessThan(300);
      const reply = await eventually(
        () => api.post(apiPaths.messages, 'operator', { name, variables }),
        () => true,
      );
      expect(reply).toBeDefined();
      const { body } = await api.get<InstanceDetail>(apiPaths.instance(instance.id), 'operator');
      expect(body.state).toBe('completed');
      expect(({} as Record<string, unknown>)['wert']).toBeUndefined();
    },
  );

  it('given __proto__ as the name of a variable, then the request is refused by that name', async () => {
    const json = JSON.parse('{"definitionKey": "gut", "variables": {"__proto__": {"wert": 1}}}') as object;
    expect(await api.post<ProblemDetails>(apiPaths.instances, 'clerk', json)).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID', detail: expect.stringContaining('__proto__') },
    });
  });
});

describe('messages that fit nothing or too much', () => {
  const waiting = file(
    `<bpmn:message id="M" name="Doppelt"/>${sequence('doppelt', START, '<bpmn:intermediateCatchEvent id="Warten"><bpmn:messageEventDefinition messageRef="M"/></bpmn:intermediateCatchEvent>', END)}`,
  );

  it('given nobody waits, then 404 names the message; given two wait, then 409, and both wait on', async () => {
    const office = new Office(api);
    await office.deploy({ 'doppelt.bpmn': waiting });
    const nobody = await api.post<ProblemDetails>(apiPaths.messages, 'operator', { name: 'Doppelt' });
    expect(nobody).toMatchObject({ status: 404, body: { detail: expect.stringContaining('Doppelt') } });
    const cases = [await office.start('doppelt'), await office.start('doppelt')];
    const two = await api.post<ProblemDetails>(apiPaths.messages, 'operator', { name: 'Doppelt' });
    expect(two).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Doppelt') } });
    for (const { id } of cases) {
      expect((await api.get<InstanceDetail>(apiPaths.instance(id), 'operator')).body.state).toBe('running');
    }
  });
});

describe('a strict installation', () => {
  it('given a model that breaks a rule of the standard, then the finding names it and the file is refused; elsewhere it is a warning', async () => {
    const content = file(
      sequence('regelbruch', START, `<bpmn:exclusiveGateway id="G" gatewayDirection="Mixed"/>`, END),
    );
    const lenient = await api.call<Validation>('POST', apiPaths.validateDeployment, {
      as: 'owner',
      body: upload({ 'regelbruch.bpmn': content }),
    });
    const [told] = lenient.body.files[0]?.findings.filter(({ code }) => code === 'GATEWAY_NOT_MIXED') ?? [];
    expect(lenient.body.deployable).toBe(true);
    expect(told).toMatchObject({
      severity: 'warning',
      elementId: 'G',
      rule: expect.stringMatching(/^BPMN 2\.0\.2 clause /),
    });
    const strict = await startTestServer({ LAUFZETTEL_BPMN_STRICT: 'true' });
    try {
      const reply = await strict.api.call<ProblemDetails>('POST', apiPaths.deployments, {
        as: 'owner',
        body: upload({ 'regelbruch.bpmn': content }),
      });
      expect(reply.status).toBe(422);
      expect(reply.body.findings).toContainEqual(
        expect.objectContaining({ code: 'GATEWAY_NOT_MIXED', severity: 'error', rule: told?.rule }),
      );
    } finally {
      await strict.close();
    }
  }, 120_000);
});
