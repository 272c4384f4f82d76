import { faultSentence } from '#sentences';
import type { OpenIncident } from './town-record.ts';
import type { Value } from '#engine';
import { findTask, selectInstance, whereIs, whereIsDe } from './acting.ts';
import { type Instruction, requiredText, ScenarioFileError, selectorOf, textOf, variablesOf } from './scenario-file.ts';
import { sameValue } from './same-value.ts';
import type { Simulation } from './simulation.ts';

/** An assertion that does not hold: says what was expected and what is, in both languages. */
export class ScenarioAssertionError extends Error {
  readonly code = 'ASSERTION_FAILED';
  readonly messageDe: string;
  constructor(message: string, messageDe: string) {
    super(message);
    this.name = 'ScenarioAssertionError';
    this.messageDe = messageDe;
  }
}

/** What a scenario can ask to hold, by type of instruction. */
export const ASSERTIONS: Readonly<Record<string, (town: Simulation, instruction: Instruction) => void>> = {
  ASSERT_PROCESS_INSTANCE(town, instruction) {
    const { id } = selectInstance(town, instruction);
    const { outcome, processId } = town.record.instance(id);
    const wanted = requiredText(instruction, 'state');
    const states: Readonly<Record<string, readonly string[]>> = {
      IS_ACTIVE: ['active'],
      IS_CREATED: ['active', 'completed', 'terminated', 'canceled', 'failed'],
      IS_COMPLETED: ['completed', 'terminated'],
      IS_TERMINATED: ['canceled', 'failed'],
    };
    if (!known(states, wanted, 'state').includes(outcome))
      throw new ScenarioAssertionError(
        `Expected ${processId} to be ${said(wanted)}, but it is ${outcome} (at ${whereIs(town, id)}).`,
        `„${processId}“ sollte ${saidDe(wanted)}, ${OUTCOMES_DE[outcome] ?? outcome} aber (steht bei: ${whereIsDe(town, id)}).`,
      );
    const incident = [...town.record.incidents.values()].find((one) => one.processInstanceId === id);
    if (instruction['hasActiveIncidents'] === false && incident !== undefined)
      throw new ScenarioAssertionError(
        `Expected no incident, but ${incident.elementId} has one: ${incident.message}`,
        `Es sollte keine Störung geben, aber bei „${incident.elementId}“ ist eine: ${inGerman(incident)}`,
      );
    if (instruction['hasActiveIncidents'] === true && incident === undefined)
      throw new ScenarioAssertionError(
        'Expected an incident, but there is none.',
        'Es sollte eine Störung geben, es gibt aber keine.',
      );
  },
  ASSERT_ELEMENT_INSTANCE(town, instruction) {
    const { elementId = '' } = selectorOf(instruction, 'elementSelector');
    const amount = instruction['amount'];
    assertElement(town, instruction, elementId, typeof amount === 'number' ? amount : undefined);
  },
  ASSERT_ELEMENT_INSTANCES(town, instruction) {
    const selectors = instruction['elementSelectors'];
    if (!Array.isArray(selectors)) throw new ScenarioFileError('elementSelectors', 'Expected a list of selectors.');
    const ids = (selectors as readonly Readonly<Record<string, string>>[]).map(
      (selector) => selector['elementId'] ?? '',
    );
    if (requiredText(instruction, 'state') === 'IS_COMPLETED_IN_ORDER') assertOrder(town, instruction, ids);
    else for (const id of ids) assertElement(town, instruction, id, undefined);
  },
  ASSERT_VARIABLES(town, instruction) {
    const { id } = selectInstance(town, instruction);
    const { elementId } = selectorOf(instruction, 'elementSelector');
    const element = elementId === undefined ? undefined : town.live(id).find((one) => one.nodeId === elementId);
    const actual = town.variables(id, element?.id);
    for (const [name, value] of Object.entries(variablesOf(instruction))) {
      if (!Object.hasOwn(actual, name)) throw missing(name);
      const is = actual[name] ?? null;
      if (!sameValue(value, is))
        throw new ScenarioAssertionError(
          `Expected ${name} to be ${show(value)}, but it is ${show(is)}.`,
          `„${name}“ sollte ${show(value)} sein, ist aber ${show(is)}.`,
        );
    }
    const names = instruction['variableNames'];
    for (const name of Array.isArray(names) ? names : [])
      if (!Object.hasOwn(actual, String(name))) throw missing(String(name));
  },
  ASSERT_USER_TASK(town, instruction) {
    const { facts } = findTask(town, instruction);
    const compare = (field: string, is: Value) => {
      const wanted = instruction[field];
      if (wanted !== undefined && !sameValue(wanted, is))
        throw new ScenarioAssertionError(
          `Expected ${field} of the task to be ${show(wanted)}, but it is ${show(is)}.`,
          `${TASK_FIELDS_DE[field] ?? field} der Aufgabe sollte ${show(wanted)} sein, ist aber ${show(is)}.`,
        );
    };
    compare('assignee', facts.assignee ?? null);
    compare('priority', facts.priority);
    compare('name', facts.name);
    const due = instruction['dueDate'];
    // "2026-11-23" means the task's day, as it does in a model.
    if (typeof due !== 'string' || town.endOf(due) !== facts.dueDate) compare('dueDate', facts.dueDate ?? null);
    compare('candidateGroups', facts.candidateGroups);
  },
  ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION(town, instruction) {
    const { id } = selectInstance(town, instruction);
    const { messageName } = selectorOf(instruction, 'messageSubscriptionSelector');
    const waits = [...town.record.subscriptions.values()].some(
      (one) => one.processInstanceId === id && one.kind === 'message' && one.name === messageName,
    );
    const wanted = textOf(instruction, 'state') ?? 'IS_WAITING';
    if (waits !== (wanted === 'IS_WAITING'))
      throw new ScenarioAssertionError(
        `Expected the case ${wanted === 'IS_WAITING' ? '' : 'not '}to wait for the message "${messageName ?? ''}".`,
        wanted === 'IS_WAITING'
          ? `Der Vorgang sollte auf die Nachricht „${messageName ?? ''}“ warten, tut es aber nicht.`
          : `Der Vorgang sollte nicht auf die Nachricht „${messageName ?? ''}“ warten, tut es aber.`,
      );
  },
};

