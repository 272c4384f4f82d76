import type { Pool } from 'pg';
import type { IntakeService } from '../catalogue/intake-service.ts';

/** A mapping an integrator has changed; it takes the place of the one in the file. */
export interface ChangedMapping {
  readonly variables: Readonly<Record<string, string>>;
  readonly changedBy: string;
  readonly changedAt: string;
}

/** Mappings changed on the screen. Each program reads them anew for every arrival, so a change counts at once everywhere. */
export class PostgresMappings {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async all(): Promise<ReadonlyMap<string, ChangedMapping>> {
    const { rows } = await this.#pool.query<{
      service: string;
      variables: Readonly<Record<string, string>>;
      changed_by: string;
      changed_at: Date | string;
    }>('SELECT * FROM intake_mapping');
    return new Map(
      rows.map((row) => [
        row.service,
        { variables: row.variables, changedBy: row.changed_by, changedAt: new Date(row.changed_at).toISOString() },
      ]),
    );
  }

  /** The service with the mapping in force. */
  async applied(service: IntakeService): Promise<IntakeService> {
    const { rows } = await this.#pool.query<{ variables: Readonly<Record<string, string>> }>(
      'SELECT variables FROM intake_mapping WHERE service = $1',
      [service.key],
    );
    return rows[0] === undefined ? service : { ...service, variables: rows[0].variables };
  }

  async change(service: string, variables: Readonly<Record<string, string>>, by: string): Promise<void> {
    await this.#pool.query(
      `INSERT INTO intake_mapping (service, variables, changed_by) VALUES ($1, $2, $3)
       ON CONFLICT (service) DO UPDATE SET variables = $2, changed_by = $3, changed_at = now()`,
      [service, JSON.stringify(variables), by],
    );
  }

  /** Back to the mapping of the file. */
  async reset(service: string): Promise<void> {
    await this.#pool.query('DELETE FROM intake_mapping WHERE service = $1', [service]);
  }
}
