import type { FindingCode } from '../finding/finding-catalogue.ts';
import { isAllowed, isOnTransaction, positionOf, triggerOf, type EventPosition } from '../reading/event-position.ts';
import { eventDefinitionsOf } from '../reading/message-links.ts';
import { shorten } from '../reading/expression-reader.ts';
import { isTimerText } from '../reading/timer-text.ts';
import { child, children, enclosing, flag, idOf, is, text, typeOf, type Element } from '../xml/element.ts';
import { isInExecutableProcess, levelOf, type RuleContext } from './rule-context.ts';

/** Rules about events in their places, and about what their definitions need. */
export function checkEventRules(context: RuleContext): void {
  for (const event of context.all('Event')) {
    checkTriggers(context, event);
    checkDefinitions(context, event);
  }
  for (const event of context.all('StartEvent')) checkStart(context, event);
  for (const event of context.all('EndEvent')) checkEnd(context, event);
  for (const event of context.all('BoundaryEvent')) checkBoundary(context, event);
  for (const event of [...context.all('IntermediateCatchEvent'), ...context.all('IntermediateThrowEvent')]) {
    checkIntermediate(context, event);
  }
  for (const flow of context.all('MessageFlow')) checkMessageFlowAtEvent(context, flow);
  checkOperations(context);
}

const notAllowed: Readonly<Record<EventPosition, FindingCode>> = {
  processStart: 'START_TRIGGER_NOT_ALLOWED',
  subProcessStart: 'SUBPROCESS_START_WITH_TRIGGER',
  eventSubProcessStart: 'EVENT_SUBPROCESS_TRIGGER',
  eventSubProcessStartNonInterrupting: 'EVENT_SUBPROCESS_TRIGGER',
  boundary: 'BOUNDARY_TRIGGER_NOT_ALLOWED',
  boundaryNonInterrupting: 'BOUNDARY_TRIGGER_NOT_ALLOWED',
  catch: 'CATCH_TRIGGER_NOT_ALLOWED',
  throw: 'THROW_TRIGGER_NOT_ALLOWED',
  end: 'END_TRIGGER_NOT_ALLOWED',
};

/** Positions that make no sense without any trigger. */
const needTrigger: readonly EventPosition[] = [
  'eventSubProcessStart',
  'eventSubProcessStartNonInterrupting',
  'boundary',
  'boundaryNonInterrupting',
  'catch',
];

function checkTriggers(context: RuleContext, event: Element): void {
  const position = positionOf(event);
  if (position === undefined) return;
  const definitions = eventDefinitionsOf(event);
  if (
    definitions.length === 0 &&
    needTrigger.includes(position) &&
    children(event, 'eventDefinitionRef').length === 0
  ) {
    context.report(notAllowed[position], event, { trigger: { de: 'nichts', en: 'nothing' } });
  }
  for (const definition of definitions) {
    if (!isAllowed(event, definition)) context.report(notAllowed[position], event, { trigger: triggerOf(definition) });
  }
}

function checkStart(context: RuleContext, event: Element): void {
  if (context.anyIncoming(event)) context.report('START_WITH_INCOMING', event);
  if (context.outgoing(event).length === 0) context.report('START_WITHOUT_OUTGOING', event);
  const level = levelOf(event);
  if (level !== undefined && !context.levelHas(level, 'EndEvent')) {
    context.report('START_WITHOUT_END', level);
  }
}

function checkEnd(context: RuleContext, event: Element): void {
  if (context.anyOutgoing(event)) context.report('END_WITH_OUTGOING', event);
  if (context.incoming(event).length === 0) context.report('END_WITHOUT_INCOMING', event);
  const level = levelOf(event);
  if (level !== undefined && !context.levelHas(level, 'StartEvent') && !context.levelHas(level, 'instantiating')) {
    context.report('END_WITHOUT_START', level);
  }
  if (triggersOf(event).includes('Cancel') && !isInTransaction(event)) {
    context.report('CANCEL_END_OUTSIDE_TRANSACTION', event);
  }
}

function isInTransaction(event: Element): boolean {
  return enclosing(event, 'Transaction') !== undefined;
}

function triggersOf(event: Element): readonly string[] {
  return eventDefinitionsOf(event).map(triggerOf);
}

function checkBoundary(context: RuleContext, event: Element): void {
  const triggers = triggersOf(event);
  const compensation = triggers.includes('Compensate');
  if (triggers.includes('Cancel') && !isOnTransaction(event))
    context.report('CANCEL_BOUNDARY_NOT_ON_TRANSACTION', event);
  if (context.anyIncoming(event)) context.report('BOUNDARY_WITH_INCOMING', event);
  if (!compensation) {
    if (context.outgoing(event).length === 0) context.report('BOUNDARY_WITHOUT_OUTGOING', event);
    return;
  }
  if (context.anyOutgoing(event)) context.report('COMPENSATION_BOUNDARY_WITH_OUTGOING', event);
  if (!flag(event, 'cancelActivity')) context.report('COMPENSATION_BOUNDARY_NOT_INTERRUPTING', event);
  const handlers = context.associated(event);
  if (handlers.length === 0) context.report('COMPENSATION_WITHOUT_ASSOCIATION', event);
  else if (!handlers.some((it) => is(it, 'Activity') && flag(it, 'isForCompensation'))) {
    context.report('COMPENSATION_ACTIVITY_NOT_MARKED', event);
  }
}

