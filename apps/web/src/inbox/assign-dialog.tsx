import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { EVERY_GROUP, type Person, type TaskDetail } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { SelectField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** Gives a task to somebody. People who work for the task's groups stand first. */
export function AssignDialog({
  task,
  onAssign,
  onClose,
}: {
  task: TaskDetail;
  onAssign: (assignee: string | null) => void;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const people = useQuery(queries.people);
  const [chosen, setChosen] = useState(task.assignee?.name ?? '');
  const fits = (person: Person): boolean =>
    person.groups.some((group) => group === EVERY_GROUP || task.candidateGroups.includes(group));
  const options = [...(people.data?.people ?? [])]
    .sort((a, b) => Number(fits(b)) - Number(fits(a)) || a.displayName.localeCompare(b.displayName))
    .map((person) => ({
      value: person.name,
      label: fits(person) ? `${person.displayName} (${text.inbox.assignFits})` : person.displayName,
    }));
  return (
    <Dialog
      title={text.inbox.assignTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.cancel}</Button>
          <Button look="primary" onClick={() => onAssign(chosen === '' ? null : chosen)}>
            {text.inbox.assign}
          </Button>
        </>
      }
    >
      {people.isPending ? (
        <Skeleton lines={2} />
      ) : people.isLoadingError ? (
        <Problem error={people.error} />
      ) : (
        <SelectField
          label={text.inbox.assignTo}
          value={chosen}
          onChange={setChosen}
          options={[{ value: '', label: text.inbox.assignNobody }, ...options]}
        />
      )}
    </Dialog>
  );
}
