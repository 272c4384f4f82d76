import { child, flag, is, typeOf, type Element } from '../xml/element.ts';
import { eventDefinitionsOf } from './message-links.ts';

/** Where an event stands; each place allows its own triggers (BPMN 2.0.2 tables 10.84 to 10.93). */
export type EventPosition =
  | 'processStart'
  | 'subProcessStart'
  | 'eventSubProcessStart'
  | 'eventSubProcessStartNonInterrupting'
  | 'boundary'
  | 'boundaryNonInterrupting'
  | 'catch'
  | 'throw'
  | 'end';

const allowed: Readonly<Record<EventPosition, readonly string[]>> = {
  processStart: ['Message', 'Timer', 'Conditional', 'Signal'],
  subProcessStart: [],
  eventSubProcessStart: ['Message', 'Timer', 'Error', 'Escalation', 'Compensate', 'Conditional', 'Signal'],
  eventSubProcessStartNonInterrupting: ['Message', 'Timer', 'Escalation', 'Conditional', 'Signal'],
  boundary: ['Message', 'Timer', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Conditional', 'Signal'],
  boundaryNonInterrupting: ['Message', 'Timer', 'Escalation', 'Conditional', 'Signal'],
  catch: ['Message', 'Timer', 'Conditional', 'Link', 'Signal'],
  throw: ['Message', 'Escalation', 'Compensate', 'Link', 'Signal'],
  end: ['Message', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Signal', 'Terminate'],
};

/** Where the event stands; undefined for events that stand nowhere (those of multi-instance behaviours). */
export function positionOf(event: Element): EventPosition | undefined {
  switch (typeOf(event)) {
    case 'StartEvent': {
      const scope = event.$parent;
      if (scope === undefined || !is(scope, 'SubProcess')) return 'processStart';
      if (!flag(scope, 'triggeredByEvent')) return 'subProcessStart';
      return flag(event, 'isInterrupting') ? 'eventSubProcessStart' : 'eventSubProcessStartNonInterrupting';
    }
    case 'BoundaryEvent':
      return flag(event, 'cancelActivity') || isCompensation(event) ? 'boundary' : 'boundaryNonInterrupting';
    case 'IntermediateCatchEvent':
      return 'catch';
    case 'IntermediateThrowEvent':
      return 'throw';
    case 'EndEvent':
      return 'end';
    default:
      return undefined;
  }
}

/** A compensation event never interrupts: tools write `cancelActivity` as they like. */
function isCompensation(event: Element): boolean {
  return eventDefinitionsOf(event).some((definition) => is(definition, 'CompensateEventDefinition'));
}

/** `Message` of `MessageEventDefinition`. */
export function triggerOf(definition: Element): string {
  return typeOf(definition).replace(/EventDefinition$/, '');
}

/** May an event in its place have this definition? */
export function isAllowed(event: Element, definition: Element): boolean {
  const position = positionOf(event);
  return position === undefined || allowed[position].includes(triggerOf(definition));
}

/** The definitions of an event that are possible in its place. */
export function possibleDefinitionsOf(event: Element): readonly Element[] {
  return eventDefinitionsOf(event).filter((definition) => isAllowed(event, definition));
}

/** Is the boundary event attached to a transaction? Only then can it be cancelled. */
export function isOnTransaction(event: Element): boolean {
  const host = child(event, 'attachedToRef');
  return host !== undefined && typeOf(host) === 'Transaction';
}
