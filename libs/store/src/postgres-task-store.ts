import type pg from 'pg';
import type { TaskStore } from '#runtime';
import { inTransaction } from './sql/in-transaction.ts';
import { reachOf } from './sql/write-parts.ts';

const COLUMNS = {
  owner: 'owner = $2::text',
  candidateUsers: 'candidate_users = $2::text[]',
  candidateGroups: 'candidate_groups = $2::text[]',
  dueDate: 'due_date = $2::timestamptz',
  followUpDate: 'follow_up_date = $2::timestamptz',
  priority: 'priority = $2::integer',
  name: 'name = $2::text',
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

  async assign(taskId: string, expected: string | null, assignee: string | null): Promise<boolean> {
    const result = await this.#pool.query({
      name: 'task_assign',
      text: `UPDATE task t SET assignee = $3, reach = (SELECT ${reachOf('r')} FROM (
          SELECT $3::text AS assignee, t.candidate_users AS "candidateUsers", t.candidate_groups AS "candidateGroups") r)
        WHERE id = $1 AND assignee IS NOT DISTINCT FROM $2::text`,
      values: [taskId, expected, assignee],
    });
    return result.rowCount === 1;
  }

  async update(taskId: string, change: Parameters<TaskStore['update']>[1]): Promise<boolean> {
    return inTransaction(this.#pool, async (client) => {
      const locked = await client.query('SELECT 1 FROM task WHERE id = $1 FOR UPDATE', [taskId]);
      for (const [field, assignment] of Object.entries(COLUMNS)) {
        const value = change[field as keyof typeof COLUMNS];
        if (value !== undefined) await client.query(`UPDATE task SET ${assignment} WHERE id = $1`, [taskId, value]);
      }
      await client.query(`UPDATE task t SET ${REACH} WHERE id = $1`, [taskId]);
      return locked.rowCount === 1;
    });
  }
}
