import { useCallback, useMemo } from 'react';
import { commands } from '../api/commands.ts';
import { INBOX_MEMORY_LIMITS, type InboxMemory } from '../api/contracts.ts';
import { useInboxMemory } from '../inbox/inbox-memory.ts';

export interface SeenTasks {
  /** Undefined until it is known. */
  readonly ids: ReadonlySet<string> | undefined;
  /** This person has never been told of new tasks before. */
  readonly isFirstTime: boolean;
  /** Remembers that these were there when the person came for the first time. */
  readonly begin: (taskIds: readonly string[]) => void;
  readonly see: (taskIds: readonly string[]) => void;
}

/** Which tasks the person logged in has opened, in any browser. */
export function useSeenTasks(): SeenTasks {
  const { memory, read, change } = useInboxMemory();
  const seenTasks = memory?.seenTasks;
  const ids = useMemo(() => (seenTasks === undefined ? undefined : new Set(seenTasks)), [seenTasks]);
  const begin = useCallback(
    (taskIds: readonly string[]) => {
      const fresh = taskIds.slice(0, INBOX_MEMORY_LIMITS.seenTasks);
      change({ foresee: withSeen(fresh), send: () => commands.seeTasks(fresh) });
    },
    [change],
  );
  const see = useCallback(
    (taskIds: readonly string[]) => {
      void read().then((kept) => {
        // Whoever has not begun yet begins with all they have; a single task before that would make the others new.
        if (kept?.seenTasks === undefined) return;
        const fresh = taskIds.filter((id) => kept.seenTasks?.includes(id) !== true);
        if (fresh.length > 0) begin(fresh);
      });
    },
    [read, begin],
  );
  return { ids, isFirstTime: memory !== undefined && seenTasks === undefined, begin, see };
}

const withSeen =
  (taskIds: readonly string[]) =>
  (memory: InboxMemory): InboxMemory => ({ ...memory, seenTasks: [...(memory.seenTasks ?? []), ...taskIds] });
