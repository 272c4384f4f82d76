import type { Computed, JobWork, ScriptWork, Value } from '#engine';
import { shorten } from '../reading/expression-reader.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';

/**
 * The work of an element a connector or worker performs: external task, connector, Java class, delegate or expression
 * of the Camunda 7 family, job type of zeebe. `holder` is the element that carries the attributes (the message event
 * definition of a throwing event), `node` the one it is about. Undefined when nothing is written.
 */
export function readJobWork(
  reading: ProcessReading,
  node: Element,
  holder: Element = node,
): JobWork | ScriptWork | undefined {
  return (
    readZeebeJob(reading, holder) ??
    readExternalTask(reading, node, holder) ??
    readConnector(reading, node, holder) ??
    readJavaCode(reading, node, holder)
  );
}

function readZeebeJob(reading: ProcessReading, holder: Element): JobWork | undefined {
  const definition = reading.extensions.element(holder, 'zeebe', 'taskDefinition');
  const topic = definition?.attribute('type');
  if (definition === undefined || topic === undefined) return undefined;
  const retries = definition.attribute('retries');
  const retriesRead =
    retries === undefined ? undefined : reading.expressions.computedNumber(holder, 'retries', retries);
  const priority = reading.extensions.element(holder, 'zeebe', 'jobPriorityDefinition')?.attribute('priority');
  const priorityRead =
    priority === undefined ? undefined : reading.expressions.computedNumber(holder, 'priority', priority);
  const settings: Record<string, Computed<Value>> = {};
  for (const header of reading.extensions.element(holder, 'zeebe', 'taskHeaders')?.children('header') ?? []) {
    const key = header.attribute('key');
    if (key !== undefined) settings[key] = { literal: header.attribute('value') ?? '' };
  }
  return {
    kind: 'job',
    topic: reading.expressions.computed(holder, topic),
    // A job type one of our connectors knows is theirs; any other waits for an external worker all the same.
    performer: 'connector',
    settings,
    ...(retriesRead === undefined ? {} : { retries: retriesRead }),
    ...(priorityRead === undefined ? {} : { priority: priorityRead }),
  };
}

function readExternalTask(reading: ProcessReading, node: Element, holder: Element): JobWork | undefined {
  const { extensions } = reading;
  const type = extensions.attribute(holder, 'c7', 'type');
  const topic = extensions.attribute(holder, 'c7', 'topic');
  if (topic === undefined && type === undefined) return undefined;
  const external = type === undefined || type === 'external' || type === 'external-worker';
  // Other types (mail, http, shell of Activiti and Flowable) name a connector.
  const named = external ? (topic ?? type) : (topic ?? type);
  if (named === undefined || (external && topic === undefined)) return undefined;
  const priority = extensions.attribute(holder, 'c7', 'taskPriority');
  const priorityRead =
    priority === undefined ? undefined : reading.expressions.computedNumber(node, 'taskPriority', priority);
  return {
    kind: 'job',
    topic: reading.expressions.computed(node, named),
    performer: external ? 'external' : 'connector',
    settings: { ...readProperties(reading, holder), ...readFields(reading, node, holder) },
    ...(priorityRead === undefined ? {} : { priority: priorityRead }),
    ...retryCycleOf(reading, holder),
    // An external worker names its variables itself: there a result variable has no effect, and is told so.
    ...(external ? {} : resultVariableOf(reading, holder)),
  };
}

function readConnector(reading: ProcessReading, node: Element, holder: Element): JobWork | undefined {
  const connector = reading.extensions.element(holder, 'c7', 'connector');
  const topic = connector?.children('connectorId')[0]?.body.trim();
  if (topic === undefined || topic === '') return undefined;
  return {
    kind: 'job',
    topic: reading.expressions.computed(node, topic),
    performer: 'connector',
    settings: readProperties(reading, holder),
    ...retryCycleOf(reading, holder),
    ...resultVariableOf(reading, holder),
  };
}

/**
 * Java code cannot run here. A class becomes a job whose topic is the class name, a delegate one with the delegate's
 * name, both with their fields as settings. An expression that only computes becomes a script; one that calls a bean
 * becomes a job named after the call.
 */
