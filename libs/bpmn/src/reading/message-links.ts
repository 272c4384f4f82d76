import { child, children, contents, enclosing, idOf, is, text, type Element } from '../xml/element.ts';

/** Two steps of different processes of the file, joined by a message flow. */
interface MessageLink {
  readonly name: string;
  readonly partner: Element;
}

/**
 * Message flows that join steps inside the file. Both ends use the same message name: the one a person gave the
 * receiver's or the sender's message, otherwise one made of the receiver's process and id, so that every import of the
 * file gives the same.
 */
export interface MessageLinks {
  /** What the node receives by message flows. */
  received(node: Element): readonly MessageLink[];
  /** What the node sends by message flows, one for each receiver. */
  sent(node: Element): readonly MessageLink[];
}

/** Reads the message flows of all collaborations (BPMN 2.0.2 clause 9.4). Ends at pools, open or closed, link nothing. */
export function readMessageLinks(definitions: Element): MessageLinks {
  const received = new Map<Element, MessageLink[]>();
  const sent = new Map<Element, MessageLink[]>();
  const note = (map: Map<Element, MessageLink[]>, node: Element, link: MessageLink): void => {
    const links = map.get(node);
    if (links === undefined) map.set(node, [link]);
    else if (!links.some((known) => known.name === link.name)) links.push(link);
  };
  for (const flow of contents(definitions)) {
    if (!is(flow, 'MessageFlow')) continue;
    const source = child(flow, 'sourceRef');
    const target = child(flow, 'targetRef');
    if (source === undefined || target === undefined || !receives(target) || !sends(source)) continue;
    const process = enclosing(target, 'Process');
    if (process === undefined || process === enclosing(source, 'Process')) continue;
    const name =
      messageName(target) ??
      text(child(flow, 'messageRef'), 'name') ??
      messageName(source) ??
      `${idOf(process) ?? ''}/${idOf(target) ?? ''}`;
    note(received, target, { name, partner: source });
    note(sent, source, { name, partner: target });
  }
  return {
    received: (node) => received.get(node) ?? [],
    sent: (node) => sent.get(node) ?? [],
  };
}

/** Name of the message the node itself refers to. */
function messageName(node: Element): string | undefined {
  const own = text(child(node, 'messageRef'), 'name');
  if (own !== undefined) return own;
  for (const definition of eventDefinitionsOf(node)) {
    const name = text(child(definition, 'messageRef'), 'name');
    if (name !== undefined) return name;
  }
  return undefined;
}

function receives(node: Element): boolean {
  return is(node, 'ReceiveTask') || (is(node, 'CatchEvent') && hasMessage(node));
}

function sends(node: Element): boolean {
  return is(node, 'SendTask') || (is(node, 'ThrowEvent') && hasMessage(node));
}

function hasMessage(node: Element): boolean {
  return eventDefinitionsOf(node).some((definition) => is(definition, 'MessageEventDefinition'));
}

/** Definitions written in the event, then those it refers to (clause 10.5.1: both count). */
export function eventDefinitionsOf(event: Element): readonly Element[] {
  return [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
}
