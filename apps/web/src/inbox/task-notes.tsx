import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { commands } from '../api/commands.ts';
import type { TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { usePeopleNames } from '../shell/people-names.ts';

const LONGEST_NOTE = 2000;

/** What colleagues have written about a task, and a line to add something. Nothing where there is none and none can be added. */
export function TaskNotes({ task }: { task: TaskDetail }): ReactElement | null {
  const text = useText();
  const who = usePeopleNames();
  const client = useQueryClient();
  const notes = useQuery(queries.taskNotes(task.id)).data?.notes ?? [];
  const [message, setMessage] = useState('');
  const [tried, setTried] = useState(false);
  const write = useMutation({
    mutationFn: (words: string) => commands.writeNote(task.id, { message: words }),
    onSuccess: () => {
      setMessage('');
      setTried(false);
      void client.invalidateQueries({ queryKey: queries.taskNotes(task.id).queryKey });
      void client.invalidateQueries({ queryKey: ['instance'] });
    },
  });
  const mayWrite = task.may.handOver || task.may.assign;
  if (notes.length === 0 && !mayWrite) return null;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setTried(true);
    if (message.trim() !== '' && !write.isPending) write.mutate(message.trim());
  };
  return (
    <section className="block" aria-labelledby="notes-title">
      <h3 id="notes-title">{text.inbox.notes}</h3>
      {notes.length === 0 ? null : (
        <ul className="notes">
          {notes.map(({ id, at, by, message: words }) => (
            <li key={id}>
              <span className="soft">
                {who(by)}, <AbsoluteTime instant={at} />
              </span>
              <p>{words}</p>
            </li>
          ))}
        </ul>
      )}
      {mayWrite ? (
        <form className="notes__new" noValidate onSubmit={submit}>
          <TextField
            label={text.inbox.note}
            value={message}
            maxLength={LONGEST_NOTE}
            onChange={setMessage}
            error={tried && message.trim() === '' ? text.form.required : undefined}
          />
          <Button type="submit" busy={write.isPending}>
            {text.inbox.noteWrite}
          </Button>
        </form>
      ) : null}
      {write.isError ? <Problem error={write.error} /> : null}
    </section>
  );
}
