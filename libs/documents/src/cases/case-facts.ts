import { type RecordReference, recordKeyOf } from '../port/record-reference.ts';

/** What the record of a case is named after. */
export interface CaseFacts {
  /** The topmost case of the call hierarchy, whose record all cases below share. */
  readonly rootId: string;
  /** The variable `aktenzeichen` of the topmost case. */
  readonly fileReference?: string;
  readonly businessKey: string | null;
  /** Name of its process. */
  readonly processName: string;
}

/** Finds a case, running or ended. Rejects when there is none. */
export type FindCase = (instanceId: string) => Promise<CaseFacts>;

/**
 * How the record of a case is named: by its file reference, else by its business key, else by its id. A business key that
 * cannot be a name (too long, control characters) is passed over.
 *
 * @throws DocumentError INVALID_REQUEST when the file reference cannot be a name: somebody meant it to be one
 */
export function recordOfCase({ rootId, fileReference, businessKey }: CaseFacts): RecordReference {
  if (fileReference !== undefined && fileReference.trim() !== '') {
    const reference = { fileReference: fileReference.trim() };
    recordKeyOf(reference);
    return reference;
  }
  return { fileReference: businessKey !== null && canBeName(businessKey) ? businessKey.trim() : rootId };
}

function canBeName(text: string): boolean {
  try {
    recordKeyOf({ fileReference: text });
    return true;
  } catch {
    return false;
  }
}
