import { useState, type ReactElement } from 'react';
import type { TaskDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { readMoment } from './date-question.tsx';

/** Hour of the morning at which a task put off to a day comes back: the beginning of the working day. */
const MORNING = '07:00';

/** Puts a task off to a day, or takes the day away. */
export function FollowUpDialog({
  task,
  onSet,
  onClose,
}: {
  task: TaskDetail;
  onSet: (date: string | null) => void;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  const { value, error } = readMoment({ day, clock: MORNING }, new Date(), text);
  return (
    <Dialog
      title={text.inbox.followUpTitle}
      onClose={onClose}
      actions={
        <>
          {task.followUpDate === undefined ? (
            <Button onClick={onClose}>{text.general.cancel}</Button>
          ) : (
            <Button onClick={() => onSet(null)}>{text.inbox.followUpRemove}</Button>
          )}
          <Button
            look="primary"
            onClick={() => {
              setTried(true);
              if (value !== undefined) onSet(value);
            }}
          >
            {text.inbox.followUp}
          </Button>
        </>
      }
    >
      <p>{text.inbox.followUpText}</p>
      <TextField
        type="date"
        label={text.inbox.followUpDate}
        value={day}
        onChange={setDay}
        error={tried ? error : undefined}
      />
    </Dialog>
  );
}
