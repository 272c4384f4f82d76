import { labelOf } from '../finding/finding-list.ts';
import { eventDefinitionsOf } from '../reading/message-links.ts';
import { shorten } from '../reading/expression-reader.ts';
import { xmlName } from '../xml/bpmn-document.ts';
import {
  child,
  children,
  directContents,
  enclosing,
  flag,
  idOf,
  is,
  text,
  typeOf,
  type Element,
} from '../xml/element.ts';
import { itemOf, sameItem } from './item.ts';
import { isInExecutableProcess, type RuleContext } from './rule-context.ts';
import { isUri } from './uri.ts';

/** Rules about data, expressions and documentation. */
export function checkDataRules(context: RuleContext): void {
  checkIds(context);
  for (const note of [...context.all('Documentation'), ...context.all('TextAnnotation')]) {
    const format = text(note, 'textFormat');
    if (format !== undefined && !/^[\w.+-]+\/[\w.+-]+$/.test(format)) {
      context.report('TEXT_FORMAT_NO_MIME_TYPE', is(note, 'TextAnnotation') ? note : (note.$parent ?? note), {
        text: format,
      });
    }
  }
  checkExpressions(context);
  for (const item of context.all('ItemAwareElement')) checkItem(context, item);
  for (const specification of context.all('InputOutputSpecification')) checkSpecification(context, specification);
  for (const event of context.all('Event')) checkEventData(context, event);
  for (const association of context.all('DataAssociation')) checkAssociation(context, association);
  for (const callable of context.all('CallableElement')) checkBinding(context, callable);
}

/** What a flow or another reference could mean needs an id. */
function checkIds(context: RuleContext): void {
  for (const type of [
    'FlowNode',
    'SequenceFlow',
    'MessageFlow',
    'Process',
    'Participant',
    'DataObject',
    'DataObjectReference',
  ]) {
    for (const element of context.all(type)) {
      const parent = element.$parent;
      if (idOf(element) === undefined && parent !== undefined) {
        context.report('ID_MISSING', element, {
          name: text(element, 'name') ?? xmlName(element),
          end: labelOf(parent),
        });
      }
    }
  }
}

/** Places of expressions that must be formal before a process can be executed. */
const expressionPlaces: readonly (readonly [string, string])[] = [
  ['SequenceFlow', 'conditionExpression'],
  ['AdHocSubProcess', 'completionCondition'],
  ['ComplexGateway', 'activationCondition'],
  ['MultiInstanceLoopCharacteristics', 'loopCardinality'],
  ['MultiInstanceLoopCharacteristics', 'completionCondition'],
  ['StandardLoopCharacteristics', 'loopCondition'],
  ['TimerEventDefinition', 'timeDate'],
  ['TimerEventDefinition', 'timeDuration'],
  ['TimerEventDefinition', 'timeCycle'],
  ['Assignment', 'from'],
  ['Assignment', 'to'],
];

function checkExpressions(context: RuleContext): void {
  for (const [type, property] of expressionPlaces) {
    for (const holder of context.all(type)) {
      const expression = child(holder, property);
      if (expression === undefined || is(expression, 'FormalExpression') || !isInExecutableProcess(holder)) continue;
      context.report('EXPRESSION_NOT_FORMAL', holder, { text: shorten(text(expression, 'body') ?? property) });
    }
  }
  for (const expression of context.all('FormalExpression')) {
    const holder = expression.$parent ?? expression;
    const language = text(expression, 'language');
    if (language !== undefined && !isUri(language)) context.report('LANGUAGE_NO_URI', holder, { text: language });
    if (text(expression, 'body') === undefined && child(expression, 'extensionElements') === undefined) {
      context.report('EXPRESSION_EMPTY', holder, { property: propertyHolding(holder, expression) });
    }
  }
  for (const property of ['expressionLanguage', 'typeLanguage']) {
    const language = text(context.document.definitions, property);
    if (language !== undefined && !isUri(language)) {
      context.report('LANGUAGE_NO_URI', context.document.definitions, { text: language });
    }
  }
}

