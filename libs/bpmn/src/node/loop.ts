import type { Computed, Expression, LoopModel } from '#engine';
import { parseExpression } from '#expressions';
import { reading as readingOf, variableNameOf } from '../data/variable-name.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, children, flag, integer, is, text, type Element } from '../xml/element.ts';
import { readEventDefinition } from './event-definition.ts';
import { eventDefinitionsOf } from '../reading/message-links.ts';

/** Loop characteristics of an activity (BPMN 2.0.2 clause 10.3.8); undefined when it runs once, also by reading. */
export function readLoop(reading: ProcessReading, activity: Element): LoopModel | undefined {
  const written = child(activity, 'loopCharacteristics');
  if (written === undefined) return undefined;
  const loop = is(written, 'StandardLoopCharacteristics')
    ? readStandardLoop(reading, activity, written)
    : readMultiInstance(reading, activity, written);
  if (loop === undefined)
    reading.findings.report('READ_LOOP_AS_ONCE', activity, { fix: { property: 'loopCharacteristics' } });
  return loop;
}

function readStandardLoop(reading: ProcessReading, activity: Element, written: Element): LoopModel | undefined {
  const condition = readLoopExpression(reading, activity, child(written, 'loopCondition'));
  const maximum = integer(written, 'loopMaximum');
  if (condition === undefined && maximum === undefined) return undefined;
  return {
    kind: 'standard',
    testBefore: flag(written, 'testBefore'),
    ...(condition === undefined ? {} : { condition }),
    ...(maximum === undefined ? {} : { maximum: { literal: maximum } }),
  };
}

/** Words in a drawing are no condition; in a technical model they are an error. */
function readLoopExpression(
  reading: ProcessReading,
  activity: Element,
  expression: Element | undefined,
): Expression | undefined {
  const written = reading.expressions.written(expression);
  if (written === undefined) return undefined;
  if (!written.explicit && !reading.technical && reading.expressions.problem(written) !== undefined) return undefined;
  return reading.expressions.require(activity, written);
}

function readMultiInstance(reading: ProcessReading, activity: Element, written: Element): LoopModel | undefined {
  const source = collectionOf(reading, activity, written);
  const cardinality = cardinalityOf(reading, activity, child(written, 'loopCardinality'));
  if (source.collection === undefined && cardinality === undefined) return undefined;
  const completionCondition =
    zeebeExpression(reading, activity, written, 'completionCondition') ??
    readLoopExpression(reading, activity, child(written, 'completionCondition'));
  return {
    kind: 'multiInstance',
    sequential: flag(written, 'isSequential'),
    // Camunda 7 counts from 0, BPMN and Zeebe from 1.
    ...(countsFromZero(reading, activity, written) ? { firstLoopCounter: 0 as const } : {}),
    ...(cardinality === undefined ? {} : { cardinality }),
    ...source,
    ...outputOf(reading, activity, written),
    ...(completionCondition === undefined ? {} : { completionCondition }),
    ...behaviourOf(reading, activity, written),
  };
}

/** Is the activity written for an engine of the Camunda 7 family, so that its expressions expect the first index to be 0? */
function countsFromZero(reading: ProcessReading, activity: Element, written: Element): boolean {
  if (reading.extensions.attribute(written, 'c7', 'collection') !== undefined) return true;
  const hasZeebe = reading.extensions.element(written, 'zeebe', 'loopCharacteristics') !== undefined;
  return !hasZeebe && (reading.extensions.speaks(written, 'c7') || reading.extensions.speaks(activity, 'c7'));
}

function cardinalityOf(
  reading: ProcessReading,
  activity: Element,
  expression: Element | undefined,
): Computed<number> | undefined {
  const body = text(expression, 'body');
  if (body === undefined) return undefined;
  if (/^\d+$/.test(body)) return { literal: Number(body) };
  const found = readLoopExpression(reading, activity, expression);
  return found === undefined ? undefined : { expression: found };
}

type Collection = { collection?: Expression; elementVariable?: string };

