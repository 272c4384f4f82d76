import { useState, type ReactElement } from 'react';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';

/** As much as the API takes. */
const LONGEST = 2000;

export interface ReasonWords {
  readonly title: string;
  /** What happens then. */
  readonly lead: string;
  /** What the main button says. */
  readonly confirm: string;
}

/** Asks why, before something happens to a whole case; without a reason it goes on only where that is `optional`. */
export function ReasonDialog({
  words,
  optional = false,
  busy,
  onConfirm,
  onClose,
}: {
  words: ReasonWords;
  optional?: boolean;
  busy: boolean;
  onConfirm: (reason: string | undefined) => void;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const given = reason.trim();
  const isMissing = given === '' && !optional;
  const confirm = (): void => {
    setTried(true);
    if (!isMissing && !busy) onConfirm(given === '' ? undefined : given);
  };
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.back}</Button>
          <Button look="primary" busy={busy} onClick={confirm}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{words.lead}</p>
      <TextField
        label={optional ? text.cases.reasonOptional : text.cases.cancelReason}
        value={reason}
        maxLength={LONGEST}
        onChange={setReason}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          confirm();
        }}
        error={tried && isMissing ? text.cases.cancelReasonMissing : undefined}
      />
    </Dialog>
  );
}
