import { child, children, contents, is, text, type Element } from '../xml/element.ts';

/** Labels under which signals without a technical name find each other. */
export interface SignalNames {
  /** The name a signal event is sent or received by; undefined when nothing tells it. */
  nameFor(event: Element, definition: Element): { readonly name: string; readonly inferred: boolean } | undefined;
}

/**
 * A signal event without `signalRef` is known by its label. A catching one needs somebody in the file who throws that
 * label (or declares such a signal); otherwise nothing would ever arrive and a person has to tell.
 */
export function readSignalNames(definitions: Element): SignalNames {
  const thrown = new Set<string>();
  for (const element of contents(definitions)) {
    if (is(element, 'Signal')) thrown.add(text(element, 'name') ?? '');
    if (!is(element, 'ThrowEvent')) continue;
    const label = text(element, 'name');
    if (label !== undefined && children(element, 'eventDefinitions').some((it) => is(it, 'SignalEventDefinition'))) {
      thrown.add(label);
    }
  }
  return {
    nameFor: (event, definition) => {
      const name = text(child(definition, 'signalRef'), 'name');
      if (name !== undefined) return { name, inferred: false };
      const label = text(event, 'name');
      if (label === undefined) return undefined;
      return is(event, 'ThrowEvent') || thrown.has(label) ? { name: label, inferred: true } : undefined;
    },
  };
}
