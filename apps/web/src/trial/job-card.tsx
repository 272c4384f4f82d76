import type { ReactElement } from 'react';
import type { JsonObject, TrialJob } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { ErrorCode } from './error-code.tsx';
import { TrialCard, TrialTrouble } from './trial-card.tsx';
import { useEntry } from './use-entry.tsx';

/** A step a program does: in a trial somebody says what comes of it. */
export function JobCard({
  job,
  name,
  isOneOfSeveral,
  knownNames,
  open,
  onOpen,
  onPerform,
}: {
  job: TrialJob;
  name: string;
  isOneOfSeveral: boolean;
  knownNames: readonly string[];
  open: boolean;
  onOpen: (open: boolean) => void;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const text = useText();
  const words = text.trial;
  const entry = useEntry(words.jobResult, words.jobHint, knownNames);
  const jobSelector = { elementId: job.nodeId, ...(isOneOfSeveral ? { position: job.position } : {}) };
  const succeed = (instruction: JsonObject): void => {
    const variables = entry.collect();
    if (variables === undefined) return;
    onPerform({ ...instruction, ...(Object.keys(variables).length === 0 ? {} : { variables }) });
  };
  return (
    <TrialCard title={words.job(name)} about={words.jobBy[job.performer](job.topic)} open={open} onOpen={onOpen}>
      {entry.table}
      <div className="trial-buttons">
        <Button look="primary" pictogram="check" onClick={() => succeed({ type: 'COMPLETE_JOB', jobSelector })}>
          {words.jobDone}
        </Button>
        <Button onClick={() => succeed({ type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: job.topic })}>
          {words.jobAlwaysDone}
        </Button>
      </div>
      <TrialTrouble>
        <Button
          onClick={() => onPerform({ type: 'FAIL_JOB', jobSelector, errorMessage: `${name} ${words.jobFailsWith}` })}
        >
          {words.jobFails}
        </Button>
        <ErrorCode onThrow={(errorCode) => onPerform({ type: 'THROW_BPMN_ERROR_FROM_JOB', jobSelector, errorCode })} />
      </TrialTrouble>
    </TrialCard>
  );
}
