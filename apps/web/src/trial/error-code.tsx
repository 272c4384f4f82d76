import { useState, type ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';

/** A business error (BPMN error) reported instead of a result: asks for its code. */
export function ErrorCode({ onThrow }: { onThrow: (code: string) => void }): ReactElement {
  const text = useText();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = code.trim() === '';
  return (
    <div className="trial-line">
      <TextField
        label={text.trial.errorCode}
        hint={text.trial.errorCodeHint}
        value={code}
        onChange={setCode}
        error={tried && isMissing ? text.trial.errorCodeMissing : undefined}
      />
      <Button
        onClick={() => {
          setTried(true);
          if (!isMissing) onThrow(code.trim());
        }}
      >
        {text.trial.throwError}
      </Button>
    </div>
  );
}