/** camunda:collection, zeebe's inputCollection, or the standard's loopDataInputRef with inputDataItem. */
function collectionOf(reading: ProcessReading, activity: Element, written: Element): Collection {
  const { extensions, expressions } = reading;
  const c7 = extensions.attribute(written, 'c7', 'collection');
  if (c7 !== undefined) {
    const elementVariable = extensions.attribute(written, 'c7', 'elementVariable');
    const collection = expressions.require(activity, expressions.fromText(c7));
    return withGiven(collection, elementVariable);
  }
  const zeebe = extensions.element(written, 'zeebe', 'loopCharacteristics');
  const input = zeebe?.attribute('inputCollection');
  if (input !== undefined) {
    const collection = expressions.require(activity, expressions.fromText(input));
    return withGiven(collection, zeebe?.attribute('inputElement'));
  }
  const dataInput = child(written, 'loopDataInputRef');
  if (dataInput === undefined) return {};
  const item = child(written, 'inputDataItem');
  return withGiven(readingOf(outerNameOf(activity, dataInput, 'dataInputAssociations')), item && variableNameOf(item));
}

function withGiven(collection: Expression | undefined, elementVariable: string | undefined): Collection {
  return {
    ...(collection === undefined ? {} : { collection }),
    ...(elementVariable === undefined ? {} : { elementVariable }),
  };
}

/** The collection is read and written once around all instances: the variable the activity's input comes from, or its output goes to. */
function outerNameOf(
  activity: Element,
  item: Element,
  associations: 'dataInputAssociations' | 'dataOutputAssociations',
): string {
  const incoming = associations === 'dataInputAssociations';
  for (const association of children(activity, associations)) {
    const inner = incoming ? child(association, 'targetRef') : children(association, 'sourceRef')[0];
    const outer = incoming ? children(association, 'sourceRef')[0] : child(association, 'targetRef');
    if (inner === item && outer !== undefined) return variableNameOf(outer);
  }
  return variableNameOf(item);
}

function outputOf(
  reading: ProcessReading,
  activity: Element,
  written: Element,
): { outputCollection?: string; outputElement?: Expression } {
  const zeebe = reading.extensions.element(written, 'zeebe', 'loopCharacteristics');
  const name = zeebe?.attribute('outputCollection');
  if (name !== undefined) {
    const element = zeebe?.attribute('outputElement');
    const expression =
      element === undefined ? undefined : reading.expressions.require(activity, reading.expressions.fromText(element));
    return { outputCollection: name, ...(expression === undefined ? {} : { outputElement: expression }) };
  }
  const dataOutput = child(written, 'loopDataOutputRef');
  const item = child(written, 'outputDataItem');
  if (dataOutput === undefined || item === undefined) return {};
  return {
    outputCollection: outerNameOf(activity, dataOutput, 'dataOutputAssociations'),
    outputElement: readingOf(variableNameOf(item)),
  };
}

function zeebeExpression(
  reading: ProcessReading,
  activity: Element,
  written: Element,
  name: string,
): Expression | undefined {
  const value = reading.extensions.element(written, 'zeebe', 'loopCharacteristics')?.attribute(name);
  return value === undefined ? undefined : reading.expressions.require(activity, parsedWritten(reading, value));
}

function parsedWritten(reading: ProcessReading, value: string): ReturnType<ProcessReading['expressions']['fromText']> {
  return reading.expressions.fromText(parseExpression(value, 'feel').text, 'feel');
}

type Behaviour = Pick<
  Extract<LoopModel, { kind: 'multiInstance' }>,
  'behaviour' | 'noneEvent' | 'oneEvent' | 'complex'
>;

/** Which of the instances throw an event (table 10.26). Without the event it names, a behaviour has no effect. */
function behaviourOf(reading: ProcessReading, activity: Element, written: Element): Behaviour {
  const behaviour = text(written, 'behavior') ?? 'All';
  const eventOf = (name: string): Behaviour['noneEvent'] => {
    const definition = child(written, name);
    return definition === undefined ? undefined : readEventDefinition(reading, activity, definition);
  };
  if (behaviour === 'None') {
    const noneEvent = eventOf('noneBehaviorEventRef');
    return { behaviour: 'none', ...(noneEvent === undefined ? {} : { noneEvent }) };
  }
  if (behaviour === 'One') {
    const oneEvent = eventOf('oneBehaviorEventRef');
    return { behaviour: 'one', ...(oneEvent === undefined ? {} : { oneEvent }) };
  }
  if (behaviour !== 'Complex') return { behaviour: 'all' };
  const complex = children(written, 'complexBehaviorDefinition').flatMap((definition) => {
    const condition = reading.expressions.child(activity, child(definition, 'condition'));
    const event = child(definition, 'event');
    const [written] = event === undefined ? [] : eventDefinitionsOf(event);
    const thrown =
      written === undefined || event === undefined ? undefined : readEventDefinition(reading, event, written);
    return condition === undefined || thrown === undefined ? [] : [{ condition, event: thrown }];
  });
  return { behaviour: 'complex', complex };
}
