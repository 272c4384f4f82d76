import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import type { TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { OpenStepList } from './open-step-list.tsx';

/** Completing would drop what is open inside an ad-hoc subprocess: says which, as it is now, and asks. */
export function DropStepsDialog({
  task,
  onDrop,
  onClose,
}: {
  task: TaskDetail;
  onDrop: () => void;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const { data, refetch } = useQuery(queries.task(task.id));
  useEffect(() => void refetch(), [refetch]);
  return (
    <Dialog
      title={text.inbox.dropTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.back}</Button>
          <Button look="primary" onClick={onDrop}>
            {text.inbox.dropConfirm}
          </Button>
        </>
      }
    >
      <p>{text.inbox.dropText}</p>
      <OpenStepList steps={data?.openSteps ?? task.openSteps ?? []} />
    </Dialog>
  );
}
