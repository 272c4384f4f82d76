import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { DefinitionDetail, ProcessEvent } from '../api/contracts.ts';
import { queries } from '../api/queries.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { useMay } from '../shell/session.tsx';
import { SendEventDialog } from './send-event-dialog.tsx';

/** Messages and signals a process listens to, for who may send them; nothing where it listens to none. */
export function ProcessEventsView({ definition }: { definition: DefinitionDetail }): ReactElement | null {
  const text = useText();
  const maySend = useMay('message:send');
  const [sent, setSent] = useState<ProcessEvent>();
  const events =
    useQuery({ ...queries.definitionEvents(definition.key, definition.version), enabled: maySend }).data?.events ?? [];
  if (events.length === 0) return null;
  return (
    <section className="block" aria-labelledby="events-title">
      <h2 id="events-title">{text.waiting.processTitle}</h2>
      <ul className="waiting">
        {events.map((event) => (
          <li key={`${event.kind} ${event.name}`} className="waiting__place waiting__event">
            <div>
              <strong>{text.waiting.kinds[event.kind](event.name)}</strong>{' '}
              <span className="soft">
                {event.steps.map((step) => text.timeline.quoted(step)).join(', ')} ·{' '}
                {event.starts ? `${text.waiting.starts}, ` : ''}
                {text.waiting.waitingCases(event.waiting)}
              </span>
            </div>
            <Button look="tertiary" onClick={() => setSent(event)}>
              {event.kind === 'signal' ? text.waiting.sendSignal : text.waiting.sendMessage}
            </Button>
          </li>
        ))}
      </ul>
      {sent === undefined ? null : (
        <SendEventDialog
          kind={sent.kind}
          name={sent.name}
          fields={sent.fields}
          correlationKeys={sent.correlationKeys}
          lead={sent.kind === 'signal' ? text.waiting.signalText : text.waiting.messageText}
          onClose={() => setSent(undefined)}
        />
      )}
    </section>
  );
}
