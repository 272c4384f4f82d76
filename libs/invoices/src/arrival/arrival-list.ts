import type { Pool } from 'pg';
import { OPEN_INVOICE_STATES, type InvoiceQuery, type InvoiceSort } from '#contracts';
import type { ArrivalLine } from './arrival.ts';
import { COUNT_DUPLICATES, HAS_DUPLICATE } from './arrival-store.ts';

/** The next discount that can still be had on the day `$1`, else the last one. */
const NEXT_DISCOUNT = `LEFT JOIN LATERAL (
  SELECT until, percent, saving FROM invoice_discount WHERE arrival_id = a.id
  ORDER BY (until < $1::date), CASE WHEN until < $1::date THEN -(until - $1::date) ELSE until - $1::date END LIMIT 1
) AS discount ON true`;

const OPEN = `a.state IN (${OPEN_INVOICE_STATES.map((state) => `'${state}'`).join(', ')})`;
/** `$2`: days before the end of a discount from which on it is at risk. */
const AT_RISK = `${OPEN} AND discount.until BETWEEN $1::date AND $1::date + $2::integer`;
const OVERDUE = `${OPEN} AND a.due_date < $1::date`;

const COLUMNS = `a.id, a.file_name AS "fileName", a.channel, a.sender, a.received_at AS "receivedAt", a.state,
  a.case_number AS "caseNumber", a.instance_id AS "instanceId", a.verdict, a.kind, a.supplier,
  a.invoice_number AS "invoiceNumber", a.issue_date::text AS "issueDate", a.due_date::text AS "dueDate",
  a.amount::text, a.currency, a.leitweg_id AS "leitwegId", a.leitweg_id_valid AS "leitwegIdValid",
  a.order_number AS "orderNumber", discount.until::text AS "discountUntil", discount.percent::text AS "discountPercent",
  discount.saving::text AS "discountSaving", ${COUNT_DUPLICATES} AS "likelyDuplicates"`;

const SORTS: Readonly<Record<InvoiceSort, string>> = {
  receivedAt: 'a.received_at',
  dueDate: 'a.due_date',
  discountUntil: 'discount.until',
  amount: 'a.amount',
  supplier: 'lower(a.supplier)',
  caseNumber: 'a.case_number',
};

/** The day it is asked on, and how long before its end a discount is at risk. */
export interface ListDay {
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly leadDays: number;
}

/** The list of invoices with what follows for a day: what is due, which discount is about to be lost. */
export class ArrivalList {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async page(
    query: Omit<InvoiceQuery, 'cursor' | 'limit'>,
    { today, leadDays }: ListDay,
    window: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly items: readonly ArrivalLine[]; readonly total: number }> {
    const values: unknown[] = [today, leadDays];
    const condition = conditionOf(query, values);
    const from = `FROM invoice_arrival AS a ${NEXT_DISCOUNT} WHERE ${condition}`;
    const { sort = 'receivedAt', descending = query.sort === undefined } = query;
    const [rows, total] = await Promise.all([
      this.#pool.query<ArrivalLine>(
        `SELECT ${COLUMNS} ${from} ORDER BY ${SORTS[sort]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, a.received_at DESC, a.id
         LIMIT ${Math.trunc(window.limit)} OFFSET ${Math.trunc(window.offset)}`,
        values,
      ),
      this.#pool.query<{ total: number }>(`SELECT count(*)::int AS total ${from}`, values),
    ]);
    return { items: rows.rows, total: total.rows[0]?.total ?? 0 };
  }

  /** One line, as the list shows it. */
  async line(id: string, { today }: ListDay): Promise<ArrivalLine | undefined> {
    const { rows } = await this.#pool.query<ArrivalLine>(
      `SELECT ${COLUMNS} FROM invoice_arrival AS a ${NEXT_DISCOUNT} WHERE a.id = $2`,
      [today, id],
    );
    return rows[0];
  }

  /** The numbers beside the filters. `savingAtRisk`: exact decimal, EUR only. */
  async counts({ today, leadDays }: ListDay): Promise<{
    readonly open: number;
    readonly overdue: number;
    readonly discountAtRisk: number;
    readonly savingAtRisk: string;
    readonly likelyDuplicates: number;
    readonly byState: Readonly<Record<string, number>>;
  }> {
    const [sums, states] = await Promise.all([
      this.#pool.query<{
        open: number;
        overdue: number;
        discountAtRisk: number;
        savingAtRisk: string;
        likelyDuplicates: number;
      }>(
        `SELECT count(*)::int AS open, count(*) FILTER (WHERE ${OVERDUE})::int AS overdue,
           count(*) FILTER (WHERE ${AT_RISK})::int AS "discountAtRisk",
           coalesce(sum(discount.saving) FILTER (WHERE ${AT_RISK} AND a.currency = 'EUR'), 0)::numeric(18, 2)::text
             AS "savingAtRisk",
           count(*) FILTER (WHERE ${HAS_DUPLICATE})::int AS "likelyDuplicates"
         FROM invoice_arrival AS a ${NEXT_DISCOUNT} WHERE ${OPEN}`,
        [today, leadDays],
      ),
      this.#pool.query<{ state: string; count: number }>(
        'SELECT state, count(*)::int AS count FROM invoice_arrival GROUP BY state',
      ),
    ]);
    const [row] = sums.rows;
    return {
      open: row?.open ?? 0,
      overdue: row?.overdue ?? 0,
      discountAtRisk: row?.discountAtRisk ?? 0,
      savingAtRisk: row?.savingAtRisk ?? '0.00',
      likelyDuplicates: row?.likelyDuplicates ?? 0,
      byState: Object.fromEntries(states.rows.map(({ state, count }) => [state, count])),
    };
  }
}

