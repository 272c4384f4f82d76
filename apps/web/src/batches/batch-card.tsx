import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { commands } from '../api/commands.ts';
import type { BatchSummary } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { describeProblem } from '../parts/problem.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { useToast } from '../parts/toast.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { BatchItems } from './batch-items.tsx';
import { batchStage, stageTone } from './batch-stage.ts';

type Action = 'pause' | 'resume' | 'retry' | 'remove';

const actions: Record<Action, (id: string) => Promise<unknown>> = {
  pause: commands.suspendBatch,
  resume: commands.resumeBatch,
  retry: commands.retryBatch,
  remove: commands.removeBatch,
};

/** One batch: what is done to how many cases, how far it is, and what may be done about it. */
export function BatchCard({ batch, onRemoved }: { batch: BatchSummary; onRemoved: () => void }): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const toast = useToast();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const stage = batchStage(batch);
  const ended = batch.endedAt !== undefined;
  const act = useMutation({
    mutationFn: (action: Action) => actions[action](batch.id),
    onSuccess: async (_, action) => {
      await client.invalidateQueries({ queryKey: ['batch'] });
      if (action !== 'remove') return;
      setAsks(false);
      toast({ tone: 'success', title: ended ? text.batches.deleted : text.batches.stopped });
      if (ended) onRemoved();
    },
    onError: (error) => {
      const { what, todo } = describeProblem(error, text);
      toast({ tone: 'danger', title: what, detail: todo });
      void client.invalidateQueries({ queryKey: ['batch'] });
    },
  });
  const button = (action: Action, words: string): ReactElement => (
    <Button busy={act.isPending} onClick={() => act.mutate(action)}>
      {words}
    </Button>
  );
  const progress = text.batches.progress(batch.done, batch.total);
  return (
    <article className="batch">
      <header className="batch__head">
        <div>
          <h2>{text.batches.kinds[batch.kind]}</h2>
          <p className="soft">
            <AbsoluteTime instant={batch.createdAt} />{' '}
            {batch.createdBy === undefined ? '' : text.general.byPerson(who(batch.createdBy))}
          </p>
        </div>
        <Badge tone={stageTone[stage]}>{text.batches.stages[stage]}</Badge>
      </header>
      <progress className="batch__progress" max={batch.total} value={batch.done} aria-label={progress} />
      <p className="figure">
        {progress}
        {batch.waiting === 0 ? '' : ` · ${text.batches.waiting(batch.waiting)}`}
        {batch.failed === 0 ? null : <strong className="batch__failed"> · {text.batches.failed(batch.failed)}</strong>}
      </p>
      <div className="batch__actions">
        {stage === 'running' && batch.waiting > 0 ? button('pause', text.batches.pause) : null}
        {stage === 'paused' ? button('resume', text.batches.resume) : null}
        {!ended && batch.failed > 0 ? button('retry', text.batches.retry(batch.failed)) : null}
        <Button look="tertiary" onClick={() => setAsks(true)}>
          {ended ? text.batches.delete : text.batches.stop}
        </Button>
      </div>
      {batch.failed > 0 ? <BatchItems batch={batch} state="failed" /> : null}
      {batch.kind === 'restart' && batch.done > 0 ? <BatchItems batch={batch} state="done" /> : null}
      {asks ? (
        <Dialog
          title={ended ? text.batches.deleteTitle : text.batches.stopTitle}
          onClose={() => setAsks(false)}
          actions={
            <>
              <Button onClick={() => setAsks(false)}>{text.general.back}</Button>
              <Button look="primary" busy={act.isPending} onClick={() => act.mutate('remove')}>
                {ended ? text.batches.delete : text.batches.stop}
              </Button>
            </>
          }
        >
          <p>{ended ? text.batches.deleteText : text.batches.stopText}</p>
        </Dialog>
      ) : null}
    </article>
  );
}
