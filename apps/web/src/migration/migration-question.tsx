import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useNavigate } from 'react-router';
import { commands } from '../api/commands.ts';
import type { MigrationDryRun, MigrationProposal, MigrationRequest } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useToast } from '../parts/toast.tsx';

/** Asks once more, with the number of cases; then leads to where the progress shows, or back to the one case. */
export function MigrationQuestion({
  proposal,
  request,
  outcome,
  onlyCase,
  onClose,
}: {
  proposal: MigrationProposal;
  request: MigrationRequest;
  outcome: MigrationDryRun;
  onlyCase: string | undefined;
  onClose: () => void;
}): ReactElement {
  const text = useText();
  const words = text.migration;
  const toast = useToast();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { source, target } = proposal;
  const execute = useMutation({
    mutationFn: async (): Promise<string> => {
      if (onlyCase === undefined) {
        await commands.migrate(request);
        toast({ tone: 'success', title: words.begun });
        return '/batches';
      }
      const { targetDefinitionId, mapping } = request;
      await commands.migrateInstance(onlyCase, { targetDefinitionId, mapping });
      toast({ tone: 'success', title: words.done(target.version) });
      return `/cases/${encodeURIComponent(onlyCase)}`;
    },
    onSuccess: async (next) => {
      await navigate(next);
      await Promise.all(
        ['batch', 'instance', 'definition', 'task'].map((kind) => client.invalidateQueries({ queryKey: [kind] })),
      );
    },
  });
  return (
    <Dialog
      title={words.question(outcome.movable, target.version)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.back}</Button>
          <Button look="primary" busy={execute.isPending} onClick={() => execute.mutate()}>
            {words.execute(outcome.movable)}
          </Button>
        </>
      }
    >
      <p>{words.questionText}</p>
      {outcome.staying === 0 ? null : <p>{words.questionStays(outcome.staying, source.version)}</p>}
      {execute.isError ? <Problem error={execute.error} /> : null}
    </Dialog>
  );
}
