import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Value } from '#engine';
import type { Connector, ConnectorInput, ConnectorJob } from '#runtime';
import { elementTemplate, type Notation } from '../../apps/server/src/element-templates/element-template.ts';
import { type ProcessUnderTest, startProcessUnderTest, TEMPLATE } from '../documents/process-under-test.ts';
import { bpmn, flows } from '../runtime/installation.ts';

let world: ProcessUnderTest;

beforeAll(async () => {
  // Every partner is named, so that every connector is there; nobody listens.
  world = await startProcessUnderTest(undefined, {
    LAUFZETTEL_PAYMENT_URL: 'http://127.0.0.1:9/pay',
    LAUFZETTEL_MAIL_HOST: '127.0.0.1',
    LAUFZETTEL_MAIL_PORT: '9',
    LAUFZETTEL_MAIL_FROM: 'stadt@example.org',
  });
  const process = bpmn(
    'waiting',
    `<bpmn:startEvent id="start"/><bpmn:userTask id="wait" name="Warten"/><bpmn:endEvent id="end"/>${flows('start', 'wait', 'end')}`,
  );
  const file = (name: string, content: string) => ({ name, content: Buffer.from(content) });
  const form = JSON.stringify({ type: 'default', id: 'antwort', components: [] });
  await world.installation.runtime.deployments.deploy({
    files: [file('waiting.bpmn', process), file('bescheid.template.md', TEMPLATE), file('antwort.form', form)],
  });
}, 60_000);
afterAll(() => world.close());

const offered = (): readonly Connector[] => world.installation.connectors.filter(({ description }) => description);

/** Values the connectors accept, where an ordinary word would end them before they have read everything. */
const FITTING: Readonly<Record<string, Value>> = {
  template: 'bescheid',
  nummer: 'N-1',
  hund: 'Rex',
  betrag: 96,
  antragsteller: { name: 'Erika Becker' },
  retention: 'P10Y',
  recordPath: ['Amt', 'Akte'],
  indexData: { betrag: 1 },
  contentBase64: 'YWJj',
  fileName: 'datei.txt',
  mediaType: 'text/plain',
  url: 'http://127.0.0.1:9/nothing',
  answerForm: 'antwort.form',
  recipient: { name: 'Erika Becker', email: 'erika@example.org' },
  invitation: { subject: 'Anhörung', text: '{link}' },
  attachments: 1,
  validFor: 'P14D',
  expiresAt: '2027-01-01T00:00:00Z',
  data: { a: 1 },
  to: 'erika@example.org',
  cc: 'max@example.org',
  amount: 12.5,
  validDays: 14,
  bookingData: { konto: '4711' },
};

function valueOf({ name, kind, choices }: ConnectorInput): Value {
  const fitting = FITTING[name];
  if (fitting !== undefined) return fitting;
  if (kind === 'choice') return choices?.[0]?.value ?? 'x';
  return kind === 'flag' ? true : 'x';
}

