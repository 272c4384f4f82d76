import type { ReactElement } from 'react';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';
import { TextField } from '../parts/field.tsx';

export interface EnteredMoment {
  /** `2026-11-20`, as a date field gives it. */
  readonly day: string;
  /** `08:00` */
  readonly clock: string;
}

/** The instant entered in local time, or what is wrong with it. */
export function readMoment(moment: EnteredMoment, now: Date, text: Catalogue): { value?: string; error?: string } {
  const instant = new Date(`${moment.day}T${moment.clock}`);
  if (moment.day === '' || Number.isNaN(instant.getTime())) return { error: text.inbox.dateMissing };
  if (instant.getTime() <= now.getTime()) return { error: text.inbox.datePast };
  return { value: instant.toISOString() };
}

/** Asks for the date of a timer that was drawn with words only. */
export function DateQuestion({
  moment,
  onChange,
  error,
}: {
  moment: EnteredMoment;
  onChange: (moment: EnteredMoment) => void;
  error: string | undefined;
}): ReactElement {
  const text = useText();
  return (
    <fieldset className="kern-fieldset question" data-faulty={error !== undefined}>
      <legend className="question__text">{text.inbox.date}</legend>
      <p className="kern-hint">{text.inbox.dateHint}</p>
      <div className="kern-fieldset__body question__moment">
        <TextField
          type="date"
          label={text.inbox.day}
          value={moment.day}
          error={error}
          onChange={(day) => onChange({ ...moment, day })}
        />
        <TextField
          type="time"
          label={text.inbox.clock}
          value={moment.clock}
          onChange={(clock) => onChange({ ...moment, clock })}
        />
      </div>
    </fieldset>
  );
}
