/**
 * A worker program for the kill test: what apps/worker does, with short locks and a connector that writes every try into the
 * table `effort` before it takes its time. Arguments: database address, Redis address or `-`, milliseconds per job.
 */
import pg from 'pg';
import { openExecution } from '#execution';

const [databaseUrl, redisUrl, pause] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
pool.on('error', () => undefined);
const log = {
  warn: () => undefined,
  error: (message, fields) => console.error(message, JSON.stringify(fields)),
};
const execution = await openExecution({
  databaseUrl,
  redisUrl: redisUrl === '-' ? undefined : redisUrl,
  log,
  concurrency: 8,
  dispatchLeaseMs: 1000,
  connectors: [
    {
      topic: 'slow',
      async execute({ jobId, attempt, nodeId }) {
        await pool.query('INSERT INTO effort (job_id, attempt, node_id) VALUES ($1, $2, $3)', [jobId, attempt, nodeId]);
        await new Promise((resolve) => setTimeout(resolve, Number(pause)));
        return { kind: 'done', variables: { [nodeId]: jobId } };
      },
    },
  ],
});
await execution.startBackground({ lockMs: 1500, sweepMs: 300 });
process.stdout.write('ready\n');
