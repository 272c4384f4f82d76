import { labelOf } from '../finding/finding-list.ts';
import { shorten } from '../reading/expression-reader.ts';
import { child, children, enclosing, flag, idOf, integer, is, text, typeOf, type Element } from '../xml/element.ts';
import { itemOf, sameItem } from './item.ts';
import { isInExecutableProcess, type RuleContext } from './rule-context.ts';
import { isUri } from './uri.ts';

/** Rules about activities, loops, subprocesses and calls. */
export function checkActivityRules(context: RuleContext): void {
  for (const activity of context.all('Activity')) checkActivity(context, activity);
  for (const role of context.all('ResourceRole')) {
    const named = child(role, 'resourceRef') !== undefined || children(role, 'resourceParameterBindings').length > 0;
    if (named && child(role, 'resourceAssignmentExpression') !== undefined) context.report('RESOURCE_TWICE', role);
  }
  for (const task of context.all('ServiceTask')) checkServiceTask(context, task);
  for (const task of context.all('SendTask')) checkSendTask(context, task);
  for (const task of context.all('ReceiveTask')) checkReceiveTask(context, task);
  for (const task of context.all('ScriptTask')) {
    if (text(task, 'script') !== undefined && text(task, 'scriptFormat') === undefined) {
      context.report('SCRIPT_FORMAT_MISSING', task);
    }
  }
  for (const step of context.all('ChoreographyActivity')) {
    if (is(step.$parent, 'Process') || is(step.$parent, 'SubProcess')) context.report('CHOREOGRAPHY_IN_PROCESS', step);
  }
  for (const element of context.all('SubProcess')) checkSubProcess(context, element);
  for (const call of context.all('CallActivity')) checkCall(context, call);
  for (const loop of context.all('LoopCharacteristics')) checkLoop(context, loop);
}

function checkActivity(context: RuleContext, activity: Element): void {
  const start = integer(activity, 'startQuantity') ?? 1;
  const completion = integer(activity, 'completionQuantity') ?? 1;
  if (start < 1) context.report('START_QUANTITY_TOO_SMALL', activity, { count: start });
  if (completion < 1) context.report('COMPLETION_QUANTITY_TOO_SMALL', activity, { count: completion });
  const flows = context.incoming(activity).length + context.outgoing(activity).length;
  if (flag(activity, 'isForCompensation') && flows > 0) context.report('COMPENSATION_ACTIVITY_WITH_FLOW', activity);
}

const inputsOf = (task: Element): readonly Element[] => children(child(task, 'ioSpecification'), 'dataInputs');
const outputsOf = (task: Element): readonly Element[] => children(child(task, 'ioSpecification'), 'dataOutputs');
const inputSetsOf = (task: Element): readonly Element[] => children(child(task, 'ioSpecification'), 'inputSets');
const outputSetsOf = (task: Element): readonly Element[] => children(child(task, 'ioSpecification'), 'outputSets');

function checkServiceTask(context: RuleContext, task: Element): void {
  const operation = child(task, 'operationRef');
  if (operation === undefined) return;
  const inputs = inputSetsOf(task).length;
  const outputs = outputSetsOf(task).length;
  if (inputs !== 1) context.report('SERVICE_INPUT_SETS', task, { count: inputs });
  if (outputs > 1) context.report('SERVICE_OUTPUT_SETS', task, { count: outputs });
  const [input] = inputsOf(task);
  const [output] = outputsOf(task);
  const incoming = child(operation, 'inMessageRef');
  const outgoing = child(operation, 'outMessageRef');
  if (input !== undefined && !fits(input, incoming)) context.report('SERVICE_INPUT_ITEM', task);
  if (outgoing !== undefined && (output === undefined || !fits(output, outgoing)))
    context.report('SERVICE_OUTPUT_ITEM', task);
}

function fits(data: Element, message: Element | undefined): boolean {
  return message !== undefined && sameItem(itemOf(data), itemOf(message));
}

