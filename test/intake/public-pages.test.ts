import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  apiPaths,
  type ApplicationDocumentRequest,
  type ApplicationReceipt,
  type ApplicationStatus,
  type CaseRecord,
  type InstanceDetail,
  type IntakeArrival,
  type IntakeOverview,
  type IntakePreview,
  type JsonObject,
  type Page,
  type ProblemDetails,
} from '#contracts';
import { eventually, startTestServer, type TestServer } from '../api/test-server.ts';
import { bpmn, flows } from '../runtime/installation.ts';

const PDF = new Blob(['%PDF-1.7\nNachweis\n%%EOF\n'], { type: 'application/pdf' });
const SERVICE = {
  key: 'parkausweis',
  name: 'Parkausweis beantragen',
  process: 'parkausweis',
  numberSeries: 'PA',
  accepts: ['folder:parken'],
  variables: { antragsteller: 'data.antragsteller', antrag: '{kennzeichen: data.kennzeichen}' },
  required: ['antragsteller.name'],
  onlineForm: { form: 'parkausweis.form', introduction: 'Was Sie brauchen', maximumAttachments: 2 },
};
const FORM = {
  type: 'default',
  id: 'parkausweis',
  components: [
    { type: 'textfield', key: 'antragsteller.name', label: 'Name', validate: { required: true } },
    {
      type: 'textfield',
      key: 'kennzeichen',
      label: 'Kennzeichen',
      validate: { required: true, pattern: '^[A-Z]{1,3}-' },
    },
  ],
};
/** Asks for papers, waits for them, then a person decides. */
const PROCESS = bpmn(
  'parkausweis',
  `<bpmn:startEvent id="start"/>
   <bpmn:intermediateCatchEvent id="papers"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
   <bpmn:userTask id="decide" name="Entscheiden"/><bpmn:endEvent id="end"/>${flows('start', 'papers', 'decide', 'end')}`,
  `<bpmn:message id="m" name="unterlagen-eingegangen"><bpmn:extensionElements><zeebe:subscription correlationKey="=nummer"/></bpmn:extensionElements></bpmn:message>`,
);

let server: TestServer;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'laufzettel-pages-'));
  const folder = join(directory, 'processes', 'parkausweis');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'intake.json'), JSON.stringify({ services: [SERVICE, { key: 'kaputt' }] }));
  writeFileSync(join(folder, 'parkausweis.form'), JSON.stringify(FORM));
  writeFileSync(join(folder, 'parkausweis.bpmn'), PROCESS);
  server = await startTestServer({
    LAUFZETTEL_PROCESSES: join(directory, 'processes'),
    LAUFZETTEL_INTAKE_FOLDER: join(directory, 'folder'),
    LAUFZETTEL_INTAKE_SECONDS: '1',
    LAUFZETTEL_TRUSTED_PROXIES: '1',
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Put together at run time, so that no scanner takes this file for it. */
const VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const nested = (levels: number): unknown => (levels === 0 ? 1 : { ...GOOD, x: nested(levels - 1) });

let addresses = 0;
/** Somebody at an address nobody has called from. */
const someone = () => {
  addresses += 1;
  return { 'x-forwarded-for': `10.0.0.${addresses}` };
};
const GOOD = { antragsteller: { name: 'Erika Beispiel' }, kennzeichen: 'GI-AB 12' };
interface Sent {
  readonly data?: unknown;
  readonly submission?: string;
  readonly trap?: string;
  readonly files?: readonly (readonly [string, Blob])[];
  readonly headers?: Readonly<Record<string, string>>;
}
function apply<Body = ApplicationReceipt>({
  data = GOOD,
  submission = randomUUID(),
  trap,
  files = [],
  headers = someone(),
}: Sent = {}) {
  const body = new FormData();
  body.append('data', JSON.stringify(data));
  body.append('submission', submission);
  if (trap !== undefined) body.append('website', trap);
  for (const [name, blob] of files) body.append('files', blob, name);
  return server.api.call<Body>('POST', '/api/online-services/parkausweis/applications', { body, headers });
}
const status = <Body = ApplicationStatus>(number: string, secret: string, headers = someone()) =>
  server.api.call<Body>('POST', '/api/application-status', { json: { number, secret }, headers });
const fetchDocument = (
  { number, secret, documentId }: ApplicationDocumentRequest,
  headers: Readonly<Record<string, string>> = someone(),
): Promise<Response> =>
  fetch(server.url + apiPaths.applicationDocument, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ number, secret, documentId }),
  });
