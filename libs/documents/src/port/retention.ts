import { DocumentError } from './document-error.ts';
import { type CalendarDay, type DocumentState, type RecordState } from './document-store.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @throws DocumentError INVALID_REQUEST unless the text is an existing day `YYYY-MM-DD` */
export function checkDay(day: string): CalendarDay {
  const match = DAY.exec(day);
  if (match !== null) {
    const date = new Date(`${day}T00:00:00Z`);
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)) return day;
  }
  throw new DocumentError(
    'INVALID_REQUEST',
    `Expected a day as YYYY-MM-DD, but got ${JSON.stringify(day.slice(0, 40))}.`,
  );
}

/** The calendar day an instant falls on where the office is. Retention counts in days there, not in UTC. */
export function calendarDay(instant: Date, timeZone: string): CalendarDay {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(instant);
}

/** @throws DocumentError REASON_MISSING when the reason says nothing */
export function requireReason(reason: string | undefined, act: string): string {
  const text = reason?.trim() ?? '';
  if (text === '') throw new DocumentError('REASON_MISSING', `Expected a reason to ${act}, but it is empty.`);
  return text.slice(0, 2000);
}

/**
 * The rule of deletion, the same for every store: a legal hold beats everything, a retention date must have passed, and
 * from a closed record only what had a retention date is ever deleted.
 *
 * @throws DocumentError LEGAL_HOLD, RETENTION_NOT_EXPIRED, RETENTION_MISSING
 */
export function assertDeletable(
  document: Pick<DocumentState, 'documentId' | 'legalHold' | 'retentionUntil'>,
  record: Pick<RecordState, 'closed'>,
  today: CalendarDay,
): void {
  const { documentId, legalHold, retentionUntil } = document;
  if (legalHold !== undefined) {
    throw new DocumentError(
      'LEGAL_HOLD',
      `Expected a document without legal hold, but ${documentId} is held: ${legalHold}`,
      {
        details: { reason: legalHold },
      },
    );
  }
  if (retentionUntil !== undefined && today <= retentionUntil) {
    throw new DocumentError(
      'RETENTION_NOT_EXPIRED',
      `Expected an expired retention, but document ${documentId} must be kept until ${retentionUntil}.`,
      { details: { until: retentionUntil } },
    );
  }
  if (retentionUntil === undefined && record.closed) {
    throw new DocumentError(
      'RETENTION_MISSING',
      `Expected a retention date on document ${documentId} of a closed record, but none is set; set it or open the record again.`,
    );
  }
}

/** A day can be moved later freely; moving it earlier needs a reason. @throws DocumentError REASON_MISSING */
export function assertRetentionChange(before: CalendarDay | undefined, until: CalendarDay, reason?: string): void {
  if (before !== undefined && until < before) requireReason(reason, `shorten the retention from ${before} to ${until}`);
}
