import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { InstanceDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { describeProblem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { useMay } from '../shell/session.tsx';
import { RestartCase } from './restart-case.tsx';

/** What the operator may do with a whole case, and printing for the paper file. */
export function CaseActions({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const mayOperate = useMay('instance:operate');
  const [asksCancel, setAsksCancel] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const act = useMutation({
    mutationFn: async (action: 'suspend' | 'resume' | 'cancel'): Promise<string> => {
      if (action === 'suspend') await commands.suspend(instance.id);
      else if (action === 'resume') await commands.resume(instance.id);
      else await commands.cancel(instance.id, reason.trim());
      return { suspend: text.cases.suspended, resume: text.cases.resumed, cancel: text.cases.canceled }[action];
    },
    onSuccess: (title) => {
      setAsksCancel(false);
      toast({ tone: 'success', title });
    },
    onError: (error) => {
      const { what, todo } = describeProblem(error, text);
      toast({ tone: 'danger', title: what, detail: todo });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['instance'] }),
  });
  const live = instance.state === 'running' || instance.state === 'suspended';
  return (
    <>
      <Button look="tertiary" pictogram="print" onClick={() => window.print()}>
        {text.cases.print}
      </Button>
      {mayOperate && instance.state === 'running' ? (
        <Button busy={act.isPending} onClick={() => act.mutate('suspend')}>
          {text.cases.suspend}
        </Button>
      ) : null}
      {mayOperate && instance.state === 'suspended' ? (
        <Button look="primary" busy={act.isPending} onClick={() => act.mutate('resume')}>
          {text.cases.resume}
        </Button>
      ) : null}
      {mayOperate && live ? <Button onClick={() => setAsksCancel(true)}>{text.cases.cancel}</Button> : null}
      {mayOperate && !live ? <RestartCase instance={instance} /> : null}
      {asksCancel ? (
        <Dialog
          title={text.cases.cancelTitle}
          onClose={() => setAsksCancel(false)}
          actions={
            <>
              <Button onClick={() => setAsksCancel(false)}>{text.general.back}</Button>
              <Button
                look="primary"
                busy={act.isPending}
                onClick={() => {
                  setTried(true);
                  if (reason.trim() !== '') act.mutate('cancel');
                }}
              >
                {text.cases.cancelConfirm}
              </Button>
            </>
          }
        >
          <p>{text.cases.cancelText}</p>
          <TextField
            label={text.cases.cancelReason}
            value={reason}
            onChange={setReason}
            error={tried && reason.trim() === '' ? text.cases.cancelReasonMissing : undefined}
          />
        </Dialog>
      ) : null}
    </>
  );
}
