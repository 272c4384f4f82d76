import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type CorrelateCommand, type FileDocument, type Runtime, RuntimeError } from '#runtime';
import { testDatabase, type TestDatabase } from '#testkit';
import { LinkSecrets } from './link-secrets.ts';
import { Participation } from './participation.ts';
import type { AnswerFile, NewParticipationLink } from './participation-link.ts';
import { participationMigrations } from './participation-migrations.ts';
import { ParticipationStore } from './participation-store.ts';

const FORM = {
  components: [
    { type: 'radio', key: 'haltung', label: 'Ihre Haltung', validate: { required: true } },
    { type: 'textarea', key: 'text', label: 'Text', validate: { maxLength: 20 } },
  ],
};
const FILE: AnswerFile = { fileName: 'foto.png', mediaType: 'image/png', content: Buffer.from('bytes') };

let database: TestDatabase;
let pool: pg.Pool;
let now: Date;
/** What the engine was told, and what it answers next. */
let told: CorrelateCommand[];
let engine: { correlate: (command: CorrelateCommand) => void; known: string[]; state: string };
let filed: FileDocument[];
let claims = 0;

function participation(): Participation {
  const runtime = {
    events: {
      correlateMessage(command: CorrelateCommand) {
        engine.correlate(command);
        told.push(command);
        return Promise.resolve([]);
      },
    },
    instances: {
      variableHistory: () => Promise.resolve(engine.known.map((linkId) => ({ value: { linkId } }))),
      get: () => Promise.resolve({ state: engine.state }),
    },
  } as unknown as Runtime;
  return new Participation({
    store: new ParticipationStore(pool),
    secrets: new LinkSecrets(Buffer.alloc(32, 7)),
    caseFiles: {
      file(document) {
        if (filed.every(({ name }) => name !== document.name)) filed.push(document);
        const { name: documentId, documentType, title, fileName, mediaType } = document;
        return Promise.resolve({
          documentId,
          documentType,
          title,
          fileName,
          mediaType,
          sha256: '',
          size: 5,
          version: 1,
        });
      },
      list: () => Promise.resolve([]),
      read: () => Promise.reject(new Error('not asked for here')),
    },
    runtime: () => runtime,
    clock: () => now,
    log: { warn: () => undefined, error: () => undefined },
  });
}

function request(more: Partial<NewParticipationLink> = {}): NewParticipationLink {
  claims += 1;
  return {
    claim: `job-${claims}`,
    instanceId: 'case-1',
    title: 'Anhörung',
    introduction: '',
    recipientName: 'Nachbarin',
    answerForm: FORM,
    data: {},
    documents: [],
    maximumAttachments: 2,
    messageName: 'beteiligung-beantwortet',
    expiresAt: '2026-12-01T00:00:00.000Z',
    ...more,
  };
}

