import { INBOX_MEMORY_LIMITS, type InboxFilter } from '../api/contracts.ts';
import { ProblemError } from '../api/problem-error.ts';
import { filterOfQuery } from './saved-filter.ts';

/** Where what a browser holds goes to. */
export interface AccountMemory {
  readonly keepFilter: (filter: InboxFilter) => Promise<unknown>;
  readonly seeTasks: (taskIds: readonly string[]) => Promise<unknown>;
}

/**
 * Takes over what earlier versions kept of somebody's inbox in this browser into their account, and removes it here. What
 * the account refuses for good (too many, not sound) is dropped; with any other failure it stays for the next time.
 * @param storage undefined where the browser allows none
 * @throws ProblemError when the server could not be reached or could not do it
 */
export async function takeOverBrowserMemory(
  person: string,
  storage: Pick<Storage, 'getItem' | 'removeItem'> | undefined,
  account: AccountMemory,
): Promise<void> {
  if (storage === undefined) return;
  const filtersKey = `laufzettel.inbox-filters.${person}`;
  const seenKey = `laufzettel.seen-tasks.${person}`;
  const seen = listIn(storage, seenKey);
  if (seen !== undefined) {
    const ids = seen.filter((id) => id !== '' && id.length <= INBOX_MEMORY_LIMITS.taskIdLength);
    await unlessRefused(account.seeTasks(ids.slice(-INBOX_MEMORY_LIMITS.seenTasks)));
    storage.removeItem(seenKey);
  }
  const filters = listIn(storage, filtersKey);
  if (filters !== undefined) {
    const sound = filters.map(filterOfQuery).filter((filter) => filter !== undefined);
    for (const filter of sound.slice(0, INBOX_MEMORY_LIMITS.filters)) await unlessRefused(account.keepFilter(filter));
    storage.removeItem(filtersKey);
  }
}

/** The texts kept under a key; undefined where nothing is, or somebody else's words. */
function listIn(storage: Pick<Storage, 'getItem'>, key: string): readonly string[] | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept.filter((entry): entry is string => typeof entry === 'string') : undefined;
  } catch {
    return undefined;
  }
}

async function unlessRefused(sent: Promise<unknown>): Promise<void> {
  try {
    await sent;
  } catch (error) {
    if (!(error instanceof ProblemError) || (error.status !== 400 && error.status !== 422)) throw error;
  }
}