function assertElement(
  town: Simulation,
  instruction: Instruction,
  elementId: string,
  amount: number | undefined,
): void {
  const { id } = selectInstance(town, instruction);
  const count = (type: 'ElementEntered' | 'ElementCompleted' | 'ElementCanceled') =>
    town.record.events.filter(
      (event) =>
        event.type === type &&
        event.processInstanceId === id &&
        event.nodeId === elementId &&
        !('multiInstanceBody' in event && event.multiInstanceBody),
    ).length;
  const wanted = requiredText(instruction, 'state');
  const counts: Readonly<Record<string, () => number>> = {
    IS_ACTIVE: () => town.live(id).filter((element) => element.nodeId === elementId).length,
    IS_COMPLETED: () => count('ElementCompleted'),
    IS_TERMINATED: () => count('ElementCanceled'),
    IS_ACTIVATED: () => count('ElementEntered'),
    IS_NOT_ACTIVE: () => (town.live(id).some((element) => element.nodeId === elementId) ? 0 : 1),
    IS_NOT_ACTIVATED: () => (count('ElementEntered') === 0 ? 1 : 0),
  };
  const is = known(counts, wanted, 'state')();
  if (amount === undefined ? is === 0 : is !== amount)
    throw new ScenarioAssertionError(
      `Expected "${elementId}" to be ${said(wanted)}${amount === undefined ? '' : ` ${amount} times, but it is ${is} times`}${amount === undefined ? ', but it is not' : ''}; the case is at ${whereIs(town, id)}.`,
      `„${elementId}“ sollte ${amount === undefined ? '' : `${amount}-mal `}${saidDe(wanted)}${amount === undefined ? ', ist es aber nicht' : `, gezählt sind es ${is}`}; der Vorgang steht bei: ${whereIsDe(town, id)}.`,
    );
}

function assertOrder(town: Simulation, instruction: Instruction, ids: readonly string[]): void {
  const { id } = selectInstance(town, instruction);
  const completed = town.record.events.flatMap((event) =>
    event.type === 'ElementCompleted' && event.processInstanceId === id ? [event.nodeId] : [],
  );
  let at = 0;
  for (const nodeId of completed) if (nodeId === ids[at]) at += 1;
  if (at < ids.length)
    throw new ScenarioAssertionError(
      `Expected ${ids.join(' → ')} to be completed in this order, but it was: ${completed.join(' → ')}.`,
      `${ids.join(' → ')} sollten in dieser Reihenfolge erledigt sein, es war aber: ${completed.join(' → ')}.`,
    );
}

function known<T>(table: Readonly<Record<string, T>>, name: string, field: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined)
    throw new ScenarioFileError(field, `Expected one of ${Object.keys(table).join(', ')}, but got ${name}.`);
  return found;
}

function missing(name: string): ScenarioAssertionError {
  return new ScenarioAssertionError(
    `Expected a variable ${name}, but there is none.`,
    `Es sollte eine Angabe „${name}“ geben, es gibt aber keine.`,
  );
}

const STATES_DE: Readonly<Record<string, string>> = {
  IS_ACTIVE: 'offen sein',
  IS_CREATED: 'begonnen sein',
  IS_COMPLETED: 'erledigt sein',
  IS_TERMINATED: 'abgebrochen sein',
  IS_ACTIVATED: 'erreicht worden sein',
  IS_NOT_ACTIVE: 'nicht offen sein',
  IS_NOT_ACTIVATED: 'nicht erreicht worden sein',
};
const OUTCOMES_DE: Readonly<Record<string, string>> = {
  active: 'läuft',
  completed: 'ist zu Ende',
  terminated: 'ist durch ein Ende-Ereignis beendet',
  canceled: 'ist abgebrochen',
  failed: 'ist gescheitert',
};
const TASK_FIELDS_DE: Readonly<Record<string, string>> = {
  assignee: 'Die bearbeitende Person',
  priority: 'Die Dringlichkeit',
  name: 'Der Name',
  dueDate: 'Die Frist',
  candidateGroups: 'Die zuständige Gruppe',
};

const saidDe = (state: string): string => STATES_DE[state] ?? state;
const said = (state: string): string => state.replace(/^IS_/, '').replaceAll('_', ' ').toLowerCase();
const show = (value: Value): string => JSON.stringify(value);

function inGerman({ fault, message }: OpenIncident): string {
  return (fault === undefined ? undefined : faultSentence(fault, 'de')) ?? message;
}
