import type { EventDefinition, EventModel, PersonWork } from '#engine';
import { readFormFields } from '../dialect/form-fields.ts';
import { readFormReference } from '../dialect/form-reference.ts';
import { readJobWork } from '../dialect/job-work.ts';
import { possibleDefinitionsOf } from '../reading/event-position.ts';
import { groupOf, groupWords, workForLane } from '../reading/people.ts';
import type { ProcessReading } from '../reading/process-reading.ts';
import { child, children, flag, idOf, is, text, typeOf, type Element } from '../xml/element.ts';
import { readEventDefinition } from './event-definition.ts';
import { readNodeBase, type NodeBase } from './node-base.ts';
import { reportLink } from './task.ts';

/** An event of any position (BPMN 2.0.2 clause 10.5). */
export function readEvent(reading: ProcessReading, event: Element, scopeId: string): EventModel | undefined {
  const base = readNodeBase(reading, event, scopeId);
  switch (typeOf(event)) {
    case 'StartEvent':
      return readStart(reading, event, base);
    case 'BoundaryEvent':
      return readBoundary(reading, event, base);
    case 'IntermediateCatchEvent':
      return { ...base, type: 'intermediateCatchEvent', ...readCatch(reading, event) };
    case 'IntermediateThrowEvent':
    case 'EndEvent':
    case 'ImplicitThrowEvent':
      return readThrow(reading, event, base);
    default:
      return undefined;
  }
}

interface Caught {
  readonly definitions: readonly EventDefinition[];
  readonly parallelMultiple: boolean;
  readonly confirmation?: PersonWork;
}

/** Definitions of a catching event; a person confirms what no definition can tell. */
function readCatch(reading: ProcessReading, event: Element): Caught {
  const written = possibleDefinitionsOf(event);
  const definitions = definitionsOf(reading, event, written);
  const caught = { definitions, parallelMultiple: flag(event, 'parallelMultiple') };
  if (written.length === 0) {
    if (is(event, 'IntermediateCatchEvent')) reading.findings.report('READ_AS_PASSING_EVENT', event);
    return caught;
  }
  if (definitions.length > 0 || is(event, 'StartEvent')) return caught;
  const group = groupWords(groupOf(reading, event));
  const question = text(event, 'name') ?? text(child(event, 'attachedToRef'), 'name') ?? idOf(event) ?? '';
  reading.findings.report('READ_AS_CONFIRMATION', event, {
    words: { group, question },
    fix: { property: 'messageRef' },
  });
  return { ...caught, confirmation: workForLane(reading, event, 'confirm') };
}

function definitionsOf(
  reading: ProcessReading,
  event: Element,
  written: readonly Element[],
): readonly EventDefinition[] {
  const definitions: EventDefinition[] = [];
  for (const definition of written) {
    const read = readEventDefinition(reading, event, definition);
    if (read === undefined) continue;
    definitions.push(read);
    if (read.kind === 'message' && read.byConversation === true) {
      const links = is(event, 'ThrowEvent') ? reading.messageLinks.sent(event) : reading.messageLinks.received(event);
      // One sender may tell several receivers: each waits under its own name.
      for (const [index, link] of links.entries()) {
        reportLink(reading, event, link.partner);
        if (index > 0) definitions.push({ ...read, name: { literal: link.name } });
      }
    }
  }
  return definitions;
}

function readStart(reading: ProcessReading, event: Element, base: NodeBase): EventModel {
  const caught = readCatch(reading, event);
  const inEventSubProcess =
    is(event.$parent, 'SubProcess') && event.$parent !== undefined && flag(event.$parent, 'triggeredByEvent');
  // Nobody can be asked for a date before there is a case: it is started by hand.
  const definitions = inEventSubProcess
    ? caught.definitions
    : caught.definitions.filter((it) => !(it.kind === 'timer' && it.form === 'ask'));
  const undecided = possibleDefinitionsOf(event).length > 0 && definitions.length === 0;
  if (undecided && !inEventSubProcess) {
    reading.findings.report('READ_AS_MANUAL_START', event, { fix: { property: 'messageRef' } });
  }
  const confirmation = undecided && inEventSubProcess ? confirm(reading, event) : undefined;
  const { extensions } = reading;
  const formOfZeebe = extensions.element(event, 'zeebe', 'formDefinition');
  const formRef = readFormReference(reading, event);
  const formKey =
    extensions.attribute(event, 'c7', 'formKey') ??
    extensions.attribute(event, 'c7', 'formRef') ??
    formOfZeebe?.attribute('formId') ??
    formOfZeebe?.attribute('formKey') ??
    formOfZeebe?.attribute('externalReference');
  const formFields = readFormFields(reading, event);
  const initiatorVariable = extensions.attribute(event, 'c7', 'initiator');
  return {
    ...base,
    type: 'startEvent',
    ...caught,
    definitions,
    interrupting: flag(event, 'isInterrupting'),
    ...(confirmation === undefined ? {} : { confirmation }),
    ...(formKey === undefined ? {} : { formKey }),
    ...(formRef === undefined ? {} : { formRef }),
    ...(formFields.length === 0 ? {} : { formFields }),
    ...(initiatorVariable === undefined ? {} : { initiatorVariable }),
  };
}

