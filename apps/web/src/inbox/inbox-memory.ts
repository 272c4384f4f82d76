import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { commands } from '../api/commands.ts';
import { apiPaths, type InboxMemory } from '../api/contracts.ts';
import { requestJson } from '../api/request.ts';
import { useSession } from '../shell/session.tsx';
import { takeOverBrowserMemory } from './browser-memory.ts';

/** Something the account is to keep or forget. */
interface MemoryChange {
  /** What will be kept then, shown until the account has answered. */
  readonly foresee: (memory: InboxMemory) => InboxMemory;
  readonly send: () => Promise<InboxMemory>;
}

export interface KeptInbox {
  /** Undefined until it has been read. */
  readonly memory: InboxMemory | undefined;
  /** What is kept at this moment, read first where need be; undefined when it cannot be read. */
  readonly read: () => Promise<InboxMemory | undefined>;
  /** Shown at once, and taken back when the account refuses it. */
  readonly change: (change: MemoryChange, on?: { readonly onError: (error: Error) => void }) => void;
}

const MUTATION = ['inbox-memory'];

function browserStorage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** The key begins with `task`: with every change of tasks it is read again, and so follows the person's other browsers. */
const memoryOf = (person: string) =>
  queryOptions({
    queryKey: ['task', 'memory', person],
    queryFn: async ({ signal }) => {
      await takeOverBrowserMemory(person, browserStorage(), {
        keepFilter: commands.keepInboxFilter,
        seeTasks: commands.seeTasks,
      });
      return requestJson<InboxMemory>(apiPaths.inboxMemory, { signal });
    },
  });

/** What the account of the person logged in keeps of their inbox, the same in every part of the screen. */
export function useInboxMemory(): KeptInbox {
  const client = useQueryClient();
  const { person } = useSession();
  const { queryKey } = memoryOf(person.name);
  const { data: memory } = useQuery(memoryOf(person.name));
  const { mutate } = useMutation({
    mutationKey: MUTATION,
    // One after the other, so that the last answer tells everything.
    scope: { id: MUTATION.join() },
    mutationFn: ({ send }: MemoryChange) => send(),
    onMutate: async ({ foresee }) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, foresee(before));
      return { before };
    },
    onSuccess: async (answer) => {
      // While more is under way, what is foreseen of it stays.
      if (client.isMutating({ mutationKey: MUTATION }) > 1) return;
      await client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, answer);
    },
    onError: (_, __, context) => {
      if (context?.before !== undefined) client.setQueryData(queryKey, context.before);
      void client.invalidateQueries({ queryKey });
    },
  });
  return {
    memory,
    read: useCallback(
      () => client.query({ ...memoryOf(person.name), staleTime: 'static' }).catch(() => undefined),
      [client, person.name],
    ),
    change: mutate,
  };
}