function checkSendTask(context: RuleContext, task: Element): void {
  const message = child(task, 'messageRef');
  const inputs = inputsOf(task);
  const sets = inputSetsOf(task).length;
  if (message !== undefined && sets > 1) context.report('SEND_INPUT_SETS', task, { count: sets });
  if (message !== undefined && inputs.length > 1) context.report('SEND_INPUTS', task, { count: inputs.length });
  if (inputs.some((input) => itemOf(input) === undefined || !fits(input, message)))
    context.report('SEND_INPUT_ITEM', task);
}

function checkReceiveTask(context: RuleContext, task: Element): void {
  const message = child(task, 'messageRef');
  const outputs = outputsOf(task);
  const sets = outputSetsOf(task).length;
  if (flag(task, 'instantiate') && context.incoming(task).length > 0) {
    context.report('RECEIVE_INSTANTIATES_WITH_INCOMING', task);
  }
  if (message !== undefined && sets > 1) context.report('RECEIVE_OUTPUT_SETS', task, { count: sets });
  if (message !== undefined && outputs.length > 1) context.report('RECEIVE_OUTPUTS', task, { count: outputs.length });
  if (outputs.some((output) => itemOf(output) === undefined || !fits(output, message))) {
    context.report('RECEIVE_OUTPUT_ITEM', task);
  }
}

function checkSubProcess(context: RuleContext, element: Element): void {
  const nodes = context.nodesOf(element);
  if (child(element, 'ioSpecification') !== undefined) context.report('SUBPROCESS_WITH_IO_SPECIFICATION', element);
  if (flag(element, 'triggeredByEvent')) {
    const starts = nodes.filter((node) => is(node, 'StartEvent')).length;
    if (starts !== 1) context.report('EVENT_SUBPROCESS_STARTS', element, { count: starts });
    if (context.incoming(element).length + context.outgoing(element).length > 0 || listsFlows(element)) {
      context.report('EVENT_SUBPROCESS_WITH_FLOW', element);
    }
  }
  const method = text(element, 'method');
  if (typeOf(element) === 'Transaction' && method !== undefined && !isUri(method)) {
    context.report('TRANSACTION_METHOD_NO_URI', element, { text: method });
  }
  if (typeOf(element) !== 'AdHocSubProcess') return;
  if (!nodes.some((node) => is(node, 'Activity'))) context.report('ADHOC_EMPTY', element);
  for (const node of nodes) {
    if (is(node, 'StartEvent') || is(node, 'EndEvent') || is(node, 'ChoreographyActivity')) {
      context.report('ADHOC_FORBIDDEN_CONTENT', element, { end: labelOf(node) });
    }
  }
}

function listsFlows(element: Element): boolean {
  return children(element, 'incoming').length + children(element, 'outgoing').length > 0;
}

function checkCall(context: RuleContext, call: Element): void {
  const called = text(call, 'calledElement');
  const target = called === undefined ? undefined : context.document.elementsById.get(called);
  if (target === undefined) return;
  if (is(target, 'Process') && hasNoNoneStart(context, target)) context.report('CALLED_WITHOUT_NONE_START', target);
  const pairs = [
    [inputsOf(call), inputsOf(target)],
    [outputsOf(call), outputsOf(target)],
  ] as const;
  const data = pairs.every(
    ([own, asked]) => own.length === asked.length && own.every((it) => asked.some((that) => matches(it, that))),
  );
  const sets =
    sizes(inputSetsOf(call), 'dataInputRefs') === sizes(inputSetsOf(target), 'dataInputRefs') &&
    sizes(outputSetsOf(call), 'dataOutputRefs') === sizes(outputSetsOf(target), 'dataOutputRefs');
  if (!data || !sets) context.report('CALL_DATA_MISMATCH', call);
}

/** How many sets there are, and how much is in each; their order does not count. */
function sizes(sets: readonly Element[], property: string): string {
  return sets
    .map((set) => children(set, property).length)
    .sort((left, right) => left - right)
    .join(' ');
}

