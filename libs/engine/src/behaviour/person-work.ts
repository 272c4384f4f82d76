import type { TaskFacts } from '../event.ts';
import { about, ElementFailure } from '../execution/element-failure.ts';
import type { Run } from '../execution/run.ts';
import type { Computed } from '../model/expression.ts';
import { shownValue } from '../model/fault.ts';
import type { PersonWork } from '../model/work.ts';
import type { Item } from '../state/item.ts';
import { engineFault } from './engine-faults.ts';
import { compute, computeNumber, computeOptionalText } from './evaluate.ts';
import { roundsOf } from './loop-rounds.ts';

/**
 * Asks a person. `nodeId`: the node the question is about where it is not the item's own (a boundary event that waits
 * for confirmation); `definition`: the event definition a date is asked for.
 */
export function createTask(
  run: Run,
  item: Item,
  work: PersonWork,
  about: { readonly nodeId?: string; readonly definition?: number; readonly name?: string } = {},
): void {
  const nodeId = about.nodeId ?? item.nodeId;
  const name = about.name ?? run.nodeOf(item, nodeId).name ?? nodeId;
  run.emit(item, {
    type: 'TaskCreated',
    taskId: run.context.newId(),
    task: factsOf(run, item, work, name),
    ...(about.definition !== undefined && { definition: about.definition }),
    ...run.of(item, nodeId),
  });
}

function factsOf(run: Run, item: Item, work: PersonWork, name: string): TaskFacts {
  const texts = {
    assignee: about('assignee', undefined, () => optional(run, item, work.assignee)),
    formKey: about('form', undefined, () => optional(run, item, work.formKey)),
    dueDate: about('dueDate', undefined, () => deadline(run, item, work.dueDate, 'end')),
    followUpDate: about('followUpDate', undefined, () => deadline(run, item, work.followUpDate, 'start')),
    instruction: work.instruction,
  };
  const rounds = roundsOf(run, item);
  return {
    purpose: work.purpose,
    name,
    candidateUsers: about('candidateUsers', undefined, () => namesOf(run, item, work.candidateUsers)),
    candidateGroups: about('candidateGroups', undefined, () => namesOf(run, item, work.candidateGroups)),
    priority: about('priority', undefined, () => priorityOf(run, item, work)),
    asks: work.asks,
    ...(work.differentFrom !== undefined && { differentFrom: work.differentFrom }),
    ...(rounds.length > 0 && { rounds }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
  };
}

function optional(run: Run, item: Item, computed: Computed<string> | undefined): string | undefined {
  return computed === undefined ? undefined : computeOptionalText(run, item, computed);
}

/** A due date or follow-up date as an instant; null and empty text are none. @throws ElementFailure 'expression' when it is no date */
function deadline(
  run: Run,
  item: Item,
  computed: Computed<string> | undefined,
  edge: 'start' | 'end',
): string | undefined {
  const text = optional(run, item, computed);
  if (text === undefined) return undefined;
  const at = run.context.calendar.deadline(text, edge, run.context.now);
  if (at.ok) return at.value;
  const what = edge === 'end' ? 'due date' : 'follow-up date';
  throw new ElementFailure(
    'expression',
    `Expected a ${what} at ${item.nodeId}, but ${at.error}`,
    engineFault('DATE_NOT_READABLE', { text: shownValue(text) }, at.fault),
  );
}

function priorityOf(run: Run, item: Item, work: PersonWork): number {
  return work.priority === undefined ? 50 : computeNumber(run, item, work.priority);
}

function namesOf(run: Run, item: Item, people: readonly Computed<string>[]): readonly string[] {
  return people.flatMap((each) => names(run, item, each));
}

/** One name, several separated by commas, or a list of names. */
function names(run: Run, item: Item, computed: Computed<string>): readonly string[] {
  const value = compute(run, item, computed);
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  return list
    .flatMap((entry) => (entry === null || typeof entry === 'object' ? [] : [String(entry).trim()]))
    .filter(Boolean);
}
