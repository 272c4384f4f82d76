import type { HistoryEntry, HistoryType, JsonValue } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatDateTime } from '../language/format.ts';

/** Facts that say only how the machine moved; shown on request. */
const TECHNICAL: ReadonlySet<HistoryType> = new Set([
  'element-entered',
  'element-completed',
  'flow-taken',
  'task-created',
  'job-created',
  'message-awaited',
  'other',
]);

export const isTechnical = (entry: HistoryEntry): boolean => TECHNICAL.has(entry.type);

/** One fact as a sentence. `who` turns a log-in name into the name people know. */
export function timelineSentence(entry: HistoryEntry, text: Catalogue, who: (name: string) => string): string {
  const words = text.timeline;
  const by = entry.by === undefined ? words.machine : who(entry.by);
  const name = entry.name ?? text.general.unnamed;
  const what = entry.name === undefined || entry.name === '' ? words.aStep : words.quoted(entry.name);
  const dueAt = textOf(entry.data['dueAt']);
  const variables = entry.data['variables'];
  const sentences: Record<HistoryType, () => string> = {
    'instance-started': () => (entry.by === undefined ? words.startedByMachine : words.started(by)),
    'instance-ended': () => {
      const state = textOf(entry.data['state']);
      const known = state !== undefined && state !== 'completed' && Object.hasOwn(text.cases.states, state);
      return known ? words.endedAs(text.cases.states[state as keyof Catalogue['cases']['states']]) : words.ended;
    },
    'instance-suspended': () => words.suspended(by),
    'instance-resumed': () => words.resumed(by),
    'element-entered': () => words.elementEntered(what),
    'element-completed': () => words.elementCompleted(what),
    'element-canceled': () => words.elementCanceled(what),
    'flow-taken': () => (entry.name === undefined ? words.flowTakenUnnamed : words.flowTaken(entry.name)),
    'variables-set': () =>
      isObject(variables) ? words.variablesSet(by, Object.keys(variables).join(', ')) : words.variablesSetUnnamed(by),
    'task-created': () => words.taskCreated(name),
    'task-claimed': () => words.taskClaimed(by, name),
    'task-unclaimed': () => words.taskUnclaimed(by, name),
    'task-assigned': () => {
      const to = textOf(entry.data['assignee']);
      return to === undefined ? words.taskUnclaimed(by, name) : words.taskAssigned(by, name, who(to));
    },
    'task-completed': () => words.taskCompleted(by, name),
    'task-canceled': () => words.taskCanceled(name),
    'job-created': () => words.jobCreated(what),
    'job-completed': () => words.jobCompleted(what),
    'job-canceled': () => words.jobCanceled(what),
    'timer-scheduled': () =>
      dueAt === undefined
        ? words.timerScheduledUnknown(what)
        : words.timerScheduled(what, formatDateTime(new Date(dueAt))),
    'timer-fired': () => words.timerFired(what),
    'message-awaited': () => words.messageAwaited(what),
    'message-received': () => words.messageReceived(what),
    'message-sent': () => words.messageSent(what),
    'signal-sent': () => words.signalSent(what),
    'error-thrown': () => words.errorThrown(what),
    'escalation-thrown': () => words.escalationThrown(what),
    'decision-evaluated': () => words.decisionEvaluated(what),
    'incident-raised': () => words.incidentRaised(what),
    'incident-resolved': () => words.incidentResolved(what),
    other: () => words.other(what),
  };
  return (Object.hasOwn(sentences, entry.type) ? sentences[entry.type] : sentences.other)();
}

/** What stands in smaller letters below the sentence: answers given, a reason, a technical message. */
export function timelineDetails(entry: HistoryEntry, text: Catalogue): readonly string[] {
  const { answers, reason, message } = entry.data;
  const details: string[] = [];
  if (isObject(answers)) {
    for (const [question, given] of Object.entries(answers)) {
      const words = Array.isArray(given) ? given.join(', ') : typeof given === 'string' ? given : JSON.stringify(given);
      details.push(`${question} ${text.timeline.answers(words)}`);
    }
  }
  const reasonText = textOf(reason);
  if (reasonText !== undefined) details.push(text.timeline.reason(reasonText));
  const messageText = textOf(message);
  if (messageText !== undefined) details.push(messageText);
  return details;
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const isObject = (value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
