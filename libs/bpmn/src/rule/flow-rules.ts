import { labelOf } from '../finding/finding-list.ts';
import { possibleDefinitionsOf, triggerOf } from '../reading/event-position.ts';
import { eventDefinitionsOf } from '../reading/message-links.ts';
import { child, enclosing, flag, is, text, type Element } from '../xml/element.ts';
import { isInExecutableProcess, levelOf, type RuleContext } from './rule-context.ts';

/** Rules about sequence flows and gateways. */
export function checkFlowRules(context: RuleContext): void {
  for (const flow of context.all('SequenceFlow')) checkEnds(context, flow);
  checkListing(context);
  for (const flow of context.all('SequenceFlow')) {
    if (Object.hasOwn(flow, 'isImmediate') && !flag(flow, 'isImmediate') && isInExecutableProcess(flow)) {
      context.report('SEQUENCE_FLOW_NOT_IMMEDIATE', flow);
    }
    const source = child(flow, 'sourceRef');
    if (child(flow, 'conditionExpression') === undefined || source === undefined || is(source, 'Gateway')) continue;
    if (!is(source, 'Activity') || context.outgoing(source).length < 2) {
      context.report('LONE_CONDITIONAL_FLOW', flow, { end: labelOf(source) });
    }
  }
  for (const gateway of context.all('Gateway')) checkGateway(context, gateway);
  for (const gateway of context.all('EventBasedGateway')) checkEventGateway(context, gateway);
  for (const container of context.all('FlowElementsContainer')) checkCompleteness(context, container);
}

function isArtifact(element: Element): boolean {
  return is(element, 'Artifact');
}

function isEventSubProcess(element: Element): boolean {
  return is(element, 'SubProcess') && flag(element, 'triggeredByEvent');
}

function checkEnds(context: RuleContext, flow: Element): void {
  const ends = [child(flow, 'sourceRef'), child(flow, 'targetRef')];
  for (const end of ends) {
    if (end === undefined) continue;
    if (isArtifact(end)) context.report('SEQUENCE_FLOW_AT_ARTIFACT', flow, { end: labelOf(end) });
    else if (!is(end, 'FlowNode') || isEventSubProcess(end)) {
      context.report('SEQUENCE_FLOW_END_TYPE', flow, { end: labelOf(end) });
    }
  }
  const [source, target] = ends;
  if (source === undefined || target === undefined || !is(source, 'FlowNode') || !is(target, 'FlowNode')) return;
  if (enclosing(source, 'Process') !== enclosing(target, 'Process')) context.report('SEQUENCE_FLOW_CROSSES_POOL', flow);
  else if (levelOf(source) !== levelOf(target)) context.report('SEQUENCE_FLOW_CROSSES_SUBPROCESS', flow);
}

/** A tool that lists no flows at all gets one finding for each process, not two for each flow. */
function checkListing(context: RuleContext): void {
  const flowsOf = new Map<Element, Element[]>();
  for (const flow of context.all('SequenceFlow')) {
    const container = outermost(flow);
    if (container === undefined) continue;
    const known = flowsOf.get(container);
    if (known === undefined) flowsOf.set(container, [flow]);
    else known.push(flow);
  }
  for (const [container, flows] of flowsOf) {
    const listed = flows.some(
      (flow) => isListed(context, flow, 'sourceRef', 'outgoing') || isListed(context, flow, 'targetRef', 'incoming'),
    );
    if (!listed) {
      context.report('SEQUENCE_FLOWS_NOT_LISTED', container, { count: flows.length });
      continue;
    }
    for (const flow of flows) {
      for (const [end, list, direction] of sides) {
        const node = child(flow, end);
        if (node === undefined || !is(node, 'FlowNode') || isListed(context, flow, end, list)) continue;
        context.report('SEQUENCE_FLOW_NOT_LISTED', flow, { end: labelOf(node), direction });
      }
    }
  }
}

const sides = [
  ['sourceRef', 'outgoing', { de: 'ausgehenden', en: 'outgoing' }],
  ['targetRef', 'incoming', { de: 'eingehenden', en: 'incoming' }],
] as const;

function isListed(
  context: RuleContext,
  flow: Element,
  end: 'sourceRef' | 'targetRef',
  list: 'outgoing' | 'incoming',
): boolean {
  const node = child(flow, end);
  return node !== undefined && context.isListed(node, list, flow);
}

function outermost(element: Element): Element | undefined {
  return enclosing(element, 'Process') ?? enclosing(element, 'Choreography');
}

