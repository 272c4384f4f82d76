import type { Mapping } from '#engine';
import { readAssociations } from '../data/associations.ts';
import { propertiesOf, retryCycleOf } from '../dialect/job-work.ts';
import { readMappings } from '../dialect/mappings.ts';
import { documentationOf } from '../reading/notes.ts';
import { incomingOf, outgoingOf, type ProcessReading } from '../reading/process-reading.ts';
import { child, flag, idOf, integer, text, type Element } from '../xml/element.ts';
import { readLoop } from './loop.ts';

/** What every node of the model has. */
export interface NodeBase {
  readonly id: string;
  readonly name?: string;
  readonly scopeId: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly lane?: string;
  readonly documentation?: string;
  readonly asyncBefore?: boolean;
  readonly asyncAfter?: boolean;
  readonly retryCycle?: string;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly mapsResultsOnly?: true;
  readonly properties: Readonly<Record<string, string>>;
}

export function readNodeBase(reading: ProcessReading, node: Element, scopeId: string): NodeBase {
  const name = text(node, 'name');
  const lane = reading.lanes.laneOf(node);
  const documentation = documentationOf(node);
  const mappings = readMappings(reading, node);
  const associations = readAssociations(reading, node);
  const is = (attribute: string): boolean => reading.extensions.attribute(node, 'c7', attribute) === 'true';
  reportListeners(reading, node);
  return {
    id: idOf(node) ?? '',
    ...(name === undefined ? {} : { name }),
    scopeId,
    incoming: incomingOf(reading, node).map((flow) => idOf(flow) ?? ''),
    outgoing: outgoingOf(reading, node).map((flow) => idOf(flow) ?? ''),
    ...(lane === undefined ? {} : { lane }),
    ...(documentation === undefined ? {} : { documentation }),
    // `async` is the older name of asyncBefore.
    ...(is('asyncBefore') || is('async') ? { asyncBefore: true } : {}),
    ...(is('asyncAfter') ? { asyncAfter: true } : {}),
    ...retryCycleOf(reading, node),
    inputs: [...associations.inputs, ...mappings.inputs],
    outputs: [...mappings.outputs, ...associations.outputs],
    ...(mappings.mapsResultsOnly ? { mapsResultsOnly: true as const } : {}),
    properties: propertiesOf(reading, node),
  };
}

/** What every activity has beyond that (BPMN 2.0.2 clause 10.3). */
export function readActivityBase(reading: ProcessReading, activity: Element, scopeId: string) {
  const loop = readLoop(reading, activity);
  const defaultFlow = readDefaultFlow(reading, activity);
  return {
    ...readNodeBase(reading, activity, scopeId),
    ...(loop === undefined ? {} : { loop }),
    isForCompensation: flag(activity, 'isForCompensation'),
    startQuantity: quantity(reading, activity, 'startQuantity'),
    completionQuantity: quantity(reading, activity, 'completionQuantity'),
    ...defaultFlow,
  };
}

/**
 * How many tokens an activity needs and gives (clause 10.3). Drawing tools write numbers nobody has thought of, and a
 * case would wait for ever: in a drawing one counts. A model meant to be executed keeps what it says, a number below 1
 * included, so that the engine can stop there instead of guessing.
 */
function quantity(reading: ProcessReading, activity: Element, name: 'startQuantity' | 'completionQuantity'): number {
  const written = integer(activity, name) ?? 1;
  if (reading.technical || written === 1) return written;
  reading.findings.report('QUANTITY_READ_AS_ONE', activity, { words: { count: written } });
  return 1;
}

/** The default flow, if it is one of the node's own. */
export function readDefaultFlow(reading: ProcessReading, node: Element): { defaultFlow?: string } {
  const flow = child(node, 'default');
  const id = flow === undefined ? undefined : idOf(flow);
  if (flow === undefined || id === undefined) return {};
  if (!outgoingOf(reading, node).includes(flow)) {
    reading.findings.report('DEFAULT_FLOW_FOREIGN', node);
    return {};
  }
  return { defaultFlow: id };
}

/** Listeners are code of another engine: they are told, not run. */
function reportListeners(reading: ProcessReading, node: Element): void {
  const listeners = [
    ...reading.extensions.elements(node, 'c7', 'executionListener'),
    ...reading.extensions.elements(node, 'c7', 'taskListener'),
    ...reading.extensions
      .elements(node, 'zeebe', 'executionListeners')
      .flatMap((it) => it.children('executionListener')),
    ...reading.extensions.elements(node, 'zeebe', 'taskListeners').flatMap((it) => it.children('taskListener')),
  ];
  for (const listener of listeners) {
    const what =
      listener.attribute('class') ??
      listener.attribute('delegateExpression') ??
      listener.attribute('expression') ??
      listener.attribute('type') ??
      listener.children('script')[0]?.attribute('scriptFormat') ??
      '?';
    const event = listener.attribute('event') ?? listener.attribute('eventType') ?? '';
    reading.findings.report('LISTENER_NOT_RUN', node, { words: { event, what } });
  }
}
