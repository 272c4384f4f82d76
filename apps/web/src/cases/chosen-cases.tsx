import { useState, type ReactElement } from 'react';
import type { InstanceSummary } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { BATCH_ACTIONS, fitting, type BatchAction } from './batch-action.ts';
import { BatchQuestion } from './batch-question.tsx';

/**
 * Above the list, for those who operate: chooses every case shown, says how many are chosen and what can be done to them
 * at once. It is there before anything is chosen, so that nothing moves.
 */
export function ChosenCases({
  shown,
  chosen,
  onChoose,
}: {
  shown: readonly InstanceSummary[];
  chosen: readonly InstanceSummary[];
  onChoose: (ids: readonly string[]) => void;
}): ReactElement {
  const text = useText();
  const [asked, setAsked] = useState<BatchAction>();
  const all = chosen.length === shown.length;
  return (
    <div className="choice-bar" role="group" aria-label={text.batches.actionsLabel}>
      <label className="small-check">
        <input
          type="checkbox"
          checked={all}
          ref={(box) => {
            if (box !== null) box.indeterminate = !all && chosen.length > 0;
          }}
          onChange={() => onChoose(all ? [] : shown.map(({ id }) => id))}
        />
        {text.batches.chooseAll}
      </label>
      <span className="choice-bar__count" role="status">
        {text.batches.chosen(chosen.length)}
      </span>
      {BATCH_ACTIONS.map((action) => {
        const possible = fitting(action, chosen).length > 0;
        return (
          <Button
            key={action}
            aria-disabled={!possible}
            onClick={() => {
              if (possible) setAsked(action);
            }}
          >
            {text.batches.actions[action]}
          </Button>
        );
      })}
      {asked === undefined ? null : (
        <BatchQuestion action={asked} chosen={chosen} onClose={() => setAsked(undefined)} />
      )}
    </div>
  );
}
