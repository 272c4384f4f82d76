import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { commands } from '../api/commands.ts';
import type { InstanceDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { caseNumber } from './case-words.ts';
import { RestartData, type DataOfRestart } from './restart-data.tsx';

/** Begins an ended case again after asking with which data, and leads to the new case. */
export function RestartCase({ instance }: { instance: InstanceDetail }): ReactElement {
  const text = useText();
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button pictogram="repeat" onClick={() => setAsks(true)}>
        {text.cases.restart}
      </Button>
      {asks ? <RestartDialog instance={instance} onClose={() => setAsks(false)} /> : null}
    </>
  );
}

function RestartDialog({ instance, onClose }: { instance: InstanceDetail; onClose: () => void }): ReactElement {
  const text = useText();
  const client = useQueryClient();
  const [data, setData] = useState<DataOfRestart>('last');
  const restart = useMutation({
    mutationFn: () => commands.restart(instance.id, { initialVariables: data === 'initial' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['instance'] }),
  });
  if (restart.isSuccess) {
    return (
      <Dialog
        title={text.cases.restarted}
        onClose={onClose}
        actions={<Button onClick={onClose}>{text.general.close}</Button>}
      >
        <p role="status">
          {text.cases.restartedText}{' '}
          <Link className="kern-link" to={`/cases/${encodeURIComponent(restart.data.id)}`}>
            {text.cases.toNewCase(caseNumber(restart.data, text))}
          </Link>
        </p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={text.cases.restartTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text.general.back}</Button>
          <Button look="primary" busy={restart.isPending} onClick={() => restart.mutate()}>
            {text.cases.restart}
          </Button>
        </>
      }
    >
      <p>{text.cases.restartText}</p>
      <RestartData data={data} onChange={setData} />
      {restart.isError ? <Problem error={restart.error} /> : null}
    </Dialog>
  );
}