function sendPapers(number: string, secret: string, files: readonly (readonly [string, Blob])[]) {
  const body = new FormData();
  body.append('number', number);
  body.append('secret', secret);
  for (const [name, blob] of files) body.append('files', blob, name);
  return server.api.call<ApplicationStatus>('POST', '/api/application-status/papers', { body, headers: someone() });
}
const arrivals = async (query = '') =>
  (await server.api.get<Page<IntakeArrival>>(`/api/intake/arrivals?${query}`, 'integrator')).body.items;

describe('the online form of a service', () => {
  it('given nobody logged in, then the services with a form are listed and the form is served', async () => {
    expect((await server.api.get('/api/online-services')).body).toMatchObject({
      services: [{ key: 'parkausweis', name: 'Parkausweis beantragen' }],
    });
    expect((await server.api.get('/api/online-services/parkausweis')).body).toMatchObject({
      schema: FORM,
      maximumAttachments: 2,
    });
    expect((await server.api.get('/api/online-services/kaputt')).status).toBe(404);
    expect((await server.api.get('/api/online-services/..%2f..%2fetc')).status).toBe(404);
  });

  it('given an application sent three times at once and once more, then it is one case with its papers', async () => {
    const submission = randomUUID();
    const files = [['../../nachweis.pdf', PDF]] as const;
    const replies = await Promise.all([1, 2, 3].map(() => apply({ submission, files })));
    replies.push(await apply({ submission: submission.toUpperCase(), files }));
    const [first] = replies;
    expect(replies.map(({ status: code }) => code)).toEqual([201, 201, 201, 201]);
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(first?.body).toMatchObject({
      number: expect.stringMatching(/^PA-\d{4}-\d{4}$/),
      service: 'Parkausweis beantragen',
    });
    const entries = await eventually(
      () =>
        server.api.get<Page<IntakeArrival>>(`/api/intake/arrivals?search=${first?.body.number ?? ''}`, 'integrator'),
      ({ items }) => items[0]?.state === 'started',
    );
    expect(entries.total).toBe(1);
    const { body: detail } = await server.api.get<InstanceDetail>(
      `/api/instances/${entries.items[0]?.instanceId ?? ''}`,
      'clerk',
    );
    expect(detail.businessKey).toBe(first?.body.number);
    const { body: record } = await server.api.get<{ documents: { fileName: string }[] }>(
      `/api/instances/${entries.items[0]?.instanceId ?? ''}/documents`,
      'clerk',
    );
    expect(record.documents.map(({ fileName }) => fileName)).toEqual(['antrag.json', 'nachweis.pdf']);
  });

  it.each([
    ['a missing field', { data: { kennzeichen: 'GI-X' } }, 422, 'APPLICATION_INVALID'],
    ['a field that does not fit', { data: { ...GOOD, kennzeichen: '12' } }, 422, 'APPLICATION_INVALID'],
    ['data that is none', { data: [1] }, 400, 'REQUEST_INVALID'],
    ['a NUL', { data: { ...GOOD, x: 'a\u0000b' } }, 400, 'REQUEST_INVALID'],
    ['half a character', { data: { ...GOOD, x: 'a\ud800b' } }, 400, 'REQUEST_INVALID'],
    ['data nested without end', { data: nested(100) }, 400, 'REQUEST_INVALID'],
    [
      'the virus test file inside a paper',
      { files: [['a.pdf', new Blob([PDF, new Uint8Array(5000), VIRUS])]] },
      422,
      'MALWARE_FOUND',
    ],
    ['no name for the application', { submission: '../x' }, 400, 'REQUEST_INVALID'],
    ['a program that fills in everything', { trap: 'http://spam.example' }, 400, 'REQUEST_INVALID'],
    ['a program as a paper', { files: [['x.pdf', new Blob(['MZ\x90\x00'])]] }, 415, 'FILE_TYPE_REFUSED'],
    ['HTML as a paper', { files: [['x.pdf', new Blob(['<html><script>'])]] }, 415, 'FILE_TYPE_REFUSED'],
    [
      'too many papers',
      {
        files: [
          ['a.pdf', PDF],
          ['b.pdf', PDF],
          ['c.pdf', PDF],
        ],
      },
      413,
      'TOO_LARGE',
    ],
    [
      'a paper that is too large',
      { files: [['a.pdf', new Blob([PDF, new Uint8Array(11_000_000)])]] },
      413,
      'TOO_LARGE',
    ],
  ] satisfies readonly (readonly [string, Sent, number, string])[])(
    'given %s, then it is refused and nothing is kept',
    async (_, sent, code, problem) => {
      const before = (await arrivals()).length;
      const reply = await apply<ProblemDetails>(sent);
      expect([reply.status, reply.body.code]).toEqual([code, problem]);
      expect((await arrivals()).length).toBe(before);
    },
  );

  it('given a form that is none, or a name of a file with signs no file has, then nothing goes wrong on the server', async () => {
    const send = (body: string) =>
      server.api.call<ProblemDetails>('POST', '/api/online-services/parkausweis/applications', {
        body: new Blob([body.replaceAll('\n', '\r\n')], { type: 'multipart/form-data; boundary=b' }),
        headers: someone(),
      });
    const cut = await send('--b\nContent-Disposition: form-data; name="data"\nX: a\0b\n\n{}\n--b--\n');
    expect([cut.status, cut.body.code]).toEqual([400, 'REQUEST_INVALID']);
    const part = (head: string, content: string) => `--b\nContent-Disposition: form-data; ${head}\n\n${content}\n`;
    const named = await send(
      part('name="data"', JSON.stringify(GOOD)) +
        part('name="submission"', randomUUID()) +
        part(`name="files"; filename*=UTF-8''a%00%0d%0aX%3a%20y%e2%80%ae.pdf`, '%PDF-1.7\n%%EOF') +
        '--b--\n',
    );
    expect(named.status).toBe(201);
  });

  it('given one address that sends without end, then it must wait, and others need not', async () => {
    const headers = someone();
    const codes: number[] = [];
    for (let i = 0; i < 31; i += 1) codes.push((await apply({ data: {}, headers })).status);
    expect(codes.at(-1)).toBe(429);
    expect((await apply()).status).toBe(201);
  }, 30_000);
});

