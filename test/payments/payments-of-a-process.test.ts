import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Installation, installationMigrations, openInstallation } from '#execution';
import { readSettings } from '#platform';
import { prepareQueue } from '#queue';
import { createPostgresPool } from '#store';
import { testDatabase, type TestDatabase } from '#testkit';
import { type PaymentStandIn, startPaymentStandIn } from '../../apps/partners/src/payment/payment-stand-in.ts';
import { bpmn, flows } from '../runtime/installation.ts';

const PROCESS = bpmn(
  'paying',
  `<bpmn:startEvent id="start"/>
   <bpmn:serviceTask id="ask" name="Zahlung anfordern"><bpmn:extensionElements><zeebe:taskDefinition type="payment-request"/>
     <zeebe:ioMapping><zeebe:input source="=betrag" target="amount"/><zeebe:input source="Hundesteuer 2026" target="purpose"/>
     <zeebe:output source="=payment" target="zahlung"/></zeebe:ioMapping>
     <camunda:failedJobRetryTimeCycle>R20/PT0.05S</camunda:failedJobRetryTimeCycle></bpmn:extensionElements></bpmn:serviceTask>
   <bpmn:userTask id="wait" name="Zahlung abwarten"/>
   <bpmn:boundaryEvent id="paid" attachedToRef="wait"><bpmn:messageEventDefinition messageRef="Paid"/></bpmn:boundaryEvent>
   <bpmn:boundaryEvent id="unpaid" attachedToRef="wait"><bpmn:messageEventDefinition messageRef="Unpaid"/></bpmn:boundaryEvent>
   <bpmn:userTask id="thank" name="Danken"/><bpmn:userTask id="remind" name="Erinnern"/>
   ${flows('start', 'ask', 'wait')}${flows('paid', 'thank')}${flows('unpaid', 'remind')}`,
).replace(
  '<bpmn:process',
  `<bpmn:message id="Paid" name="zahlung-eingegangen"><bpmn:extensionElements><zeebe:subscription correlationKey="=zahlung.paymentId"/></bpmn:extensionElements></bpmn:message>
   <bpmn:message id="Unpaid" name="zahlung-fehlgeschlagen"><bpmn:extensionElements><zeebe:subscription correlationKey="=zahlung.paymentId"/></bpmn:extensionElements></bpmn:message>
   <bpmn:process`,
);

