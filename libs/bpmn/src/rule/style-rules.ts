import { possibleDefinitionsOf, triggerOf } from '../reading/event-position.ts';
import { child, children, flag, idOf, is, text, type Element } from '../xml/element.ts';
import { type RuleContext } from './rule-context.ts';

/**
 * What bpmnlint's recommended rules call good style, where it says something about how a process runs or how well it is
 * understood, under the names bpmnlint gives the rules. Its own code cannot be used: it loads ES modules by `require`.
 * Left out are those that discourage elements this engine runs, and those the rules of the standard name already.
 */
export function checkStyleRules(context: RuleContext): void {
  for (const node of context.all('FlowNode')) {
    checkLabel(context, node);
    checkFlowsAround(context, node);
  }
  for (const gateway of context.all('Gateway')) checkGateway(context, gateway);
  for (const container of context.all('FlowElementsContainer')) checkContainer(context, container);
  checkDuplicates(context);
  checkGlobals(context);
}

/** label-required: joins and subprocess starts speak for themselves, and parallel splits ask nothing. */
function checkLabel(context: RuleContext, node: Element): void {
  if (text(node, 'name') !== undefined || is(node, 'ParallelGateway') || is(node, 'EventBasedGateway')) return;
  if (is(node, 'Gateway') && context.outgoing(node).length < 2) return;
  if (is(node, 'SubProcess') || (is(node, 'StartEvent') && is(node.$parent, 'SubProcess'))) return;
  context.report('LINT_LABEL_REQUIRED', node);
}

function checkFlowsAround(context: RuleContext, node: Element): void {
  if (is(node, 'Gateway')) return;
  const outgoing = context.outgoing(node);
  const open = outgoing.filter(
    (flow) => child(flow, 'conditionExpression') === undefined && child(node, 'default') !== flow,
  );
  // no-implicit-split
  if (open.length > 1) context.report('LINT_IMPLICIT_SPLIT', node);
  // fake-join
  if (context.incoming(node).length > 1 && !is(node, 'EndEvent')) context.report('LINT_FAKE_JOIN', node);
  // no-disconnected
  const alone = outgoing.length === 0 && context.incoming(node).length === 0;
  const beside = (is(node, 'Activity') && flag(node, 'isForCompensation')) || is(node, 'BoundaryEvent');
  const triggered = is(node, 'SubProcess') && flag(node, 'triggeredByEvent');
  const only = context.nodesOf(node.$parent ?? node).length < 2;
  if (alone && !beside && !triggered && !only && !is(node.$parent, 'AdHocSubProcess') && !isLink(node)) {
    context.report('LINT_DISCONNECTED', node);
  }
}

function isLink(node: Element): boolean {
  return is(node, 'Event') && possibleDefinitionsOf(node).some((it) => triggerOf(it) === 'Link');
}

function checkGateway(context: RuleContext, gateway: Element): void {
  const incoming = context.incoming(gateway).length;
  const outgoing = context.outgoing(gateway).length;
  // no-gateway-join-fork
  if (incoming > 1 && outgoing > 1) context.report('LINT_GATEWAY_JOINS_AND_SPLITS', gateway);
  // superfluous-gateway
  if (incoming === 1 && outgoing === 1) context.report('LINT_SUPERFLUOUS_GATEWAY', gateway);
}

function checkContainer(context: RuleContext, container: Element): void {
  const nodes = context.nodesOf(container);
  // single-blank-start-event
  const blank = nodes.filter((node) => is(node, 'StartEvent') && possibleDefinitionsOf(node).length === 0);
  if (blank.length > 1) context.report('LINT_SEVERAL_BLANK_STARTS', container);
  // superfluous-termination: nothing runs beside a way that never splits
  const ends = nodes.filter((node) => is(node, 'EndEvent'));
  const terminating = ends.filter((node) => possibleDefinitionsOf(node).some((it) => triggerOf(it) === 'Terminate'));
  const concurrent = nodes.some(
    (node) =>
      (is(node, 'BoundaryEvent') && !flag(node, 'cancelActivity')) ||
      (is(node, 'SubProcess') && flag(node, 'triggeredByEvent')) ||
      is(node, 'InclusiveGateway') ||
      is(node, 'ComplexGateway') ||
      (context.outgoing(node).length > 1 && !is(node, 'ExclusiveGateway') && !is(node, 'EventBasedGateway')),
  );
  if (!concurrent) for (const end of terminating) context.report('LINT_SUPERFLUOUS_TERMINATION', end);
}

/** no-duplicate-sequence-flows */
function checkDuplicates(context: RuleContext): void {
  const seen = new Set<string>();
  for (const flow of context.all('SequenceFlow')) {
    const ends = [child(flow, 'sourceRef'), child(flow, 'targetRef')].map((end) =>
      end === undefined ? '' : idOf(end),
    );
    const key = [...ends, text(child(flow, 'conditionExpression'), 'body') ?? ''].join('\n');
    if (seen.has(key)) context.report('LINT_DUPLICATE_FLOW', flow);
    seen.add(key);
  }
}

/** global: messages, signals, errors and escalations have a name of their own and are used. */
function checkGlobals(context: RuleContext): void {
  const used = new Set<Element>();
  for (const element of context.elements) {
    for (const property of ['messageRef', 'signalRef', 'errorRef', 'escalationRef', 'inMessageRef', 'outMessageRef']) {
      for (const target of children(element, property)) used.add(target);
    }
  }
  const names = new Set<string>();
  for (const type of ['Message', 'Signal', 'Error', 'Escalation']) {
    for (const element of context.all(type)) {
      const name = `${type}\n${text(element, 'name') ?? ''}`;
      if (text(element, 'name') === undefined || names.has(name) || !used.has(element)) {
        context.report('LINT_GLOBAL_ELEMENT', element);
      }
      names.add(name);
    }
  }
}