beforeAll(async () => {
  database = await testDatabase({ rooms: [participationMigrations] });
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => {
  now = new Date('2026-11-21T08:00:00Z');
  told = [];
  filed = [];
  engine = { correlate: () => undefined, known: [], state: 'active' };
});

describe('a link for somebody outside', () => {
  it('given the same job twice, then it is the same link, and the database knows no secret', async () => {
    const link = request();
    const first = await participation().open(link);
    const second = await participation().open(link);
    expect(second).toEqual(first);
    expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
    const { rows } = await pool.query<{ text: string }>(
      'SELECT participation_link::text AS text FROM participation_link',
    );
    expect(rows.filter(({ text }) => text.includes(first.secret))).toEqual([]);
  });

  it.each(['', 'x', 'A'.repeat(43), '../../etc', 'ä'.repeat(43)])(
    'given the guess %j, then there is no such link',
    async (guess) => {
      await participation().open(request());
      await expect(participation().find(guess)).rejects.toMatchObject({ code: 'LINK_UNKNOWN' });
    },
  );

  it('given it is looked at many times, then it can still be answered, and the answer goes to this link only', async () => {
    const { link, secret } = await participation().open(request());
    await participation().open(request());
    for (let look = 0; look < 5; look += 1) await participation().find(secret);
    await participation().answer(secret, { haltung: 'nein', text: 'Zu hoch', fremd: 'x' }, [FILE]);
    expect(told).toMatchObject([
      {
        messageName: 'beteiligung-beantwortet',
        correlationKeys: { correlationKey: link.linkId },
        start: 'never',
        variables: {
          participationAnswer: {
            linkId: link.linkId,
            data: { haltung: 'nein', text: 'Zu hoch' },
            attachments: [{ fileName: 'foto.png' }],
          },
        },
      },
    ]);
    expect(filed).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('fremd');
  });

  it('given an answer, when it is sent again or twice at once, then only the first counts', async () => {
    const { secret } = await participation().open(request());
    const sent = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((text) => participation().answer(secret, { haltung: 'ja', text }, [])),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(participation().answer(secret, { haltung: 'ja' }, [])).rejects.toMatchObject({
      code: 'LINK_ANSWERED',
    });
    expect(told).toHaveLength(1);
  });

  it('given its time is over, then nothing is taken', async () => {
    const { secret } = await participation().open(request());
    now = new Date('2026-12-01T00:00:00Z');
    await expect(participation().answer(secret, { haltung: 'ja' }, [])).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    expect(participation().isOpen(await participation().find(secret))).toBe(false);
    expect(told).toEqual([]);
  });

  it.each([
    ['a required field is empty', { text: 'x' }, []],
    ['a text is too long', { haltung: 'ja', text: 'x'.repeat(21) }, []],
    ['a value is a structure', { haltung: { a: 1 } }, []],
    ['there are too many files', { haltung: 'ja' }, [FILE, FILE, FILE]],
    ['a file is empty', { haltung: 'ja' }, [{ ...FILE, content: new Uint8Array() }]],
  ])('given %s, then it is refused and can be answered again', async (_, data, files) => {
    const { secret } = await participation().open(request());
    await expect(participation().answer(secret, data, files)).rejects.toMatchObject({ code: 'ANSWER_INVALID' });
    await participation().answer(secret, { haltung: 'ja' }, []);
    expect(told).toHaveLength(1);
  });
});

describe('the way of an answer into the process', () => {
  it('given a crash between storing and telling, then it is told later, exactly once', async () => {
    const { secret } = await participation().open(request());
    engine.correlate = () => {
      throw new Error('the program was killed');
    };
    await participation().answer(secret, { haltung: 'ja' }, [FILE]);
    expect(told).toEqual([]);
    engine.correlate = () => undefined;
    await participation().deliverDue();
    await participation().deliverDue();
    expect(told).toHaveLength(1);
    expect(filed).toHaveLength(1);
    const { rows } = await pool.query('SELECT 1 FROM participation_file');
    expect(rows).toEqual([]);
  });

  it('given a crash after telling, then the process is not told a second time', async () => {
    const { link, secret } = await participation().open(request());
    engine.correlate = noMatchThrown;
    await participation().answer(secret, { haltung: 'ja' }, []);
    engine.known = [link.linkId];
    now = new Date('2026-11-21T09:00:00Z');
    await participation().deliverDue();
    engine.correlate = () => undefined;
    now = new Date('2026-11-21T10:00:00Z');
    await participation().deliverDue();
    expect(told).toEqual([]);
  });

  it('given the process does not wait yet, then it is told as soon as it does', async () => {
    const { secret } = await participation().open(request());
    engine.correlate = noMatchThrown;
    await participation().answer(secret, { haltung: 'ja' }, []);
    engine.correlate = () => undefined;
    await participation().deliverDue();
    expect(told).toEqual([]);
    now = new Date('2026-11-21T08:00:05Z');
    await participation().deliverDue();
    expect(told).toHaveLength(1);
  });

  it('given the process closes the link, then silence is null, and an answer that was under way is handed over', async () => {
    const silent = await participation().open(request());
    expect(await participation().close(silent.link.linkId)).toBeNull();
    await expect(participation().answer(silent.secret, { haltung: 'ja' }, [])).rejects.toMatchObject({
      code: 'LINK_EXPIRED',
    });
    const answered = await participation().open(request());
    engine.correlate = noMatchThrown;
    await participation().answer(answered.secret, { haltung: 'nein' }, [FILE]);
    expect(await participation().close(answered.link.linkId)).toMatchObject({
      data: { haltung: 'nein' },
      attachments: [{ fileName: 'foto.png' }],
    });
    engine.correlate = () => undefined;
    now = new Date('2026-11-21T09:00:00Z');
    await participation().deliverDue();
    expect(told).toEqual([]);
  });

  it('given the case has ended, then nobody tries for ever', async () => {
    const { link, secret } = await participation().open(request());
    engine.correlate = noMatchThrown;
    engine.state = 'canceled';
    await participation().answer(secret, { haltung: 'ja' }, []);
    expect(await new ParticipationStore(pool).find(link.linkId)).toMatchObject({ delivered: true });
  });
});

function noMatchThrown(): void {
  throw new RuntimeError('NO_MATCHING_SUBSCRIPTION', 'Expected somebody to wait, but nobody does.');
}