function propertyHolding(holder: Element, expression: Element): string {
  const found = holder.$descriptor?.properties?.find((it) => children(holder, it.name).includes(expression));
  return found?.ns.localName ?? 'expression';
}

function checkItem(context: RuleContext, element: Element): void {
  const definition = child(element, 'itemSubjectRef');
  const listed = is(element, 'DataObject') || is(element, 'DataInput') || is(element, 'DataOutput');
  if (
    definition !== undefined &&
    listed &&
    !isLoopItem(element) &&
    flag(element, 'isCollection') !== flag(definition, 'isCollection')
  ) {
    context.report('COLLECTION_MISMATCH', element);
  }
  if (is(element, 'Property') && !holdsProperties(element.$parent)) context.report('PROPERTY_PLACE', element);
  if (typeOf(element) !== 'DataObjectReference') return;
  const target = child(element, 'dataObjectRef');
  const state = text(child(element, 'dataState'), 'name');
  const name = text(element, 'name');
  const base = text(target, 'name');
  if (name === undefined || state === undefined || base === undefined) return;
  if (name !== `${base} [${state}]`) context.report('DATA_REFERENCE_NAME', element);
}

function isLoopItem(element: Element): boolean {
  return is(element.$parent, 'LoopCharacteristics');
}

function holdsProperties(holder: Element | undefined): boolean {
  return is(holder, 'Process') || is(holder, 'Activity') || is(holder, 'Event');
}

function checkSpecification(context: RuleContext, specification: Element): void {
  const inputSets = children(specification, 'inputSets');
  const outputSets = children(specification, 'outputSets');
  checkSets(
    context,
    specification,
    children(specification, 'dataInputs'),
    children(specification, 'dataOutputs'),
    inputSets,
    outputSets,
  );
}

function checkSets(
  context: RuleContext,
  holder: Element,
  inputs: readonly Element[],
  outputs: readonly Element[],
  inputSets: readonly Element[],
  outputSets: readonly Element[],
): void {
  for (const input of inputs) {
    if (!inputSets.some((it) => children(it, 'dataInputRefs').includes(input)))
      context.report('DATA_INPUT_WITHOUT_SET', input);
  }
  for (const output of outputs) {
    if (!outputSets.some((it) => children(it, 'dataOutputRefs').includes(output)))
      context.report('DATA_OUTPUT_WITHOUT_SET', output);
  }
  for (const set of inputSets) {
    const own = children(set, 'dataInputRefs');
    if (children(set, 'optionalInputRefs').some((it) => !own.includes(it)))
      context.report('OPTIONAL_INPUT_NOT_IN_SET', holder);
    if (children(set, 'whileExecutingInputRefs').some((it) => !own.includes(it))) {
      context.report('WHILE_EXECUTING_INPUT_NOT_IN_SET', holder);
    }
    if (children(set, 'outputSetRefs').some((it) => !children(it, 'inputSetRefs').includes(set))) {
      context.report('DATA_SETS_DISAGREE', holder);
    }
  }
  for (const set of outputSets) {
    const own = children(set, 'dataOutputRefs');
    if (children(set, 'optionalOutputRefs').some((it) => !own.includes(it)))
      context.report('OPTIONAL_OUTPUT_NOT_IN_SET', holder);
    if (children(set, 'whileExecutingOutputRefs').some((it) => !own.includes(it))) {
      context.report('WHILE_EXECUTING_OUTPUT_NOT_IN_SET', holder);
    }
    if (children(set, 'inputSetRefs').some((it) => !children(it, 'outputSetRefs').includes(set))) {
      context.report('DATA_SETS_DISAGREE', holder);
    }
  }
}

