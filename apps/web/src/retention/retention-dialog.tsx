import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { daysOf } from './days-of.ts';

/** Asks for the days; where that would erase cases, asks once more with their number. */
export function RetentionDialog({
  processKey,
  days: before,
  onClose,
}: {
  processKey: string;
  days: number | undefined;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const words = text.retention;
  const toast = useToast();
  const client = useQueryClient();
  const [typed, setTyped] = useState(before === undefined ? '' : String(before));
  const [tried, setTried] = useState(false);
  const [agreement, setAgreement] = useState<{ readonly days: number; readonly expired: number }>();
  const days = daysOf(typed);
  const save = useMutation({
    /** @returns whether it is done; otherwise it must be agreed to first */
    mutationFn: async (wanted: number | null): Promise<boolean> => {
      if (wanted === null) {
        await commands.changeRetention(processKey, {});
        return true;
      }
      const { expired } = await client.query({ ...queries.retention(processKey, wanted), staleTime: 0 });
      const agreed = agreement?.days === wanted && expired <= agreement.expired;
      if (expired > 0 && !agreed) {
        setAgreement({ days: wanted, expired });
        return false;
      }
      await commands.changeRetention(processKey, { days: wanted, expected: expired });
      return true;
    },
    onSuccess: async (done) => {
      if (!done) return;
      await client.invalidateQueries({ queryKey: ['definition'] });
      toast({ tone: 'success', title: words.saved });
      onClose();
    },
  });
  const agreeing = agreement !== undefined && agreement.days === days;
  return (
    <Dialog
      title={agreeing ? words.askTitle(agreement.expired) : words.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={agreeing ? () => setAgreement(undefined) : onClose}>
            {agreeing ? text.general.back : text.general.cancel}
          </Button>
          <Button
            look="primary"
            busy={save.isPending}
            onClick={() => {
              setTried(true);
              if (days !== undefined) save.mutate(days);
            }}
          >
            {agreeing ? words.askConfirm : words.save}
          </Button>
        </>
      }
    >
      {agreeing ? (
        <p role="alert">{words.askText(agreement.expired, agreement.days)}</p>
      ) : (
        <TextField
          label={words.days}
          hint={words.daysHint}
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          error={tried && days === undefined ? words.daysWrong : undefined}
        />
      )}
      {save.isError ? <Problem error={save.error} /> : null}
    </Dialog>
  );
}
