import type { DataSource } from 'typeorm';
import { INBOX_MEMORY_LIMITS, type InboxFilter, type InboxMemory } from '#contracts';
import { IdentityError } from './identity-error.ts';
import { InboxMemoryRow } from './inbox-memory.entity.ts';

/** Characters nobody types, and halves of characters: PostgreSQL keeps neither in JSON. */
const UNTYPABLE = /[\p{Cc}\p{Cs}]/u;

type Kept = Pick<InboxMemoryRow, 'filters' | 'seenTasks'>;

/**
 * What accounts keep of the inboxes of their people: the searches they come back to and the tasks they have opened. A change
 * locks what is kept, so that two browsers of one person lose nothing of each other.
 */
export class InboxMemories {
  readonly #database: DataSource;

  constructor(database: DataSource) {
    this.#database = database;
  }

  /** `user`: log-in name of an account, as everywhere below. */
  async read(user: string): Promise<InboxMemory> {
    return shown(await this.#database.getRepository(InboxMemoryRow).findOneBy({ userName: user }));
  }

  /** Adds a filter at the end unless it is kept already. @throws IdentityError INBOX_MEMORY_INVALID, TOO_MANY_FILTERS */
  async keepFilter(user: string, filter: InboxFilter): Promise<InboxMemory> {
    if ([filter.group ?? '', filter.search].some((words) => UNTYPABLE.test(words)))
      throw new IdentityError('INBOX_MEMORY_INVALID', 'Expected words to look for, but there are control characters.');
    return this.#change(user, (kept) => {
      if (kept.filters.some((each) => isSame(each, filter))) return kept;
      if (kept.filters.length >= INBOX_MEMORY_LIMITS.filters)
        throw new IdentityError(
          'TOO_MANY_FILTERS',
          `Expected at most ${INBOX_MEMORY_LIMITS.filters} filters, but as many are kept already. Remove one first.`,
        );
      return { ...kept, filters: [...kept.filters, filter] };
    });
  }

  async forgetFilter(user: string, filter: InboxFilter): Promise<InboxMemory> {
    return this.#change(user, (kept) => ({
      ...kept,
      filters: kept.filters.filter((each) => !isSame(each, filter)),
    }));
  }

  /** Remembers tasks as opened, the latest 500 of all. @throws IdentityError INBOX_MEMORY_INVALID for what is no id */
  async seeTasks(user: string, taskIds: readonly string[]): Promise<InboxMemory> {
    const { seenTasks, taskIdLength } = INBOX_MEMORY_LIMITS;
    if (taskIds.some((id) => id === '' || id.length > taskIdLength || UNTYPABLE.test(id)))
      throw new IdentityError(
        'INBOX_MEMORY_INVALID',
        `Expected ids of tasks of 1 to ${taskIdLength} characters, but one is none.`,
      );
    return this.#change(user, (kept) => ({
      ...kept,
      seenTasks: [...new Set([...(kept.seenTasks ?? []), ...taskIds])].slice(-seenTasks),
    }));
  }

  async #change(user: string, change: (kept: Kept) => Kept): Promise<InboxMemory> {
    return this.#database.transaction(async (manager) => {
      const rows = manager.getRepository(InboxMemoryRow);
      await rows
        .createQueryBuilder()
        .insert()
        .values({ userName: user, filters: [], seenTasks: null })
        .orIgnore()
        .execute();
      const row = await rows.findOneOrFail({ where: { userName: user }, lock: { mode: 'pessimistic_write' } });
      return shown(await rows.save(Object.assign(row, change(row))));
    });
  }
}

function isSame(one: InboxFilter, other: InboxFilter): boolean {
  return one.scope === other.scope && one.group === other.group && one.search === other.search;
}

function shown(kept: Kept | null): InboxMemory {
  const seenTasks = kept?.seenTasks ?? undefined;
  return { filters: kept?.filters ?? [], ...(seenTasks === undefined ? {} : { seenTasks }) };
}