function confirm(reading: ProcessReading, event: Element): PersonWork {
  reading.findings.report('READ_AS_CONFIRMATION', event, {
    words: { group: groupWords(groupOf(reading, event)), question: text(event, 'name') ?? idOf(event) ?? '' },
    fix: { property: 'messageRef' },
  });
  return workForLane(reading, event, 'confirm');
}

function readBoundary(reading: ProcessReading, event: Element, base: NodeBase): EventModel | undefined {
  const host = child(event, 'attachedToRef');
  const hostId = host === undefined ? undefined : idOf(host);
  if (host === undefined || hostId === undefined || !is(host, 'Activity')) {
    const drawnLoosely = !reading.technical && !is(host, 'FlowNode');
    reading.findings.report(drawnLoosely ? 'BOUNDARY_WITHOUT_HOST' : 'BOUNDARY_NOT_ON_ACTIVITY', event, {
      words: { target: host === undefined ? '?' : (text(host, 'name') ?? hostId ?? '?') },
    });
    return undefined;
  }
  const handler = compensationHandlerOf(reading, event);
  return {
    ...base,
    type: 'boundaryEvent',
    attachedTo: hostId,
    interrupting: flag(event, 'cancelActivity'),
    ...readCatch(reading, event),
    ...(handler === undefined ? {} : { compensationHandler: handler }),
  };
}

/** The activity an association leads to from a compensation event (clause 10.7.1). */
function compensationHandlerOf(reading: ProcessReading, event: Element): string | undefined {
  if (!possibleDefinitionsOf(event).some((it) => is(it, 'CompensateEventDefinition'))) return undefined;
  let scope: Element | undefined = event.$parent;
  while (scope !== undefined) {
    const other = activitiesAssociatedIn(scope).get(event);
    if (other !== undefined) return idOf(other);
    scope = scope.$parent;
  }
  return undefined;
}

const associatedActivities = new WeakMap<Element, ReadonlyMap<Element, Element>>();

/** The first activity associated with each event by the associations of a scope; found once for each scope. */
function activitiesAssociatedIn(scope: Element): ReadonlyMap<Element, Element> {
  const known = associatedActivities.get(scope);
  if (known !== undefined) return known;
  const found = new Map<Element, Element>();
  for (const association of children(scope, 'artifacts').filter((it) => is(it, 'Association'))) {
    const [source, target] = [child(association, 'sourceRef'), child(association, 'targetRef')];
    if (source === undefined || target === undefined) continue;
    for (const [one, other] of [
      [source, target],
      [target, source],
    ] as const) {
      if (is(other, 'Activity') && !found.has(one)) found.set(one, other);
    }
  }
  associatedActivities.set(scope, found);
  return found;
}

function readThrow(reading: ProcessReading, event: Element, base: NodeBase): EventModel {
  const type = is(event, 'EndEvent') ? 'endEvent' : 'intermediateThrowEvent';
  const written = possibleDefinitionsOf(event);
  const definitions = definitionsOf(reading, event, written);
  if (written.length === 0 && type === 'intermediateThrowEvent')
    reading.findings.report('READ_AS_PASSING_EVENT', event);
  const message = written.find((it) => is(it, 'MessageEventDefinition'));
  const work =
    message === undefined ? undefined : (readJobWork(reading, event, message) ?? readJobWork(reading, event));
  const unsent = message !== undefined && work === undefined && !definitions.some((it) => it.kind === 'message');
  if (unsent) {
    reading.findings.report('READ_AS_SEND_TASK', event, {
      words: { group: groupWords(groupOf(reading, event)) },
      fix: { property: 'messageRef' },
    });
  }
  return {
    ...base,
    type,
    definitions,
    parallelMultiple: false,
    ...(work === undefined ? {} : { work }),
    ...(unsent ? { confirmation: workForLane(reading, event, 'confirm') } : {}),
  };
}
