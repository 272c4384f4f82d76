import { useCallback, useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { TASK_SCOPES, type TaskQuery, type TaskScope } from '../api/contracts.ts';

export interface InboxAddress {
  readonly taskId: string | undefined;
  readonly scope: TaskScope;
  readonly group: string | undefined;
  readonly search: string;
  /** What the list reads. */
  readonly query: TaskQuery;
  /** Address of a task, or of no task, with the filters kept. */
  readonly toTask: (taskId: string | undefined) => string;
  readonly toScope: (scope: TaskScope, group?: string) => string;
}

/** The inbox is its address: filter, search words and open task, so that all of it can be mailed. */
export function useInboxAddress(): InboxAddress {
  const { taskId } = useParams();
  const [parameters] = useSearchParams();
  const wanted = parameters.get('scope');
  const scope = TASK_SCOPES.find((each) => each === wanted) ?? 'mine';
  const group = parameters.get('group') ?? undefined;
  const search = parameters.get('search') ?? '';
  const kept = withoutDocument(parameters);

  const query = useMemo<TaskQuery>(
    () => ({ scope, ...(group === undefined ? {} : { group }), ...(search === '' ? {} : { search }) }),
    [scope, group, search],
  );
  const toTask = useCallback(
    (id: string | undefined) =>
      `/inbox${id === undefined ? '' : `/${encodeURIComponent(id)}`}${kept === '' ? '' : `?${kept}`}`,
    [kept],
  );
  const toScope = useCallback((to: TaskScope, inGroup?: string) => {
    const next = new URLSearchParams({ scope: to, ...(inGroup === undefined ? {} : { group: inGroup }) });
    return `/inbox?${next.toString()}`;
  }, []);
  return { taskId, scope, group, search, query, toTask, toScope };
}

/** Which document is open belongs to one task and does not go on to the next. */
function withoutDocument(parameters: URLSearchParams): string {
  const kept = new URLSearchParams(parameters);
  kept.delete('document');
  return kept.toString();
}
