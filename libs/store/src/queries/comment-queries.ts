import type pg from 'pg';
import type { CommentView, Queries } from '#runtime';

/** Comments on tasks, open and ended ones. */
export class PostgresCommentQueries {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async of(taskId: string): Promise<readonly CommentView[]> {
    const result = await this.#pool.query<CommentView>({
      name: 'task_comments',
      text: `SELECT id, root_id AS "rootId", instance_id AS "instanceId", task_id AS "taskId", user_id AS "userId", message, at
        FROM history_comment WHERE task_id = $1 ORDER BY at DESC, id DESC`,
      values: [taskId],
    });
    return result.rows;
  }

  async add(comment: Parameters<Queries['comments']['add']>[0]): Promise<CommentView | undefined> {
    const result = await this.#pool.query<CommentView>({
      name: 'task_comment_add',
      text: `INSERT INTO history_comment (id, root_id, instance_id, task_id, user_id, message, at)
        SELECT $1, t.root_id, t.instance_id, $2, $3, $4, $5 FROM (
          SELECT root_id, instance_id FROM task WHERE id = $2
          UNION ALL SELECT root_id, instance_id FROM history_task WHERE id = $2 LIMIT 1) t
        RETURNING id, root_id AS "rootId", instance_id AS "instanceId", task_id AS "taskId", user_id AS "userId", message, at`,
      values: [comment.id, comment.taskId, comment.userId, comment.message, comment.at],
    });
    return result.rows[0];
  }
}
