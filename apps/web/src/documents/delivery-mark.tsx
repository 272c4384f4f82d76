import type { ReactElement } from 'react';
import type { DocumentDelivery } from '../api/contracts.ts';
import { formatDateTime } from '../language/format.ts';
import { useText } from '../language/language.tsx';
import { Badge } from '../parts/badge.tsx';

const TONES = { confirmed: 'success', pending: 'info', failed: 'danger' } as const;

/** How far a document has come on its way to the DMS; with its own words when it says no. */
export function DeliveryMark({ delivery }: { delivery: DocumentDelivery }): ReactElement {
  const { documents } = useText();
  const { state, words, nextAttemptAt } = delivery;
  return (
    <span className="delivery">
      <Badge tone={TONES[state]}>{documents[state]}</Badge>
      {state === 'confirmed' || words === undefined ? null : (
        <span className="delivery__words">
          {documents.words(words)}
          {nextAttemptAt === undefined ? '' : ` · ${documents.pendingAgain(formatDateTime(new Date(nextAttemptAt)))}`}
        </span>
      )}
    </span>
  );
}
