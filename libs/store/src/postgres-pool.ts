import pg from 'pg';

const TIMESTAMPTZ = 1184;
const INT8 = 20;

/**
 * The connections of the hot path: requests written behind each other without waiting for the answers (pipeline), prepared
 * statements, JIT off (the statements are short and many). Instants come back as ISO 8601 UTC text, counts as numbers.
 */
export function createPostgresPool(
  url: string,
  options: { readonly connections?: number; readonly name?: string; readonly relaxedCommit?: boolean } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 8,
    application_name: options.name ?? 'laufzettel',
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    pipeline: true,
    options: `-c jit=off -c timezone=UTC${options.relaxedCommit === true ? ' -c synchronous_commit=off' : ''}`,
    types: readableTypes(),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function readableTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(TIMESTAMPTZ, (text) => new Date(text).toISOString());
  types.setTypeParser(INT8, Number);
  return types;
}
