import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { HandOverRequest, TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useSession } from '../shell/session.tsx';

/** As much as the API takes. */
const LONGEST_NOTE = 2000;

/** Gives a task to a colleague it is meant for, with what they should know. */
export function HandOverDialog({
  task,
  onHandOver,
  onClose,
}: {
  task: TaskDetail;
  onHandOver: (request: HandOverRequest) => void;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const { person } = useSession();
  const colleagues = useQuery(queries.taskColleagues(task.id));
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const others = (colleagues.data?.people ?? []).filter(({ name }) => name !== person.name);
  return (
    <Dialog
      title={text.inbox.handOverTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.cancel}</Button>
          {colleagues.isSuccess && others.length === 0 ? null : (
            <Button
              look="primary"
              onClick={() => {
                setTried(true);
                if (to !== '') onHandOver({ to, ...(note.trim() === '' ? {} : { note: note.trim() }) });
              }}
            >
              {text.inbox.handOver}
            </Button>
          )}
        </>
      }
    >
      {colleagues.isPending ? (
        <Skeleton lines={2} />
      ) : colleagues.isLoadingError ? (
        <Problem error={colleagues.error} />
      ) : others.length === 0 ? (
        <p>{text.inbox.handOverNobody}</p>
      ) : (
        <>
          <SelectField
            label={text.inbox.assignTo}
            value={to}
            onChange={setTo}
            options={[
              { value: '', label: text.form.choose },
              ...others.map(({ name, displayName }) => ({ value: name, label: displayName })),
            ]}
            error={tried && to === '' ? text.inbox.handOverMissing : undefined}
          />
          <TextField
            label={`${text.inbox.note} ${text.general.optional}`}
            hint={text.inbox.noteHint}
            value={note}
            maxLength={LONGEST_NOTE}
            onChange={setNote}
          />
        </>
      )}
    </Dialog>
  );
}
