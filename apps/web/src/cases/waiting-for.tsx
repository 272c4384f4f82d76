import { useState, type ReactElement } from 'react';
import type { AwaitedEvent, GatheredPart, InstanceDetail } from '../api/contracts.ts';
import { useText } from '../language/language.tsx';
import { Button } from '../parts/button.tsx';
import { DataList } from '../parts/data-list.tsx';
import { AbsoluteTime } from '../parts/time.tsx';
import { SendEventDialog } from '../events/send-event-dialog.tsx';
import { useMay } from '../shell/session.tsx';
import { awaitsOfTheirOwn } from './awaits-of-their-own.ts';

/** What a case waits for: where several must come, what is there already; and messages, which may be delivered by hand. */
export function WaitingFor({ instance }: { instance: InstanceDetail }): ReactElement | null {
  const text = useText();
  const maySend = useMay('message:send');
  const [sent, setSent] = useState<AwaitedEvent>();
  const { gatherings } = instance;
  const awaits = awaitsOfTheirOwn(instance.awaits, gatherings, maySend);
  if (gatherings.length === 0 && awaits.length === 0) return null;
  const halted = instance.state === 'suspended';
  return (
    <section className="block" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{text.waiting.title}</h2>
      <ul className="waiting">
        {gatherings.map(({ nodeId, name, arrived, awaited }, place) => (
          <li key={`${nodeId} ${place}`} className="waiting__place">
            <strong>{name ?? text.waiting.together}</strong>
            <dl className="waiting__parts">
              <dt>{text.waiting.awaited}</dt>
              <dd>
                <Parts parts={awaited} />
              </dd>
              <dt>{text.waiting.arrived}</dt>
              <dd>
                <Parts parts={arrived} />
              </dd>
            </dl>
          </li>
        ))}
        {awaits.map((event) => (
          <li key={`${event.elementInstanceId} ${event.kind} ${event.name}`} className="waiting__place">
            <div className="waiting__event">
              <div>
                <strong>{text.waiting.kinds[event.kind](event.name)}</strong>{' '}
                <span className="soft">
                  {event.label === undefined ? '' : `${text.timeline.quoted(event.label)}, `}
                  {text.inbox.since} <AbsoluteTime instant={event.since} />
                </span>
              </div>
              {maySend && event.kind === 'message' ? (
                <Button look="tertiary" disabled={halted} onClick={() => setSent(event)}>
                  {text.waiting.deliver}
                </Button>
              ) : null}
            </div>
            {Object.keys(event.correlation).length === 0 ? null : <DataList data={event.correlation} />}
          </li>
        ))}
      </ul>
      {sent === undefined ? null : (
        <SendEventDialog
          kind="message"
          name={sent.name}
          fields={sent.fields}
          lead={text.waiting.deliverText}
          receiver={{
            instanceId: instance.id,
            elementInstanceId: sent.elementInstanceId,
            correlation: sent.correlation,
          }}
          onClose={() => setSent(undefined)}
        />
      )}
    </section>
  );
}

function Parts({ parts }: { parts: readonly GatheredPart[] }): ReactElement {
  const text = useText();
  return (
    <ul>
      {parts.map(({ kind, label, count }, place) => (
        <li key={place}>
          {text.waiting.parts[kind](label)}
          {count === undefined ? '' : ` (${text.waiting.times(count)})`}
        </li>
      ))}
    </ul>
  );
}
