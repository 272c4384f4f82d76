import { useEffect, useRef, useState } from 'react';

export interface SteadyList<Item> {
  readonly items: readonly Item[];
  /** Put on the list's element. */
  readonly hold: { readonly onPointerEnter: () => void; readonly onPointerLeave: () => void };
  /** Lets the list go after something the person did in it: that change is expected. */
  readonly release: () => void;
}

/**
 * Keeps a list's lines where they are while the pointer is on it: lines take over new contents, but nothing is inserted,
 * removed or moved until the pointer leaves or a key is pressed. Otherwise a task that arrives would slide under a click meant for another.
 */
export function useSteadyList<Item>(
  latest: readonly Item[],
  idOf: (item: Item) => string,
  listKey: string,
): SteadyList<Item> {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!held) return undefined;
    const letGo = (): void => {
      setHeld(false);
    };
    window.addEventListener('keydown', letGo);
    return () => {
      window.removeEventListener('keydown', letGo);
    };
  }, [held]);
  const shown = useRef({ listKey, items: latest });
  if (!held || shown.current.listKey !== listKey || shown.current.items.length === 0)
    shown.current = { listKey, items: latest };
  const newest = new Map(latest.map((item) => [idOf(item), item]));
  const last = shown.current.items.at(-1);
  const lastPlace = last === undefined ? -1 : latest.findIndex((item) => idOf(item) === idOf(last));
  // What is loaded below the last line ("show more") moves nothing and may come at once.
  const below = held && lastPlace >= 0 ? latest.slice(lastPlace + 1) : [];
  const items = held ? [...shown.current.items.map((item) => newest.get(idOf(item)) ?? item), ...below] : latest;
  return {
    items,
    release: () => setHeld(false),
    hold: { onPointerEnter: () => setHeld(true), onPointerLeave: () => setHeld(false) },
  };
}
