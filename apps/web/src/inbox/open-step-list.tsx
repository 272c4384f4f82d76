import type { ReactElement } from 'react';
import type { OpenStep } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { useTaskTitle } from './use-task-title.ts';

/** Steps of an ad-hoc subprocess that are not done, each with who has it. */
export function OpenStepList({ steps }: { steps: readonly OpenStep[] }): ReactElement {
  const text = useText();
  const title = useTaskTitle();
  return (
    <ul className="open-steps">
      {steps.map(({ label, rounds, assignee, waiting }, place) => (
        <li key={place}>
          {title({ name: label, ...(rounds === undefined ? {} : { rounds }) })}
          {waiting === true ? (
            <span className="soft"> ({text.inbox.stepWaits})</span>
          ) : assignee === undefined ? null : (
            <span className="soft"> ({text.cases.withPerson(assignee.displayName)})</span>
          )}
        </li>
      ))}
    </ul>
  );
}
