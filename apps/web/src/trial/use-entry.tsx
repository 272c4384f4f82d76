import { useState, type ReactElement } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { useLanguage } from '../language/language.tsx';
import { DataEntry } from '../parts/data-entry.tsx';
import { newRow, readRows, type EntryRow } from '../parts/entry-rows.ts';

/** A table of data to enter, and what it says; undefined while something in it is wrong, which is then shown. */
export function useEntry(
  title: string,
  hint: string,
  knownNames: readonly string[],
): { readonly table: ReactElement; readonly collect: () => JsonObject | undefined } {
  const { language, text } = useLanguage();
  const [rows, setRows] = useState<readonly EntryRow[]>([]);
  const [tried, setTried] = useState(false);
  const { variables, errors } = readRows(rows, language, text);
  return {
    table: (
      <DataEntry
        title={title}
        hint={hint}
        rows={rows}
        errors={tried ? errors : []}
        onChange={setRows}
        onAdd={() => setRows([...rows, newRow()])}
        knownNames={knownNames}
      />
    ),
    collect: () => {
      setTried(true);
      return errors.length > 0 ? undefined : variables;
    },
  };
}
