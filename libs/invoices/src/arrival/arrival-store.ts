import type { Pool } from 'pg';
import type { InvoiceState } from '#contracts';
import { readDiscountTerms } from '../discount-terms.ts';
import { checkLeitwegId } from '../leitweg-id.ts';
import type { Examination } from '../reading/examine-invoice.ts';
import type { Arrival, DiscountRow, DuplicateReason } from './arrival.ts';
import { numberKey, supplierKeys } from './supplier-keys.ts';

export interface NewArrival {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly channel: Arrival['channel'];
  readonly sender: string | null;
  readonly messageId: string | null;
  readonly receivedAt: string;
}

export interface DuplicateRow {
  readonly id: string;
  readonly caseNumber: string | null;
  readonly state: InvoiceState;
  readonly receivedAt: string;
  readonly channel: Arrival['channel'];
  readonly supplier: string | null;
  readonly invoiceNumber: string | null;
  readonly reason: DuplicateReason;
}

const COLUMNS = `id, sha256, size, file_name AS "fileName", channel, sender, message_id AS "messageId",
  received_at AS "receivedAt", state, case_number AS "caseNumber", instance_id AS "instanceId", examination`;

/** Other arrivals `b` that are likely the same invoice as `a`. What was sent back may come again, corrected. */
const IS_DUPLICATE = `b.id <> a.id AND b.state <> 'rejected' AND (
  (b.xml_sha256 = a.xml_sha256 AND b.xml_sha256 IS NOT NULL)
  OR (b.supplier_keys && a.supplier_keys AND b.kind = a.kind AND (
    (b.number_key = a.number_key AND date_part('year', b.issue_date) IS NOT DISTINCT FROM date_part('year', a.issue_date))
    OR (b.amount = a.amount AND b.currency = a.currency AND b.issue_date = a.issue_date))))`;

/** Condition on `invoice_arrival AS a`: another one is likely the same. */
export const HAS_DUPLICATE = `EXISTS (SELECT 1 FROM invoice_arrival AS b WHERE ${IS_DUPLICATE})`;
/** How many others are likely the same as `a`. */
export const COUNT_DUPLICATES = `(SELECT count(*)::int FROM invoice_arrival AS b WHERE ${IS_DUPLICATE})`;

/** Arrived invoices in PostgreSQL: bytes, hash, channel and time in one transaction, before anybody looks into them. */
export class ArrivalStore {
  readonly #pool: Pool;
  readonly #pauseSeconds: number;

  /** `pauseSeconds`: after a first failure to begin a case; doubled after each further one. */
  constructor(pool: Pool, { pauseSeconds = 5 }: { readonly pauseSeconds?: number } = {}) {
    this.#pool = pool;
    this.#pauseSeconds = pauseSeconds;
  }

