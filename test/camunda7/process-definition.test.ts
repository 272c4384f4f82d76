import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bpmn, flows, until } from '../runtime/installation.ts';
import { type CamundaClient, openCamundaClient } from './camunda-client.ts';
import { deployedIds, deployFiles } from './deployment-request.ts';
import { type EngineUnderTest, startEngine } from './engine-under-test.ts';
import { IN_AN_HOUR, letPlansComeDue } from './planned-work.ts';

type Row = Readonly<Record<string, unknown>>;

const ONE_TASK = `<bpmn:startEvent id="start"/><bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`;

let engine: EngineUnderTest;
let client: CamundaClient;
let integrator: CamundaClient;

beforeAll(async () => {
  engine = await startEngine([
    { topic: 'explode', execute: () => Promise.resolve({ kind: 'failed', message: 'boom', final: true }) },
  ]);
  client = openCamundaClient(engine);
  integrator = openCamundaClient(engine, 'integrator');
}, 60_000);
afterAll(() => engine.close());

/** Deploys one process; answers its definition id. */
async function deployed(key: string, content: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { body } = await deployFiles(
    engine,
    { [`${key}.bpmn`]: bpmn(key, content), ...more },
    { 'deployment-name': key },
  );
  return deployedIds(body, 'deployedProcessDefinitions')[0] ?? '';
}

const start = (key: string, body: Row = {}) => client.post<Row>(`/process-definition/key/${key}/start`, body);

