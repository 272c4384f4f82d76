import { useId, type ReactElement } from 'react';
import { useText } from '../language/language.tsx';

/** What a case that begins again knows: what it knew at its end, or what it was begun with. */
export type DataOfRestart = 'last' | 'initial';

/** The question with which data a case begins again. */
export function RestartData({
  data,
  onChange,
}: {
  data: DataOfRestart;
  onChange: (data: DataOfRestart) => void;
}): ReactElement {
  const text = useText();
  const id = useId();
  return (
    <fieldset className="kern-fieldset restart-data">
      <legend className="kern-label">{text.cases.restartWith}</legend>
      {(['last', 'initial'] as const).map((each) => (
        <div key={each} className="kern-form-check">
          <input
            className="kern-form-check__radio"
            type="radio"
            name={id}
            id={`${id}-${each}`}
            checked={data === each}
            onChange={() => onChange(each)}
          />
          <label className="kern-label" htmlFor={`${id}-${each}`}>
            {text.cases.restartData[each]}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
