import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { InstanceDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useTaskTitle } from '../inbox/use-task-title.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { DecisionFacts } from './decision-facts.tsx';
import { plainFacts, timelineDetails, timelineSentence } from './timeline-sentence.ts';

/** What happened, oldest first, in plain words; the machine's own steps only on request. */
export function Timeline({ instance }: { instance: InstanceDetail }): ReactElement {
  const { text, language } = useLanguage();
  const history = useInfiniteQuery(queries.history(instance.id));
  const who = usePeopleNames();
  const title = useTaskTitle();
  const [all, setAll] = useState(false);
  const entries = history.data?.pages.flatMap((page) => page.items) ?? [];
  // Steps are named when they are entered; incidents and timers refer to them by id only.
  const nodeNames = new Map(
    entries.flatMap(({ type, nodeId, name }) =>
      // A decision has a name of its own beside that of its step.
      nodeId === undefined || name === undefined || type === 'decision-evaluated' ? [] : [[nodeId, name]],
    ),
  );
  const names = { who, what: (nodeId: string) => nodeNames.get(nodeId), task: title };
  const shown = all ? entries : plainFacts(entries);
  return (
    <section className="block" aria-labelledby="timeline-title">
      <div className="block__head">
        <h2 id="timeline-title">{text.cases.timeline}</h2>
        <label className="small-check">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          {text.cases.timelineAll}
        </label>
      </div>
      {history.isPending ? (
        <Skeleton lines={5} />
      ) : history.isLoadingError ? (
        <Problem error={history.error} onRetry={() => void history.refetch()} />
      ) : (
        <ol className="timeline">
          {shown.map((entry) => (
            <li key={entry.sequence} className={`timeline__entry timeline__entry--${entry.type}`}>
              <span className="timeline__when">
                <AbsoluteTime instant={entry.at} />
              </span>
              <div>
                {timelineSentence(entry, text, names)}
                {timelineDetails(entry, text, language).map((detail) => (
                  <p key={detail} className="timeline__detail">
                    {detail}
                  </p>
                ))}
                {entry.type === 'decision-evaluated' ? <DecisionFacts data={entry.data} /> : null}
              </div>
            </li>
          ))}
        </ol>
      )}
      {history.hasNextPage ? (
        <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {text.cases.timelineMore}
        </Button>
      ) : null}
    </section>
  );
}
