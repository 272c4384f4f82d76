import type { ReactElement, ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import { Button } from './button.tsx';
import type { SteadyList } from './steady-list.ts';

/**
 * A table in a frame of its own. Its rows become cards on a narrow screen; with `scrolls` it stays a table, which is then moved
 * sideways, by keyboard, too. Below a `list` that has more lines is the button for them, and `hold` keeps it still while the
 * pointer is on it.
 */
export function TableFrame({
  caption,
  scrolls = false,
  list,
  hold,
  children,
}: {
  /** For screen readers. */
  caption: string;
  scrolls?: boolean;
  list?: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  hold?: SteadyList<unknown>['hold'];
  children: ReactNode;
}): ReactElement {
  const text = useText();
  const region = scrolls ? { tabIndex: 0, role: 'region', 'aria-label': caption } : {};
  return (
    <div className="table-frame" {...region} {...hold}>
      <table className={scrolls ? 'table' : 'table table--stacking'}>
        <caption className="kern-sr-only">{caption}</caption>
        {children}
      </table>
      {list?.hasNextPage === true ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text.general.more}
        </Button>
      ) : null}
    </div>
  );
}
