import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EnaioStandIn, startEnaioStandIn } from './enaio-stand-in.ts';

const AUTHORIZATION = `Basic ${Buffer.from('a:b').toString('base64')}`;

let directory: string;
let standIn: EnaioStandIn;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'enaio-stand-in-test-'));
  standIn = await startEnaioStandIn({ directory, port: 0, users: { a: 'b' } });
});
afterEach(async () => {
  await standIn.close();
  await rm(directory, { recursive: true, force: true });
});

const call = async (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${standIn.baseUrl}${path}`, {
    method,
    headers: { authorization: AUTHORIZATION, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const folder = (reference: string): unknown => ({
  objects: [{ properties: { 'system:objectTypeId': { value: 'OSTPL_AA' }, Aktenzeichen: { value: reference } } }],
});
const search = async (statement: string, parameters: object = {}): Promise<Response> =>
  call('POST', '/objects/search', { query: { statement, skipCount: 0, maxItems: 10, parameters } });

describe('stand-in of enaio', () => {
  it('given no or a wrong password, then 401', async () => {
    expect((await call('GET', '/schema', undefined, { authorization: '' })).status).toBe(401);
    expect((await call('GET', '/schema', undefined, { authorization: 'Basic eDp5' })).status).toBe(401);
  });

  it('given the schema with its tag, then 304', async () => {
    const first = await call('GET', '/schema');
    const tag = first.headers.get('etag') ?? '';
    expect((await call('GET', '/schema', undefined, { 'if-none-match': tag })).status).toBe(304);
  });

  it('given a multipart insert, then object and content are there after a restart', async () => {
    await call('POST', '/objects', folder('A-1'));
    const form = new FormData();
    const object = {
      properties: {
        'system:objectTypeId': { value: '262146' },
        'system:parentId': { value: '1001' },
        Betreff: { value: 'Brief <b>' },
      },
      contentStreams: [{ cid: 'c1', mimeType: 'application/pdf', fileName: 'ä.pdf' }],
    };
    form.set('data', new Blob([JSON.stringify({ objects: [object] })], { type: 'application/json' }));
    form.set('c1', new Blob(['Inhalt']), 'ä.pdf');
    const answer = await fetch(`${standIn.baseUrl}/objects`, {
      method: 'POST',
      headers: { authorization: AUTHORIZATION },
      body: form,
    });
    expect(answer.status).toBe(200);
    await standIn.close();
    standIn = await startEnaioStandIn({ directory, port: 0, users: { a: 'b' } });
    expect(await (await call('GET', '/objects/1002/contents/file')).text()).toBe('Inhalt');
    const page = await (await fetch(standIn.pageUrl)).text();
    expect(page).toContain('Akte: A-1');
    expect(page).toContain('Brief &lt;b&gt;');
    expect(page).not.toContain('<b>');
    expect(page).toContain('lang="de"');
    const found = (await (
      await search('SELECT Betreff FROM OSTPL_AA_DOKUMENT WHERE system:SDSTA_ID IN (@ids)', { ids: ['1001'] })
    ).json()) as { numItems: number };
    expect(found.numItems).toBe(1);
  });

  const refused: readonly (readonly [string, () => Promise<Response>, number])[] = [
    ['an unknown object', async () => call('GET', '/objects/99'), 404],
    ['an unknown call', async () => call('GET', '/nothing'), 404],
    [
      'broken JSON',
      async () =>
        fetch(`${standIn.baseUrl}/objects`, { method: 'POST', headers: { authorization: AUTHORIZATION }, body: '{' }),
      400,
    ],
    [
      'an unknown type',
      async () => call('POST', '/objects', { objects: [{ properties: { 'system:objectTypeId': { value: 'X' } } }] }),
      422,
    ],
    [
      'a missing required field',
      async () => call('POST', '/objects', { objects: [{ properties: { 'system:objectTypeId': { value: '11' } } }] }),
      422,
    ],
    ['a statement that is none', async () => search('DROP TABLE x'), 422],
    ['a parameter that is missing', async () => search('SELECT Aktenzeichen FROM OSTPL_AA WHERE Aktenzeichen=@x'), 422],
    ['an unknown column', async () => search('SELECT Fehlt FROM OSTPL_AA'), 422],
    [
      'an unknown fault',
      async () => fetch(`${standIn.pageUrl}stand-in/faults`, { method: 'POST', body: '{"kind":"x"}' }),
      422,
    ],
  ];
  for (const [what, request, status] of refused) {
    it(`given ${what}, then ${status} with words`, async () => {
      const answer = await request();
      expect(answer.status).toBe(status);
      expect(((await answer.json()) as { message: string }).message).not.toBe('');
    });
  }

  it('given an insert of several objects of which one is wrong, then none is inserted', async () => {
    const { objects } = folder('A-2') as { objects: unknown[] };
    const answer = await call('POST', '/objects', {
      objects: [...objects, { properties: { 'system:objectTypeId': { value: 'X' } } }],
    });
    expect(answer.status).toBe(422);
    expect(standIn.repository.all()).toEqual([]);
  });

  it('given planned faults, then exactly the planned calls suffer them, and the list shows and forgets them', async () => {
    const control = `${standIn.pageUrl}stand-in`;
    await fetch(`${control}/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'fail', match: 'GET', skip: 1, times: 1, status: 418, message: 'Teekanne' }),
    });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await call('GET', '/schema')).status);
    expect(statuses).toEqual([200, 418, 200]);
    await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify({ kind: 'repeat', match: 'POST' }) });
    await call('POST', '/objects', folder('A-3'));
    expect(standIn.repository.all()).toHaveLength(2);
    expect(await (await fetch(`${control}/faults`)).json()).toHaveLength(2);
    expect(await (await fetch(standIn.pageUrl)).text()).toContain('Geplante Störungen');
    await fetch(`${control}/faults`, { method: 'DELETE' });
    expect(await (await fetch(`${control}/calls`)).json()).toHaveLength(4);
    await fetch(`${control}/objects`, { method: 'DELETE' });
    expect(standIn.repository.all()).toEqual([]);
  });
});
