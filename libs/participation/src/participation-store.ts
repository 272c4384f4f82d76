import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Variables } from '#engine';
import type { CaseDocument } from '#runtime';
import type { AnswerFile, NewParticipationLink, ParticipationLink, ParticipationState } from './participation-link.ts';

interface LinkRow {
  readonly id: string;
  readonly instance_id: string;
  readonly title: string;
  readonly introduction: string;
  readonly recipient_name: string;
  readonly answer_form: Variables;
  readonly data: Variables;
  readonly documents: readonly CaseDocument[];
  readonly maximum_attachments: number;
  readonly message_name: string;
  /** A date, or ISO text: how instants are read is a matter of the pool. */
  readonly expires_at: Date | string;
  readonly state: ParticipationState;
  readonly answered_at: Date | string | null;
  readonly answer: Variables | null;
  readonly delivered_at: Date | string | null;
}

/** Links in PostgreSQL. Whoever answers or closes locks the row, so that exactly one of them comes first. */
export class ParticipationStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Keeps a link, once for its claim. `hashOf` tells the hash of the secret that belongs to an id. */
  async create(link: NewParticipationLink, hashOf: (linkId: string) => Buffer, now: Date): Promise<ParticipationLink> {
    const id = randomUUID();
    const json = (value: unknown) => JSON.stringify(value);
    await this.#pool.query(
      `INSERT INTO participation_link (id, claim, secret_hash, instance_id, title, introduction, recipient_name, answer_form,
         data, documents, maximum_attachments, message_name, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (claim) DO NOTHING`,
      [
        id,
        link.claim,
        hashOf(id),
        link.instanceId,
        link.title,
        link.introduction,
        link.recipientName,
        json(link.answerForm),
        json(link.data),
        json(link.documents),
        link.maximumAttachments,
        link.messageName,
        now,
        link.expiresAt,
      ],
    );
    const { rows } = await this.#pool.query<LinkRow>('SELECT * FROM participation_link WHERE claim = $1', [link.claim]);
    const stored = linkOf(rows);
    if (stored === undefined) throw new Error(`Expected the link of ${link.claim} to be stored, but it is not.`);
    return stored;
  }

  async findBySecret(hash: Buffer): Promise<ParticipationLink | undefined> {
    const { rows } = await this.#pool.query<LinkRow>('SELECT * FROM participation_link WHERE secret_hash = $1', [hash]);
    return linkOf(rows);
  }

  async find(linkId: string): Promise<ParticipationLink | undefined> {
    const { rows } = await this.#pool.query<LinkRow>('SELECT * FROM participation_link WHERE id = $1', [linkId]);
    return linkOf(rows);
  }

  /** Stores answer and files together, if the link is open and its time not over. Answers the link as it was before. */
  async answer(linkId: string, data: Variables, files: readonly AnswerFile[], now: Date): Promise<ParticipationLink> {
    return this.#locked(linkId, async (client, link) => {
      if (link.state !== 'open' || now >= new Date(link.expiresAt)) return link;
      await client.query(
        `UPDATE participation_link SET state = 'answered', answered_at = $2, answer = $3, next_attempt_at = $2 WHERE id = $1`,
        [linkId, now, JSON.stringify(data)],
      );
      for (const [position, { fileName, mediaType, content }] of files.entries())
        await client.query(
          'INSERT INTO participation_file (link_id, position, file_name, media_type, content) VALUES ($1, $2, $3, $4, $5)',
          [linkId, position, fileName, mediaType, content],
        );
      return link;
    });
  }

  /** Closes an open link. Answers the link as it is afterwards: `closed`, or `answered` when somebody was faster. */
  async close(linkId: string): Promise<ParticipationLink> {
    return this.#locked(linkId, async (client, link) => {
      if (link.state !== 'open') return link;
      await client.query(`UPDATE participation_link SET state = 'closed' WHERE id = $1`, [linkId]);
      return { ...link, state: 'closed' };
    });
  }

  async files(linkId: string): Promise<readonly AnswerFile[]> {
    const { rows } = await this.#pool.query<{ file_name: string; media_type: string; content: Buffer }>(
      'SELECT file_name, media_type, content FROM participation_file WHERE link_id = $1 ORDER BY position',
      [linkId],
    );
    return rows.map((row) => ({ fileName: row.file_name, mediaType: row.media_type, content: row.content }));
  }

  /** The process knows the answer, or needs it no more: the files kept here are let go of. */
  async delivered(linkId: string, now: Date): Promise<void> {
    await this.#locked(linkId, async (client) => {
      await client.query(
        'UPDATE participation_link SET delivered_at = COALESCE(delivered_at, $2), next_attempt_at = NULL WHERE id = $1',
        [linkId, now],
      );
      await client.query('DELETE FROM participation_file WHERE link_id = $1', [linkId]);
    });
  }

  /** Tries the delivery again later, each time after a longer pause of at most five minutes. */
  async postpone(linkId: string, now: Date): Promise<void> {
    await this.#pool.query(
      `UPDATE participation_link SET attempts = attempts + 1,
         next_attempt_at = $2::timestamptz + LEAST(300, power(2, LEAST(attempts, 9))) * interval '1 second'
       WHERE id = $1`,
      [linkId, now],
    );
  }

  /** Ids of answers that are due to be delivered. */
  async due(now: Date): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `SELECT id FROM participation_link WHERE state = 'answered' AND delivered_at IS NULL AND next_attempt_at <= $1
       ORDER BY next_attempt_at LIMIT 50`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  async #locked<T>(linkId: string, work: (client: PoolClient, link: ParticipationLink) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<LinkRow>('SELECT * FROM participation_link WHERE id = $1 FOR UPDATE', [
        linkId,
      ]);
      const link = linkOf(rows);
      if (link === undefined) throw new Error(`Expected a link ${linkId}, but there is none.`);
      const result = await work(client, link);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
}

function linkOf([row]: readonly LinkRow[]): ParticipationLink | undefined {
  if (row === undefined) return undefined;
  return {
    linkId: row.id,
    instanceId: row.instance_id,
    title: row.title,
    introduction: row.introduction,
    recipientName: row.recipient_name,
    answerForm: row.answer_form,
    data: row.data,
    documents: row.documents,
    maximumAttachments: row.maximum_attachments,
    messageName: row.message_name,
    expiresAt: new Date(row.expires_at).toISOString(),
    state: row.state,
    answeredAt: row.answered_at === null ? null : new Date(row.answered_at).toISOString(),
    answer: row.answer,
    delivered: row.delivered_at !== null,
  };
}
