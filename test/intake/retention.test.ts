import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { until } from '../runtime/installation.ts';
import { type IntakeUnderTest, openIntakeUnderTest } from './intake-under-test.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

let town: IntakeUnderTest;
let database: pg.Client;

beforeAll(async () => {
  town = await openIntakeUnderTest();
  database = new pg.Client({ connectionString: town.databaseUrl });
  await database.connect();
}, 60_000);
afterAll(async () => {
  await database.end();
  await town.close();
});

async function apply(key: 'hundesteuer' | 'auskunft', data: unknown) {
  const { intake } = town.installation;
  const service = (await intake.services.current()).service(key);
  if (service === undefined) throw new Error('Expected the service.');
  const content = Buffer.from(JSON.stringify(data));
  const file = (id: string, bytes: Uint8Array) => ({
    id,
    fileName: `Erika ${id}.pdf`,
    mediaType: 'application/pdf',
    content: bytes,
  });
  return intake.receiveForm(
    {
      id: randomUUID(),
      service: key,
      receivedAt: new Date().toISOString(),
      data,
      original: { id: 'data', fileName: 'antrag.json', mediaType: 'application/json', content },
      attachments: [file('ausweis', Buffer.from(`%PDF-1.7\n${randomUUID()}\n%%EOF\n`))],
      acknowledgement: null,
    },
    service,
  );
}
const files = ({ sourceId, submissionId }: { sourceId: string; submissionId: string }) =>
  town.installation.intake.store.files(sourceId, submissionId);
const entry = async ({ sourceId, submissionId }: { sourceId: string; submissionId: string }) => {
  const found = await town.installation.intake.store.registered(sourceId, submissionId);
  if (found === undefined) throw new Error('Expected the arrival.');
  return found;
};
/** Everything the database holds about an arrival, as text. */
async function everything({ submissionId }: { submissionId: string }): Promise<string> {
  const { rows } = await database.query<{ text: string }>(
    `SELECT row_to_json(e)::text AS text FROM intake_entry e WHERE submission_id = $1
     UNION ALL SELECT row_to_json(f)::text FROM intake_file f WHERE submission_id = $1`,
    [submissionId],
  );
  return rows.map(({ text }) => text).join('\n');
}

describe('retention of arrivals', () => {
  it('given an application whose case was made, when its days are over, then its bytes and data are gone and the proof stays', async () => {
    const { retention, intake, caseFiles } = town.installation;
    const arrival = await apply('hundesteuer', { halter: { name: 'Erika Beispiel' }, hund: {} });
    const [original] = await files(arrival);
    const sha256 = createHash('sha256')
      .update(original?.content ?? '')
      .digest('hex');
    expect(arrival.state).toBe('started');

    expect((await retention.sweep(inDays(29))).arrivals).toBe(0);
    expect(await files(arrival)).toHaveLength(2);

    expect((await retention.sweep(inDays(31))).arrivals).toBe(1);
    expect(await files(arrival)).toEqual([]);
    expect(await intake.store.data(arrival.sourceId, arrival.submissionId)).toBeNull();
    const left = await everything(arrival);
    expect(left).not.toContain('Erika');
    expect(left).not.toContain('ausweis');
    expect(left).toContain(sha256);
    expect(await entry(arrival)).toMatchObject({
      state: 'started',
      number: arrival.number,
      instanceId: arrival.instanceId,
      erasedAt: expect.any(String),
    });
    expect((await caseFiles.list(arrival.instanceId ?? '')).map(({ fileName }) => fileName)).toEqual([
      'antrag.json',
      'Erika ausweis.pdf',
    ]);
    expect((await retention.sweep(inDays(400))).arrivals).toBe(0);
  });

  it('given an application that waits for a person, then it stays for ever, until it is discarded', async () => {
    const { retention, intake } = town.installation;
    const arrival = await apply('hundesteuer', { hund: {} });
    expect(arrival.state).toBe('doubtful');
    expect((await retention.sweep(inDays(4000))).arrivals).toBe(0);
    expect(await files(arrival)).toHaveLength(2);
    await intake.store.discard(arrival.sourceId, arrival.submissionId, {
      by: 'integrator',
      at: new Date().toISOString(),
      reason: 'Erika hat zurückgezogen',
    });
    expect((await retention.sweep(inDays(31))).arrivals).toBe(1);
    expect(await everything(arrival)).not.toContain('Erika');
    expect(await entry(arrival)).toMatchObject({ decision: { by: 'integrator', reason: '' } });
  });

  it('given an attachment that could not be filed, then its only copy stays until the case has ended', async () => {
    const { retention, runtime } = town.installation;
    const running = await apply('hundesteuer', { halter: { name: 'Erika' }, hund: {} });
    await database.query('UPDATE intake_entry SET problems = $2 WHERE submission_id = $1', [
      running.submissionId,
      JSON.stringify([
        { code: 'PDF_INVALID', detail: 'Expected a PDF, but Erika.pdf is none.', part: 'attachment:ausweis' },
      ]),
    ]);
    expect((await retention.sweep(inDays(400))).arrivals).toBe(0);
    await runtime.instances.cancel(running.instanceId ?? '', { reason: 'Ende' });
    expect((await retention.sweep(inDays(400))).arrivals).toBe(1);
    expect((await entry(running)).problems).toEqual([{ code: 'PDF_INVALID', detail: '', part: 'attachment' }]);
  });

  it('given 450 arrivals kept at one instant, then all are erased in one sweep', async () => {
    await database.query(
      `INSERT INTO intake_entry (source_id, submission_id, state, service, received_at, changed_at, acknowledgement, data)
       SELECT 'viele', 's' || n, 'refused', '', now(), '2026-01-01T00:00:00.123456Z', 'null', '{}' FROM generate_series(1, 450) n`,
    );
    expect((await town.installation.retention.sweep(inDays(0))).arrivals).toBe(450);
  });

  it('given an entry of the watched folder that was taken, then it is deleted after its days, and a refused one stays', async () => {
    const { intake, retention } = town.installation;
    mkdirSync(join(town.folder, 'eingang', 'auskunft'), { recursive: true });
    writeFileSync(join(town.folder, 'eingang', 'auskunft', 'gut.json'), '{"name":"Erika"}');
    writeFileSync(join(town.folder, 'eingang', 'auskunft', 'schlecht.json'), '{"name":');
    const done = join(town.folder, 'erledigt', 'auskunft', 'gut.json');
    const refused = join(town.folder, 'abgelehnt', 'auskunft', 'schlecht.json');
    await until(async () => {
      await intake.ring();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return existsSync(done) && existsSync(refused);
    });
    expect((await retention.sweep(inDays(29))).folderEntries).toBe(0);
    expect((await retention.sweep(inDays(31))).folderEntries).toBe(1);
    expect([existsSync(done), existsSync(refused)]).toEqual([false, true]);
  });
});

