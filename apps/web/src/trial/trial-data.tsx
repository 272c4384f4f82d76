import { useState, type ReactElement } from 'react';
import type { JsonObject, Trial, TrialCase } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { DataList } from '../parts/data-list.tsx';
import { partLoopFigures } from '../parts/loop-figures.ts';
import { processName } from './trial-names.ts';
import { useEntry } from './use-entry.tsx';

const tones: Readonly<Record<TrialCase['outcome'], Tone>> = {
  active: 'info',
  completed: 'success',
  terminated: 'success',
  canceled: 'warning',
  failed: 'danger',
};

/** The cases of a trial with their data, which can be changed while a case runs. */
export function TrialData({
  trial,
  onPerform,
}: {
  trial: Trial;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement | null {
  const text = useText();
  const [changing, setChanging] = useState<number>();
  if (trial.cases.length === 0) return null;
  return (
    <section className="block" aria-labelledby="trial-data-title">
      <h2 id="trial-data-title">{text.trial.data}</h2>
      {trial.cases.map((one, place) => (
        <div className="trial-case" key={place}>
          <h3>
            {processName(trial, one.processKey)}
            {one.businessKey === undefined ? '' : ` · ${one.businessKey}`}{' '}
            <Badge tone={tones[one.outcome]}>{text.trial.outcome[one.outcome]}</Badge>
          </h3>
          {Object.keys(partLoopFigures(one.variables).data).length === 0 ? (
            <p className="soft">{text.trial.noData}</p>
          ) : (
            <DataList data={partLoopFigures(one.variables).data} />
          )}
          {/* A change means the newest case of its process. */}
          {one.outcome !== 'active' || isFollowed(trial, place) ? null : changing === place ? (
            <ChangeData
              processKey={one.processKey}
              knownNames={trial.processes.find(({ key }) => key === one.processKey)?.variableNames ?? []}
              onPerform={onPerform}
            />
          ) : (
            <Button look="tertiary" pictogram="edit" onClick={() => setChanging(place)}>
              {text.trial.changeData}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}

function isFollowed({ cases }: Trial, place: number): boolean {
  return cases.slice(place + 1).some(({ processKey }) => processKey === cases[place]?.processKey);
}

function ChangeData({
  processKey,
  knownNames,
  onPerform,
}: {
  processKey: string;
  knownNames: readonly string[];
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const text = useText();
  const entry = useEntry(text.trial.changeData, text.trial.entryHint, knownNames);
  return (
    <>
      {entry.table}
      <Button
        pictogram="check"
        onClick={() => {
          const variables = entry.collect();
          if (variables === undefined || Object.keys(variables).length === 0) return;
          onPerform({
            type: 'UPDATE_VARIABLES',
            processInstanceSelector: { processDefinitionId: processKey },
            variables,
          });
        }}
      >
        {text.trial.changeSubmit}
      </Button>
    </>
  );
}