function checkIntermediate(context: RuleContext, event: Element): void {
  const link = triggersOf(event).includes('Link');
  const catches = is(event, 'IntermediateCatchEvent');
  const incoming = context.incoming(event).length;
  const outgoing = context.outgoing(event).length;
  if (incoming === 0 && !(link && catches) && !(catches && isAfterNothing(event))) {
    context.report('INTERMEDIATE_WITHOUT_INCOMING', event);
  }
  if (outgoing === 0 && !(link && !catches)) context.report('INTERMEDIATE_WITHOUT_OUTGOING', event);
  if (link && (catches ? incoming : outgoing) > 0) context.report('LINK_WITH_BOTH_FLOWS', event);
}

/** In an ad-hoc subprocess events need no flow. */
function isAfterNothing(event: Element): boolean {
  return is(event.$parent, 'AdHocSubProcess');
}

function checkDefinitions(context: RuleContext, event: Element): void {
  for (const definition of eventDefinitionsOf(event)) {
    const check = definitionChecks[typeOf(definition)];
    check?.(context, event, definition);
  }
  if (!is(event, 'ThrowEvent')) return;
  for (const definition of children(event, 'eventDefinitions')) {
    if (context.sharedDefinitions.has(definition)) context.report('EVENT_DEFINITION_SHARED_BY_THROW', event);
  }
}

type DefinitionCheck = (context: RuleContext, event: Element, definition: Element) => void;

const definitionChecks: Readonly<Record<string, DefinitionCheck>> = {
  MessageEventDefinition: (context, event, definition) => {
    if (isInExecutableProcess(event) && child(definition, 'messageRef') === undefined) {
      context.report('MESSAGE_REF_MISSING', event);
    }
  },
  TimerEventDefinition: checkTimer,
  ConditionalEventDefinition: (context, event, definition) => {
    const condition = child(definition, 'condition');
    const formal = is(condition, 'FormalExpression') && text(condition, 'body') !== undefined;
    if (isInExecutableProcess(event) && !formal) context.report('CONDITION_NOT_FORMAL', event);
  },
  EscalationEventDefinition: (context, event, definition) => {
    const code = text(child(definition, 'escalationRef'), 'escalationCode');
    if (is(event, 'ThrowEvent') && isInExecutableProcess(event) && code === undefined) {
      context.report('ESCALATION_CODE_MISSING', event);
    }
  },
  ErrorEventDefinition: (context, event, definition) => {
    const code = text(child(definition, 'errorRef'), 'errorCode');
    if (is(event, 'ThrowEvent') && isInExecutableProcess(event) && code === undefined) {
      context.report('ERROR_CODE_MISSING', event);
    }
  },
  LinkEventDefinition: checkLink,
};

function checkTimer(context: RuleContext, event: Element, definition: Element): void {
  const forms = [
    ['date', 'timeDate'],
    ['duration', 'timeDuration'],
    ['cycle', 'timeCycle'],
  ] as const;
  const given = forms.filter(([, property]) => child(definition, property) !== undefined);
  if (given.length !== 1 && (isInExecutableProcess(event) || given.length > 1)) {
    context.report('TIMER_WITHOUT_TEXT', event, { count: given.length });
  }
  for (const [form, property] of given) {
    const body = text(child(definition, property), 'body');
    if (body === undefined || isTimerText(form, body) || /[$#]\{|^\s*=|[("]/.test(body)) continue;
    // With a language named it is an expression that yields the time; otherwise it was meant as the time itself.
    if (text(child(definition, property), 'language') === undefined) {
      context.report('TIMER_NOT_ISO', event, { text: shorten(body) });
    }
  }
}

function checkLink(context: RuleContext, event: Element, definition: Element): void {
  const sources = children(definition, 'source');
  const target = child(definition, 'target');
  if (is(event, 'CatchEvent')) {
    if (sources.length === 0) context.report('LINK_WITHOUT_SOURCE', event);
    return;
  }
  if (target === undefined) {
    context.report('LINK_WITHOUT_TARGET', event);
    return;
  }
  if (!children(target, 'source').includes(definition)) context.report('LINK_ENDS_DISAGREE', event);
  const targetEvent = is(target, 'EventDefinition') ? target.$parent : target;
  if (targetEvent?.$parent !== event.$parent) context.report('LINK_LEAVES_LEVEL', event);
}

function checkMessageFlowAtEvent(context: RuleContext, flow: Element): void {
  const source = child(flow, 'sourceRef');
  const target = child(flow, 'targetRef');
  if (source !== undefined && is(source, 'CatchEvent')) {
    context.report(is(source, 'StartEvent') ? 'START_SENDS_MESSAGE' : 'CATCH_SENDS_MESSAGE', source);
  }
  if (target !== undefined && is(target, 'ThrowEvent')) {
    context.report(is(target, 'EndEvent') ? 'END_RECEIVES_MESSAGE' : 'THROW_RECEIVES_MESSAGE', target);
  }
  if (target !== undefined && is(target, 'StartEvent') && !triggersOf(target).includes('Message')) {
    context.report('START_RECEIVES_WITHOUT_MESSAGE', target);
  }
  if (source !== undefined && is(source, 'EndEvent') && !triggersOf(source).includes('Message')) {
    context.report('END_SENDS_WITHOUT_MESSAGE', source);
  }
}

/** Hardly any tool writes operations: one finding for a process, not one for each event. */
function checkOperations(context: RuleContext): void {
  const without = new Map<Element, number>();
  for (const event of context.all('Event')) {
    const process = enclosing(event, 'Process');
    if (process === undefined || !flag(process, 'isExecutable') || idOf(process) === undefined) continue;
    const count = eventDefinitionsOf(event).filter(
      (it) => is(it, 'MessageEventDefinition') && child(it, 'operationRef') === undefined,
    ).length;
    if (count > 0) without.set(process, (without.get(process) ?? 0) + count);
  }
  for (const [process, count] of without) context.report('OPERATION_REF_MISSING', process, { count });
}
