import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { ProblemError } from '../api/problem-error.ts';
import { useText } from '../language/language.tsx';
import { DataList } from '../parts/data-list.tsx';

/** Below a message that found no receiver or several: who waits for it, and with which keys. */
export function MessageReceivers({ error }: { error: unknown }): ReactElement | null {
  const text = useText();
  if (!(error instanceof ProblemError) || error.receivers === undefined) return null;
  if (error.receivers.length === 0) return <p>{text.waiting.nobody}</p>;
  return (
    <>
      <p>{text.waiting.receivers}</p>
      <ul className="waiting">
        {error.receivers.map(({ definition, instanceId, businessKey, nodeId, correlation }) => (
          <li key={`${instanceId ?? ''} ${nodeId}`} className="waiting__place">
            {instanceId === null ? (
              text.waiting.startOf(definition.name ?? definition.key)
            ) : (
              <Link className="kern-link" to={`/cases/${encodeURIComponent(instanceId)}`}>
                {businessKey ?? text.cases.shortId(instanceId)} · {definition.name ?? definition.key}
              </Link>
            )}
            {Object.keys(correlation).length === 0 ? null : <DataList data={correlation} />}
          </li>
        ))}
      </ul>
    </>
  );
}