let directory: string;
let database: TestDatabase;
let service: PaymentStandIn;
let installation: Installation;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'payments-'));
  database = await testDatabase({
    rooms: installationMigrations,
    prepare: { name: 'queue', run: (url) => prepareQueue({ kind: 'postgres', url }) },
  });
  service = await startPaymentStandIn({
    directory,
    port: 0,
    originatorId: 'town',
    endPointId: 'cash',
    user: 'u',
    password: 'p',
  });
  const settings = readSettings({
    DATABASE_URL: database.url,
    LAUFZETTEL_DATA: directory,
    LAUFZETTEL_PAYMENT_URL: service.baseUrl,
    LAUFZETTEL_PAYMENT_ORIGINATOR: 'town',
    LAUFZETTEL_PAYMENT_ENDPOINT: 'cash',
    LAUFZETTEL_PAYMENT_USER: 'u',
    LAUFZETTEL_PAYMENT_PASSWORD: 'p',
  });
  installation = await openInstallation(database.url, settings, { warn: () => undefined, error: () => undefined });
  await installation.runtime.deployments.deploy({
    files: [{ name: 'paying.bpmn', content: Buffer.from(PROCESS) }],
    name: 'paying',
    source: 'test',
  });
  // A failed attempt is taken up again by the next sweep.
  await installation.startBackground({ sweepMs: 200 });
}, 60_000);
afterAll(async () => {
  await installation.close();
  await service.close();
  await database.drop();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(() => service.faults.clear());

let count = 0;
async function begin(betrag: number): Promise<string> {
  count += 1;
  const { instance } = await installation.runtime.instances.start({
    definition: { key: 'paying' },
    businessKey: `HS-2026-${count}`,
    variables: { betrag },
  });
  return instance.id;
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Expected ${what}, but it did not come.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const payments = () => {
  const { payments: opened } = installation;
  if (opened === undefined) throw new Error('Expected a payment service.');
  return opened;
};

const openPayment = (instanceId: string) =>
  until('an open payment', async () => {
    const waiting = await taskOf(instanceId);
    const [payment] = await payments().store.ofInstance(instanceId);
    return waiting === 'wait' && payment?.transactionId != null ? payment : undefined;
  });

async function taskOf(instanceId: string): Promise<string | undefined> {
  const { items } = await installation.runtime.tasks.list({ instanceId });
  expect(items.length).toBeLessThan(2);
  return items[0]?.nodeId;
}

describe('payments of a process', () => {
  it.each([
    ['PAYED', 'thank', 'bezahlt'],
    ['CANCELED', 'remind', 'abgebrochen'],
    ['FAILED', 'remind', 'fehlgeschlagen'],
  ] as const)(
    'given a person whose payment is %s, when they come back, then the case goes to %s once',
    async (status, next, word) => {
      const instanceId = await begin(96.1);
      const payment = await openPayment(instanceId);
      expect(payment).toMatchObject({ amount: '96.10', purpose: 'Hundesteuer 2026', state: 'open' });
      await service.settle(payment.transactionId ?? '', status);
      await payments().desk.comeBack(payment.returnToken);
      await until(`the task ${next}`, async () => ((await taskOf(instanceId)) === next ? true : undefined));
      const { variables } = await installation.runtime.instances.get(instanceId);
      expect(variables['zahlungsergebnis']).toMatchObject({ paymentId: payment.id, status: word });
      await until('the case to be told', async () => (await payments().store.get(payment.id)).toldAt ?? undefined);
    },
  );

  it('given somebody who only claims to have paid, then nothing is believed', async () => {
    const instanceId = await begin(10);
    const payment = await openPayment(instanceId);
    expect((await payments().desk.comeBack(payment.returnToken))?.state).toBe('open');
    expect(await payments().desk.comeBack('guessed')).toBeUndefined();
    expect(await taskOf(instanceId)).toBe('wait');
  });

  it.each(['fail', 'fail-after', 'reset', 'reset-after', 'html', 'html-after', 'repeat', 'answer-twice'] as const)(
    'given a service that suffers %s when asked and when looked at, then there is one transaction and one result',
    async (kind) => {
      const before = service.book.all().length;
      service.faults.add({ kind, match: 'POST ', times: 1 });
      const instanceId = await begin(20);
      const payment = await openPayment(instanceId);
      expect(service.book.all()).toHaveLength(before + 1);
      service.faults.add({ kind, match: 'GET ', times: 1 });
      await service.settle(payment.transactionId ?? '', 'PAYED');
      await payments().desk.comeBack(payment.returnToken);
      await payments().desk.comeBack(payment.returnToken);
      await until('the thanks', async () => ((await taskOf(instanceId)) === 'thank' ? true : undefined));
    },
  );

  it('given an amount that cannot be paid, then there is an incident at once and nobody was asked', async () => {
    const before = service.calls.length;
    const instanceId = await begin(0);
    const incident = await until('an incident', async () => {
      const { items } = await installation.runtime.incidents.list({ instanceId });
      return items[0];
    });
    expect(incident.message).toContain('amount');
    expect(service.calls).toHaveLength(before);
  });

  it('given a program that died between telling the case and noting it, then it is not told again', async () => {
    const instanceId = await begin(30);
    const payment = await openPayment(instanceId);
    await service.settle(payment.transactionId ?? '', 'PAYED');
    await payments().desk.comeBack(payment.returnToken);
    await until('the case to be told', async () => (await payments().store.get(payment.id)).toldAt ?? undefined);
    const pool = createPostgresPool(database.url, { connections: 1 });
    await pool.query('UPDATE payment SET told_at = NULL, next_check_at = now() WHERE id = $1', [payment.id]);
    await pool.end();
    await until('the second look', async () => (await payments().store.get(payment.id)).toldAt ?? undefined);
    expect(await taskOf(instanceId)).toBe('thank');
  });
});
