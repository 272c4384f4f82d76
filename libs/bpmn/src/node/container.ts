import type {
  AdHocSubProcessModel,
  CallActivityModel,
  NodeModel,
  SubProcessModel,
  EventSubProcessModel,
} from '#engine';
import { readBinding, readZeebeBinding } from '../dialect/binding.ts';
import { readHandedVariables } from '../dialect/handed-variables.ts';
import { groupOf, groupWords, workForLane } from '../reading/people.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, contents, flag, is, text, typeOf, type Element } from '../xml/element.ts';
import { readActivityBase } from './node-base.ts';
import { personInstead } from './task.ts';

/** A call activity (BPMN 2.0.2 clause 10.3.6); one that calls nothing yet is a person's task. */
export function readCallActivity(reading: ProcessReading, activity: Element, scopeId: string): NodeModel {
  const base = readActivityBase(reading, activity, scopeId);
  const zeebe = reading.extensions.element(activity, 'zeebe', 'calledElement');
  const written = zeebe?.attribute('processId') ?? text(activity, 'calledElement');
  if (written === undefined) return { ...base, type: 'task', work: personInstead(reading, activity) };
  const propagateOut = zeebe?.attribute('propagateAllChildVariables') !== 'false';
  const propagateIn = zeebe?.attribute('propagateAllParentVariables') !== 'false';
  const plain = !reading.automated || zeebe !== undefined;
  const { keepsResults, ...handed } = readHandedVariables(reading, activity, plain);
  const model: CallActivityModel = {
    ...base,
    ...(keepsResults ? { mapsResultsOnly: true } : {}),
    type: 'callActivity',
    called: reading.expressions.computed(activity, localName(reading, written)),
    binding:
      zeebe === undefined
        ? readBinding(reading, activity, 'calledElement')
        : readZeebeBinding(reading, activity, zeebe),
    ...handed,
    // What stays with the call activity and goes nowhere from there is gone when it ends.
    ...(keepsResults && base.outputs.length === 0 ? { takeBack: { all: false, mappings: [] } } : {}),
    ...(reading.technical ? {} : { otherwise: workForLane(reading, activity, 'perform') }),
    ...(zeebe === undefined
      ? {}
      : {
          handOver: { ...handed.handOver, all: propagateIn },
          takeBack: { ...handed.takeBack, all: propagateOut },
        }),
  };
  return model;
}

/** `calledElement` is a qualified name: the prefix of a namespace of the file is not part of the id. */
function localName(reading: ProcessReading, written: string): string {
  const colon = written.indexOf(':');
  if (colon <= 0 || /[${=]/.test(written)) return written;
  return reading.prefixes.has(written.slice(0, colon)) ? written.slice(colon + 1) : written;
}

/** Subprocess, event subprocess, transaction or ad-hoc subprocess (clauses 10.3.5 and 13.3.4 to 13.3.6). */
export function readSubProcess(
  reading: ProcessReading,
  element: Element,
  scopeId: string,
): SubProcessModel | EventSubProcessModel | AdHocSubProcessModel {
  const base = readActivityBase(reading, element, scopeId);
  if (typeOf(element) === 'AdHocSubProcess') return { ...base, ...readAdHoc(reading, element) };
  if (flag(element, 'triggeredByEvent')) {
    return { ...base, type: 'eventSubProcess' };
  }
  return { ...base, type: typeOf(element) === 'Transaction' ? 'transaction' : 'subProcess' };
}

type AdHoc = Pick<
  AdHocSubProcessModel,
  | 'type'
  | 'ordering'
  | 'completionCondition'
  | 'cancelRemaining'
  | 'activeElements'
  | 'output'
  | 'chooser'
  | 'startsAll'
>;

/** Data chooses where the model says so, everything starts where only machines work, otherwise a person chooses. */
function readAdHoc(reading: ProcessReading, element: Element): AdHoc {
  const zeebe = reading.extensions.element(element, 'zeebe', 'adHoc');
  const collection = zeebe?.attribute('activeElementsCollection');
  const activeElements =
    collection === undefined
      ? undefined
      : reading.expressions.require(element, reading.expressions.fromText(collection));
  const output = readAdHocOutput(reading, element);
  const written = reading.expressions.written(child(element, 'completionCondition'));
  const words =
    written !== undefined &&
    !written.explicit &&
    !reading.technical &&
    reading.expressions.problem(written) !== undefined;
  const completionCondition =
    written === undefined || words ? undefined : reading.expressions.require(element, written);
  const byPerson = activeElements === undefined && workedOnByPeople(reading, element);
  if (byPerson) {
    reading.findings.report('READ_ADHOC_AS_CHOICE', element, {
      words: { group: groupWords(groupOf(reading, element)) },
    });
  } else if (activeElements === undefined) reading.findings.report('READ_ADHOC_AS_ALL', element);
  return {
    type: 'adHocSubProcess',
    ordering: text(element, 'ordering') === 'Sequential' ? 'sequential' : 'parallel',
    ...(completionCondition === undefined ? {} : { completionCondition }),
    cancelRemaining: (element as { readonly cancelRemainingInstances?: boolean }).cancelRemainingInstances !== false,
    ...(activeElements === undefined ? {} : { activeElements }),
    ...(output === undefined ? {} : { output }),
    ...(byPerson ? { chooser: workForLane(reading, element, 'decide') } : {}),
    startsAll: !byPerson && activeElements === undefined,
  };
}

/** zeebe:adHoc outputCollection with outputElement: one without the other says nothing, and is reported. */
function readAdHocOutput(reading: ProcessReading, element: Element): AdHocSubProcessModel['output'] {
  const zeebe = reading.extensions.element(element, 'zeebe', 'adHoc');
  if (zeebe?.peek('outputCollection') === undefined || zeebe.peek('outputElement') === undefined) return undefined;
  const collection = zeebe.attribute('outputCollection');
  const text = zeebe.attribute('outputElement');
  if (collection === undefined || text === undefined) return undefined;
  const required = reading.expressions.require(element, reading.expressions.fromText(text));
  return required === undefined ? undefined : { collection, element: required };
}

/** In a drawing everything is done by people; in an automated model only what is drawn for them. */
function workedOnByPeople(reading: ProcessReading, element: Element): boolean {
  for (const inner of contents(element)) {
    if (is(inner, 'UserTask') || is(inner, 'ManualTask') || typeOf(inner) === 'Task') return true;
    if (!reading.technical && is(inner, 'Activity') && inner !== element) return true;
  }
  return false;
}