/** Conditions for what is asked; every value is a parameter. */
function conditionOf(query: Omit<InvoiceQuery, 'cursor' | 'limit'>, values: unknown[]): string {
  // Both days are named in every statement, so that PostgreSQL knows their types.
  const conditions: string[] = ['$1::date IS NOT NULL AND $2::integer IS NOT NULL'];
  const where = (value: unknown, condition: (parameter: string) => string) => {
    if (value !== undefined) conditions.push(`(${condition(`$${values.push(value)}`)})`);
  };
  const flag = (wanted: boolean | undefined, condition: string) => {
    if (wanted !== undefined) conditions.push(wanted ? `(${condition})` : `((${condition}) IS NOT TRUE)`);
  };
  where(query.state, (it) => `a.state = ANY(${it}::text[])`);
  where(query.verdict, (it) => `a.verdict = ANY(${it}::text[])`);
  where(query.channel, (it) => `a.channel = ANY(${it}::text[])`);
  where(query.kind, (it) => `a.kind = ${it}`);
  where(contains(query.supplier), (it) => `a.supplier ILIKE ${it}`);
  where(query.leitwegId?.replace(/[\\%_]/g, '\\$&'), (it) => `a.leitweg_id LIKE ${it} || '%'`);
  where(
    contains(query.search),
    (it) =>
      `a.supplier ILIKE ${it} OR a.invoice_number ILIKE ${it} OR a.case_number ILIKE ${it} OR a.order_number ILIKE ${it}
       OR a.leitweg_id ILIKE ${it} OR a.file_name ILIKE ${it}`,
  );
  where(query.dueFrom, (it) => `a.due_date >= ${it}::date`);
  where(query.dueUntil, (it) => `a.due_date <= ${it}::date`);
  where(query.amountFrom, (it) => `a.amount >= ${it}::numeric`);
  where(query.amountUntil, (it) => `a.amount <= ${it}::numeric`);
  where(query.receivedAfter, (it) => `a.received_at >= ${it}::timestamptz`);
  where(query.receivedBefore, (it) => `a.received_at < ${it}::timestamptz`);
  flag(query.open, OPEN);
  flag(query.overdue, OVERDUE);
  flag(query.discountAtRisk, AT_RISK);
  flag(query.likelyDuplicate, HAS_DUPLICATE);
  return conditions.join(' AND ');
}

/** Part of a text: `%` and `_` are meant as written. */
function contains(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
