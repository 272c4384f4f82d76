import type { GatheredPart } from '#contracts';
import type { EventDefinition, MessageDefinition, ProcessModel } from '#engine';

type Computed = { readonly literal: unknown } | { readonly expression: { readonly text: string } };

/** A name or time as it is written: the text itself, or the expression that gives it. */
export function writtenText(computed: Computed): string {
  return 'literal' in computed ? String(computed.literal) : computed.expression.text;
}

/** One definition of an event, for people who know the process. */
export function eventText(definition: EventDefinition): GatheredPart {
  switch (definition.kind) {
    case 'message':
    case 'signal':
      return { kind: definition.kind, label: writtenText(definition.name) };
    case 'timer':
      return { kind: 'timer', label: definition.form === 'ask' ? definition.words : writtenText(definition.value) };
    case 'conditional':
      return { kind: 'condition', label: definition.condition.text };
    default:
      return { kind: 'event', label: definition.kind };
  }
}

/** What the sender of a message of this name has to give to a node; of its only message where the name is computed. */
export function fieldsAt(model: ProcessModel, nodeId: string, name: string): readonly string[] {
  const messages = awaitedMessages(model, nodeId);
  const message = messages.find((one) => writtenText(one.name) === name) ?? messages[0];
  return message === undefined ? [] : payloadFields(model, nodeId, message);
}

/** The messages a node may wait for. */
export function awaitedMessages(model: ProcessModel, nodeId: string): readonly MessageDefinition[] {
  const node = model.nodes.find(({ id }) => id === nodeId);
  if (node === undefined) return [];
  if ('definitions' in node) return node.definitions.filter((definition) => definition.kind === 'message');
  return 'work' in node && node.work.kind === 'message' ? [node.work.message] : [];
}

/** Names the sender has to give for what the receiver takes over: the first name in each of its expressions. */
export function payloadFields(
  model: ProcessModel,
  nodeId: string,
  { payload = [] }: MessageDefinition,
): readonly string[] {
  const outputs = model.nodes.find(({ id }) => id === nodeId)?.outputs ?? [];
  const sources = outputs.flatMap(({ source }): readonly (string | undefined)[] => {
    if ('expression' in source) return [firstName(source.expression.text)];
    return 'variable' in source ? [source.variable] : [];
  });
  const names = [...payload.map(({ source }) => firstName(source.text)), ...sources];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function firstName(expression: string): string | undefined {
  return /[\p{L}_][\p{L}\p{N}_]*/u.exec(expression)?.[0];
}
