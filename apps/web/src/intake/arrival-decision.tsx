import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { IntakeArrival, IntakeDecisionRequest, IntakeService } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { SelectField, TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';

/** What becomes of a doubtful arrival: taken in (as which service), fetched again, or discarded with a reason. */
export function ArrivalDecision({
  arrival,
  services,
  onClose,
}: {
  arrival: IntakeArrival;
  services: readonly IntakeService[];
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const [service, setService] = useState('');
  const [reason, setReason] = useState('');
  const deciding = useMutation({
    mutationFn: (action: IntakeDecisionRequest['action']) =>
      commands.decideArrival({
        sourceId: arrival.sourceId,
        submissionId: arrival.submissionId,
        action,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...(action === 'release' && service !== '' ? { service } : {}),
      }),
    onSuccess: () => {
      toast({ tone: 'success', title: text.intake.decided });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['intake'] }),
  });
  const act = (action: IntakeDecisionRequest['action']) => () => deciding.mutate(action);
  return (
    <Dialog
      title={text.intake.decideTitle}
      onClose={onClose}
      actions={
        <>
          <Button busy={deciding.isPending} onClick={act('discard')}>
            {text.intake.discard}
          </Button>
          {arrival.readable ? (
            <Button look="primary" busy={deciding.isPending} onClick={act('release')}>
              {text.intake.release}
            </Button>
          ) : (
            <Button look="primary" busy={deciding.isPending} onClick={act('fetch-again')}>
              {text.intake.fetchAgain}
            </Button>
          )}
        </>
      }
    >
      {arrival.problems.map(({ code, detail, part }) => (
        <p key={`${code} ${part}`} className="problem__detail">
          {detail}
        </p>
      ))}
      {arrival.readable ? (
        <SelectField
          label={text.intake.asService}
          value={service}
          onChange={setService}
          options={[
            { value: '', label: text.intake.asAsked },
            ...services.map(({ key, name }) => ({ value: key, label: name })),
          ]}
        />
      ) : null}
      <TextField
        label={text.intake.why}
        hint={text.intake.whyHint}
        maxLength={1000}
        value={reason}
        onChange={setReason}
      />
      {deciding.isError ? <Problem error={deciding.error} /> : null}
    </Dialog>
  );
}