function matches(own: Element, asked: Element): boolean {
  const [left, right] = [itemOf(own), itemOf(asked)];
  return left === undefined && right === undefined ? true : sameItem(left, right);
}

function hasNoNoneStart(context: RuleContext, process: Element): boolean {
  const starts = context.nodesOf(process).filter((node) => is(node, 'StartEvent'));
  return (
    starts.length > 0 &&
    starts.every((it) => children(it, 'eventDefinitions').length + children(it, 'eventDefinitionRef').length > 0)
  );
}

function checkLoop(context: RuleContext, loop: Element): void {
  const activity = loop.$parent;
  if (activity === undefined) return;
  if (is(loop, 'StandardLoopCharacteristics')) {
    const maximum = integer(loop, 'loopMaximum');
    if (maximum !== undefined && maximum < 1) context.report('LOOP_MAXIMUM_TOO_SMALL', activity, { count: maximum });
    checkCondition(context, activity, child(loop, 'loopCondition'));
    return;
  }
  const input = child(loop, 'loopDataInputRef');
  const hasInput = input !== undefined || isExtended(loop);
  if (isInExecutableProcess(activity)) {
    if (child(loop, 'loopCardinality') === undefined && !hasInput)
      context.report('MULTI_INSTANCE_WITHOUT_NUMBER', activity);
    if (input !== undefined && !is(activity, 'SubProcess') && !inputsOf(activity).includes(input)) {
      context.report('LOOP_INPUT_FOREIGN', activity);
    }
  }
  checkItem(context, activity, 'LOOP_INPUT_ITEM', input, child(loop, 'inputDataItem'));
  checkItem(context, activity, 'LOOP_OUTPUT_ITEM', child(loop, 'loopDataOutputRef'), child(loop, 'outputDataItem'));
  checkCondition(context, activity, child(loop, 'completionCondition'));
  for (const definition of children(loop, 'complexBehaviorDefinition')) {
    checkCondition(context, activity, child(definition, 'condition'));
  }
  checkBehaviour(context, activity, loop);
}

/** Extension attributes or elements may give the collection in another dialect. */
function isExtended(loop: Element): boolean {
  return (
    child(loop, 'extensionElements') !== undefined || Object.keys(loop.$attrs ?? {}).some((key) => key.includes(':'))
  );
}

function checkItem(
  context: RuleContext,
  activity: Element,
  code: 'LOOP_INPUT_ITEM' | 'LOOP_OUTPUT_ITEM',
  collection: Element | undefined,
  item: Element | undefined,
): void {
  if (collection === undefined || item === undefined) return;
  const whole = itemOf(collection);
  const single = itemOf(item);
  if (whole === undefined || single === undefined) return;
  const structure = text(whole, 'structureRef');
  const differs = structure !== undefined && structure !== text(single, 'structureRef');
  if (differs || flag(item, 'isCollection') || flag(single, 'isCollection')) context.report(code, activity);
}

/** A number or a text in quotes is neither true nor false. */
function checkCondition(context: RuleContext, activity: Element, condition: Element | undefined): void {
  const body = text(condition, 'body');
  if (body !== undefined && /^(-?\d+(\.\d+)?|"[^"]*"|'[^']*')$/.test(body)) {
    context.report('CONDITION_NOT_BOOLEAN', activity, { text: shorten(body) });
  }
}

function checkBehaviour(context: RuleContext, activity: Element, loop: Element): void {
  const behaviour = text(loop, 'behavior');
  const named =
    behaviour === 'None'
      ? child(loop, 'noneBehaviorEventRef') !== undefined
      : behaviour === 'One'
        ? child(loop, 'oneBehaviorEventRef') !== undefined
        : behaviour !== 'Complex' || children(loop, 'complexBehaviorDefinition').length > 0;
  if (!named && idOf(activity) !== undefined && enclosing(activity, 'Process') !== undefined) {
    context.report('BEHAVIOUR_WITHOUT_EVENT', activity, { text: behaviour ?? '' });
  }
}
