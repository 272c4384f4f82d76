import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type Page, type ProblemDetails, type ScenarioReport } from '#contracts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const FOLDER = 'processes/antrag-mit-bescheid';
const KEY = 'antrag-mit-bescheid';
let server: TestServer;
let office: Office;

beforeAll(async () => {
  server = await startTestServer();
  office = new Office(server.api);
  const names = readdirSync(FOLDER).filter((name) => /\.(bpmn|dmn|form|template\.md|scenarios\.json)$/.test(name));
  await office.deploy(Object.fromEntries(names.map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')])));
}, 60_000);
afterAll(() => server.close());

const run = <T = ScenarioReport>(body: object, as = 'owner') => server.api.post<T>(apiPaths.runScenarios, as, body);
const create = { type: 'CREATE_PROCESS_INSTANCE', processDefinitionSelector: { processDefinitionId: KEY } };

describe('scenarios', () => {
  it('given a process deployed with its scenarios, then all are played step by step and no case is left', async () => {
    const { status, body } = await run({ definitionKey: KEY });
    expect(status).toBe(200);
    expect(body.scenarios.length).toBeGreaterThan(1);
    expect(body.scenarios.every(({ passed, file }) => passed && file === `${KEY}.scenarios.json`)).toBe(true);
    expect(body.scenarios.flatMap(({ steps }) => steps).every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(body.coveredNodeIds).toContain('AntragEntscheiden');
    const { body: instances } = await server.api.get<Page<unknown>>(apiPaths.instances, 'operator');
    expect(instances.total).toBe(0);
  });

  it('given test cases of its own, then the failing step says why and where, and the rest is skipped', async () => {
    const asserted = {
      type: 'ASSERT_ELEMENT_INSTANCE',
      elementSelector: { elementId: 'AntragEntscheiden' },
      state: 'IS_ACTIVE',
    };
    const testCases = [
      { name: 'zu früh', instructions: [create, asserted, { type: 'INCREASE_TIME', duration: 'P1D' }] },
      { name: 'unbekannt', instructions: [{ type: 'DANCE' }] },
    ];
    const { body } = await run({ definitionKey: KEY, testCases });
    expect(body.scenarios).toMatchObject([
      {
        name: 'zu früh',
        file: null,
        passed: false,
        steps: [
          { type: 'CREATE_PROCESS_INSTANCE', outcome: 'passed' },
          {
            outcome: 'failed',
            elementIds: ['AntragEntscheiden'],
            about: [{ field: 'state', value: 'IS_ACTIVE' }],
            whereNodeIds: ['VollstaendigkeitPruefen'],
          },
          { outcome: 'skipped', at: null, about: [{ field: 'duration', value: 'P1D' }] },
        ],
      },
      { name: 'unbekannt', passed: false, steps: [{ outcome: 'failed' }] },
    ]);
    expect(body.scenarios[0]?.steps[1]?.message).toContain('VollstaendigkeitPruefen');
    expect(body.scenarios[0]?.steps[1]?.messageDe).toMatch(/sollte offen sein.*VollstaendigkeitPruefen/);
  });

  it.each([
    [{ definitionKey: 'gibt-es-nicht' }, 404, 'DEFINITION_NOT_FOUND'],
    [{ definitionKey: KEY, testCases: [{ name: 'x', instructions: 'none' }] }, 422, 'SCENARIO_INVALID'],
    [{ definitionKey: KEY, testCases: [] }, 400, 'REQUEST_INVALID'],
    [{}, 400, 'REQUEST_INVALID'],
  ])('given %j, then %i %s', async (body, status, code) => {
    expect(await run<ProblemDetails>(body)).toMatchObject({ status, body: { code } });
  });

  it('given a process without scenarios, then 404 says what to do; a clerk may not run any', async () => {
    await office.deploy({
      'ohne.bpmn': readFileSync(`${FOLDER}/${KEY}.bpmn`, 'utf8').replaceAll(`"${KEY}"`, '"ohne"'),
    });
    expect(await run<ProblemDetails>({ definitionKey: 'ohne' })).toMatchObject({
      status: 404,
      body: { code: 'SCENARIOS_NOT_FOUND' },
    });
    expect(await run<ProblemDetails>({ definitionKey: KEY }, 'clerk')).toMatchObject({ status: 403 });
  });
});
