import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'react-router';
import { useText } from '../language/language.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { IconButton } from '../parts/button.tsx';
import { usePageTitle } from '../parts/page.tsx';
import { isTyping } from '../parts/typing.ts';
import { useInboxAddress } from './inbox-address.ts';
import { InboxFilters } from './inbox-filters.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { TaskList } from './task-list.tsx';
import { TaskView } from './task-view.tsx';
import { useTaskCommands } from './task-commands.ts';

/**
 * Filters, list and task side by side; one after the other where the screen is narrow. j and k walk through the list, Enter
 * opens, c claims, Ctrl+Enter completes (handled by the task's form), ? shows all keys.
 */
export function InboxPage(): ReactElement {
  const text = useText();
  const address = useInboxAddress();
  const location = useLocation();
  const heading = usePageTitle(text.inbox.title);
  const room = useRef<HTMLDivElement>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const { claim } = useTaskCommands();
  const { taskId } = address;

  useEffect(() => {
    // A task was completed and nothing follows: reading goes on at the list, where j leads to the next one.
    if (taskId === undefined && document.activeElement === document.body && location.key !== 'default') {
      document.getElementById('task-list-title')?.focus();
    }
  }, [taskId, location.key]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const lines = Array.from(room.current?.querySelectorAll<HTMLElement>('.task-line') ?? []);
      const focused = lines.findIndex((line) => line === document.activeElement);
      const here = focused >= 0 ? focused : lines.findIndex((line) => line.dataset['task'] === taskId);
      // An empty list offers another one, as a link: that is where the keys lead then.
      if ((event.key === 'j' || event.key === 'k') && lines.length === 0)
        room.current?.querySelector<HTMLElement>('.task-list__lines a')?.focus();
      else if (event.key === 'j') lines[Math.min(here + 1, lines.length - 1)]?.focus();
      else if (event.key === 'k') lines[Math.max(here - 1, 0)]?.focus();
      else if (event.key === '?') setShowsKeys(true);
      else if (event.key === 'c') {
        const id = lines[here]?.dataset['task'] ?? taskId;
        if (id !== undefined && !claim.isPending) claim.mutate(id);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [taskId, claim]);

  return (
    <div className={taskId === undefined ? 'inbox' : 'inbox inbox--task'} ref={room}>
      <div className="inbox__filters">
        <div className="inbox__title">
          <h1 tabIndex={-1} ref={heading}>
            {text.inbox.title}
          </h1>
          <IconButton
            pictogram="question"
            label={text.inbox.keysButton}
            aria-keyshortcuts="?"
            onClick={() => setShowsKeys(true)}
          />
        </div>
        <InboxFilters address={address} />
        <SavedFilters address={address} />
      </div>
      <TaskList address={address} />
      <div className="inbox__task">
        {taskId === undefined ? (
          <EmptyState pictogram="tray" title={text.inbox.noTaskTitle}>
            <p>{text.inbox.noTaskText}</p>
          </EmptyState>
        ) : (
          <TaskView key={taskId} taskId={taskId} address={address} />
        )}
      </div>
      {showsKeys ? <KeysDialog onClose={() => setShowsKeys(false)} /> : null}
    </div>
  );
}
