import type pg from 'pg';
import type { CommentSelection, CommentView, OperationRow, Queries } from '#runtime';
import { inTransaction } from '../sql/in-transaction.ts';
import { recordOperations } from '../sql/operation-entries.ts';
import { ListQuery } from './list-query.ts';

const SELECT = `id, root_id AS "rootId", instance_id AS "instanceId", task_id AS "taskId", user_id AS "userId", message, at`;

/** Comments on tasks, open and ended ones. */
export class PostgresCommentQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async of(taskId: string): Promise<readonly CommentView[]> {
    const result = await this.#pool.query<CommentView>({
      name: 'task_comments',
      text: `SELECT ${SELECT}
        FROM history_comment WHERE task_id = $1 ORDER BY at DESC, id DESC`,
      values: [taskId],
    });
    return result.rows;
  }

  async ofInstance(instanceId: string): Promise<readonly CommentView[]> {
    // The tree is found by its index, the instance within it by looking.
    const result = await this.#pool.query<CommentView>({
      name: 'instance_comments',
      text: `SELECT ${SELECT} FROM history_comment
        WHERE root_id = (SELECT root_id FROM instance WHERE id = $1
          UNION ALL SELECT root_id FROM history_instance WHERE id = $1 LIMIT 1) AND instance_id = $1
        ORDER BY at DESC, id DESC`,
      values: [instanceId],
    });
    return result.rows;
  }

  async change(
    comment: CommentSelection & { readonly id: string },
    message: string,
    at: string,
    log: readonly OperationRow[],
  ): Promise<boolean> {
    const query = selected(comment);
    const set = `message = ${query.parameter(message)}, at = ${query.parameter(at)}`;
    return (await this.#logged(query, `UPDATE history_comment t SET ${set}`, log)) > 0;
  }

  remove(selection: CommentSelection, log: readonly OperationRow[]): Promise<number> {
    return this.#logged(selected(selection), 'DELETE FROM history_comment t', log);
  }

  /** The entries get the case from the comments: task and instance may have ended. */
  #logged(query: ListQuery, statement: string, log: readonly OperationRow[]): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      const text = `${statement} WHERE ${query.condition} RETURNING root_id AS "rootId", instance_id AS "instanceId"`;
      const touched = await query.rows<Pick<OperationRow, 'rootId' | 'instanceId'>>(client, text);
      const [first] = touched;
      if (first !== undefined) {
        await recordOperations(
          client,
          log.map((entry) => ({ ...entry, ...first })),
        );
      }
      return touched.length;
    });
  }

  async add(comment: Parameters<Queries['comments']['add']>[0]): Promise<CommentView | undefined> {
    const result = await this.#pool.query<CommentView>({
      name: 'task_comment_add',
      text: `INSERT INTO history_comment (id, root_id, instance_id, task_id, user_id, message, at)
        SELECT $1, t.root_id, t.instance_id, $2, $3, $4, $5 FROM (
          SELECT root_id, instance_id FROM task WHERE id = $2
          UNION ALL SELECT root_id, instance_id FROM history_task WHERE id = $2 LIMIT 1) t
        RETURNING ${SELECT}`,
      values: [comment.id, comment.taskId, comment.userId, comment.message, comment.at],
    });
    return result.rows[0];
  }
}

function selected(selection: CommentSelection): ListQuery {
  return new ListQuery()
    .where('t.id = $', selection.id)
    .where('t.task_id = $', 'taskId' in selection ? selection.taskId : undefined)
    .where('t.instance_id = $', 'instanceId' in selection ? selection.instanceId : undefined);
}
