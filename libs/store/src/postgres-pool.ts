import pg from 'pg';

const TIMESTAMPTZ = 1184;
const INT8 = 20;

export interface PoolOptions {
  readonly connections?: number;
  readonly name?: string;
  /**
   * For the hot path, whose statements look up rows by their keys and nothing else. Its tables are queues, large one minute
   * and empty the next; the planner, believing old statistics, would read them from end to end. So it is told not to.
   */
  readonly byKeyOnly?: boolean;
  /** A commit need not wait for the disk: what a crash of PostgreSQL forgets is repeated. */
  readonly relaxedCommit?: boolean;
}

/**
 * Connections to PostgreSQL: requests are written behind each other without waiting for answers (pipeline), JIT is off (the
 * statements are short and many). Instants come back as ISO 8601 UTC text, counts as numbers.
 */
export function createPostgresPool(url: string, options: PoolOptions = {}): pg.Pool {
  const settings = [
    'jit=off',
    'timezone=UTC',
    ...(options.byKeyOnly === true
      ? ['enable_seqscan=off', 'enable_hashjoin=off', 'enable_mergejoin=off', 'plan_cache_mode=force_generic_plan']
      : []),
    ...(options.relaxedCommit === true ? ['synchronous_commit=off'] : []),
  ];
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 8,
    application_name: options.name ?? 'laufzettel',
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    pipeline: true,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
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
