import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type ProblemDetails, type Retention } from '#contracts';
import type { ApiClient } from '#testkit';
import { END, file, sequence, START } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let api: ApiClient;
let office: Office;

const process = (attributes: string) =>
  file(sequence('frist', START, '<bpmn:userTask id="T" name="T"/>', END)).replace(
    'isExecutable="true"',
    `isExecutable="true" ${attributes}`,
  );
const read = async (days?: number) => {
  const query = days === undefined ? '' : `?days=${days}`;
  return (await api.get<Retention>(apiPaths.definitionRetention('frist') + query, 'clerk')).body;
};
const change = (json: object, as = 'owner') =>
  api.call<Retention & ProblemDetails>('POST', apiPaths.definitionRetention('frist'), { as, json });

beforeAll(async () => {
  server = await startTestServer();
  ({ api } = server);
  office = new Office(api);
  await office.deploy({ 'frist.bpmn': process('') });
  const { id } = await office.start('frist');
  await office.start('frist');
  await api.call('POST', apiPaths.cancelInstance(id), { as: 'operator', json: { reason: 'x' } });
}, 60_000);
afterAll(() => server.close());

describe('retention of ended cases', () => {
  it('given nothing set, then ended cases are kept for ever, and one may ask what days would erase', async () => {
    expect(await read()).toEqual({ differs: false, ended: 1, expired: 0 });
    expect((await read(0)).expired).toBe(1);
    expect((await read(1)).expired).toBe(0);
  });

  it('given days, then all versions have them, and the log tells who has changed them', async () => {
    await office.deploy({ 'frist.bpmn': process('camunda:historyTimeToLive="P1Y"') });
    expect(await read()).toEqual({ days: 365, period: 'P1Y', differs: true, ended: 1, expired: 0 });
    const { status, body } = await change({ days: 30, expected: 0 });
    expect([status, body]).toEqual([200, { days: 30, period: 'P30D', differs: false, ended: 1, expired: 0 }]);
    const { body: log } = await api.get<readonly Readonly<Record<string, unknown>>[]>(
      '/engine-rest/history/user-operation?operationType=UpdateHistoryTimeToLive',
      'operator',
    );
    expect(log).toHaveLength(2);
    expect(log[0]).toMatchObject({ userId: 'owner', property: 'historyTimeToLive', newValue: 'P30D' });
    expect((await change({})).body).toEqual({ differs: false, ended: 1, expired: 0 });
  });

  it('given more cases that would be erased than were agreed to, then nothing is changed', async () => {
    const refused = await change({ days: 0, expected: 0 });
    expect(refused).toMatchObject({ status: 409, body: { code: 'MORE_WOULD_BE_ERASED' } });
    expect((await read()).days).toBeUndefined();
    expect((await change({ days: 0, expected: 1 })).body).toMatchObject({ days: 0, expired: 1 });
  });

  it('given days that are none, an unknown process, or nobody who may, then it is refused', async () => {
    expect((await change({ days: -1 })).status).toBe(400);
    expect((await change({ days: 1.5 })).status).toBe(400);
    expect((await change({ days: 1 }, 'clerk')).status).toBe(403);
    expect((await api.get(apiPaths.definitionRetention('unknown'), 'owner')).status).toBe(404);
  });
});