describe('retention of links and mails', () => {
  it('given a case that runs, then what it may ask for stays; once it has ended, people are forgotten', async () => {
    const { retention, runtime } = town.installation;
    const { instanceId } = await apply('hundesteuer', { halter: { name: 'Kim' }, hund: {} });
    const link = randomUUID();
    await database.query(
      `INSERT INTO participation_link (id, claim, secret_hash, instance_id, title, introduction, recipient_name, answer_form,
         data, documents, maximum_attachments, message_name, created_at, expires_at, state, answered_at, answer, delivered_at)
       VALUES ($1, 'c', '\\x01', $2, 'Nachbar Erika', 'x', 'Erika', '{}', '{"n":"Erika"}', '[]', 1, 'm', now(), now(),
         'answered', now(), '{"a":"Erika"}', now()),
        (gen_random_uuid(), 'd', '\\x02', $2, 'Nachbar Erika', 'x', 'Erika', '{}', '{}', '[]', 1, 'm', now(), now(),
         'answered', now(), '{"a":"Erika"}', NULL)`,
      [link, instanceId],
    );
    await database.query(
      `INSERT INTO mail_outbox (idempotency_key, message_id, instance_id, recipients, subject, state, message, created_at)
       VALUES ('k', '<1@x>', $1, '{erika@example.org}', 'An Erika', 'sent', 'Erika', now())`,
      [instanceId],
    );
    expect(await retention.sweep(inDays(400))).toMatchObject({ links: 0, mails: 0 });
    await runtime.instances.cancel(instanceId ?? '', { reason: 'Ende' });
    expect(await retention.sweep(inDays(29))).toMatchObject({ links: 0, mails: 0 });
    expect(await retention.sweep(inDays(31))).toMatchObject({ links: 1, mails: 1 });
    const { rows } = await database.query<{ text: string }>(
      `SELECT row_to_json(l)::text AS text FROM participation_link l WHERE id = $1
       UNION ALL SELECT row_to_json(m)::text FROM mail_outbox m`,
      [link],
    );
    expect(rows.map(({ text }) => text).join('')).not.toContain('rika');
    expect(rows.map(({ text }) => text).join('')).toContain('<1@x>');
    // The answer nobody has delivered yet waits.
    expect(await retention.sweep(inDays(400))).toMatchObject({ links: 0, mails: 0 });
  });
});

describe('retention of invoices', () => {
  it('given an invoice that is over, then its bytes go where the record has the same ones, and are served from there', async () => {
    const { retention, invoices, caseFiles } = town.installation;
    const keep = async (bytes: Buffer, filed: Buffer) => {
      const { instanceId } = await apply('hundesteuer', { halter: { name: 'Kim' }, hund: {} });
      const arrival = { id: randomUUID(), sha256: createHash('sha256').update(bytes).digest('hex'), instanceId };
      await database.query(
        `WITH kept AS (INSERT INTO invoice_arrival
           (id, sha256, size, file_name, channel, sender, received_at, state, state_at, instance_id)
           VALUES ($1, $2, $3, 'r.pdf', 'mail', 'erika@example.org', now(), 'archived', now(), $4) RETURNING id)
         INSERT INTO invoice_content SELECT id, $5 FROM kept`,
        [arrival.id, arrival.sha256, bytes.length, instanceId, bytes],
      );
      await caseFiles.file({
        instanceId: instanceId ?? '',
        name: `invoice:${arrival.id}:original`,
        documentType: 'attachment',
        title: 'Rechnung',
        fileName: 'r.pdf',
        mediaType: 'application/pdf',
        content: filed,
        by: 'test',
      });
      return arrival;
    };
    const bytes = Buffer.from('%PDF-1.7\nRechnung\n%%EOF\n');
    const other = Buffer.from('%PDF-1.7\nRechnung zwei\n%%EOF\n');
    const same = await keep(bytes, bytes);
    const differs = await keep(other, Buffer.from('%PDF-1.7\nnicht dieselbe\n%%EOF\n'));
    expect((await retention.sweep(inDays(29))).invoices).toBe(0);
    expect((await retention.sweep(inDays(31))).invoices).toBe(1);
    expect(await invoices.arrivals.storedBytes(same.id)).toBeUndefined();
    expect(Buffer.from(await invoices.original(same))).toEqual(bytes);
    expect(await invoices.arrivals.find(same.id)).toMatchObject({ sender: null, sha256: same.sha256 });
    expect(Buffer.from(await invoices.original(differs))).toEqual(other);
  });
});
