import type pg from 'pg';
import type { TaskStore } from '#runtime';
import { inTransaction } from './sql/in-transaction.ts';
import { logged, recordOperations } from './sql/operation-entries.ts';
import { reachOf } from './sql/write-parts.ts';

const COLUMNS = {
  assignee: 'assignee = $2::text',
  owner: 'owner = $2::text',
  candidateUsers: 'candidate_users = $2::text[]',
  candidateGroups: 'candidate_groups = $2::text[]',
  dueDate: 'due_date = $2::timestamptz',
  followUpDate: 'follow_up_date = $2::timestamptz',
  priority: 'priority = $2::integer',
  name: 'name = $2::text',
  instruction: 'instruction = $2::text',
  delegation: 'delegation = $2::text',
} as const;

/** The reach follows from the other columns of the row as it is after the change. */
const REACH = `reach = (SELECT ${reachOf('r')}
  FROM (SELECT t.assignee, t.candidate_users AS "candidateUsers", t.candidate_groups AS "candidateGroups") r)`;

/** {@link TaskStore} on PostgreSQL: single statements, fenced by their WHERE. */
export class PostgresTaskStore implements TaskStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  assign(
    { taskId, expected, assignee, owner, delegation = null }: Parameters<TaskStore['assign']>[0],
    log: Parameters<TaskStore['assign']>[1],
  ): Promise<boolean> {
    return logged(this.#pool, log, {
      name: 'task_assign',
      text: `UPDATE task t SET assignee = $3, owner = coalesce($4::text, owner), delegation = $5,
          updated_at = now(), reach = (SELECT ${reachOf('r')} FROM (
          SELECT $3::text AS assignee, t.candidate_users AS "candidateUsers", t.candidate_groups AS "candidateGroups") r)
        WHERE id = $1 AND assignee IS NOT DISTINCT FROM $2::text`,
      values: [taskId, expected, assignee, owner ?? null, delegation],
    });
  }

  async update(
    taskId: string,
    change: Parameters<TaskStore['update']>[1],
    log: Parameters<TaskStore['update']>[2],
  ): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const locked = await client.query('SELECT 1 FROM task WHERE id = $1 FOR UPDATE', [taskId]);
      for (const [field, assignment] of Object.entries(COLUMNS)) {
        const value = change[field as keyof typeof COLUMNS];
        if (value !== undefined) await client.query(`UPDATE task SET ${assignment} WHERE id = $1`, [taskId, value]);
      }
      await client.query(`UPDATE task t SET updated_at = now(), ${REACH} WHERE id = $1`, [taskId]);
      if (locked.rowCount !== 1) return false;
      await recordOperations(client, log);
      return true;
    });
  }
}
