import type { FindingCode } from '../finding/finding-catalogue.ts';
import type { FindingDetail, FindingList } from '../finding/finding-list.ts';
import { isStandard } from '../dialect/extensions.ts';
import type { BpmnDocument } from '../xml/bpmn-document.ts';
import { child, children, contents, enclosing, flag, is, type Element } from '../xml/element.ts';

/** What a rule of the standard is checked with: all elements of the file, found quickly. */
export class RuleContext {
  readonly document: BpmnDocument;
  readonly elements: readonly Element[];
  readonly #findings: FindingList;
  readonly #byType = new Map<string, readonly Element[]>();
  readonly #nodes = new Map<Element, readonly Element[]>();
  readonly #listed = { incoming: new Map<Element, Set<Element>>(), outgoing: new Map<Element, Set<Element>>() };
  readonly #outgoing = new Map<Element, Element[]>();
  readonly #incoming = new Map<Element, Element[]>();
  readonly #kinds = new Map<Element, ReadonlySet<string>>();
  readonly #associated = new Map<Element, Element[]>();
  /** Event definitions an event refers to instead of having its own. */
  readonly sharedDefinitions = new Set<Element>();
  /** Activities that boundary events are attached to. */
  readonly hosts = new Set<Element>();

  constructor(document: BpmnDocument, findings: FindingList) {
    this.document = document;
    this.#findings = findings;
    this.elements = [...contents(document.definitions)].filter(isStandard);
    for (const flow of this.all('SequenceFlow')) {
      note(this.#outgoing, child(flow, 'sourceRef'), flow);
      note(this.#incoming, child(flow, 'targetRef'), flow);
    }
    // Everything is looked up by element: going through all of them for each would take their square.
    for (const association of this.all('Association')) {
      const [source, target] = [child(association, 'sourceRef'), child(association, 'targetRef')];
      if (source === undefined || target === undefined) continue;
      note(this.#associated, source, target);
      note(this.#associated, target, source);
    }
    for (const event of this.all('Event')) {
      for (const definition of children(event, 'eventDefinitionRef')) this.sharedDefinitions.add(definition);
    }
    for (const event of this.all('BoundaryEvent')) {
      const host = child(event, 'attachedToRef');
      if (host !== undefined) this.hosts.add(host);
    }
  }

  /** All elements of a type or its subtypes, in the order of the file. */
  all(type: string): readonly Element[] {
    let found = this.#byType.get(type);
    if (found === undefined) {
      found = this.elements.filter((element) => is(element, type));
      this.#byType.set(type, found);
    }
    return found;
  }

  outgoing(node: Element): readonly Element[] {
    return this.#outgoing.get(node) ?? [];
  }

  incoming(node: Element): readonly Element[] {
    return this.#incoming.get(node) ?? [];
  }

  /** The other ends of the associations at an element. */
  associated(element: Element): readonly Element[] {
    return this.#associated.get(element) ?? [];
  }

  /** Steps on one level. */
  nodesOf(container: Element): readonly Element[] {
    let found = this.#nodes.get(container);
    if (found === undefined) {
      found = children(container, 'flowElements').filter((element) => is(element, 'FlowNode'));
      this.#nodes.set(container, found);
    }
    return found;
  }

  /** Is there a start event, an end event, or a step that begins a case by itself on this level? */
  levelHas(level: Element, kind: 'StartEvent' | 'EndEvent' | 'instantiating'): boolean {
    let kinds = this.#kinds.get(level);
    if (kinds === undefined) {
      kinds = new Set(this.nodesOf(level).map(kindOf));
      this.#kinds.set(level, kinds);
    }
    return kinds.has(kind);
  }

  /** Does the node list the flow itself? */
  isListed(node: Element, list: 'incoming' | 'outgoing', flow: Element): boolean {
    const known = this.#listed[list];
    let flows = known.get(node);
    if (flows === undefined) {
      flows = new Set(children(node, list));
      known.set(node, flows);
    }
    return flows.has(flow);
  }

  /** Flows that lead in by what they say themselves, or by what the node lists. */
  anyIncoming(node: Element): boolean {
    return this.incoming(node).length > 0 || children(node, 'incoming').length > 0;
  }

  /** Flows that lead out by what they say themselves, or by what the node lists. */
  anyOutgoing(node: Element): boolean {
    return this.outgoing(node).length > 0 || children(node, 'outgoing').length > 0;
  }

  report(code: FindingCode, element: Element, words: FindingDetail['words'] = {}): void {
    this.#findings.report(code, element, { words });
  }
}

function kindOf(node: Element): string {
  if (is(node, 'StartEvent')) return 'StartEvent';
  if (is(node, 'EndEvent')) return 'EndEvent';
  const waits = is(node, 'ReceiveTask') || is(node, 'EventBasedGateway');
  return waits && flag(node, 'instantiate') ? 'instantiating' : '';
}

function note(map: Map<Element, Element[]>, end: Element | undefined, flow: Element): void {
  if (end === undefined) return;
  const known = map.get(end);
  if (known === undefined) map.set(end, [flow]);
  else known.push(flow);
}

/** Does the element belong to a process that says it is executable? */
export function isInExecutableProcess(element: Element): boolean {
  const process = is(element, 'Process') ? element : enclosing(element, 'Process');
  return process !== undefined && flag(process, 'isExecutable');
}

/** The process, subprocess or choreography whose level the element is on. */
export function levelOf(element: Element): Element | undefined {
  return element.$parent;
}
