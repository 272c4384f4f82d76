import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { apiPaths, CHANGE_EVENTS, type Change } from './contracts.ts';
import { queries } from './queries.ts';
import { showsTaskOf } from './shows-task-of.ts';

/** Changes of this many milliseconds are read again together: a batch of a hundred finished cases is one reload. */
const GATHER_MS = 250;
/** A connection that the server refused or that was closed for good is opened again after this time. */
const REOPEN_MS = 5000;
/** Only a gap longer than this is worth telling; restarts and changes of network are shorter. */
const TELL_MS = 4000;

/** First words of the query keys a change makes stale; a task or an incident also changes what its case shows. */
const staleKinds: Record<Change['kind'], readonly string[]> = {
  instance: ['instance', 'definition'],
  task: ['task', 'instance'],
  incident: ['incident', 'instance', 'definition'],
  definition: ['definition'],
};
const allKinds = Object.keys(staleKinds);

/**
 * Reads again what other people and the machine change, as long as the component is on screen. Answers whether the
 * connection is there; while it is not, what is shown may be out of date.
 */
export function useLiveUpdates(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => listen(client, setConnected), [client]);
  return connected;
}

function listen(client: QueryClient, tell: (connected: boolean) => void): () => void {
  const stale = new Set<string>();
  const changedInstances = new Set<string>();
  let source: EventSource;
  let gathering: number | undefined;
  let telling: number | undefined;
  let reopening: number | undefined;

  const gather = (kinds: readonly string[]): void => {
    for (const kind of kinds) stale.add(kind);
    gathering ??= window.setTimeout(() => {
      gathering = undefined;
      const kindsNow = new Set(stale);
      const instancesNow = new Set(changedInstances);
      stale.clear();
      changedInstances.clear();
      void client.invalidateQueries({
        predicate: ({ queryKey: [kind], state }) =>
          kindsNow.has(String(kind)) || (kind === 'task' && showsTaskOf(state.data, instancesNow)),
      });
    }, GATHER_MS);
  };

  const open = (): void => {
    source = new EventSource(apiPaths.changes);
    source.addEventListener('open', () => {
      window.clearTimeout(telling);
      telling = undefined;
      tell(true);
      // A new connection knows no position to go on from: whatever was read before it may have changed meanwhile.
      gather(allKinds);
    });
    source.addEventListener(CHANGE_EVENTS.change, (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as Change;
      if (change.kind === 'instance') changedInstances.add(change.instanceId);
      gather(staleKinds[change.kind]);
    });
    source.addEventListener(CHANGE_EVENTS.refresh, () => {
      gather(allKinds);
    });
    source.addEventListener('error', () => {
      telling ??= window.setTimeout(() => {
        tell(false);
      }, TELL_MS);
      if (source.readyState !== EventSource.CLOSED) return;
      // Refused: perhaps the session has ended, then asking for it brings up the log-in page.
      void client.invalidateQueries({ queryKey: queries.session.queryKey });
      reopening = window.setTimeout(() => {
        open();
      }, REOPEN_MS);
    });
  };
  open();
  return () => {
    source.close();
    for (const timer of [gathering, telling, reopening]) window.clearTimeout(timer);
  };
}
