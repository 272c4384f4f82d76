import { randomUUID } from 'node:crypto';
import pg from 'pg';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Notes the writing statements of the hot path while `work` runs: what one process instance writes from start to end.
 * Nothing is changed, the statements only pass by.
 */
export async function recordWrites(work) {
  const original = pg.Client.prototype.query;
  const writes = [];
  pg.Client.prototype.query = function (config, ...rest) {
    if (typeof config === 'object' && (/^w[0-9a-z]+$/.test(config.name ?? '') || config.name === 'job_claim')) {
      writes.push({ name: config.name, text: config.text, values: structuredClone(config.values) });
    }
    return original.call(this, config, ...rest);
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return writes;
}

/**
 * Writes the same rows by plain SQL: no engine, no queue, no worker, only the statements, with fresh ids for every instance.
 * @param grouped how many instances share a transaction
 */
export async function replayWrites(url, writes, { instances, connections, grouped }) {
  const pool = new pg.Pool({ connectionString: url, max: connections, pipeline: true, options: '-c jit=off' });
  pool.on('error', () => undefined);
  const groups = Array.from({ length: Math.ceil(instances / grouped) }, () => freshWrites(writes, grouped));
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < groups.length) {
        const group = groups[next];
        next += 1;
        for (const write of group) {
          const client = await pool.connect();
          await Promise.all([client.query('BEGIN'), client.query(write), client.query('COMMIT')]);
          client.release();
        }
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await pool.end();
  return instances / seconds;
}

/** The recorded statements once more, for `count` instances with ids of their own. */
function freshWrites(writes, count) {
  const copies = Array.from({ length: count }, () => {
    const ids = new Map();
    const renew = (text) =>
      text.replace(UUID, (id) => {
        if (!ids.has(id)) ids.set(id, randomUUID().replace(/^(.{14})./, '$17'));
        return ids.get(id);
      });
    return writes.map(({ values }) =>
      values.map((value) =>
        Array.isArray(value) ? value.map(renew) : typeof value === 'string' ? renewKeptDefinition(value, renew) : value,
      ),
    );
  });
  return writes.map(({ name, text }, index) => ({
    name,
    text,
    values: copies[0][index].map((first, parameter) => {
      if (Array.isArray(first)) return copies.flatMap((copy) => copy[index][parameter]);
      if (typeof first !== 'string' || !first.startsWith('[')) return first;
      return JSON.stringify(copies.flatMap((copy) => JSON.parse(copy[index][parameter])));
    }),
  }));
}

/** The definition stays the same one. */
function renewKeptDefinition(text, renew) {
  const kept = [];
  const masked = text.replace(/"definitionId":"[^"]+"/g, (match) => `@@${kept.push(match) - 1}@@`);
  return renew(masked).replace(/@@(\d+)@@/g, (_, index) => kept[Number(index)]);
}
