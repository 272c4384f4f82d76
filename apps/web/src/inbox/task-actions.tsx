import { useState, type ReactElement } from 'react';
import type { TaskDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { FollowUpDialog } from './follow-up-dialog.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import type { TaskCommands } from './task-commands.ts';

/** The bar at the foot of a task: what this person may do with it now, the main thing first. */
export function TaskActions({ task, commands }: { task: TaskDetail; commands: TaskCommands }): ReactElement | null {
  const text = useText();
  const [dialog, setDialog] = useState<'assign' | 'handOver' | 'followUp'>();
  const { may } = task;
  if (task.state !== 'open') return null;
  if (!Object.values(may).includes(true)) return <p className="task-actions task-actions--none">{text.inbox.notMay}</p>;
  return (
    <div className="task-actions">
      {may.complete ? (
        <Button
          type="submit"
          look="primary"
          pictogram="check"
          busy={commands.complete.isPending}
          disabled={task.suspension !== undefined}
          aria-keyshortcuts="Control+Enter"
        >
          {text.inbox.complete}
        </Button>
      ) : null}
      {may.claim ? (
        <Button
          look={may.complete ? 'secondary' : 'primary'}
          pictogram="tray"
          busy={commands.claim.isPending}
          aria-keyshortcuts="c"
          onClick={() => commands.claim.mutate(task.id)}
        >
          {text.inbox.claim}
        </Button>
      ) : null}
      {may.unclaim ? (
        <Button busy={commands.unclaim.isPending} onClick={() => commands.unclaim.mutate(task.id)}>
          {text.inbox.unclaim}
        </Button>
      ) : null}
      {may.followUp ? (
        <Button look="tertiary" pictogram="clock" onClick={() => setDialog('followUp')}>
          {text.inbox.followUp}
        </Button>
      ) : null}
      {may.assign ? (
        <Button look="tertiary" pictogram="group" onClick={() => setDialog('assign')}>
          {text.inbox.assign}
        </Button>
      ) : null}
      {may.handOver && !may.assign ? (
        <Button look="tertiary" pictogram="group" onClick={() => setDialog('handOver')}>
          {text.inbox.handOver}
        </Button>
      ) : null}
      {dialog === 'handOver' ? (
        <HandOverDialog
          task={task}
          onHandOver={(request) => {
            commands.handOver.mutate({ id: task.id, request });
            setDialog(undefined);
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'assign' ? (
        <AssignDialog
          task={task}
          onAssign={(assignee) => {
            commands.assign.mutate({ id: task.id, assignee });
            setDialog(undefined);
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'followUp' ? (
        <FollowUpDialog
          task={task}
          onSet={(date) => {
            commands.followUp.mutate({ id: task.id, date });
            setDialog(undefined);
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </div>
  );
}
