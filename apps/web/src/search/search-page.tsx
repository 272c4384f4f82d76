import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { queries } from '../api/queries.ts';
import { caseNumber } from '../cases/case-words.ts';
import { useTaskTitle } from '../inbox/use-task-title.ts';
import { useText } from '../language/language.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useMay } from '../shell/session.tsx';
import { taskNumber } from '../cases/case-words.ts';

/** Hits shown of each kind; whoever needs more narrows down in the room itself. */
const LIMIT = 10;
const SHORTEST = 2;

/** Tasks, cases and processes that carry the words, as far as this person may see them. */
export function SearchPage(): ReactElement {
  const text = useText();
  const title = useTaskTitle();
  const [parameters] = useSearchParams();
  const words = (parameters.get('words') ?? '').trim();
  const enough = words.length >= SHORTEST;
  const mayAssign = useMay('task:assign');
  const mayWork = useMay('task:work');
  const mayReadCases = useMay('instance:read');
  const mayReadProcesses = useMay('process:read');

  const mine = useInfiniteQuery({
    ...queries.tasks({ scope: mayAssign ? 'all' : 'mine', search: words, limit: LIMIT }),
    enabled: enough && (mayWork || mayAssign),
  });
  const groups = useInfiniteQuery({
    ...queries.tasks({ scope: 'groups', search: words, limit: LIMIT }),
    enabled: enough && mayWork && !mayAssign,
  });
  const cases = useInfiniteQuery({
    ...queries.instances({ search: words, limit: LIMIT }),
    enabled: enough && mayReadCases,
  });
  const processes = useInfiniteQuery({
    ...queries.definitions({ search: words, limit: LIMIT }),
    enabled: enough && mayReadProcesses,
  });

  if (!enough) {
    return (
      <Page title={text.search.title}>
        <EmptyState pictogram="search" title={text.search.hint} />
      </Page>
    );
  }
  const all = [mine, groups, cases, processes];
  const failed = all.find((query) => query.isLoadingError);
  const tasks = [...(mine.data?.pages[0]?.items ?? []), ...(groups.data?.pages[0]?.items ?? [])];
  const foundCases = cases.data?.pages[0]?.items ?? [];
  const foundProcesses = processes.data?.pages[0]?.items ?? [];
  const nothing = tasks.length + foundCases.length + foundProcesses.length === 0;
  return (
    <Page title={text.search.resultsFor(words)}>
      {failed === undefined ? null : <Problem error={failed.error} />}
      {all.some((query) => query.isLoading) ? (
        <Skeleton lines={6} />
      ) : nothing ? (
        <EmptyState pictogram="search" title={text.search.nothing} />
      ) : null}
      <Hits title={text.search.tasks} count={tasks.length}>
        {tasks.map((task) => (
          <li key={task.id}>
            <Link className="kern-link" to={`/inbox/${encodeURIComponent(task.id)}`}>
              {title(task)}
            </Link>{' '}
            <span className="soft">
              {taskNumber(task, text)} · {task.definition.name ?? task.definition.key}
            </span>
          </li>
        ))}
      </Hits>
      <Hits title={text.search.cases} count={foundCases.length}>
        {foundCases.map((each) => (
          <li key={each.id}>
            <Link className="kern-link" to={`/cases/${encodeURIComponent(each.id)}`}>
              {caseNumber(each, text)}
            </Link>{' '}
            <span className="soft">
              {each.definition.name ?? each.definition.key} · {text.cases.states[each.state]}
            </span>
          </li>
        ))}
      </Hits>
      <Hits title={text.search.processes} count={foundProcesses.length}>
        {foundProcesses.map((each) => (
          <li key={each.key}>
            <Link className="kern-link" to={`/process/${encodeURIComponent(each.key)}`}>
              {each.name ?? each.key}
            </Link>
          </li>
        ))}
      </Hits>
    </Page>
  );
}

function Hits({ title, count, children }: { title: string; count: number; children: ReactNode }): ReactElement | null {
  if (count === 0) return null;
  return (
    <section className="block">
      <h2>
        {title} <span className="soft">{count}</span>
      </h2>
      <ul className="plain-list">{children}</ul>
    </section>
  );
}
