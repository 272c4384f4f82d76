import { useId, type ReactElement } from 'react';

/** A question with one answer out of a few; an answer that is not possible says why. */
export function ChoiceGroup<Value extends string>({
  legend,
  value,
  options,
  onChange,
}: {
  legend: string;
  value: Value | undefined;
  options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly hint?: string | undefined;
    readonly disabled?: boolean;
  }[];
  onChange: (value: Value) => void;
}): ReactElement {
  const id = useId();
  return (
    <fieldset className="kern-fieldset choice-group">
      <legend className="kern-label">{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="choice-group__choice">
          <div className="kern-form-check">
            <input
              className="kern-form-check__radio"
              type="radio"
              name={id}
              id={`${id}-${option.value}`}
              checked={value === option.value}
              disabled={option.disabled === true}
              aria-describedby={option.hint === undefined ? undefined : `${id}-${option.value}-hint`}
              onChange={() => onChange(option.value)}
            />
            <label className="kern-label" htmlFor={`${id}-${option.value}`}>
              {option.label}
            </label>
          </div>
          {option.hint === undefined ? null : (
            <p className="choice-group__hint" id={`${id}-${option.value}-hint`}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
