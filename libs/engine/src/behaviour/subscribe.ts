import { about, ElementFailure } from '../execution/element-failure.ts';
import type { Run } from '../execution/run.ts';
import type { EventDefinition, MessageDefinition, TimerDefinition } from '../model/event-definition.ts';
import type { Value, Variables } from '../model/expression.ts';
import { shownValue } from '../model/fault.ts';
import type { EventModel } from '../model/process-model.ts';
import { instanceOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { emptyRecord, toValue } from '../variables-record.ts';
import { engineFault } from './engine-faults.ts';
import { computeText, evaluate } from './evaluate.ts';
import { createTask } from './person-work.ts';

export type WaitPurpose = 'catch' | 'boundary' | 'eventSubProcess' | 'gateway';

/**
 * Opens what an event waits for, one wait for each of its definitions (clause 10.5.1 "Multiple"). The waits belong to
 * `owner`: the event itself, the activity of a boundary event, the scope of an event subprocess, an event-based gateway.
 * Errors, escalations, compensation, cancel and links wait for nothing outside: their thrower looks for them.
 */
export function openEvent(run: Run, owner: Item, event: EventModel, purpose: WaitPurpose): void {
  if (event.confirmation !== undefined) {
    createTask(run, owner, event.confirmation, { nodeId: event.id });
    return;
  }
  for (const index of event.definitions.keys()) openDefinition(run, owner, event, index, purpose);
}

/** Opens the wait of one definition. */
function openDefinition(run: Run, owner: Item, event: EventModel, index: number, purpose: WaitPurpose): void {
  const definition = event.definitions[index];
  if (definition === undefined) return;
  switch (definition.kind) {
    case 'message':
      openMessage(run, owner, event.id, definition, index);
      break;
    case 'timer':
      openTimer(run, owner, event.id, definition, index, purpose);
      break;
    case 'signal':
    case 'conditional':
      openListener(run, owner, event.id, definition, index);
      break;
    default:
  }
}

/** Waits for a message with the correlation values of this moment (clause 8.4.2). */
export function openMessage(run: Run, owner: Item, nodeId: string, message: MessageDefinition, index: number): void {
  run.emit(owner, {
    type: 'SubscriptionOpened',
    subscriptionId: run.context.newId(),
    kind: 'message',
    name: about('message', undefined, () => computeText(run, owner, message.name)),
    correlation: correlationOf(run, owner, message),
    definition: index,
    ...(message.byConversation === true && { conversation: conversationOf(run, owner) }),
    ...run.of(owner, nodeId),
  });
}

export function correlationOf(run: Run, item: Item, message: MessageDefinition): Variables {
  const correlation = emptyRecord<Value>();
  for (const { key, value } of message.correlation)
    correlation[key] = about('correlation', key, () => toValue(evaluate(run, item, value)));
  return correlation;
}

/** Instances that exchange messages without correlation keys know one another by business key, else by instance id. */
export function conversationOf(run: Run, item: Item): string {
  const instance = instanceOf(run.state, item);
  return instance.instance?.businessKey ?? instance.id;
}

function openListener(
  run: Run,
  owner: Item,
  nodeId: string,
  definition: Extract<EventDefinition, { kind: 'signal' | 'conditional' }>,
  index: number,
): void {
  const name = definition.kind === 'signal' ? computeText(run, owner, definition.name) : definition.condition.text;
  run.emit(owner, {
    type: 'SubscriptionOpened',
    subscriptionId: run.context.newId(),
    kind: definition.kind,
    name,
    correlation: emptyRecord<Value>(),
    definition: index,
    ...run.of(owner, nodeId),
  });
  // A condition that already holds is looked at once, at the end of the work in hand.
  if (definition.kind === 'conditional') run.touched.set(owner.id, 'all');
}

function openTimer(
  run: Run,
  owner: Item,
  nodeId: string,
  timer: TimerDefinition,
  index: number,
  purpose: WaitPurpose,
): void {
  if (timer.form === 'ask') {
    createTask(run, owner, timer.by, { nodeId, definition: index, name: timer.words });
    return;
  }
  const text = about('timer', undefined, () => computeText(run, owner, timer.value));
  scheduleTimer(run, owner, nodeId, index, purpose, timer.form, text);
}

/** Schedules a timer from its text. @throws ElementFailure 'timer' when the text is none. */
export function scheduleTimer(
  run: Run,
  owner: Item,
  nodeId: string,
  index: number,
  purpose: WaitPurpose,
  form: 'date' | 'duration' | 'cycle',
  text: string,
): void {
  const due = run.context.calendar.due(form, text, run.context.now);
  if (!due.ok) {
    throw new ElementFailure(
      'timer',
      `Expected a ${form} for timer ${nodeId}, but "${text}" is none: ${due.error}`,
      engineFault('TIMER_NOT_READABLE', { form, text: shownValue(text) }, due.fault),
    );
  }
  run.emit(owner, {
    type: 'TimerScheduled',
    timerId: run.context.newId(),
    dueAt: due.value.dueAt,
    purpose,
    definition: index,
    ...(form === 'cycle' && { cycle: { text, repetitions: due.value.repetitions ?? 0 } }),
    ...run.of(owner, nodeId),
  });
}

/** What a wait of `owner` for this event node is for. */
export function purposeOf(run: Run, owner: Item, nodeId: string): WaitPurpose {
  if (owner.nodeId === nodeId) return 'catch';
  const { type } = run.nodeOf(owner, nodeId);
  if (type === 'boundaryEvent') return 'boundary';
  return type === 'startEvent' ? 'eventSubProcess' : 'gateway';
}