  /** Keeps a new arrival, or answers the earlier one with the same bytes. Of several at once exactly one is new. */
  async keep(arrival: NewArrival): Promise<{ readonly arrival: Arrival; readonly repeated: boolean }> {
    const { id, sha256, bytes, fileName, channel, sender, messageId, receivedAt } = arrival;
    const { rowCount } = await this.#pool.query(
      `WITH kept AS (
         INSERT INTO invoice_arrival
           (id, sha256, size, file_name, channel, sender, message_id, received_at, state_at, wake_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8::timestamptz + interval '30 seconds')
         ON CONFLICT (sha256) DO NOTHING RETURNING id)
       INSERT INTO invoice_content (arrival_id, bytes) SELECT id, $9 FROM kept`,
      [id, sha256, bytes.length, fileName, channel, sender, messageId, receivedAt, bytes],
    );
    const kept = await this.#one('sha256 = $1', sha256);
    if (kept === undefined) throw new Error('Expected the arrival that was just kept, but it is gone.');
    return { arrival: kept, repeated: rowCount === 0 };
  }

  find(id: string): Promise<Arrival | undefined> {
    return isUuid(id) ? this.#one('id = $1', id) : Promise.resolve(undefined);
  }

  findByInstance(instanceId: string): Promise<Arrival | undefined> {
    return this.#one('instance_id = $1', instanceId);
  }

  /** The file as it arrived; undefined once it was erased because the record of the case has it. */
  async storedBytes(id: string): Promise<Uint8Array | undefined> {
    const { rows } = await this.#pool.query<{ bytes: Buffer }>(
      'SELECT bytes FROM invoice_content WHERE arrival_id = $1',
      [id],
    );
    return rows[0]?.bytes;
  }

  /** The file as it arrived, of a case that runs. */
  async bytes(id: string): Promise<Uint8Array> {
    const bytes = await this.storedBytes(id);
    if (bytes === undefined) throw new Error(`Expected the bytes of arrival ${id}, but there are none.`);
    return bytes;
  }

  /** Notes what was found in it; the second of two who looked at once changes nothing. */
  async examined(id: string, examination: Examination, at: string): Promise<void> {
    const { content } = examination;
    const leitwegId = content?.references.buyerReference;
    const iban = content?.payment.find(({ account }) => account !== undefined)?.account?.iban;
    const discounts = discountsOf(examination);
    await this.#pool.query(
      `WITH noted AS (
         UPDATE invoice_arrival SET examination = $2, examined_at = $3, verdict = $4, kind = $5, media_type = $6,
           xml_sha256 = $7, supplier = $8, supplier_keys = $9, invoice_number = $10, number_key = $11, issue_date = $12,
           due_date = $13, amount = $14, currency = $15, leitweg_id = $16, leitweg_id_valid = $17, order_number = $18,
           iban = $19
         WHERE id = $1 AND examined_at IS NULL RETURNING id)
       INSERT INTO invoice_discount (arrival_id, until, days, percent, base, saving, payable)
       SELECT noted.id, tier.until, tier.days, tier.percent, tier.base, tier.saving, tier.payable
       FROM noted, jsonb_to_recordset($20) AS tier
         (until date, days integer, percent numeric, base numeric, saving numeric, payable numeric)`,
      [
        id,
        storable(examination),
        at,
        examination.verdict,
        content?.kind ?? null,
        examination.mediaType,
        examination.source?.sha256 ?? null,
        content?.seller?.name ?? content?.seller?.tradingName ?? null,
        supplierKeys(content?.seller),
        content?.number ?? null,
        content?.number === undefined ? null : numberKey(content.number),
        content?.issueDate ?? null,
        content?.dueDate ?? null,
        content?.payable?.value ?? null,
        content?.payable?.currency ?? null,
        leitwegId ?? null,
        leitwegId === undefined ? null : checkLeitwegId(leitwegId).valid,
        content?.references.order ?? null,
        iban ?? null,
        JSON.stringify(discounts),
      ],
    );
  }

  /** Remembers the case; the first one counts for ever. */
  async begun(id: string, caseNumber: string, instanceId: string): Promise<void> {
    await this.#pool.query(
      `UPDATE invoice_arrival SET case_number = $2, instance_id = $3, wake_at = NULL, trouble = NULL
       WHERE id = $1 AND instance_id IS NULL`,
      [id, caseNumber, instanceId],
    );
  }

  /** Remembers why the case could not be begun; it is tried again, later each time, an hour at most. */
  async troubled(id: string, reason: string): Promise<void> {
    await this.#pool.query(
      `UPDATE invoice_arrival SET trouble = $2, attempts = attempts + 1,
         wake_at = now() + least(interval '1 hour', interval '1 second' * $3::float8 * power(2, least(attempts, 10)))
       WHERE id = $1 AND instance_id IS NULL`,
      [id, reason.slice(0, 2_000), this.#pauseSeconds],
    );
  }

  /** Arrivals whose case should have begun by now. */
  async waiting(limit: number): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      'SELECT id FROM invoice_arrival WHERE instance_id IS NULL AND wake_at <= now() ORDER BY wake_at LIMIT $1',
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** How far it is. A state that is over never changes again. */
  async setState(id: string, state: InvoiceState, at: string): Promise<void> {
    await this.#pool.query(
      `UPDATE invoice_arrival SET state = $2, state_at = $3
       WHERE id = $1 AND state <> $2 AND state NOT IN ('rejected', 'settled', 'archived')`,
      [id, state, at],
    );
  }

  async discounts(id: string): Promise<readonly DiscountRow[]> {
    const { rows } = await this.#pool.query<DiscountRow>(
      `SELECT until::text, days, percent::text, base::text, saving::text, payable::text
       FROM invoice_discount WHERE arrival_id = $1 ORDER BY invoice_discount.until, invoice_discount.percent DESC`,
      [id],
    );
    return rows;
  }

  /** Other arrivals that are likely the same invoice, the strongest reason of each, oldest first. */
  async duplicates(id: string): Promise<readonly DuplicateRow[]> {
    const { rows } = await this.#pool.query<DuplicateRow>(
      `SELECT b.id, b.case_number AS "caseNumber", b.state, b.received_at AS "receivedAt", b.channel, b.supplier,
         b.invoice_number AS "invoiceNumber",
         CASE WHEN b.xml_sha256 = a.xml_sha256 THEN 'sameXml'
              WHEN b.number_key = a.number_key
                AND date_part('year', b.issue_date) IS NOT DISTINCT FROM date_part('year', a.issue_date) THEN 'sameNumber'
              ELSE 'sameAmount' END AS reason
       FROM invoice_arrival AS a JOIN invoice_arrival AS b ON ${IS_DUPLICATE}
       WHERE a.id = $1 ORDER BY b.received_at, b.id LIMIT 50`,
      [id],
    );
    return rows;
  }

  /** Accounts other invoices of the same supplier named; empty for a supplier seen the first time. */
  async accountsOfSupplier(id: string): Promise<ReadonlySet<string>> {
    const { rows } = await this.#pool.query<{ iban: string }>(
      `SELECT DISTINCT b.iban FROM invoice_arrival AS a JOIN invoice_arrival AS b
         ON b.id <> a.id AND b.supplier_keys && a.supplier_keys AND b.received_at <= a.received_at
         AND b.iban IS NOT NULL AND b.state <> 'rejected'
       WHERE a.id = $1`,
      [id],
    );
    return new Set(rows.map(({ iban }) => iban));
  }

  async #one(condition: string, value: string): Promise<Arrival | undefined> {
    const { rows } = await this.#pool.query<Arrival>(`SELECT ${COLUMNS} FROM invoice_arrival WHERE ${condition}`, [
      value,
    ]);
    return rows[0];
  }
}

/** Nobody grants more; a file that claims so is playing. */
const mostTiers = 20;

/** As JSON without what PostgreSQL does not take: zeros and halves of surrogate pairs, as names inside a PDF may have. */
function storable(examination: Examination): string {
  return JSON.stringify(examination, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/[\0\p{Cs}]/gu, '') : value,
  );
}

/** The tiers of the discount, computed to date and amount. */
function discountsOf({ content }: Pick<Examination, 'content'>): readonly DiscountRow[] {
  const { paymentTerms, issueDate, payable, kind } = content ?? {};
  if (paymentTerms === undefined || issueDate === undefined || payable === undefined || kind === 'creditNote')
    return [];
  const offers = readDiscountTerms(paymentTerms, issueDate, payable.value);
  return offers.slice(0, mostTiers).map((offer) => ({
    until: offer.payableUntil,
    days: offer.days,
    percent: offer.percent,
    base: offer.baseAmount,
    saving: offer.discountAmount,
    payable: offer.payableAmount,
  }));
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
