import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { InstanceDetail, JsonObject } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useLanguage } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { DataEntry } from '../parts/data-entry.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { newRow, readRows, rowFor, type EntryRow } from '../parts/entry-rows.ts';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';

/** Mends the data of a running case: what is there already, and what is missing. */
export function ChangeDataDialog({
  instance,
  onClose,
}: {
  instance: InstanceDetail;
  onClose: () => void;
}): ReactElement {
  const { language, text } = useLanguage();
  const toast = useToast();
  const client = useQueryClient();
  const [rows, setRows] = useState<readonly EntryRow[]>(() =>
    Object.entries(instance.variables).flatMap(([name, value]) => rowFor(name, value, language) ?? []),
  );
  const [tried, setTried] = useState(false);
  const definition = useQuery(queries.definition(instance.definition.key, instance.definition.version));
  const { variables, errors } = readRows(rows, language, text);
  // Only what differs is sent: somebody else may be changing the rest at the same time.
  const changed: JsonObject = Object.fromEntries(
    Object.entries(variables).filter(
      ([name, value]) => !Object.hasOwn(instance.variables, name) || instance.variables[name] !== value,
    ),
  );
  const save = useMutation({
    mutationFn: () => commands.setVariables(instance.id, { variables: changed }),
    onSuccess: () => {
      toast({ tone: 'success', title: text.cases.changedData });
      void client.invalidateQueries({ queryKey: ['instance'] });
      onClose();
    },
  });
  return (
    <Dialog
      wide
      title={text.cases.changeData}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.cancel}</Button>
          <Button
            look="primary"
            busy={save.isPending}
            onClick={() => {
              setTried(true);
              if (errors.length > 0) return;
              if (Object.keys(changed).length === 0) onClose();
              else save.mutate();
            }}
          >
            {text.cases.changeDataSave}
          </Button>
        </>
      }
    >
      <DataEntry
        title={text.cases.data}
        hint={text.cases.changeDataText}
        rows={rows}
        errors={tried ? errors : []}
        onChange={setRows}
        onAdd={() => setRows([...rows, newRow()])}
        mayRemove={(row) => !row.fixedName}
        knownNames={definition.data?.variableNames ?? []}
      />
      {save.isError ? <Problem error={save.error} /> : null}
    </Dialog>
  );
}
