import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { apiPaths, type DocumentSummary } from '#contracts';
import { main } from '../../apps/cli/src/main.ts';
import { DRAWING } from './diagrams.ts';
import { Office } from './office.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let data: string;
let document: DocumentSummary;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'laufzettel-audit-'));
  server = await startTestServer({ LAUFZETTEL_DATA: data });
  const office = new Office(server.api);
  await office.deploy({ 'zeichnung.bpmn': DRAWING });
  const { id } = await office.start('zeichnung', { businessKey: 'V-1' });
  const { body } = await server.api.call<DocumentSummary>('POST', `${apiPaths.caseDocuments(id)}?fileName=a.pdf`, {
    as: 'clerk',
    body: Buffer.from('%PDF-1.7\nAkte\n%%EOF\n'),
    headers: { 'content-type': 'application/octet-stream' },
  });
  document = body;
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

async function verify(...words: readonly string[]) {
  const written = { out: '', err: '' };
  const terminal = {
    out: (text: string) => void (written.out += text),
    err: (text: string) => void (written.err += text),
    askSecret: () => Promise.resolve(undefined),
  };
  const environment = { DATABASE_URL: server.databaseUrl, LAUFZETTEL_DATA: data };
  return { exit: await main(['verify-audit', ...words], terminal, environment), ...written };
}

async function change(statement: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  await client.query(statement, [...values]);
  await client.end();
}

describe('laufzettel verify-audit', () => {
  it('given an archive as it was left, then nothing is found, and the end of the log is told as an anchor', async () => {
    const { exit, out } = await verify();
    expect([exit, out]).toEqual([0, expect.stringContaining('Nothing has been changed (2 entries')]);
    const anchor = /--anchor (\S+)/.exec(out)?.[1] ?? '';
    expect(await verify('--anchor', anchor)).toMatchObject({ exit: 0 });
    const wrong = await verify('--anchor', `2:${'0'.repeat(64)}`);
    expect([wrong.exit, wrong.out]).toEqual([1, expect.stringContaining('anchored hash')]);
    expect(await verify('--anchor', 'x')).toMatchObject({ exit: 2 });
    expect(JSON.parse((await verify('--json')).out)).toMatchObject({ ok: true, checked: { files: 1 } });
  });

  it('given one changed byte in a file, then it is named and the exit code is 1', async () => {
    const { sha256 } = document;
    const folder = join(data, 'documents', 'content', sha256.slice(0, 2), sha256.slice(2, 4));
    expect(readdirSync(folder)).toEqual([sha256]);
    const path = join(folder, sha256);
    const bytes = readFileSync(path);
    chmodSync(path, 0o640);
    writeFileSync(path, Buffer.from(bytes.map((byte, at) => (at === 10 ? byte ^ 1 : byte))));
    const { exit, out, err } = await verify();
    expect([exit, out]).toEqual([1, expect.stringContaining(`✗ file content/${sha256.slice(0, 2)}`)]);
    expect(err).toContain('not as it was left');
    writeFileSync(path, bytes);
    expect(await verify()).toMatchObject({ exit: 0 });
  });

  it.each([
    ['archive_version', 'file_name', 'b.pdf', 'a.pdf'],
    ['archive_document', 'title', 'b.pdf', 'a.pdf'],
    ['case_document', 'name', 'other', undefined],
    ['case_document', 'instance_id', 'other', undefined],
  ])('given a changed %s.%s, then the row is named', async (table, column, value, before) => {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ old: string }>(`SELECT ${column} AS old FROM ${table}`);
    await client.end();
    if (before !== undefined) expect(rows[0]?.old).toBe(before);
    await change(`UPDATE ${table} SET ${column} = $1`, [value]);
    const { exit, out } = await verify();
    expect([exit, out]).toEqual([1, expect.stringContaining(`✗ row ${table} ${document.documentId}`)]);
    await change(`UPDATE ${table} SET ${column} = $1`, [rows[0]?.old]);
    expect(await verify()).toMatchObject({ exit: 0 });
  });
});
