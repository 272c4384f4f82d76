import type { Expression, MessageDefinition } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import { rootElements } from '../xml/bpmn-document.ts';
import { child, children, enclosing, idOf, is, text, type Element } from '../xml/element.ts';

/**
 * What makes a message find its case (BPMN 2.0.2 clause 8.4.2). Waiting: the process's correlation subscription, or
 * zeebe's correlation key. Sending: the retrieval expressions of the correlation properties for this message.
 */
export function correlationOf(
  reading: ProcessReading,
  node: Element,
  message: Element,
): MessageDefinition['correlation'] {
  const zeebe = reading.extensions.element(message, 'zeebe', 'subscription')?.attribute('correlationKey');
  if (zeebe !== undefined) {
    const value = reading.expressions.require(node, reading.expressions.fromText(zeebe));
    return value === undefined ? [] : [{ key: 'correlationKey', value }];
  }
  const definitions = enclosing(reading.process, 'Definitions') ?? reading.process;
  const retrieved = retrievalsFor(reading, node, message, definitions);
  if (is(node, 'ThrowEvent') || is(node, 'SendTask')) return retrieved;
  const subscribed = subscriptionsOf(reading, node);
  // Without a subscription the case is known by its own data under the same names the message carries them.
  return subscribed.length > 0 ? subscribed.filter(({ key }) => retrieved.length === 0 || hasKey(retrieved, key)) : [];
}

function hasKey(correlation: MessageDefinition['correlation'], key: string): boolean {
  return correlation.some((entry) => entry.key === key);
}

function retrievalsFor(
  reading: ProcessReading,
  node: Element,
  message: Element,
  definitions: Element,
): { key: string; value: Expression }[] {
  const found: { key: string; value: Expression }[] = [];
  for (const property of rootElements(definitions, 'CorrelationProperty')) {
    for (const retrieval of children(property, 'correlationPropertyRetrievalExpression')) {
      if (child(retrieval, 'messageRef') !== message) continue;
      const value = reading.expressions.child(node, child(retrieval, 'messagePath'));
      const key = keyOf(property);
      if (value !== undefined && key !== undefined) found.push({ key, value });
    }
  }
  return found;
}

function subscriptionsOf(reading: ProcessReading, node: Element): { key: string; value: Expression }[] {
  const found: { key: string; value: Expression }[] = [];
  for (const subscription of children(reading.process, 'correlationSubscriptions')) {
    for (const binding of children(subscription, 'correlationPropertyBinding')) {
      const property = child(binding, 'correlationPropertyRef');
      const key = property === undefined ? undefined : keyOf(property);
      const value = reading.expressions.child(node, child(binding, 'dataPath'));
      if (key !== undefined && value !== undefined) found.push({ key, value });
    }
  }
  return found;
}

function keyOf(property: Element): string | undefined {
  return text(property, 'name') ?? idOf(property);
}
