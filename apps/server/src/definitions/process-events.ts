import type { ProcessEvent } from '#contracts';
import type { EventDefinition, MessageDefinition, NodeModel, ProcessModel } from '#engine';
import { oneLine } from '../http/one-line.ts';
import { awaitedMessages, payloadFields, writtenText } from './event-words.ts';

/** Catching events; what an end or throw event names is sent, not awaited. */
const CATCHING: ReadonlySet<NodeModel['type']> = new Set(['startEvent', 'intermediateCatchEvent', 'boundaryEvent']);

/** What a process listens to, by name. Names that are computed are left out: what they are is known only to a case. */
export function awaitedEvents(model: ProcessModel): readonly Omit<ProcessEvent, 'starts' | 'waiting'>[] {
  const events = new Map<string, Omit<ProcessEvent, 'starts' | 'waiting'>>();
  for (const node of model.nodes) {
    for (const { kind, name, message } of awaitedAt(node, model)) {
      const before = events.get(`${kind} ${name}`);
      const merge = (known: readonly string[] | undefined, more: readonly string[]) => [
        ...new Set([...(known ?? []), ...more]),
      ];
      events.set(`${kind} ${name}`, {
        kind,
        name,
        steps: merge(before?.steps, [oneLine(node.name ?? node.id)]),
        correlationKeys: merge(before?.correlationKeys, message?.correlation.map((one) => one.key) ?? []),
        fields: merge(before?.fields, message === undefined ? [] : payloadFields(model, node.id, message)),
      });
    }
  }
  return [...events.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}

interface Awaited {
  readonly kind: ProcessEvent['kind'];
  readonly name: string;
  readonly message?: MessageDefinition;
}

function awaitedAt(node: NodeModel, model: ProcessModel): readonly Awaited[] {
  if ('definitions' in node && !CATCHING.has(node.type)) return [];
  const messages = awaitedMessages(model, node.id)
    .filter(({ name }) => 'literal' in name)
    .map((message) => ({ kind: 'message' as const, name: writtenText(message.name), message }));
  const definitions: readonly EventDefinition[] = 'definitions' in node ? node.definitions : [];
  const signals = definitions.flatMap((definition) =>
    definition.kind === 'signal' && 'literal' in definition.name
      ? [{ kind: 'signal' as const, name: writtenText(definition.name) }]
      : [],
  );
  return [...messages, ...signals];
}
