import type { HistoryEntry, HistoryType, JsonValue, TaskRound } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { faultIn, incidentText } from '../incidents/incident-text.ts';
import { formatDateTime, type Language } from '../language/format.ts';
import { migrationSentence, migrationWords } from './migration-words.ts';
import { modificationWords } from './modification-words.ts';

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

/** Data the machine wrote tells a clerk nothing, either: what matters of it stands among the data of the case. */
const isTechnical = (entry: HistoryEntry): boolean =>
  TECHNICAL.has(entry.type) || (entry.type === 'variables-set' && entry.by === undefined);

/**
 * The facts a clerk reads. That a step was dropped is left out where its task or job was: one line is enough for what
 * is the same to people. Steps that had neither, such as a subprocess, keep theirs.
 */
export function plainFacts(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const dropped = new Set(
    entries.flatMap(({ type, elementInstanceId }) =>
      type === 'task-canceled' || type === 'job-canceled' ? [elementInstanceId] : [],
    ),
  );
  return entries.filter(
    (entry) =>
      !isTechnical(entry) &&
      !(
        entry.type === 'element-canceled' &&
        entry.elementInstanceId !== undefined &&
        dropped.has(entry.elementInstanceId)
      ),
  );
}

/** Names for what a fact only has an id of. */
export interface TimelineNames {
  /** Log-in name → the name people know. */
  readonly who: (name: string) => string;
  /** Node id → its name, undefined where the drawing gives none. */
  readonly what: (nodeId: string) => string | undefined;
  /** A task's name with which of several alike it is. */
  readonly task: (task: { readonly name: string; readonly rounds?: readonly TaskRound[] }) => string;
}

/** One fact as a sentence. */
export function timelineSentence(entry: HistoryEntry, text: Catalogue, names: TimelineNames): string {
  const words = text.timeline;
  const by = entry.by === undefined ? words.machine : names.who(entry.by);
  const name = names.task({ name: entry.name ?? text.general.unnamed, rounds: roundsIn(entry.data['rounds']) });
  const nodeName = entry.name ?? (entry.nodeId === undefined ? undefined : names.what(entry.nodeId));
  const what = nodeName === undefined || nodeName === '' ? words.aStep : words.quoted(nodeName);
  const dueAt = textOf(entry.data['dueAt']);
  const variables = entry.data['variables'];
  const sentences: Record<HistoryType, () => string> = {
    'instance-started': () => (entry.by === undefined ? words.startedByMachine : words.started(by)),
    'instance-ended': () => {
      const state = textOf(entry.data['outcome']) ?? textOf(entry.data['state']);
      const known = state !== undefined && state !== 'completed' && Object.hasOwn(text.cases.states, state);
      return known ? words.endedAs(text.cases.states[state as keyof Catalogue['cases']['states']]) : words.ended;
    },
    'instance-suspended': () => words.suspended(by),
    'instance-resumed': () => words.resumed(by),
    'instance-modified': () => text.modification.timeline(by),
    'instance-migrated': () => migrationSentence(entry, by, text),
    'element-entered': () => words.elementEntered(what),
    'element-completed': () => words.elementCompleted(what),
    'element-canceled': () => words.elementCanceled(what),
    'flow-taken': () => (entry.name === undefined ? words.flowTakenUnnamed : words.flowTaken(entry.name)),
    'variables-set': () => {
      const set = isObject(variables) ? Object.keys(variables).join(', ') : undefined;
      if (set === undefined) return words.variablesSetUnnamed(by);
      return entry.by === undefined ? words.variablesSetByNobody(set) : words.variablesSet(by, set);
    },
    'task-created': () => words.taskCreated(name),
    'task-claimed': () => words.taskClaimed(by, name),
    'task-unclaimed': () => words.taskUnclaimed(by, name),
    'task-assigned': () => {
      const to = textOf(entry.data['assignee']);
      return to === undefined ? words.taskUnclaimed(by, name) : words.taskAssigned(by, name, names.who(to));
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
    'steps-chosen': () => {
      const steps = textsIn(entry.data['steps']);
      return steps.length === 0
        ? words.stepsChosenUnnamed(by)
        : words.stepsChosen(by, steps.map((step) => words.quoted(step)).join(', '));
    },
    'note-written': () => (entry.name === undefined ? words.noteWrittenUnnamed(by) : words.noteWritten(by, name)),
    'message-received': () => {
      const message = textOf(entry.data['messageName']);
      return entry.by === undefined || message === undefined
        ? words.messageReceived(what)
        : words.messageReceivedBy(by, message);
    },
    'message-sent': () => words.messageSent(what),
    'signal-sent': () => words.signalSent(what),
    'error-thrown': () => words.errorThrown(what),
    'escalation-thrown': () => words.escalationThrown(what),
    'decision-evaluated': () =>
      entry.name === undefined ? words.decisionEvaluated(what) : words.decisionMade(entry.name),
    'incident-raised': () => words.incidentRaised(what),
    'incident-resolved': () => words.incidentResolved(what),
    'document-filed': () => words.documentFiled(by, name),
    'document-version-added': () => words.documentVersionAdded(by, name, Number(entry.data['version'])),
    other: () => words.other(what),
  };
  return (Object.hasOwn(sentences, entry.type) ? sentences[entry.type] : sentences.other)();
}

/** What tells a task from others of its name, as the fact brings it. */
function roundsIn(value: JsonValue | undefined): readonly TaskRound[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly JsonValue[]).flatMap((each) => {
    if (!isObject(each) || typeof each['index'] !== 'number') return [];
    const { index, total, subject } = each;
    const told = Array.isArray(subject) ? (subject as readonly JsonValue[]) : [];
    return [
      {
        index,
        ...(typeof total === 'number' && { total }),
        subject: told.filter((one) => one !== null && typeof one !== 'object'),
      },
    ];
  });
}

/** What stands in smaller letters below the sentence: answers given, a reason, a technical message. */
export function timelineDetails(entry: HistoryEntry, text: Catalogue, language: Language): readonly string[] {
  const { answers, reason, message, fault } = entry.data;
  const details: string[] = [...modificationWords(entry, text), ...migrationWords(entry, text)];
  if (isObject(answers)) {
    for (const [question, given] of Object.entries(answers)) {
      const words = Array.isArray(given) ? given.join(', ') : typeof given === 'string' ? given : JSON.stringify(given);
      details.push(`${question} ${text.timeline.answers(words)}`);
    }
  }
  const reasonText = textOf(reason);
  if (reasonText !== undefined) details.push(text.timeline.reason(reasonText));
  // What went wrong stands where it went wrong; that it is mended needs no second telling.
  const messageText = entry.type === 'incident-resolved' ? undefined : textOf(message);
  if (messageText === undefined) return details;
  const known = faultIn(fault);
  details.push(
    incidentText({ message: messageText, ...(known === undefined ? {} : { fault: known }) }, language, text),
  );
  return details;
}

const textOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const textsIn = (value: JsonValue | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly JsonValue[]).filter((each) => typeof each === 'string') : [];
const isObject = (value: JsonValue | undefined): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