describe('the status page', () => {
  it('given papers that are asked for, when they are sent, then they are in the record and the case goes on', async () => {
    const { body: receipt } = await apply();
    await server.api.call('PATCH', `/api/instances/${(await started(receipt.number)).id}/variables`, {
      as: 'operator',
      json: {
        variables: {
          statusText: 'Ihr Antrag liegt der Ordnungsbehörde vor.',
          nachforderung: { unterlagen: ['Fahrzeugschein'], frist: '2026-12-15' },
        },
      },
    });
    const lower = receipt.secret.toLowerCase().replaceAll('-', ' ');
    const { body } = await status(` ${receipt.number.toLowerCase()} `, lower);
    expect(body).toMatchObject({
      stage: 'papers-missing',
      text: 'Ihr Antrag liegt der Ordnungsbehörde vor.',
      missing: { papers: ['Fahrzeugschein'], until: '2026-12-15', canUpload: true },
    });
    expect(JSON.stringify(body)).not.toContain('Erika');
    const sent = await sendPapers(receipt.number, receipt.secret, [['../schein.pdf', PDF]]);
    expect([sent.status, sent.body.stage]).toEqual([200, 'in-review']);
    expect((await sendPapers(receipt.number, receipt.secret, [['schein.pdf', PDF]])).status).toBe(409);
    const { id } = await started(receipt.number);
    const record = await server.api.get<{ documents: { fileName: string }[] }>(
      `/api/instances/${id}/documents`,
      'clerk',
    );
    expect(record.body.documents.map(({ fileName }) => fileName)).toEqual(['antrag.json', 'schein.pdf']);
    const { body: detail } = await server.api.get<InstanceDetail>(`/api/instances/${id}`, 'clerk');
    expect(detail.variables['nachgereicht']).toMatchObject([{ fileName: 'schein.pdf' }]);
  });

  it('given a document the case releases, then its applicant may fetch it, and no other document and nobody else', async () => {
    const { body: receipt } = await apply({ data: GOOD, files: [['ausweis.pdf', PDF]] });
    const { body: stranger } = await apply();
    const { id } = await started(receipt.number);
    const record = await eventually(
      () => server.api.get<CaseRecord>(`/api/instances/${id}/documents`, 'clerk'),
      ({ documents }) => documents.length === 2,
    );
    const documentId = record.documents[1]?.documentId ?? '';
    const { body: detail } = await server.api.get<InstanceDetail>(`/api/instances/${id}`, 'clerk');
    const [paper] = detail.variables['anlagen'] as readonly JsonObject[];
    const bekanntgabe = [{ ...paper, documentId, bekanntgegebenAm: '2026-11-20T09:30:00Z' }];
    await server.api.call('PATCH', `/api/instances/${id}/variables`, {
      as: 'operator',
      json: { variables: { bekanntgabe } },
    });
    const { body } = await status(receipt.number, receipt.secret);
    expect(body.documents).toEqual([
      {
        id: documentId,
        title: 'ausweis.pdf',
        fileName: 'ausweis.pdf',
        mediaType: 'application/pdf',
        size: PDF.size,
        releasedAt: '2026-11-20T09:30:00.000Z',
      },
    ]);
    const file = await fetchDocument({ ...receipt, documentId });
    expect([file.status, await file.text()]).toEqual([200, await PDF.text()]);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': "attachment; filename*=UTF-8''ausweis.pdf",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const refused = [
      { ...receipt, documentId: record.documents[0]?.documentId ?? '' },
      { ...stranger, documentId },
      { number: receipt.number, secret: stranger.secret, documentId },
    ];
    for (const request of refused) expect((await fetchDocument(request)).status).toBe(404);
  });

  it('given somebody who guesses for a document, then the address must wait after five', async () => {
    const { body: receipt } = await apply();
    const headers = someone();
    const codes: number[] = [];
    for (let i = 0; i < 6; i += 1)
      codes.push((await fetchDocument({ number: receipt.number, secret: `x-${i}`, documentId: 'd' }, headers)).status);
    expect(codes).toEqual([404, 404, 404, 404, 404, 429]);
  });

  it('given a wrong secret or an unknown number, then the answers are the same', async () => {
    const { body: receipt } = await apply();
    const wrong = await status<ProblemDetails>(receipt.number, 'AAAA-AAAA-AAAA-AAAA');
    const unknown = await status<ProblemDetails>('PA-2026-9999', receipt.secret);
    const bare = (problem: ProblemDetails) => ({ ...problem, requestId: '' });
    expect([wrong.status, unknown.status]).toEqual([404, 404]);
    expect(bare(wrong.body)).toEqual(bare(unknown.body));
    expect((await status(receipt.number, receipt.secret)).status).toBe(200);
  });

  it('given somebody who guesses, then the address must wait after five, and the number after twenty from anywhere', async () => {
    const { body: receipt } = await apply();
    const headers = someone();
    const codes: number[] = [];
    for (let i = 0; i < 6; i += 1) codes.push((await status(receipt.number, `guess-${i}`, headers)).status);
    expect(codes).toEqual([404, 404, 404, 404, 404, 429]);
    expect((await status(receipt.number, receipt.secret, headers)).status).toBe(429);
    expect((await status(receipt.number, receipt.secret)).status).toBe(200);
    for (let i = 0; i < 20; i += 1) await status(receipt.number, `guess-${i}`);
    expect((await status(receipt.number, receipt.secret)).status).toBe(429);
  });
});

