import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type CaseRecord, type DocumentSummary, type Health } from '#contracts';
import { configurationFor, type EnaioUnderTest, startEnaio } from '../documents/enaio-under-test.ts';
import { DRAWING } from './diagrams.ts';
import { Office } from './office.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

let enaio: EnaioUnderTest;
let server: TestServer;
let folder: string;
let id: string;

beforeAll(async () => {
  enaio = await startEnaio();
  folder = mkdtempSync(join(tmpdir(), 'laufzettel-delivery-'));
  const mapping = join(folder, 'mapping.json');
  const { documents, ...rest } = configurationFor('http://127.0.0.1:9/api/dms', { attempts: 1 }) as {
    documents: { letter: object };
  };
  writeFileSync(mapping, JSON.stringify({ ...rest, documents: { '*': documents.letter } }));
  server = await startTestServer({
    LAUFZETTEL_ENAIO_MAPPING: mapping,
    LAUFZETTEL_ENAIO_URL: enaio.standIn.baseUrl,
    LAUFZETTEL_ENAIO_USER: 'laufzettel',
    LAUFZETTEL_ENAIO_PASSWORD: 'geheim:ü',
  });
  const office = new Office(server.api);
  await office.deploy({ 'zeichnung.bpmn': DRAWING });
  ({ id } = await office.start('zeichnung', { businessKey: 'U-1' }));
}, 60_000);
afterAll(async () => {
  await server.close();
  await enaio.close();
  rmSync(folder, { recursive: true, force: true });
});

const record = () => server.api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
const stateIs = (state: string) => (body: CaseRecord) => body.documents[0]?.delivery?.state === state;

describe('the hand-over of documents over HTTP', () => {
  it('given a DMS that refuses, then its words are told, and after mending a retry ends confirmed', async () => {
    enaio.standIn.faults.add({
      kind: 'fail',
      match: 'POST .*/objects$',
      times: 1000,
      status: 422,
      message: 'Feld Betreff ist gesperrt',
    });
    const { status } = await server.api.call<DocumentSummary>('POST', `${apiPaths.caseDocuments(id)}?fileName=a.txt`, {
      as: 'clerk',
      body: Buffer.from('abc'),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(status).toBe(201);
    const refused = await eventually(record, stateIs('failed'));
    expect(refused).toMatchObject({
      dms: 'enaio',
      documents: [
        {
          delivery: {
            state: 'failed',
            code: 'DMS_REFUSED',
            words: expect.stringContaining('Feld Betreff ist gesperrt'),
          },
        },
      ],
    });
    const content = await server.api.get(apiPaths.documentContent(id, refused.documents[0]?.documentId ?? ''), 'clerk');
    expect([content.status, content.body]).toEqual([200, 'abc']);
    enaio.standIn.faults.clear();
    expect((await server.api.post(apiPaths.retryDelivery(id), 'owner')).status).toBe(403);
    const retried = await server.api.post<CaseRecord>(apiPaths.retryDelivery(id), 'clerk');
    expect([retried.status, retried.body.documents[0]?.delivery?.state]).toEqual([200, 'pending']);
    expect(await eventually(record, stateIs('confirmed'))).toMatchObject({
      documents: [{ delivery: { state: 'confirmed' } }],
    });
  });

  it('given a DMS that is down, then it is told under health, and the server still counts as ready', async () => {
    enaio.standIn.faults.add({ kind: 'fail', match: '.*', times: 1000, status: 503, message: 'Wartung' });
    const { status, body } = await server.api.get<Health>(apiPaths.healthReady);
    enaio.standIn.faults.clear();
    const dms = body.checks.find(({ name }) => name.startsWith('enaio'));
    expect([status, body.status, dms?.status]).toEqual([200, 'up', 'down']);
  });
});