/** An event's data belongs to its definitions, in their order (clause 10.5.1). */
function checkEventData(context: RuleContext, event: Element): void {
  const throws = is(event, 'ThrowEvent');
  const data = children(event, throws ? 'dataInputs' : 'dataOutputs');
  if (data.length === 0) return;
  const own = children(event, throws ? 'inputSet' : 'outputSet');
  if (throws) checkSets(context, event, data, [], own, []);
  else checkSets(context, event, [], data, [], own);
  const definitions = eventDefinitionsOf(event);
  if (data.length !== definitions.length) {
    context.report('EVENT_DATA_COUNT', event, { data: data.length, count: definitions.length });
    return;
  }
  const carrying = definitions.filter((it) => payloadOf(it) !== undefined);
  for (const [index, definition] of carrying.entries()) {
    const payload = payloadOf(definition);
    const own = data[index];
    if (payload === undefined || own === undefined) continue;
    const [left, right] = [itemOf(own), itemOf(payload)];
    if (left !== right && !sameItem(left, right)) context.report('EVENT_DATA_ITEM', event);
  }
}

function payloadOf(definition: Element): Element | undefined {
  return (
    child(definition, 'messageRef') ??
    child(definition, 'signalRef') ??
    child(definition, 'errorRef') ??
    child(definition, 'escalationRef')
  );
}

function checkAssociation(context: RuleContext, association: Element): void {
  const sources = children(association, 'sourceRef');
  const target = child(association, 'targetRef');
  const owner = association.$parent ?? association;
  const transforms = child(association, 'transformation') !== undefined;
  if (target !== undefined && is(target, 'DataInput') && isOfProcess(target))
    context.report('DATA_INPUT_OF_PROCESS_WRITTEN', target);
  for (const source of sources) {
    if (is(source, 'DataOutput') && isOfProcess(source)) context.report('DATA_OUTPUT_OF_PROCESS_READ', source);
  }
  if (transforms) return;
  if (sources.length > 1) context.report('ASSOCIATION_SOURCES', owner, { count: sources.length });
  const [source] = sources;
  if (source === undefined || target === undefined || children(association, 'assignment').length > 0) return;
  const [left, right] = [itemOf(source), itemOf(target)];
  if (left !== undefined && right !== undefined && !sameItem(left, right))
    context.report('ASSOCIATION_TYPES_DIFFER', owner);
}

function isOfProcess(data: Element): boolean {
  const specification = enclosing(data, 'InputOutputSpecification');
  return is(specification?.$parent, 'Process');
}

/** A callable element that is offered as a service binds its data to the operations (clause 10.4.1 "InputOutputBinding"). */
function checkBinding(context: RuleContext, callable: Element): void {
  if (children(callable, 'supportedInterfaceRef').length === 0) return;
  const bindings = children(callable, 'ioBinding');
  if (bindings.length === 0) context.report('IO_BINDING_MISSING', callable);
  const specification = child(callable, 'ioSpecification');
  for (const binding of bindings) {
    const operation = child(binding, 'operationRef');
    const input = setOrData(binding, 'inputDataRef', children(specification, 'dataInputs'));
    const output = setOrData(binding, 'outputDataRef', children(specification, 'dataOutputs'));
    const wrong =
      differs(input, child(operation, 'inMessageRef')) || differs(output, child(operation, 'outMessageRef'));
    if (wrong) context.report('IO_BINDING_MISMATCH', callable);
  }
}

/** The standard says input set, its schema data input: files have either. */
function setOrData(binding: Element, property: string, data: readonly Element[]): Element | undefined {
  const named = child(binding, property);
  if (named !== undefined && is(named, 'ItemAwareElement')) return named;
  const first = directContents(named ?? binding)[0];
  return first ?? data[0];
}

function differs(data: Element | undefined, message: Element | undefined): boolean {
  if (message === undefined) return false;
  return data === undefined || !sameItem(itemOf(data), itemOf(message));
}