async function started(number: string) {
  const { items } = await eventually(
    () => server.api.get<Page<{ id: string }>>(`/api/instances?businessKey=${number}`, 'operator'),
    (page) => page.total === 1,
  );
  const [found] = items;
  if (found === undefined) throw new Error('Expected a case.');
  return found;
}

describe('arrivals for integrators', () => {
  it('given a description with errors, then the overview names them and the sources with their lamps', async () => {
    const { body } = await eventually(
      () => server.api.get<IntakeOverview>('/api/intake', 'integrator'),
      ({ sources }) => sources.every(({ state }) => state === 'up'),
    ).then((overview) => ({ body: overview }));
    expect(body.sources.map(({ id, channel }) => [id, channel])).toEqual([
      ['formular', 'formular'],
      ['ordner', 'ordner'],
    ]);
    expect(body.services.map(({ key, hasForm }) => [key, hasForm])).toEqual([['parkausweis', true]]);
    expect(body.findings).toContainEqual(
      expect.objectContaining({ severity: 'error', place: 'parkausweis/intake.json#/services/1/process' }),
    );
    expect((await server.api.get('/api/intake', 'clerk')).status).toBe(403);
  });

  it('given a sample and a mapping, then the preview shows variables and what is wrong', async () => {
    const body = new FormData();
    body.append('files', new Blob(['<antrag><name>Kim</name></antrag>']), 'antrag.xml');
    body.append(
      'mapping',
      JSON.stringify({ variables: { a: 'data.antrag.name', b: 'data.(' }, required: ['a', 'b.c'] }),
    );
    const reply = await server.api.call<IntakePreview>('POST', '/api/intake/preview', { as: 'integrator', body });
    expect(reply.body).toMatchObject({ data: { antrag: { name: 'Kim' } }, variables: { a: 'Kim' } });
    expect(reply.body.findings.map(({ code, place }) => [code, place])).toEqual([
      ['EXPRESSION_INVALID', 'b'],
      ['VALUE_REQUIRED', 'b.c'],
    ]);
    const bomb = new FormData();
    bomb.append('files', new Blob(['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>']), 'a.xml');
    bomb.append('mapping', JSON.stringify({ variables: {} }));
    const refused = await server.api.call<ProblemDetails>('POST', '/api/intake/preview', {
      as: 'integrator',
      body: bomb,
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'DOCTYPE_REFUSED']);
  });

  it('given an arrival whose mapping does not fit, when it is changed and let go on, then it becomes a case', async () => {
    mkdirSync(join(directory, 'folder', 'eingang', 'parken'), { recursive: true });
    writeFileSync(
      join(directory, 'folder', 'eingang', 'parken', 'a.json'),
      JSON.stringify({ person: { name: 'Ina' } }),
    );
    const {
      items: [held],
    } = await eventually(
      () => server.api.get<Page<IntakeArrival>>('/api/intake/arrivals?state=doubtful', 'integrator'),
      ({ total }) => total === 1,
    );
    expect(held?.problems).toMatchObject([{ code: 'VALUE_REQUIRED', part: 'antragsteller.name' }]);
    const file = await server.api.get(`/api/intake/arrivals/ordner/${held?.submissionId ?? ''}/files/0`, 'integrator');
    expect(file.body).toBe('{"person":{"name":"Ina"}}');
    const change = (variables: unknown) =>
      server.api.post('/api/intake/services/parkausweis/mapping', 'integrator', { variables });
    expect((await change({ nummer: '1' })).status).toBe(422);
    expect(
      (await change({ antragsteller: 'if data.person != null then data.person else data.antragsteller' })).status,
    ).toBe(200);
    const decide = (action: string) =>
      server.api.post<ProblemDetails>('/api/intake/decisions', 'integrator', {
        sourceId: 'ordner',
        submissionId: held?.submissionId,
        action,
      });
    expect((await decide('discard')).body.code).toBe('REASON_MISSING');
    expect((await decide('fetch-again')).body.code).toBe('ARRIVAL_NOT_DOUBTFUL');
    expect((await decide('release')).status).toBe(204);
    await eventually(
      () => server.api.get<Page<IntakeArrival>>('/api/intake/arrivals?sourceId=ordner', 'integrator'),
      ({ items }) => items[0]?.state === 'started',
    );
    expect((await decide('release')).body.code).toBe('ARRIVAL_NOT_DOUBTFUL');
    expect((await change(null)).body).toMatchObject({ variables: SERVICE.variables });
  }, 30_000);
});
