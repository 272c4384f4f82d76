import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InstanceDetail, IntakeArrival, IntakeOverview, Page, ProblemDetails } from '#contracts';
import { startFitConnectPartner } from '../../apps/partners/src/program/fit-connect-partner.ts';
import type { Partner } from '../../apps/partners/src/program/partner.ts';
import { eventually, startTestServer, type TestServer } from '../api/test-server.ts';
import { bpmn, flows } from '../runtime/installation.ts';

const SECRET = 'callback-geheim';
const SERVICE = {
  key: 'hundesteuer',
  name: 'Hund anmelden',
  process: 'hundesteuer',
  numberSeries: 'HS',
  accepts: ['urn:de:fim:leika:leistung:99102013104000'],
  variables: { antragsteller: 'data.halter', antrag: 'data.hund' },
  required: ['antragsteller.name'],
};
const PROCESS = bpmn(
  'hundesteuer',
  `<bpmn:startEvent id="start"/><bpmn:userTask id="check"/><bpmn:endEvent id="end"/>${flows('start', 'check', 'end')}`,
);

let directory: string;
let partner: Partner;
let server: TestServer;
const startPartner = (port = 0) =>
  startFitConnectPartner({
    directory: join(directory, 'partner'),
    host: '127.0.0.1',
    port: () => Promise.resolve(port),
  });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'laufzettel-fit-'));
  mkdirSync(join(directory, 'processes', 'hund'), { recursive: true });
  writeFileSync(join(directory, 'processes', 'hund', 'intake.json'), JSON.stringify({ services: [SERVICE] }));
  writeFileSync(join(directory, 'processes', 'hund', 'hund.bpmn'), PROCESS);
  partner = await startPartner();
  server = await startTestServer({
    LAUFZETTEL_PROCESSES: join(directory, 'processes'),
    ...partner.environment,
    LAUFZETTEL_FIT_CONNECT_CALLBACK_SECRET: SECRET,
    // Nothing but callbacks and rings makes it look within this test.
    LAUFZETTEL_INTAKE_SECONDS: '3600',
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  await partner.close();
  rmSync(directory, { recursive: true, force: true });
});

function send(sample: string) {
  const body = new URLSearchParams({ beispiel: sample, name: 'Kim <b>Öztürk</b>', email: 'kim@example.org' });
  return fetch(`${partner.pageUrl}antraege`, { method: 'POST', body, redirect: 'manual' });
}
const arrivals = () => server.api.get<Page<IntakeArrival>>('/api/intake/arrivals?sourceId=fit-connect', 'integrator');
const callback = (body: string, headers: Readonly<Record<string, string>>) =>
  server.api.call<ProblemDetails>('POST', '/api/intake/fit-connect/callback', {
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
const signed = (body: string, timestamp = String(Math.floor(Date.now() / 1000)), secret = SECRET) => ({
  'callback-timestamp': timestamp,
  'callback-authentication': createHmac('sha512', secret).update(`${timestamp}.${body}`).digest('hex'),
});

describe('FIT-Connect in an installation', () => {
  it('given a sample of a citizen, when a callback rings, then it is a case, and the citizen sees it accepted', async () => {
    const location = (await send('hundesteuer')).headers.get('location') ?? '';
    expect(location).toMatch(/^\/antraege\/[0-9a-f-]{36}$/);
    const submissionId = location.slice('/antraege/'.length);
    const body = '{"type":"new-submissions"}';
    expect((await callback(body, signed(body))).status).toBe(204);
    const { items } = await eventually(arrivals, (page) => page.items[0]?.state === 'started');
    expect(items.map((one) => [one.submissionId, one.problems])).toEqual([[submissionId, []]]);
    const { body: detail } = await server.api.get<InstanceDetail>(
      `/api/instances/${items[0]?.instanceId ?? ''}`,
      'clerk',
    );
    expect(detail.variables).toMatchObject({
      antragsteller: { name: 'Kim <b>Öztürk</b>' },
      eingang: { kanal: 'fit-connect', quelle: 'fit-connect', eingangsId: submissionId },
      anlagen: [{ fileName: 'Heimtierausweis.pdf', mediaType: 'application/pdf' }],
    });
    const shown = await (await fetch(new URL(location, partner.pageUrl))).text();
    expect(shown).toContain('angenommen');
    expect(shown).toContain('Zustellpunkt der Stadt');
  }, 30_000);

  it.each([
    ['another secret', (body: string) => signed(body, undefined, 'falsch'), 401],
    ['no signature', () => ({}), 401],
    ['a timestamp of yesterday', (body: string) => signed(body, String(Math.floor(Date.now() / 1000) - 86_400)), 401],
    ['a signature over another body', () => signed('{}'), 401],
  ])('given a callback with %s, then it is refused', async (_, headers, status) => {
    const body = '{"type":"x"}';
    expect((await callback(body, headers(body))).status).toBe(status);
  });

  it('given a callback replayed, or larger than any, then it is refused', async () => {
    const body = '{"type":"replayed"}';
    const headers = signed(body);
    expect((await callback(body, headers)).status).toBe(204);
    const again = await callback(body, headers);
    expect([again.status, again.body.code]).toEqual([401, 'CALLBACK_NOT_GENUINE']);
    const large = `"${'x'.repeat(70_000)}"`;
    expect((await callback(large, signed(large))).status).toBe(413);
  });

  it('given a service nobody has described, then it is kept for a person although FIT-Connect has it accepted', async () => {
    await send('bauantrag');
    await server.api.post('/api/intake/rounds', 'integrator');
    const { items } = await eventually(arrivals, (page) => page.items[0]?.state === 'doubtful');
    expect(items[0]?.problems).toMatchObject([{ code: 'NO_PROCESS_FOR_SERVICE' }]);
    // Five files: the data and four papers, to be looked at.
    const file = await server.api.get<string>(
      `/api/intake/arrivals/fit-connect/${items[0]?.submissionId ?? ''}/files/4`,
      'integrator',
    );
    expect(file.body).toContain('%PDF');
  }, 30_000);

  it('given FIT-Connect is down, then the lamp says so, the server is ready, and what it kept is taken later', async () => {
    await send('hundesteuer');
    const port = Number(new URL(partner.pageUrl).port);
    await partner.close();
    await server.api.post('/api/intake/rounds', 'integrator');
    const overview = () => server.api.get<IntakeOverview>('/api/intake', 'integrator');
    const lamp = ({ sources }: IntakeOverview) => sources.find(({ id }) => id === 'fit-connect')?.state;
    await eventually(overview, (body) => lamp(body) === 'down');
    expect((await server.api.get('/health/ready')).status).toBe(200);
    partner = await startPartner(port);
    await server.api.post('/api/intake/rounds', 'integrator');
    await eventually(overview, (body) => lamp(body) === 'up');
    await eventually(arrivals, (page) => page.total === 3 && page.items[0]?.state === 'started');
    const log = await (await fetch(partner.pageUrl)).text();
    expect(log.match(/angenommen/g)).toHaveLength(3);
    expect(readFileSync(join(directory, 'partner', 'connection.json'), 'utf8')).toContain(String(port));
  }, 60_000);
});
