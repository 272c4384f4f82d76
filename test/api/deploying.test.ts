import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type DefinitionDetail,
  type DefinitionSummary,
  type Deployment,
  type Page,
  type Validation,
} from '#contracts';
import type { ApiClient } from '#testkit';
import { DRAWING, END, file, sequence, START } from './diagrams.ts';
import { Office, upload } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
}, 60_000);
afterAll(() => server.close());

describe('deploying', () => {
  it('given files, when validated, then everything is told and nothing is stored', async () => {
    const { body } = await api.call<Validation>('POST', apiPaths.validateDeployment, {
      as: 'owner',
      body: upload({ 'nur-pruefen.bpmn': file(sequence('nur_pruefen', START, END)) }),
    });
    expect(body).toMatchObject({
      deployable: true,
      files: [
        {
          name: 'nur-pruefen.bpmn',
          kind: 'bpmn',
          processes: [{ key: 'nur_pruefen', nextVersion: 1, unchanged: false }],
        },
      ],
    });
    expect((await api.get(apiPaths.definition('nur_pruefen'), 'owner')).status).toBe(404);
  });

  it('given two files, then both become version 1; the same again changes nothing; a changed one becomes version 2', async () => {
    const one = file(sequence('eins', START, END));
    const two = file(sequence('zwei', START, END));
    const first = await office.deploy({ 'eins.bpmn': one, 'zwei.bpmn': two }, { name: 'Zwei Dateien' });
    expect(first.name).toBe('Zwei Dateien');
    expect(first.definitions.map(({ key, version, isNew }) => [key, version, isNew])).toEqual([
      ['eins', 1, true],
      ['zwei', 1, true],
    ]);
    const again = await api.call<Deployment>('POST', apiPaths.deployments, {
      as: 'owner',
      body: upload({ 'eins.bpmn': one, 'zwei.bpmn': two }),
    });
    expect(again.status).toBe(200);
    expect(again.body.definitions.every(({ isNew, version }) => !isNew && version === 1)).toBe(true);
    const changed = await office.deploy({
      'eins.bpmn': file(sequence('eins', START, '<bpmn:userTask id="Neu" name="Neu"/>', END)),
      'zwei.bpmn': two,
    });
    expect(changed.definitions.map(({ key, version, isNew }) => [key, version, isNew])).toEqual([
      ['eins', 2, true],
      ['zwei', 1, false],
    ]);
    const versions = await api.get<Page<{ version: number }>>(apiPaths.definitionVersions('eins'), 'clerk');
    expect(versions.body.items.map(({ version }) => version)).toEqual([2, 1]);
    const xml = await api.get<string>(apiPaths.definitionXml('eins', 1), 'clerk');
    expect(xml.headers.get('content-type')).toContain('application/xml');
    expect(xml.body).toBe(one);
  });

  it('given a process with a form beside it, then the names of its data are told, for suggestions', async () => {
    const form = JSON.stringify({
      type: 'default',
      components: [{ type: 'textfield', key: 'nachname', label: 'Name' }],
    });
    const task = '<bpmn:userTask id="Erfassen" camunda:formKey="erfassen.form"/>';
    const rule = '<bpmn:businessRuleTask id="Regel" camunda:decisionRef="d" camunda:resultVariable="gebuehr"/>';
    await office.deploy({ 'namen.bpmn': file(sequence('namen', START, task, rule, END)), 'erfassen.form': form });
    const { body } = await api.get<DefinitionDetail>(apiPaths.definition('namen'), 'clerk');
    expect(body.variableNames).toEqual(['gebuehr', 'nachname']);
  });

  it('given a drawing, then the portal shows its lanes, steps, findings, and finds it by the name of a step', async () => {
    await office.deploy({ 'zeichnung.bpmn': DRAWING });
    const { body } = await api.get<DefinitionDetail>(apiPaths.definition('zeichnung'), 'clerk');
    expect(body).toMatchObject({
      key: 'zeichnung',
      startable: true,
      mayStart: true,
      lanes: [{ name: 'Sachbearbeitung' }],
      groups: ['Sachbearbeitung'],
    });
    expect(body.steps.find(({ nodeId }) => nodeId === 'A')).toMatchObject({
      name: 'Unterlagen sichten',
      lane: 'Sachbearbeitung',
    });
    expect(body.findings.length).toBeGreaterThan(0);
    const found = await api.get<Page<DefinitionSummary>>(
      `${apiPaths.definitions}?search=nachfordern%20antrag`,
      'clerk',
    );
    expect(found.body.items.map(({ key }) => key)).toEqual(['zeichnung']);
  });
});
