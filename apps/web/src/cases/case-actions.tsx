import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { InstanceDetail, SuspensionRequest } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { describeProblem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { MigrateCase } from '../migration/migrate-links.tsx';
import { useMay } from '../shell/session.tsx';
import { ReasonDialog, type ReasonWords } from './reason-dialog.tsx';
import { RestartCase } from './restart-case.tsx';

type Action = 'suspend' | 'resume' | 'cancel';

/** What the operator may do with a whole case, each with its reason, and printing for the paper file. */
export function CaseActions({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const mayOperate = useMay('instance:operate');
  const [asked, setAsked] = useState<Action>();
  const act = useMutation({
    mutationFn: async ({ action, reason }: { action: Action; reason: string | undefined }): Promise<string> => {
      const request: SuspensionRequest = reason === undefined ? {} : { reason };
      if (action === 'suspend') await commands.suspend(instance.id, request);
      else if (action === 'resume') await commands.resume(instance.id, request);
      else await commands.cancel(instance.id, reason ?? '');
      return { suspend: text.cases.suspended, resume: text.cases.resumed, cancel: text.cases.canceled }[action];
    },
    onSuccess: (title) => {
      setAsked(undefined);
      toast({ tone: 'success', title });
    },
    onError: (error) => {
      const { what, todo } = describeProblem(error, text);
      toast({ tone: 'danger', title: what, detail: todo });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['instance'] }),
  });
  const live = instance.state === 'running' || instance.state === 'suspended';
  const { cases } = text;
  const words: Record<Action, ReasonWords> = {
    suspend: { title: cases.suspendTitle, lead: cases.suspendText, confirm: cases.suspend },
    resume: { title: cases.resumeTitle, lead: cases.resumeText, confirm: cases.resume },
    cancel: { title: cases.cancelTitle, lead: cases.cancelText, confirm: cases.cancelConfirm },
  };
  return (
    <>
      <Button look="tertiary" pictogram="print" onClick={() => window.print()}>
        {cases.print}
      </Button>
      {mayOperate && instance.state === 'running' ? (
        <Button onClick={() => setAsked('suspend')}>{cases.suspend}</Button>
      ) : null}
      {mayOperate && instance.state === 'suspended' ? (
        <Button look="primary" onClick={() => setAsked('resume')}>
          {cases.resume}
        </Button>
      ) : null}
      {mayOperate && live ? <Button onClick={() => setAsked('cancel')}>{cases.cancel}</Button> : null}
      {live ? <MigrateCase instance={instance} /> : null}
      {mayOperate && !live ? <RestartCase instance={instance} /> : null}
      {asked === undefined ? null : (
        <ReasonDialog
          key={asked}
          words={words[asked]}
          optional={asked === 'resume'}
          busy={act.isPending}
          onConfirm={(reason) => act.mutate({ action: asked, reason })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
