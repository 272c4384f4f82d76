import { PAGE_LIMITS, type Page, type PageQuery } from '#contracts';
import { ProblemError } from '#platform';

/** A window onto a list. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** @throws ProblemError 400 for a cursor that is not ours */
export function windowOf({ cursor, limit = PAGE_LIMITS.default }: PageQuery): Window {
  if (cursor === undefined) return { offset: 0, limit };
  const match = /^o(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (match === null) {
    throw new ProblemError(400, 'REQUEST_INVALID', 'Expected a cursor from an answer before, but this is none.', {
      errors: [{ pointer: '?cursor', detail: 'Expected nextCursor of the page before.' }],
    });
  }
  return { offset: Number(match[1]), limit };
}

export function pageOf<Item>(items: readonly Item[], total: number, { offset }: Window): Page<Item> {
  const next = offset + items.length;
  const more = next < total && items.length > 0;
  return { items, total, ...(more ? { nextCursor: Buffer.from(`o${next}`, 'latin1').toString('base64url') } : {}) };
}
