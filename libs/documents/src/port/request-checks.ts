import { DocumentError } from './document-error.ts';
import { type CalendarDay, type DocumentQuery, type StoreDocument } from './document-store.ts';
import { checkIndexData, type IndexData } from './index-data.ts';
import { checkDay } from './retention.ts';

const MAX_TEXT = 500;
const MAX_PAGE = 500;
const DEFAULT_PAGE = 50;

/** @throws DocumentError INVALID_REQUEST unless it is a well-formed text of 1 to 500 characters without NUL */
export function checkText(text: string, what: string): string {
  if (text.trim() === '' || text.length > MAX_TEXT || text.includes('\u0000') || /\p{Cs}/u.test(text)) {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected a ${what} of 1 to ${MAX_TEXT} characters, but got ${JSON.stringify(text.slice(0, 80))}.`,
    );
  }
  return text;
}

/** The checked parts of a request to store, the absent ones filled in. */
export function checkStoreRequest(request: StoreDocument): {
  readonly documentType: string;
  readonly title: string;
  readonly indexData: IndexData;
  readonly retentionUntil: CalendarDay | null;
} {
  const indexData = request.indexData ?? {};
  checkIndexData(indexData);
  return {
    documentType: checkText(request.documentType, 'document type'),
    title: checkText(request.title, 'title'),
    indexData,
    retentionUntil: request.retentionUntil === undefined ? null : checkDay(request.retentionUntil),
  };
}

/** The page size of a query. @throws DocumentError INVALID_REQUEST outside 1 to 500 or for a negative offset */
export function checkPage(query: DocumentQuery): number {
  const limit = query.limit ?? DEFAULT_PAGE;
  const offset = query.offset ?? 0;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE || !Number.isInteger(offset) || offset < 0) {
    throw new DocumentError(
      'INVALID_REQUEST',
      `Expected a limit of 1 to ${MAX_PAGE} and an offset from 0, but got ${limit} and ${offset}.`,
    );
  }
  if (query.indexData !== undefined) checkIndexData(query.indexData);
  return limit;
}
