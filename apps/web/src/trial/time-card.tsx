import { useState, type ReactElement } from 'react';
import type { JsonObject } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { TrialCard } from './trial-card.tsx';

const units = ['PTM', 'PTH', 'PD', 'PW', 'PM'] as const;
type Unit = (typeof units)[number];

/** Moves the clock on: deadlines that end on the way take effect in their order. */
export function TimeCard({
  open,
  onOpen,
  onPerform,
}: {
  open: boolean;
  onOpen: (open: boolean) => void;
  onPerform: (instruction: JsonObject) => void;
}): ReactElement {
  const words = useText().trial;
  const [amount, setAmount] = useState('1');
  const [unit, setUnit] = useState<Unit>('PD');
  const isWrong = !/^[1-9]\d{0,4}$/.test(amount.trim());
  return (
    <TrialCard title={words.time} open={open} onOpen={onOpen}>
      <div className="trial-line">
        <TextField
          label={words.timeAmount}
          inputMode="numeric"
          value={amount}
          onChange={setAmount}
          error={isWrong ? words.amountWrong : undefined}
        />
        <SelectField
          label={words.timeUnit}
          value={unit}
          onChange={(value) => setUnit(units.find((each) => each === value) ?? 'PD')}
          options={units.map((value) => ({ value, label: words.units[value] }))}
        />
      </div>
      <Button
        pictogram="clock"
        aria-disabled={isWrong}
        onClick={() => {
          const duration = `${unit.slice(0, -1)}${amount.trim()}${unit.slice(-1)}`;
          if (!isWrong) onPerform({ type: 'INCREASE_TIME', duration });
        }}
      >
        {words.advance}
      </Button>
    </TrialCard>
  );
}