describe('process definitions over the compatible interface', () => {
  it('given a process with a picture, then its definition has all fields, its XML and its picture', async () => {
    const tagged = bpmn('shop', ONE_TASK).replace(
      'isExecutable="true"',
      'isExecutable="true" camunda:versionTag="spring" camunda:historyTimeToLive="P14D"',
    );
    const { body } = await deployFiles(engine, { 'shop.bpmn20.xml': tagged, 'shop.svg': '<svg/>' });
    const definition = {
      id: expect.stringMatching(/^shop:1:/),
      key: 'shop',
      category: 'http://example.org',
      description: null,
      name: 'shop',
      version: 1,
      resource: 'shop.bpmn20.xml',
      deploymentId: body['id'],
      diagram: 'shop.svg',
      suspended: false,
      tenantId: null,
      versionTag: 'spring',
      historyTimeToLive: 14,
      startableInTasklist: true,
    };
    expect(Object.values(body['deployedProcessDefinitions'] as Row)).toEqual([definition]);
    const { body: byKey } = await client.get<Row>('/process-definition/key/shop');
    expect(byKey).toEqual(definition);
    const id = String(byKey['id']);
    expect((await client.get(`/process-definition/${id}`)).body).toEqual(byKey);
    expect((await client.get<Row>(`/process-definition/${id}/xml`)).body).toEqual({ id, bpmn20Xml: tagged });
    expect(await client.get(`/process-definition/${id}/diagram`)).toEqual({ status: 200, body: '<svg/>' });
    expect((await client.get(`/engine/default/process-definition/${id}`)).body).toEqual(byKey);
    expect(await client.get('/engine/other/process-definition')).toMatchObject({
      status: 400,
      body: { type: 'InvalidRequestException' },
    });
    expect(await client.get('/process-definition/nowhere')).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException', message: 'No matching definition with id nowhere', code: null },
    });
    expect(await client.get('/process-definition/key/nowhere/xml')).toMatchObject({
      status: 404,
      body: {
        type: 'RestException',
        message: 'No matching process definition with key: nowhere and no tenant-id',
      },
    });
    expect(await client.post('/process-definition/key/shop/tenant-id/town/start')).toMatchObject({
      status: 404,
      body: { message: 'No matching process definition with key: shop and tenant-id: town' },
    });
  });

  it.each([
    ['processDefinitionIdIn=a,b', 0],
    ['keysIn=f_one,f_two&latestVersion=true', 2],
    ['keysIn=f_one,f_two', 3],
    ['keyLike=f\\_o%25&latestVersion=true', 1],
    ['keysIn=f_one,f_two&nameLike=%25two', 1],
    ['key=f_one&version=2', 1],
    ['key=f_one&withoutVersionTag=true', 2],
    ['key=f_one&versionTagLike=x%25', 0],
    ['key=f_one&category=http://example.org', 2],
    ['key=f_one&categoryLike=%25nowhere', 0],
    ['keysIn=f_one,f_two&resourceName=f_two.bpmn', 1],
    ['keysIn=f_one,f_two&resourceNameLike=f_on%25', 2],
    ['keysIn=f_one,f_two&suspended=true', 1],
    ['keysIn=f_one,f_two&active=true', 2],
    ['key=f_one&startableInTasklist=true', 2],
    ['key=f_one&notStartableInTasklist=true', 0],
    ['key=f_one&startableBy=operator', 2],
    ['key=f_one&tenantIdIn=town', 0],
    ['key=f_one&withoutTenantId=true', 2],
    ['key=f_one&deployedAfter=2020-01-01T00:00:00.000%2B0000', 2],
    ['key=f_one&deployedAt=2020-01-01T00:00:00.000%2B0000', 0],
    ['key=f_one&incidentType=failedJob', 0],
  ])('given the criteria %s, then list and count have %i', async (query, count) => {
    if ((await client.get<{ count: number }>('/process-definition/count?key=f_one')).body.count === 0) {
      await deployed('f_one', ONE_TASK);
      await deployed('f_one', `${ONE_TASK}<bpmn:userTask id="more"/>`);
      const two = await deployed('f_two', ONE_TASK);
      await client.put(`/process-definition/${two}/suspended`, { suspended: true });
    }
    expect((await client.get(`/process-definition/count?${query}`)).body).toEqual({ count });
    const { body } = await client.get<Row[]>(`/process-definition?${query}&sortBy=version&sortOrder=desc`);
    expect(body).toHaveLength(count);
    expect((await client.get<Row[]>(`/process-definition?${query}&maxResults=1`)).body).toHaveLength(
      Math.min(1, count),
    );
  });

  it('given an incident, then definitions are found by it and statistics count it where it is', async () => {
    const id = await deployed(
      'broken',
      `<bpmn:startEvent id="start"/><bpmn:userTask id="wait"/><bpmn:scriptTask id="compute" scriptFormat="feel" camunda:resultVariable="x">
         <bpmn:script>= 1</bpmn:script></bpmn:scriptTask><bpmn:exclusiveGateway id="which"/><bpmn:endEvent id="end"/>
       ${flows('start', 'wait', 'compute', 'which')}
       <bpmn:sequenceFlow id="never" sourceRef="which" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${x > 5}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
    );
    await start('broken');
    const { body: stuck } = await start('broken');
    const { body: tasks } = await client.get<Row[]>(`/task?processInstanceId=${String(stuck['id'])}`);
    await client.post(`/task/${String(tasks[0]?.['id'])}/complete`, {});
    const { body: incidents } = await client.get<Row[]>(`/incident?processDefinitionId=${id}`);
    const [incident] = incidents;
    const type = String(incident?.['incidentType']);
    expect((await client.get<Row[]>(`/process-definition?incidentId=${String(incident?.['id'])}`)).body).toMatchObject([
      { id },
    ]);
    expect((await client.get(`/process-definition/count?incidentType=${type}&key=broken`)).body).toEqual({ count: 1 });
    expect((await client.get('/process-definition/count?incidentMessageLike=%25which%25')).body).toEqual({ count: 1 });

    const statistics = async (query: string) =>
      (await client.get<Row[]>(`/process-definition/statistics${query}`)).body.find((row) => row['id'] === id);
    expect(await statistics('')).toMatchObject({
      instances: 2,
      failedJobs: 0,
      incidents: [],
      definition: { key: 'broken' },
    });
    const counted = [{ incidentType: type, incidentCount: 1 }];
    expect(await statistics('?incidents=true&failedJobs=true')).toMatchObject({ incidents: counted });
    expect(await statistics('?rootIncidents=true')).toMatchObject({ incidents: counted });
    expect(await statistics(`?incidentsForType=${type}`)).toMatchObject({ incidents: counted });
    expect(await statistics('?incidentsForType=another')).toMatchObject({ incidents: [] });
    expect(await client.get('/process-definition/statistics?incidents=true&rootIncidents=true')).toMatchObject({
      status: 400,
      body: { type: 'InvalidRequestException' },
    });
    const { body: nodes } = await client.get<Row[]>(`/process-definition/${id}/statistics?incidents=true`);
    expect(nodes).toEqual([
      {
        '@class': 'org.camunda.bpm.engine.rest.dto.repository.ActivityStatisticsResultDto',
        id: 'wait',
        instances: 1,
        failedJobs: 0,
        incidents: [],
      },
      {
        '@class': 'org.camunda.bpm.engine.rest.dto.repository.ActivityStatisticsResultDto',
        id: 'which',
        instances: 1,
        failedJobs: 0,
        incidents: counted,
      },
    ]);
  });

  it('given work that failed for good, then statistics count the failed jobs where they are asked for, work of programs outside not', async () => {
    const id = await deployed(
      'failing',
      `<bpmn:startEvent id="start"/><bpmn:parallelGateway id="both"/>
       <bpmn:serviceTask id="inside"><bpmn:extensionElements><zeebe:taskDefinition type="explode"/></bpmn:extensionElements></bpmn:serviceTask>
       <bpmn:serviceTask id="outside" camunda:type="external" camunda:topic="elsewhere"/>
       ${flows('start', 'both', 'inside')}${flows('both', 'outside')}`,
    );
    const { body: instance } = await start('failing');
    await until(async () => {
      const { body } = await client.get<Row[]>(`/incident?processInstanceId=${String(instance['id'])}`);
      return body.length === 1;
    });
    const [task] = await until(async () => {
      const locked = await integrator.post<Row[]>('/external-task/fetchAndLock', {
        workerId: 'w',
        maxTasks: 1,
        topics: [{ topicName: 'elsewhere', lockDuration: 10_000 }],
      });
      return locked.body.length > 0 && locked.body;
    });
    await integrator.post(`/external-task/${String(task?.['id'])}/failure`, {
      workerId: 'w',
      errorMessage: 'no',
      retries: 0,
    });
    const figures = async (query: string) =>
      (await client.get<Row[]>(`/process-definition/statistics${query}`)).body.find((row) => row['id'] === id);
    expect(await figures('')).toMatchObject({ instances: 1, failedJobs: 0, incidents: [] });
    expect(await figures('?failedJobs=true')).toMatchObject({ instances: 1, failedJobs: 1, incidents: [] });
    const { body: nodes } = await client.get<Row[]>(`/process-definition/${id}/statistics?failedJobs=true`);
    expect(nodes.map((node) => [node['id'], node['instances'], node['failedJobs']])).toEqual([
      ['inside', 1, 1],
      ['outside', 1, 0],
    ]);
  });

  it('given start instructions, then the instance begins there with their variables; what cannot begin is told', async () => {
    await deployed(
      'stages',
      `<bpmn:startEvent id="start"/><bpmn:userTask id="one"/><bpmn:userTask id="two"/><bpmn:userTask id="three"/><bpmn:endEvent id="end"/>${flows('start', 'one', 'two', 'three', 'end')}`,
    );
    const { status, body } = await start('stages', {
      businessKey: 'S-1',
      variables: { amount: { value: 5, type: 'Integer' } },
      withVariablesInReturn: true,
      startInstructions: [
        { type: 'startAfterActivity', activityId: 'one', variables: { note: { value: 'x', type: 'String' } } },
        { type: 'startTransition', transitionId: 'two_three' },
      ],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      businessKey: 'S-1',
      definitionKey: 'stages',
      caseInstanceId: null,
      ended: false,
      suspended: false,
      tenantId: null,
      links: [{ method: 'GET', rel: 'self', href: expect.stringContaining(`/process-instance/${String(body['id'])}`) }],
      variables: { amount: { value: 5 }, note: { value: 'x' } },
    });
    const { body: tasks } = await client.get<Row[]>(`/task?processInstanceId=${String(body['id'])}`);
    expect(tasks.map((task) => task['taskDefinitionKey']).toSorted()).toEqual(['three', 'two']);
    expect(
      await start('stages', { startInstructions: [{ type: 'startBeforeActivity', activityId: 'nowhere' }] }),
    ).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/^Cannot instantiate process definition stages:1:/) },
    });
    expect(await start('stages', { variables: { n: { value: 'x', type: 'Integer' } } })).toMatchObject({
      status: 400,
      body: { type: 'InvalidRequestException', message: expect.stringMatching(/^Cannot instantiate/) },
    });
    const { body: definition } = await client.get<Row>('/process-definition/key/stages');
    await client.put(`/process-definition/${String(definition['id'])}/suspended`, { suspended: true });
    expect(await start('stages')).toMatchObject({
      status: 500,
      body: {
        type: 'RestException',
        message: expect.stringMatching(/^Cannot instantiate process definition stages:1:.*suspended/),
      },
    });
  });

  it('given a process whose business keys are unique, when two start at once, then one wins, here and at our own interface', async () => {
    const unique = `<bpmn:extensionElements><camunda:properties><camunda:property name="uniqueBusinessKey" value="true"/></camunda:properties></bpmn:extensionElements>`;
    await deployed('dog', unique + ONE_TASK);
    const answers = await Promise.all([1, 2, 3, 4].map(() => start('dog', { businessKey: 'D-1' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 500, 500, 500]);
    expect(answers.find(({ status }) => status === 500)?.body).toMatchObject({
      type: 'RestException',
      message: expect.stringContaining('"D-1" is taken'),
    });
    const own = await engine.api.post<Row>('/api/instances', 'clerk', { definitionKey: 'dog', businessKey: 'D-1' });
    expect(own).toMatchObject({ status: 409, body: { code: 'BUSINESS_KEY_TAKEN' } });
  });

  it('given fields of a form at the start, then form, rendered form and variables tell them, and a submission is checked', async () => {
    const id = await deployed(
      'dogtax',
      `<bpmn:startEvent id="start"><bpmn:extensionElements><camunda:formData>
         <camunda:formField id="name" label="Name &lt;b&gt;" type="string"><camunda:validation>
           <camunda:constraint name="required"/><camunda:constraint name="maxlength" config="10"/></camunda:validation></camunda:formField>
         <camunda:formField id="age" label="Age" type="long" defaultValue="3"><camunda:validation><camunda:constraint name="min" config="1"/></camunda:validation></camunda:formField>
         <camunda:formField id="big" label="Big" type="boolean" defaultValue="true"/>
         <camunda:formField id="breed" label="Breed" type="enum"><camunda:value id="b1" name="Beagle"/><camunda:value id="b2" name="Boxer"/></camunda:formField>
       </camunda:formData></bpmn:extensionElements></bpmn:startEvent><bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`,
    );
    const root = '/process-definition/key/dogtax';
    expect((await client.get(`${root}/startForm`)).body).toEqual({
      key: `embedded:engine://engine/:engine/process-definition/${id}/rendered-form`,
      camundaFormRef: null,
      contextPath: null,
    });
    const { body: html } = await client.get<string>(`${root}/rendered-form`);
    expect(html).toContain('cam-variable-name="age"');
    expect(html).toContain('cam-variable-type="Long"');
    expect(html).toContain('<option value="b2">Boxer</option>');
    expect(html).not.toContain('<b>');
    expect((await client.get(`${root}/form-variables?variableNames=age,name,nothing`)).body).toEqual({
      name: { type: 'String', value: null, valueInfo: {} },
      age: { type: 'Long', value: 3, valueInfo: {} },
    });
    const submit = (variables: Row, businessKey?: string) =>
      client.post<Row>(`${root}/submit-form`, { variables, ...(businessKey === undefined ? {} : { businessKey }) });
    for (const wrong of [
      {},
      { name: { value: 'much too long a name' } },
      { name: { value: 'Rex' }, age: { value: '0' } },
      { name: { value: 'Rex' }, age: { value: 'old' } },
      { name: { value: 'Rex' }, breed: { value: 'cat' } },
    ]) {
      expect(await submit(wrong)).toMatchObject({
        status: 400,
        body: {
          type: 'RestException',
          message: expect.stringMatching(/^Cannot instantiate process definition dogtax:1/),
        },
      });
    }
    const { status, body } = await submit({ name: { value: 'Rex' }, age: { value: '7' }, free: { value: 'x' } }, 'T-1');
    expect([status, body['businessKey']]).toEqual([200, 'T-1']);
    const { body: variables } = await client.get<Record<string, Row>>(
      `/process-instance/${String(body['id'])}/variables`,
    );
    expect(Object.fromEntries(Object.entries(variables).map(([name, typed]) => [name, typed['value']]))).toEqual({
      name: 'Rex',
      age: 7,
      big: true,
      free: 'x',
    });
    expect((await client.get('/process-definition/key/shop/rendered-form')).status).toBe(404);
  });

  it('given forms deployed with a process, then they are found by key and by reference', async () => {
    const withForm = (attributes: string) =>
      `<bpmn:startEvent id="start" ${attributes}/><bpmn:endEvent id="end"/>${flows('start', 'end')}`;
    const form = JSON.stringify({ id: 'ask', type: 'default', components: [] });
    await deployed('byKey', withForm('camunda:formKey="camunda-forms:deployment:ask.form"'), { 'ask.form': form });
    await deployed('byRef', withForm('camunda:formRef="ask" camunda:formRefBinding="latest"'));
    await deployed('byPage', withForm('camunda:formKey="embedded:deployment:page.html"'), { 'page.html': '<form/>' });
    await deployed('lost', withForm('camunda:formKey="embedded:deployment:lost.html"'));
    await deployed('elsewhere', withForm('camunda:formKey="embedded:app:page.html"'));
    const path = (key: string) => `/process-definition/key/${key}/deployed-start-form`;
    expect((await client.get(path('byKey'))).body).toEqual(JSON.parse(form));
    expect((await client.get(path('byRef'))).body).toEqual(JSON.parse(form));
    expect((await client.get('/process-definition/key/byRef/startForm')).body).toEqual({
      key: null,
      camundaFormRef: { key: 'ask', binding: 'latest', version: null },
      contextPath: null,
    });
    expect((await client.get(path('byPage'))).body).toBe('<form/>');
    const page = await fetch(`${engine.engineRest}${path('byPage')}`, {
      headers: { authorization: `Basic ${Buffer.from('operator:operator').toString('base64')}` },
    });
    expect(page.headers.get('content-type')).toBe('application/xhtml+xml');
    expect(page.headers.get('content-security-policy')).toContain('sandbox');
    expect(await client.get(path('lost'))).toMatchObject({ status: 404, body: { type: 'InvalidRequestException' } });
    expect(await client.get(path('elsewhere'))).toMatchObject({ status: 400 });
    expect(await client.get(path('shop'))).toMatchObject({ status: 400 });
  });

  it('given a form of several versions, when a process names which, then that one is answered', async () => {
    const begin = (attributes: string) =>
      `<bpmn:startEvent id="start" camunda:formRef="grow" ${attributes}/><bpmn:endEvent id="end"/>${flows('start', 'end')}`;
    const form = (title: string) => ({ 'grow.form': JSON.stringify({ id: 'grow', title }) });
    const version = (number: string) => `camunda:formRefBinding="version" camunda:formRefVersion="${number}"`;
    await deployed('own', begin('camunda:formRefBinding="deployment"'), form('one'));
    await deployed('unbound', begin(''), form('two'));
    await deployed('second', begin(version('2')), form('three'));
    await deployed('fourth', begin(version('4')));
    await deployed('newest', begin('camunda:formRefBinding="latest"'));
    await deployed('alone', begin('camunda:formRefBinding="deployment"'));
    const title = async (key: string) => {
      const { status, body } = await client.get<Row>(`/process-definition/key/${key}/deployed-start-form`);
      return body['title'] ?? status;
    };
    const keys = ['own', 'unbound', 'second', 'fourth', 'newest', 'alone'];
    expect(await Promise.all(keys.map(title))).toEqual(['one', 'two', 'two', 404, 'three', 404]);
  });

  it('given call activities, then the processes they name are told, each once, those of expressions not', async () => {
    await deployed('leaf', ONE_TASK);
    await deployed('leaf', `${ONE_TASK}<bpmn:userTask id="more"/>`);
    const id = await deployed(
      'tree',
      `<bpmn:startEvent id="start"/><bpmn:callActivity id="a" calledElement="leaf"/><bpmn:callActivity id="b" calledElement="leaf"/>
       <bpmn:callActivity id="c" calledElement="leaf" camunda:calledElementBinding="version" camunda:calledElementVersion="1"/>
       <bpmn:callActivity id="d" calledElement="\${which}"/><bpmn:callActivity id="e" calledElement="nowhere"/><bpmn:endEvent id="end"/>
       ${flows('start', 'a', 'b', 'c', 'd', 'e', 'end')}`,
    );
    const { body } = await client.get<Row[]>(`/process-definition/${id}/static-called-process-definitions`);
    expect(body).toMatchObject([
      { key: 'leaf', version: 2, calledFromActivityIds: ['a', 'b'], callingProcessDefinitionId: id },
      { key: 'leaf', version: 1, calledFromActivityIds: ['c'], callingProcessDefinitionId: id },
    ]);
  });

  it('given a date to come, when a key is suspended on it, then all versions and their instances rest from then on', async () => {
    await deployed('later', ONE_TASK);
    await deployed('later', `${ONE_TASK}<bpmn:userTask id="more"/>`);
    const { body: instance } = await start('later');
    const put = (body: Row) => client.put('/process-definition/suspended', body);
    expect(await put({ processDefinitionId: 'x', suspended: true })).toMatchObject({ status: 400 });
    expect(await put({ suspended: true })).toMatchObject({ status: 400 });
    expect(await put({ processDefinitionKey: 'later', suspended: true, executionDate: 'soon' })).toMatchObject({
      status: 400,
    });
    const plan = {
      processDefinitionKey: 'later',
      suspended: true,
      includeProcessInstances: true,
      executionDate: IN_AN_HOUR,
    };
    expect((await put(plan)).status).toBe(204);
    expect((await client.get('/process-definition/count?key=later&suspended=true')).body).toEqual({ count: 0 });
    await letPlansComeDue(engine);
    await until(async () => {
      const { body } = await client.get<{ count: number }>('/process-definition/count?key=later&suspended=true');
      return body.count === 2;
    });
    await until(async () => {
      const { body } = await client.get<Row>(`/process-instance/${String(instance['id'])}`);
      return body['suspended'] === true;
    });
    const active = { processDefinitionKey: 'later', suspended: false, includeProcessInstances: true };
    expect((await put(active)).status).toBe(204);
    expect((await client.get('/process-definition/count?key=later&active=true')).body).toEqual({ count: 2 });
  });

  it('given versions, when one is deleted and then the key, then cases decide whether it may be, and the rest stays', async () => {
    const message = (task: string) =>
      bpmn(
        'mortal',
        `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:userTask id="${task}"/><bpmn:endEvent id="end"/>${flows('start', task, 'end')}`,
        '<bpmn:message id="m" name="be born"/>',
      );
    const { body: first } = await deployFiles(engine, {
      'mortal.bpmn': message('one'),
      'beside.bpmn': bpmn('beside', ONE_TASK),
    });
    await deployFiles(engine, { 'mortal.bpmn': message('two') });
    const { body: versions } = await client.get<Row[]>('/process-definition?key=mortal&sortBy=version&sortOrder=asc');
    const born = () => client.post<Row[]>('/message', { messageName: 'be born', resultEnabled: true });
    await born();
    const newest = `/process-definition/${String(versions[1]?.['id'])}`;
    expect(await client.delete(newest)).toMatchObject({ status: 500, body: { type: 'ProcessEngineException' } });
    expect((await client.delete(`${newest}?cascade=true&skipCustomListeners=true&skipIoMappings=true`)).status).toBe(
      204,
    );
    expect((await client.get('/history/process-instance/count?processDefinitionKey=mortal')).body).toEqual({
      count: 0,
    });
    // The older version is started by the message again.
    const { body: reborn } = await born();
    expect(reborn[0]).toMatchObject({ processInstance: { definitionId: versions[0]?.['id'] } });
    expect((await client.get(`/deployment/${String(first['id'])}/resources`)).status).toBe(200);
    expect((await client.delete('/process-definition/key/mortal?cascade=true')).status).toBe(204);
    expect((await client.get('/process-definition/count?key=mortal')).body).toEqual({ count: 0 });
    expect((await client.get('/process-definition/count?key=beside')).body).toEqual({ count: 1 });
    expect(await client.delete('/process-definition/key/mortal')).toMatchObject({
      status: 404,
      body: { type: 'InvalidRequestException' },
    });
    expect(await client.delete(newest)).toMatchObject({ status: 404 });
  });

  it('given a time to live, when it is changed, then the definition says so', async () => {
    const path = '/process-definition/key/shop';
    expect((await integrator.put(`${path}/history-time-to-live`, { historyTimeToLive: 365 })).status).toBe(204);
    expect((await client.get<Row>(path)).body['historyTimeToLive']).toBe(365);
    expect(await integrator.put(`${path}/history-time-to-live`, { historyTimeToLive: 'long' })).toMatchObject({
      status: 400,
    });
  });
});
