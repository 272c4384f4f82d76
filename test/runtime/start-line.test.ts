import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await openInstallation();
  await installation.execution.startBackground();
});
afterAll(() => installation.close());

describe('a process that starts itself by a message without end', () => {
  it('given a message at the end of a long line, then it goes on to a thousand instances, and one incident stops it', async () => {
    const { runtime } = installation;
    const again = '<bpmn:message id="message" name="again"/>';
    const definition = '<bpmn:messageEventDefinition messageRef="message"/>';
    await deploy(
      runtime,
      'again',
      bpmn(
        'again',
        `<bpmn:startEvent id="start">${definition}</bpmn:startEvent><bpmn:scriptTask id="passed"><bpmn:extensionElements>
           <zeebe:script expression="=1" resultVariable="n"/></bpmn:extensionElements></bpmn:scriptTask><bpmn:endEvent id="end">${definition}</bpmn:endEvent>
         ${flows('start', 'passed', 'end')}`,
        again,
      ),
    );
    // As the instance before would have thrown it.
    const message = { kind: 'message', name: 'again', correlation: {}, variables: {}, businessKey: null };
    const body = { ...message, expiresAt: '2100-01-01T00:00:00.000Z', startedInLine: 989 };
    const database = new pg.Client({ connectionString: installation.databaseUrl });
    await database.connect();
    await database.query(
      `INSERT INTO outbox (id, body, created_at, wake_at, attempts) VALUES ('thrown', $1, now(), now(), 0)`,
      [body],
    );
    await database.end();
    const incident = await until(async () => (await runtime.incidents.list({})).items[0], 60_000);
    expect(incident).toMatchObject({ kind: 'limit', nodeId: 'end' });
    const counts = async () => [
      await runtime.instances.count({ definitionKey: 'again', states: ['completed'] }),
      await runtime.instances.count({ definitionKey: 'again', states: ['active'] }),
    ];
    expect(await counts()).toEqual([10, 1]);
    expect((await runtime.incidents.list({})).total).toBe(1);
  }, 90_000);
});