function readJavaCode(reading: ProcessReading, node: Element, holder: Element): JobWork | ScriptWork | undefined {
  const { extensions } = reading;
  const javaClass = extensions.attribute(holder, 'c7', 'class');
  const delegate = extensions.attribute(holder, 'c7', 'delegateExpression');
  const expression = extensions.attribute(holder, 'c7', 'expression');
  for (const called of [delegate, expression]) if (called !== undefined) requireReadable(reading, node, called);
  if (javaClass !== undefined) return javaJob(reading, node, holder, javaClass, javaClass);
  if (delegate !== undefined) return javaJob(reading, node, holder, delegate, beanName(delegate));
  if (expression === undefined) return undefined;
  const written = reading.expressions.fromText(expression);
  const calledBean = /^[$#]\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\(/.exec(expression)?.[1];
  if (
    calledBean === undefined &&
    written.language !== undefined &&
    reading.expressions.problem(written) === undefined
  ) {
    return {
      kind: 'script',
      expression: { language: written.language, text: written.text },
      ...resultVariableOf(reading, holder),
    };
  }
  return javaJob(reading, node, holder, expression, calledBean ?? beanName(expression));
}

/** What calls no bean can be judged here: it must parse. */
function requireReadable(reading: ProcessReading, node: Element, called: string): void {
  if (!/\w\s*\(/.test(called) && /[$#]\{/.test(called)) {
    reading.expressions.require(node, reading.expressions.fromText(called));
  }
}

function javaJob(reading: ProcessReading, node: Element, holder: Element, what: string, topic: string): JobWork {
  reading.findings.report('DELEGATE_AS_TOPIC', node, { words: { what: shorten(what), topic } });
  return {
    kind: 'job',
    topic: { literal: topic },
    performer: 'connector',
    settings: { ...readProperties(reading, holder), ...readFields(reading, node, holder) },
    ...retryCycleOf(reading, holder),
    ...resultVariableOf(reading, holder),
  };
}

function beanName(expression: string): string {
  return expression.replace(/^[$#]\{\s*/, '').replace(/\s*\}$/, '');
}

/** camunda:field, activiti:field: `stringValue` or `expression`, as attribute or as child. */
function readFields(reading: ProcessReading, node: Element, holder: Element): Record<string, Computed<Value>> {
  const settings: Record<string, Computed<Value>> = {};
  for (const field of reading.extensions.elements(holder, 'c7', 'field')) {
    const name = field.attribute('name');
    if (name === undefined) continue;
    const constant = field.attribute('stringValue') ?? field.children('string')[0]?.body;
    const computed = field.attribute('expression') ?? field.children('expression')[0]?.body.trim();
    if (computed !== undefined) settings[name] = reading.expressions.computedOrText(node, computed);
    else settings[name] = { literal: constant ?? '' };
  }
  return settings;
}

/** Constant extension properties as settings of a job. */
function readProperties(reading: ProcessReading, holder: Element): Record<string, Computed<Value>> {
  const settings: Record<string, Computed<Value>> = {};
  for (const [name, value] of Object.entries(propertiesOf(reading, holder))) settings[name] = { literal: value };
  return settings;
}

/** camunda:properties and zeebe:properties by name. */
export function propertiesOf(reading: ProcessReading, element: Element): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const dialect of ['c7', 'zeebe'] as const) {
    for (const property of reading.extensions.element(element, dialect, 'properties')?.children('property') ?? []) {
      const name = property.attribute('name');
      if (name !== undefined && name !== '__proto__') properties[name] = property.attribute('value') ?? '';
    }
  }
  return properties;
}

/** camunda:failedJobRetryTimeCycle, an element of its own. */
export function retryCycleOf(reading: ProcessReading, holder: Element): { retryCycle?: string } {
  const cycle = reading.extensions.element(holder, 'c7', 'failedJobRetryTimeCycle')?.body.trim();
  return cycle === undefined || cycle === '' ? {} : { retryCycle: cycle };
}

/** Where the result goes: camunda:resultVariable, activiti:resultVariableName, zeebe's resultVariable. */
export function resultVariableOf(reading: ProcessReading, holder: Element): { resultVariable?: string } {
  const name =
    reading.extensions.attribute(holder, 'c7', 'resultVariable') ??
    reading.extensions.attribute(holder, 'c7', 'resultVariableName');
  return name === undefined ? {} : { resultVariable: name };
}
