import { type Pool } from 'pg';
import { type ContentDirectory } from '../content/content-directory.ts';
import { inTransaction, lockName } from './transaction.ts';

/**
 * Removes the files whose documents were deleted, unless another document has the same content. The request to remove
 * is a row written with the deletion, so a crash between the two only postpones it. Answers the number of files removed.
 */
export async function removeUnusedContent(pool: Pool, content: ContentDirectory): Promise<number> {
  const { rows } = await pool.query<{ sha256: string }>('SELECT sha256 FROM archive_content_removal');
  let removed = 0;
  for (const { sha256 } of rows) {
    await inTransaction(pool, async (client) => {
      await lockName(client, `content:${sha256}`);
      const { rowCount } = await client.query(
        `SELECT 1 FROM archive_version v JOIN archive_document d USING (document_id)
         WHERE v.sha256 = $1 AND NOT d.deleted LIMIT 1`,
        [sha256],
      );
      if (rowCount === 0) {
        await content.remove(sha256);
        removed += 1;
      }
      await client.query('DELETE FROM archive_content_removal WHERE sha256 = $1', [sha256]);
    });
  }
  return removed;
}
