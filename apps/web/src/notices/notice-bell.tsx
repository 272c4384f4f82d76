import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactElement } from 'react';
import { Link } from 'react-router';
import { queries } from '../api/queries.ts';
import { DueMark } from '../inbox/due-mark.tsx';
import { useTaskTitle } from '../inbox/use-task-title.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { useDisclosure } from '../parts/disclosure.ts';
import { Pictogram } from '../parts/pictogram.tsx';
import { useNow } from '../parts/time.tsx';
import { useSeenTasks } from './seen-tasks.ts';
import { NOTICE_REASONS, taskNotices } from './task-notices.ts';
import { taskNumber } from '../cases/case-words.ts';

/** What is up for me, from any screen: a number on the bell, and the tasks behind it. It follows the live changes. */
export function NoticeBell(): ReactElement {
  const text = useText();
  const words = text.notices;
  const tasks = useQuery(queries.myTasks).data?.items;
  const { ids: seen, isFirstTime, begin, see } = useSeenTasks();
  const begun = useRef(false);
  const now = useNow();
  const title = useTaskTitle();
  const { open, setOpen, area, opener, panelId, onKeyDown } = useDisclosure();

  useEffect(() => {
    // Whoever comes here for the first time is not told everything they have had for weeks as new.
    if (tasks === undefined || !isFirstTime || begun.current) return;
    begun.current = true;
    begin(tasks.map(({ id }) => id));
  }, [tasks, isFirstTime, begin]);

  const notices = taskNotices(tasks ?? [], (id) => seen?.has(id) ?? true, now);
  const fresh = notices.filter(({ reason }) => reason === 'new').map(({ task }) => task.id);
  return (
    <div className="bell" ref={area} onKeyDown={onKeyDown}>
      <button
        ref={opener}
        type="button"
        className="bell__opener"
        aria-expanded={open}
        aria-controls={panelId}
        aria-label={words.bell(notices.length)}
        title={words.bell(notices.length)}
        onClick={() => setOpen(!open)}
      >
        <Pictogram name="bell" size={20} />
        {notices.length === 0 ? null : (
          <span className="bell__count" aria-hidden="true">
            {notices.length > 99 ? '99+' : notices.length}
          </span>
        )}
      </button>
      <div className="bell__panel" id={panelId} hidden={!open}>
        <h2 className="bell__title">{words.title}</h2>
        {notices.length === 0 ? <p className="soft">{words.nothing}</p> : null}
        {NOTICE_REASONS.map((reason) => {
          const those = notices.filter((notice) => notice.reason === reason);
          return those.length === 0 ? null : (
            <section key={reason} aria-labelledby={`${panelId}-${reason}`}>
              <h3 id={`${panelId}-${reason}`}>{words.reasons[reason]}</h3>
              <ul>
                {those.map(({ task }) => (
                  <li key={task.id}>
                    <Link to={`/inbox/${encodeURIComponent(task.id)}`} onClick={() => setOpen(false)}>
                      <span className="bell__task">{title(task)}</span>
                      <span className="soft">
                        {taskNumber(task, text)} · {task.definition.name ?? task.definition.key} <DueMark task={task} />
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {fresh.length === 0 ? null : <Button onClick={() => see(fresh)}>{words.allSeen}</Button>}
      </div>
    </div>
  );
}
