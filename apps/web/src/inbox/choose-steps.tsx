import { useId, useState, type ReactElement } from 'react';
import type { TaskDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { OpenStepList } from './open-step-list.tsx';
import type { TaskCommands } from './task-commands.ts';

/** The choice an ad-hoc subprocess leaves to a person: steps to begin now, as often as is needed, until the task is completed. */
export function ChooseSteps({ task, commands }: { task: TaskDetail; commands: TaskCommands }): ReactElement | null {
  const text = useText();
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const { beginSteps } = commands;
  const choices = task.choices ?? [];
  if (choices.length === 0) return null;
  const faulty = tried && chosen.length === 0;

  const begin = (): void => {
    setTried(true);
    if (chosen.length === 0 || beginSteps.isPending) return;
    beginSteps.mutate(
      { id: task.id, steps: chosen },
      {
        onSuccess: () => {
          setChosen([]);
          setTried(false);
        },
      },
    );
  };
  return (
    <fieldset
      className={faulty ? 'kern-fieldset kern-fieldset--error question' : 'kern-fieldset question'}
      aria-describedby={faulty ? `${id}-hint ${id}-error` : `${id}-hint`}
    >
      <legend className="question__text">{text.inbox.steps}</legend>
      <p className="kern-hint" id={`${id}-hint`}>
        {text.inbox.stepsHint}
      </p>
      <div className="kern-fieldset__body question__answers">
        {choices.map(({ nodeId, label }) => (
          <div key={nodeId} className="kern-form-check">
            <input
              id={`${id}-${nodeId}`}
              type="checkbox"
              className="kern-form-check__checkbox"
              checked={chosen.includes(nodeId)}
              aria-invalid={faulty ? true : undefined}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, nodeId] : chosen.filter((each) => each !== nodeId))
              }
            />
            <label className="kern-label" htmlFor={`${id}-${nodeId}`}>
              {label}
            </label>
          </div>
        ))}
      </div>
      {faulty ? (
        <p className="kern-error" id={`${id}-error`}>
          <span className="kern-icon kern-icon--danger" aria-hidden="true" />
          <span className="kern-body">{text.inbox.stepsMissing}</span>
        </p>
      ) : null}
      {task.openSteps === undefined || task.openSteps.length === 0 ? null : (
        <div className="question__open">
          <p>{text.inbox.stepsOpen}</p>
          <OpenStepList steps={task.openSteps} />
        </div>
      )}
      <div className="question__begin">
        <Button pictogram="play" busy={beginSteps.isPending} onClick={begin}>
          {text.inbox.stepsBegin}
        </Button>
      </div>
    </fieldset>
  );
}
