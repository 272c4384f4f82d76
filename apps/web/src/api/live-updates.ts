import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { apiPaths, CHANGE_EVENTS, type Change } from './contracts.ts';

/** Changes of this many milliseconds are read again together: a batch of a hundred finished cases is one reload. */
const GATHER_MS = 250;

/** First words of the query keys a change makes stale; a task or an incident also changes what its case shows. */
const staleKinds: Record<Change['kind'], readonly string[]> = {
  instance: ['instance', 'definition'],
  task: ['task', 'instance'],
  incident: ['incident', 'instance', 'definition'],
  definition: ['definition'],
};

/** Reads again what other people and the machine change, as long as the component is on screen. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

function listen(client: QueryClient): () => void {
  const source = new EventSource(apiPaths.changes);
  const stale = new Set<string>();
  let timer: number | undefined;

  const gather = (kinds: readonly string[]): void => {
    for (const kind of kinds) stale.add(kind);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      const kindsNow = new Set(stale);
      stale.clear();
      void client.invalidateQueries({ predicate: ({ queryKey }) => kindsNow.has(String(queryKey[0])) });
    }, GATHER_MS);
  };

  source.addEventListener(CHANGE_EVENTS.change, (event: MessageEvent<string>) => {
    gather(staleKinds[(JSON.parse(event.data) as Change).kind]);
  });
  source.addEventListener(CHANGE_EVENTS.refresh, () => {
    gather(Object.keys(staleKinds));
  });
  return () => {
    source.close();
    window.clearTimeout(timer);
  };
}
