import type { FindingList } from '../finding/finding-list.ts';
import { rootElements } from '../xml/bpmn-document.ts';
import { child, children, contents, idOf, is, text, typeOf, type Element } from '../xml/element.ts';
import type { MessageLinks } from './message-links.ts';

/** A pool as drawn: with a process of the file, or an outside party. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly processId?: string;
}

/** A message flow as drawn; ends are ids of pools or of steps. */
export interface MessageFlow {
  readonly id: string;
  readonly name?: string;
  readonly source: string;
  readonly target: string;
  /** Name under which the engine hands the message over; absent where one end is outside. */
  readonly messageName?: string;
}

/** The pools of all collaborations of a file (BPMN 2.0.2 clause 9.3). */
export function readParticipants(definitions: Element, findings: FindingList): Participant[] {
  const found: Participant[] = [];
  for (const collaboration of rootElements(definitions, 'Collaboration')) {
    if (typeOf(collaboration) !== 'Collaboration') continue;
    for (const participant of children(collaboration, 'participants')) {
      const process = child(participant, 'processRef');
      const processId = process === undefined ? undefined : idOf(process);
      const id = idOf(participant) ?? '';
      found.push({ id, name: text(participant, 'name') ?? id, ...(processId === undefined ? {} : { processId }) });
      if (process === undefined) findings.report('BLACK_BOX_POOL', participant);
    }
  }
  return found;
}

/** The message flows of a file, with the name under which the engine hands the message over (clause 9.4). */
export function readMessageFlows(definitions: Element, links: MessageLinks): MessageFlow[] {
  const found: MessageFlow[] = [];
  for (const flow of contents(definitions)) {
    if (!is(flow, 'MessageFlow')) continue;
    const source = child(flow, 'sourceRef');
    const target = child(flow, 'targetRef');
    if (source === undefined || target === undefined) continue;
    const name = text(flow, 'name');
    const messageName = links.received(target).find((link) => link.partner === source)?.name;
    found.push({
      id: idOf(flow) ?? '',
      ...(name === undefined ? {} : { name }),
      source: idOf(source) ?? '',
      target: idOf(target) ?? '',
      ...(messageName === undefined ? {} : { messageName }),
    });
  }
  return found;
}
