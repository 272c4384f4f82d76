import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useMay } from '../shell/session.tsx';
import { RetentionDialog } from './retention-dialog.tsx';

/** How long ended cases of a process are kept, what erases them, and the way to change it. */
export function RetentionBlock({ processKey }: { processKey: string }): ReactElement {
  const text = useText();
  const words = text.retention;
  const mayChange = useMay('process:deploy');
  const retention = useQuery(queries.retention(processKey));
  const [changes, setChanges] = useState(false);
  return (
    <section className="block retention" aria-labelledby="retention-title">
      <h2 id="retention-title">{words.title}</h2>
      {retention.isPending ? (
        <Skeleton lines={2} />
      ) : retention.isLoadingError ? (
        <Problem error={retention.error} onRetry={() => void retention.refetch()} />
      ) : (
        <>
          <p className="retention__period">
            {retention.data.days === undefined ? words.forEver : words.forDays(retention.data.days)}{' '}
            {words.ended(retention.data.ended)}
          </p>
          {retention.data.differs ? <p>{words.differs}</p> : null}
          <p className="soft">{words.what}</p>
          <p className="soft">{words.versions}</p>
          {mayChange ? (
            <Button pictogram="edit" onClick={() => setChanges(true)}>
              {words.change}
            </Button>
          ) : null}
          {changes ? (
            <RetentionDialog processKey={processKey} days={retention.data.days} onClose={() => setChanges(false)} />
          ) : null}
        </>
      )}
    </section>
  );
}
