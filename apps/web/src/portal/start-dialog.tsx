import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type SyntheticEvent, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../api/commands.ts';
import type { DefinitionSummary, JsonObject } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { CaseForm, fillable } from '../parts/case-form.tsx';
import { DataEntry } from '../parts/data-entry.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { newRow, readRows, type EntryRow } from '../parts/entry-rows.ts';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import type { SchemaFormHandle } from '../parts/schema-form.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useToast } from '../parts/toast.tsx';

const LONGEST_KEY = 255;
const nothing: JsonObject = {};

/** Begins a case: its number and what is known already; goes to the case when it has begun. */
export function StartDialog({
  definition,
  onClose,
}: {
  definition: DefinitionSummary;
  onClose: () => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const navigate = useNavigate();
  const toast = useToast();
  const client = useQueryClient();
  const formId = useId();
  const [businessKey, setBusinessKey] = useState('');
  const [rows, setRows] = useState<readonly EntryRow[]>([]);
  const [tried, setTried] = useState(false);
  const schemaForm = useRef<SchemaFormHandle>(null);
  const detail = useQuery(queries.definition(definition.key, definition.version));
  const form = fillable(detail.data?.startForm);
  const entered = readRows(rows, language, text);
  const tooLong = businessKey.trim().length > LONGEST_KEY;

  const start = useMutation({
    mutationFn: (variables: JsonObject) =>
      commands.start({
        definitionKey: definition.key,
        version: definition.version,
        ...(businessKey.trim() === '' ? {} : { businessKey: businessKey.trim() }),
        ...(Object.keys(variables).length === 0 ? {} : { variables }),
      }),
    onSuccess: (instance) => {
      void client.invalidateQueries({ queryKey: ['instance'] });
      void client.invalidateQueries({ queryKey: ['task'] });
      void client.invalidateQueries({ queryKey: ['definition'] });
      toast({ tone: 'success', title: text.start.started(instance.businessKey ?? definition.name ?? definition.key) });
      onClose();
      void navigate(`/cases/${encodeURIComponent(instance.id)}`);
    },
  });

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (start.isPending || detail.isPending) return;
    setTried(true);
    const filled = form !== undefined ? await schemaForm.current?.collect() : { variables: nothing };
    if (filled === undefined || tooLong || entered.errors.length > 0) return;
    start.mutate({ ...filled.variables, ...entered.variables });
  };

  return (
    <Dialog
      wide
      title={text.start.title(definition.name ?? definition.key)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.cancel}</Button>
          <Button
            type="submit"
            form={formId}
            look="primary"
            pictogram="play"
            busy={start.isPending || detail.isPending}
          >
            {text.start.submit}
          </Button>
        </>
      }
    >
      <form id={formId} className="start-form" noValidate onSubmit={(event) => void submit(event)}>
        <TextField
          label={`${text.start.businessKey} ${text.general.optional}`}
          hint={text.start.businessKeyHint}
          value={businessKey}
          onChange={setBusinessKey}
          autoComplete="off"
          error={tooLong ? text.start.businessKeyLong : undefined}
        />
        {detail.isPending ? (
          <Skeleton lines={2} />
        ) : form !== undefined ? (
          <CaseForm handle={schemaForm} form={form} data={nothing} onChange={() => undefined} />
        ) : (
          <DataEntry
            title={text.start.data}
            hint={text.inbox.entryHintStart}
            rows={rows}
            errors={tried ? entered.errors : []}
            onChange={setRows}
            onAdd={() => setRows([...rows, newRow()])}
            knownNames={detail.data?.variableNames ?? []}
          />
        )}
        {start.isError ? <Problem error={start.error} /> : null}
      </form>
    </Dialog>
  );
}
