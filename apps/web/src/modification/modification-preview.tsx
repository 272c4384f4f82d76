import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CaseChange } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Notice } from '../parts/notice.tsx';
import { Problem } from '../parts/problem.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { usePeopleNames } from '../shell/people-names.ts';
import { effectWords } from './effect-words.ts';

/** What a change would do, in words, before it is done. */
export function ModificationPreview({
  instanceId,
  change,
}: {
  instanceId: string;
  change: CaseChange | undefined;
}): ReactElement {
  const text = useText();
  return (
    <section className="modification__preview" aria-labelledby="modification-preview" aria-live="polite">
      <h2 id="modification-preview">{text.modification.preview}</h2>
      {change === undefined ? (
        <p className="soft">{text.modification.previewEmpty}</p>
      ) : (
        <Effects instanceId={instanceId} change={change} />
      )}
    </section>
  );
}

function Effects({ instanceId, change }: { instanceId: string; change: CaseChange }): ReactElement {
  const text = useText();
  const who = usePeopleNames();
  const preview = useQuery(queries.modificationPreview(instanceId, change));
  if (preview.isPending) return <Skeleton lines={3} />;
  if (preview.isError) return <Problem error={preview.error} onRetry={() => void preview.refetch()} />;
  const { endsCase, ...groups } = effectWords(preview.data.effects, text, who);
  return (
    <>
      {(['ends', 'begins', 'besides'] as const).map((group) =>
        groups[group].length === 0 ? null : (
          <div key={group}>
            <h3>{text.modification.groups[group]}</h3>
            <ul className={`modification__effects modification__effects--${group}`}>
              {groups[group].map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </div>
        ),
      )}
      {preview.data.effects.length === 0 ? <p>{text.modification.nothing}</p> : null}
      {endsCase ? (
        <Notice tone="warning" title={text.modification.effects['case-ended']()}>
          <p>{text.modification.endsCase}</p>
        </Notice>
      ) : null}
    </>
  );
}
