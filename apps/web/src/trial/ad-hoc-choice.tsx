import { useId, useState, type ReactElement } from 'react';
import type { TaskChoice } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';

/** Steps of an ad-hoc subprocess to begin now, any number of times. */
export function AdHocChoice({
  choices,
  onBegin,
}: {
  choices: readonly TaskChoice[];
  onBegin: (steps: readonly string[]) => void;
}): ReactElement {
  const text = useText();
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <fieldset className="kern-fieldset question">
      <legend className="question__text">{text.inbox.steps}</legend>
      <div className="kern-fieldset__body question__answers">
        {choices.map(({ nodeId, label }) => (
          <div key={nodeId} className="kern-form-check">
            <input
              id={`${id}-${nodeId}`}
              type="checkbox"
              className="kern-form-check__checkbox"
              checked={chosen.includes(nodeId)}
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
      <Button
        pictogram="play"
        aria-disabled={chosen.length === 0}
        onClick={() => {
          if (chosen.length > 0) onBegin(chosen);
        }}
      >
        {text.trial.beginSteps}
      </Button>
    </fieldset>
  );
}
