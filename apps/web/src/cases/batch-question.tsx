import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../api/commands.ts';
import type { CreateBatchRequest, InstanceSummary } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { TextField } from '../parts/field.tsx';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';
import { fitting, type BatchAction } from './batch-action.ts';
import { RestartData, type DataOfRestart } from './restart-data.tsx';

/** Asks before many cases are touched, says how many; then begins the batch and goes to where its progress shows. */
export function BatchQuestion({
  action,
  chosen,
  onClose,
}: {
  action: BatchAction;
  chosen: readonly InstanceSummary[];
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  // What was asked about is what is done, even if the list moves on meanwhile.
  const [asked] = useState({ ids: fitting(action, chosen).map(({ id }) => id), chosen: chosen.length });
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [data, setData] = useState<DataOfRestart>('last');
  const create = useMutation({
    mutationFn: () =>
      commands.createBatch({ operation: operationOf(action, reason.trim(), data), instanceIds: asked.ids }),
    onSuccess: async () => {
      toast({ tone: 'success', title: text.batches.created });
      await client.invalidateQueries({ queryKey: ['batch'] });
      await navigate('/batches');
    },
  });
  const reasonMissing = action === 'cancel' && reason.trim() === '';
  const deed = text.batches.deeds[action](asked.ids.length);
  const leftOut = asked.chosen - asked.ids.length;
  return (
    <Dialog
      title={`${deed}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.back}</Button>
          <Button
            look="primary"
            busy={create.isPending}
            onClick={() => {
              setTried(true);
              if (!reasonMissing) create.mutate();
            }}
          >
            {deed}
          </Button>
        </>
      }
    >
      <p>{text.batches.texts[action]}</p>
      {leftOut === 0 ? null : <p>{text.batches.leftOut(leftOut)}</p>}
      {action === 'cancel' ? (
        <TextField
          label={text.cases.cancelReason}
          maxLength={2000}
          value={reason}
          onChange={setReason}
          error={tried && reasonMissing ? text.cases.cancelReasonMissing : undefined}
        />
      ) : null}
      {action === 'restart' ? <RestartData data={data} onChange={setData} /> : null}
      {create.isError ? <Problem error={create.error} /> : null}
    </Dialog>
  );
}

function operationOf(action: BatchAction, reason: string, data: DataOfRestart): CreateBatchRequest['operation'] {
  switch (action) {
    case 'suspend':
    case 'resume':
      return { kind: action };
    case 'cancel':
      return { kind: 'deleteInstances', reason };
    case 'restart':
      return { kind: 'restart', restart: { initialVariables: data === 'initial' } };
  }
}
