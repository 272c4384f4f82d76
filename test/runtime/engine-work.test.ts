import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Runtime } from '#runtime';
import { bpmn, deploy, flows, type Installation, openInstallation, until } from './installation.ts';

let installation: Installation;
let runtime: Runtime;
let database: pg.Client;

beforeAll(async () => {
  installation = await openInstallation();
  runtime = installation.runtime;
  database = new pg.Client({ connectionString: installation.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await installation.close();
});

const LONG_AGO = '2020-01-01T00:00:00.000Z';
const waiting = (id: string, duration = 'P1D') =>
  bpmn(
    id,
    `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>
       <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>
     </bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start', 'wait', 'end')}`,
  );

/** Makes every write of such a row fail, as a broken disk or a newer program's rule would. */
async function refuse(table: string, event: string, when: string): Promise<() => Promise<void>> {
  await database.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
    CREATE TRIGGER refuse BEFORE ${event} ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse();`);
  return async () => {
    await database.query(`DROP TRIGGER refuse ON ${table}; DROP FUNCTION refuse();`);
  };
}

describe('work of the engine', () => {
  it('given an operation log that cannot be written, when somebody moves a timer, then the timer stays as it was', async () => {
    await deploy(runtime, 'moved', waiting('moved'));
    const { instance } = await runtime.instances.start({ definition: { key: 'moved' } });
    const timers = () => runtime.ownJobs.list({ instanceIds: [instance.id] });
    const [before] = (await timers()).items;
    const allow = await refuse('history_operation_default', 'INSERT', `NEW.type = 'SetDueDate'`);
    const id = before?.id ?? '';
    await expect(
      runtime.operations.as('ada', () => runtime.ownJobs.setDueDate(id, LONG_AGO, { cascade: true })),
    ).rejects.toThrow('refused');
    expect((await timers()).items).toEqual([before]);
    await allow();
    await runtime.operations.as('ada', () => runtime.ownJobs.setDueDate(id, LONG_AGO, { cascade: true }));
    expect((await timers()).items).toMatchObject([{ dueAt: LONG_AGO, cascades: true }]);
    expect((await runtime.operations.list({ instanceId: instance.id })).items).toMatchObject([
      { type: 'SetDueDate', userId: 'ada', newValue: LONG_AGO },
    ]);
  });

  it('given more than a thousand timers without retries, when their place gets retries, then all of them have some', async () => {
    const inner = `<bpmn:startEvent id="begin"/><bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
      </bpmn:intermediateCatchEvent>${flows('begin', 'wait')}`;
    await deploy(
      runtime,
      'many',
      bpmn(
        'many',
        `<bpmn:startEvent id="start"/><bpmn:subProcess id="each">${inner}<bpmn:multiInstanceLoopCharacteristics>
           <bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">1001</bpmn:loopCardinality>
         </bpmn:multiInstanceLoopCharacteristics></bpmn:subProcess>${flows('start', 'each')}`,
      ),
    );
    const { instance } = await runtime.instances.start({ definition: { key: 'many' } });
    await database.query('UPDATE timer SET retries = 0 WHERE instance_id = $1', [instance.id]);
    const place = { definitionId: instance.definitionId, nodeId: 'wait', place: 'timer' } as const;
    expect(await runtime.ownJobs.setRetriesAt(place, 2)).toBe(1001);
    expect(await runtime.ownJobs.count({ at: place, retriesLeft: false })).toBe(0);
  }, 60_000);

  it('given plans that cannot be carried out, when they are due, then other plans and timers are not held up', async () => {
    await deploy(runtime, 'broken', waiting('broken'));
    await deploy(runtime, 'healthy', waiting('healthy', 'PT0S'));
    const broken = (await runtime.definitions.get({ key: 'broken' })).id;
    const healthy = (await runtime.definitions.get({ key: 'healthy' })).id;
    await database.query(
      `INSERT INTO planned_hold (id, due_at, body) VALUES ('by-a-newer-program', $1, '{"selection": null, "held": true}')`,
      [LONG_AGO],
    );
    for (const definitionId of [broken, healthy]) {
      await database.query(`INSERT INTO planned_suspension VALUES ($1, $1, true, false, $2)`, [definitionId, LONG_AGO]);
    }
    await database.query(`UPDATE planned_suspension SET due_at = due_at - interval '1 day' WHERE id = $1`, [broken]);
    const allow = await refuse('definition', 'UPDATE', `NEW.key = 'broken'`);
    const { instance } = await runtime.instances.start({ definition: { key: 'healthy' } });
    const work = await installation.execution.startBackground({ sweepMs: 60_000 });
    await work.pass();
    await until(async () => (await runtime.instances.get(instance.id)).state === 'completed');
    const suspended = async (key: string) => (await runtime.definitions.get({ key })).suspended;
    await until(() => suspended('healthy'));
    expect(await suspended('broken')).toBe(false);
    await allow();
    await work.pass();
    expect(await suspended('broken')).toBe(true);
    expect(installation.troubles.join()).toMatch(
      /a planned hold will be tried again.*a planned suspension will be tried again/s,
    );
  }, 30_000);
});
