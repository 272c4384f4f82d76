import { useRef, useState, type ReactElement } from 'react';
import type { JsonObject, TrialProcess, TrialStart } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { CaseForm, fillable } from '../parts/case-form.tsx';
import { TextField } from '../parts/field.tsx';
import type { SchemaFormHandle } from '../parts/schema-form.tsx';
import { TrialCard } from './trial-card.tsx';
import { useEntry } from './use-entry.tsx';

const nothing: JsonObject = {};

/** Begins a case by hand, with its start form or with plain data. */
export function StartCard({
  process,
  start,
  several,
  open,
  onOpen,
  onPerform,
}: {
  process: TrialProcess;
  start: TrialStart;
  /** The process has more than one start event without a trigger. */
  several: boolean;
  open: boolean;
  onOpen: (open: boolean) => void;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const text = useText();
  const [businessKey, setBusinessKey] = useState('');
  const handle = useRef<SchemaFormHandle>(null);
  const entry = useEntry(text.start.data, text.inbox.entryHintStart, process.variableNames);
  const form = fillable(process.startForm);
  const begin = async (): Promise<void> => {
    const filled = form === undefined ? entry.collect() : (await handle.current?.collect())?.variables;
    if (filled === undefined) return;
    onPerform({
      type: 'CREATE_PROCESS_INSTANCE',
      processDefinitionSelector: { processDefinitionId: process.key },
      ...(several ? { startElementId: start.nodeId } : {}),
      ...(businessKey.trim() === '' ? {} : { businessKey: businessKey.trim() }),
      ...(Object.keys(filled).length === 0 ? {} : { variables: filled }),
    });
  };
  return (
    <TrialCard
      title={text.trial.begin(process.name ?? process.key)}
      about={several ? text.trial.beginAt(process.stepNames[start.nodeId] ?? start.nodeId) : undefined}
      open={open}
      onOpen={onOpen}
    >
      <TextField
        label={`${text.start.businessKey} ${text.general.optional}`}
        value={businessKey}
        onChange={setBusinessKey}
        autoComplete="off"
      />
      {form === undefined ? (
        entry.table
      ) : (
        <CaseForm handle={handle} form={form} data={nothing} onChange={() => undefined} />
      )}
      <Button look="primary" pictogram="play" onClick={() => void begin()}>
        {text.trial.beginSubmit}
      </Button>
    </TrialCard>
  );
}
