import { useId, type ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { Button, IconButton } from './button.tsx';
import type { EntryError, EntryKind, EntryRow } from './entry-rows.ts';

const kinds: readonly EntryKind[] = ['text', 'number', 'date', 'boolean', 'list'];

/** Name, kind and value, line by line: how data is entered where no form says what to ask. */
export function DataEntry({
  title,
  hint,
  rows,
  errors,
  onChange,
  onAdd,
  mayRemove = () => true,
  knownNames = [],
}: {
  title: string;
  hint: string;
  rows: readonly EntryRow[];
  errors: readonly EntryError[];
  onChange: (rows: readonly EntryRow[]) => void;
  onAdd: () => void;
  mayRemove?: (row: EntryRow) => boolean;
  /** Names the process knows: suggested where a name is typed. */
  knownNames?: readonly string[];
}): ReactElement {
  const text = useText();
  const namesId = useId();
  const given = new Set(rows.map((row) => row.name));
  return (
    <section className="block" aria-label={title}>
      <h3>{title}</h3>
      <p className="soft">{hint}</p>
      {knownNames.length === 0 ? null : (
        <datalist id={namesId}>
          {knownNames
            .filter((name) => !given.has(name))
            .map((name) => (
              <option key={name} value={name} />
            ))}
        </datalist>
      )}
      {rows.length === 0 ? null : (
        <table className="entry-table">
          <caption className="kern-sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{text.entry.name}</th>
              <th scope="col">{text.entry.kind}</th>
              <th scope="col">{text.entry.value}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <EntryLine
                key={row.key}
                row={row}
                place={place + 1}
                namesId={knownNames.length === 0 ? undefined : namesId}
                errors={errors.filter((error) => error.key === row.key)}
                onChange={(part) => onChange(rows.map((each) => (each.key === row.key ? { ...each, ...part } : each)))}
                onRemove={mayRemove(row) ? () => onChange(rows.filter((each) => each.key !== row.key)) : undefined}
              />
            ))}
          </tbody>
        </table>
      )}
      {errors.length === 0 ? null : (
        <ul className="entry-errors" role="alert">
          {errors.map((error) => (
            <li key={`${error.key} ${error.field}`}>{error.message}</li>
          ))}
        </ul>
      )}
      <Button look="tertiary" pictogram="plus" onClick={onAdd}>
        {text.entry.add}
      </Button>
    </section>
  );
}

function EntryLine({
  row,
  place,
  namesId,
  errors,
  onChange,
  onRemove,
}: {
  row: EntryRow;
  place: number;
  /** The list of names that are suggested. */
  namesId: string | undefined;
  errors: readonly EntryError[];
  onChange: (part: Partial<EntryRow>) => void;
  onRemove: (() => void) | undefined;
}): ReactElement {
  const text = useText();
  const label = row.name.trim() === '' ? text.entry.row(place) : row.name;
  const isFaulty = (field: EntryError['field']): boolean => errors.some((error) => error.field === field);
  const valueProps = {
    'aria-label': text.entry.valueOf(label),
    'aria-invalid': isFaulty('value'),
    value: row.text,
    onChange: (event: { target: { value: string } }) => onChange({ text: event.target.value }),
  };
  return (
    <tr>
      <td>
        <input
          aria-label={text.entry.newName}
          aria-invalid={isFaulty('name')}
          list={row.fixedName ? undefined : namesId}
          autoComplete="off"
          value={row.name}
          readOnly={row.fixedName}
          autoFocus={!row.fixedName}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </td>
      <td>
        <select
          aria-label={text.entry.kindOf(label)}
          value={row.kind}
          onChange={(event) => {
            const kind = kinds.find((each) => each === event.target.value) ?? 'text';
            onChange({ kind, text: kind === 'boolean' ? 'false' : '' });
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {text.entry.kinds[kind]}
            </option>
          ))}
        </select>
      </td>
      <td>
        {row.kind === 'boolean' ? (
          <select {...valueProps}>
            <option value="true">{text.general.yes}</option>
            <option value="false">{text.general.no}</option>
          </select>
        ) : row.kind === 'list' ? (
          <textarea {...valueProps} rows={3} placeholder={text.entry.listHint} />
        ) : (
          <input
            {...valueProps}
            type={row.kind === 'date' ? 'date' : 'text'}
            inputMode={row.kind === 'number' ? 'decimal' : undefined}
          />
        )}
      </td>
      <td>
        {onRemove === undefined ? null : (
          <IconButton pictogram="cross" label={text.entry.remove(label)} onClick={onRemove} />
        )}
      </td>
    </tr>
  );
}