function checkGateway(context: RuleContext, gateway: Element): void {
  const incoming = context.incoming(gateway).length;
  const outgoing = context.outgoing(gateway).length;
  const direction = text(gateway, 'gatewayDirection');
  if (direction === 'Converging' && outgoing > 1)
    context.report('GATEWAY_CONVERGING_SPLITS', gateway, { count: outgoing });
  if (direction === 'Diverging' && incoming > 1)
    context.report('GATEWAY_DIVERGING_JOINS', gateway, { count: incoming });
  if (direction === 'Mixed' && (incoming < 2 || outgoing < 2)) context.report('GATEWAY_NOT_MIXED', gateway);
  if (incoming < 2 && outgoing < 2) context.report('GATEWAY_NEITHER_SPLITS_NOR_JOINS', gateway);
}

function checkEventGateway(context: RuleContext, gateway: Element): void {
  const flows = context.outgoing(gateway);
  if (flows.length < 2) context.report('EVENT_GATEWAY_TOO_FEW_FLOWS', gateway, { count: flows.length });
  if (flag(gateway, 'instantiate') && context.incoming(gateway).length > 0) {
    context.report('EVENT_GATEWAY_INSTANTIATES_WITH_INCOMING', gateway);
  }
  const targets = flows.map((flow) => child(flow, 'targetRef')).filter((target) => target !== undefined);
  for (const flow of flows) {
    if (child(flow, 'conditionExpression') !== undefined) context.report('EVENT_GATEWAY_CONDITION', flow);
  }
  for (const target of targets) {
    if (!waits(target)) context.report('EVENT_GATEWAY_TARGET', target);
    if (context.incoming(target).length > 1) context.report('EVENT_GATEWAY_TARGET_SHARED', target);
    if (is(target, 'ReceiveTask') && context.hosts.has(target)) {
      context.report('EVENT_GATEWAY_RECEIVE_WITH_BOUNDARY', target);
    }
  }
  const receives = targets.some((target) => is(target, 'ReceiveTask'));
  const catches = targets.some((target) => is(target, 'CatchEvent') && triggers(target).includes('Message'));
  if (receives && catches) context.report('EVENT_GATEWAY_MESSAGE_AND_RECEIVE', gateway);
}

function triggers(event: Element): readonly string[] {
  return eventDefinitionsOf(event).map(triggerOf);
}

function waits(node: Element): boolean {
  if (is(node, 'ReceiveTask')) return true;
  const known = ['Message', 'Signal', 'Timer', 'Conditional'];
  return (
    is(node, 'IntermediateCatchEvent') && triggers(node).length > 0 && triggers(node).every((it) => known.includes(it))
  );
}

/** With a start event every other step is led to; with an end event every other step leads on. */
function checkCompleteness(context: RuleContext, container: Element): void {
  const nodes = context.nodesOf(container);
  const starts = nodes.some((node) => is(node, 'StartEvent'));
  const ends = nodes.some((node) => is(node, 'EndEvent'));
  if (is(container, 'AdHocSubProcess')) return;
  for (const node of nodes) {
    if (isOutsideFlow(context, node)) continue;
    const link = is(node, 'Event') && possibleDefinitionsOf(node).some((it) => is(it, 'LinkEventDefinition'));
    const begins =
      is(node, 'StartEvent') || is(node, 'BoundaryEvent') || (link && is(node, 'CatchEvent')) || instantiates(node);
    if (starts && !begins && !is(node, 'EndEvent') && context.incoming(node).length === 0) {
      context.report('NODE_WITHOUT_INCOMING', node);
    }
    const finishes = is(node, 'EndEvent') || (link && is(node, 'ThrowEvent')) || is(node, 'BoundaryEvent');
    if (ends && !finishes && !is(node, 'StartEvent') && context.outgoing(node).length === 0) {
      context.report('NODE_WITHOUT_OUTGOING', node);
    }
  }
}

function instantiates(node: Element): boolean {
  return (is(node, 'ReceiveTask') || is(node, 'EventBasedGateway')) && flag(node, 'instantiate');
}

/** Compensation activities and event subprocesses stand beside the flow; so does what only an association leads to. */
function isOutsideFlow(context: RuleContext, node: Element): boolean {
  if (isEventSubProcess(node)) return true;
  if (!is(node, 'Activity')) return false;
  if (flag(node, 'isForCompensation')) return true;
  return context.associated(node).some((it) => is(it, 'BoundaryEvent'));
}
