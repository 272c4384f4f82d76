import type { Pool } from 'pg';
import type { Clock, NumberSeries } from '#runtime';

/** Case numbers in PostgreSQL. The row of the series is the lock: numbers have no gaps and no doubles. */
export class PostgresNumberSeries implements NumberSeries {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #timeZone: string;

  /** The year of a number is the year in `timeZone`, an IANA name. */
  constructor(pool: Pool, clock: Clock, timeZone: string) {
    this.#pool = pool;
    this.#clock = clock;
    this.#timeZone = timeZone;
  }

  async take(series: string, claim: string): Promise<string> {
    if (!/^[A-Z0-9]{1,12}$/.test(series))
      throw new RangeError(
        `Expected a series of 1 to 12 capital letters or digits, but got ${JSON.stringify(series)}.`,
      );
    const client = await this.#pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7307))', [claim]);
      const known = await client.query<{ number: string }>('SELECT number FROM number_claim WHERE claim = $1', [claim]);
      const number = known.rows[0]?.number ?? (await this.#next(client, series, claim));
      await client.query('COMMIT');
      return number;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  async #next(client: Pick<Pool, 'query'>, series: string, claim: string): Promise<string> {
    const now = new Date(this.#clock.now());
    const year = Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: this.#timeZone }).format(now));
    const { rows } = await client.query<{ last: number }>(
      `INSERT INTO number_series (series, year, last) VALUES ($1, $2, 1)
       ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [series, year],
    );
    const number = `${series}-${year}-${String(rows[0]?.last).padStart(4, '0')}`;
    await client.query('INSERT INTO number_claim (claim, number, at) VALUES ($1, $2, $3)', [claim, number, now]);
    return number;
  }
}