/** Runs a connector in a case of its own and answers the names of the variables it looked at. */
async function reads(connector: Connector, without?: string): Promise<ReadonlySet<string>> {
  const { runtime, caseFiles } = world.installation;
  const { instance } = await runtime.instances.start({ definition: { key: 'waiting' } });
  const document = await caseFiles.file({
    instanceId: instance.id,
    name: 'given',
    documentType: 'document',
    title: 'Text',
    fileName: 'text.txt',
    mediaType: 'text/plain',
    content: Buffer.from('abc'),
    by: 'system:test',
  });
  const given: Record<string, Value> = { ...FITTING, document: { ...document }, documents: [{ ...document }] };
  const inputs = connector.description?.inputs ?? [];
  for (const input of inputs) given[input.name] ??= valueOf(input);
  for (const name of Object.keys(FITTING)) {
    const isInput = inputs.some((input) => input.name === name);
    if (!isInput && !['nummer', 'hund', 'betrag', 'antragsteller'].includes(name)) Reflect.deleteProperty(given, name);
  }
  if (without !== undefined) Reflect.deleteProperty(given, without);
  const seen = new Set<string>();
  const see = (name: string | symbol) => (typeof name === 'string' ? seen.add(name) : seen);
  const variables = new Proxy(given, {
    get: (target, name) => {
      see(name);
      return Reflect.get(target, name) as unknown;
    },
    getOwnPropertyDescriptor: (target, name) => {
      see(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });
  const job: ConnectorJob = {
    jobId: instance.id,
    idempotencyKey: instance.id,
    topic: connector.topic,
    instanceId: instance.id,
    definitionKey: 'waiting',
    businessKey: null,
    nodeId: 'wait',
    variables,
    settings: {},
    attempt: 1,
    signal: AbortSignal.timeout(5000),
  };
  await connector.execute(job).catch(() => undefined);
  return seen;
}

/** Connectors of invoices look at a case first, and this one is about none: there the source tells. */
function isReadBehindAnArrival({ topic }: Connector, name: string): boolean {
  if (!topic.startsWith('invoice-')) return false;
  return readFileSync(new URL(`../../libs/invoices/src/connectors/${topic}.ts`, import.meta.url), 'utf8').includes(
    `'${name}'`,
  );
}

describe('element templates', () => {
  it('given every connector of an installation, then modelling tools are offered it', () => {
    const missing = world.installation.connectors.filter(({ description }) => description === undefined);
    // Scripts are elements of their own in BPMN and need no template.
    expect(missing.map(({ topic }) => topic).filter((topic) => !topic.startsWith('script:'))).toEqual([]);
    expect(offered().length).toBeGreaterThan(6);
  });

  it('given the inputs of every template, then the connector reads each of them', async () => {
    for (const connector of offered()) {
      const inputs = connector.description?.inputs ?? [];
      const seen = new Set(await reads(connector));
      // An input may count only while another one is absent.
      for (const { name } of inputs.filter((input) => !seen.has(input.name)))
        for (const other of inputs.filter((input) => input.name !== name))
          for (const read of await reads(connector, other.name)) seen.add(read);
      const unread = inputs
        .map(({ name }) => name)
        .filter((name) => !seen.has(name) && !isReadBehindAnArrival(connector, name));
      expect([connector.topic, unread]).toEqual([connector.topic, []]);
    }
  }, 60_000);

  it.each(['zeebe', 'camunda'] as const)(
    'given templates in the notation %s, then a tool can use them',
    (notation: Notation) => {
      const templates = offered().map(({ topic, description }) => {
        if (description === undefined) throw new Error(`Expected a description of ${topic}.`);
        return { topic, template: elementTemplate({ topic, description }, notation, 'de') };
      });
      expect(new Set(templates.map(({ template }) => template.id)).size).toBe(templates.length);
      for (const { topic, template } of templates) {
        const { properties, $schema } = template;
        expect($schema).toContain(
          notation === 'zeebe'
            ? '@camunda/zeebe-element-templates-json-schema'
            : '@camunda/element-templates-json-schema',
        );
        expect(template.appliesTo).toContain('bpmn:ServiceTask');
        const hidden = properties.filter(({ type }) => type === 'Hidden');
        expect(hidden.map(({ value, binding }) => [value, binding['type'], binding['name']])).toEqual(
          notation === 'zeebe'
            ? [[topic, 'zeebe:taskDefinition:type', undefined]]
            : [
                ['external', 'property', 'camunda:type'],
                [topic, 'property', 'camunda:topic'],
              ],
        );
        for (const property of properties.filter(({ type }) => type !== 'Hidden')) {
          const { label, group, type, choices, optional, constraints, value, feel } = property;
          expect(label).not.toBe('');
          expect(['input', 'result']).toContain(group);
          // The tools refuse an optional field that must not be empty, and a choice without its value.
          expect(optional === true && constraints !== undefined).toBe(false);
          expect((choices?.length ?? 0) > 0).toBe(type === 'Dropdown');
          if (choices !== undefined && value !== undefined)
            expect(choices.map((choice) => choice.value)).toContain(value);
          if (notation === 'camunda') expect(feel).toBeUndefined();
          if (feel === 'required' && value !== undefined) expect(value).toMatch(/^=/);
        }
      }
    },
  );
});
