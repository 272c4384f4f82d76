import type { Simulation } from './simulation.ts';
import { SimulationError } from './simulation-error.ts';
import type { OpenIncident, OpenJob, OpenTask } from './town-record.ts';
import { type Instruction, requiredText, ScenarioFileError, selectorOf, textOf, variablesOf } from './scenario-file.ts';

export type Acting = (town: Simulation, instruction: Instruction) => void;

/** What a scenario can do, by type of instruction. */
export const ACTINGS: Readonly<Record<string, Acting>> = {
  CREATE_PROCESS_INSTANCE(town, instruction) {
    const businessKey = textOf(instruction, 'businessKey') ?? textOf(instruction, 'businessId');
    const startNodeId = textOf(instruction, 'startElementId');
    town.start(processIdOf(instruction), variablesOf(instruction), {
      ...(businessKey === undefined ? {} : { businessKey }),
      ...(startNodeId === undefined ? {} : { startNodeId }),
    });
  },
  COMPLETE_USER_TASK(town, instruction) {
    const answers = instruction['answers'];
    const date = textOf(instruction, 'date');
    town.completeTask(findTask(town, instruction), {
      variables: variablesOf(instruction),
      ...(answers === undefined || answers === null
        ? {}
        : { answers: answersOf(answers as Readonly<Record<string, string | readonly string[]>>) }),
      ...(date === undefined ? {} : { date }),
    });
  },
  /** Our own: steps of the ad-hoc subprocess the task chooses for. */
  BEGIN_STEPS(town, instruction) {
    const { steps } = instruction;
    if (!Array.isArray(steps) || !steps.every((step) => typeof step === 'string'))
      throw new ScenarioFileError('steps', 'Expected a list of element ids.');
    town.beginSteps(findTask(town, instruction), steps);
  },
  THROW_BPMN_ERROR_FROM_USER_TASK(town, instruction) {
    town.throwFromTask(
      findTask(town, instruction),
      'error',
      requiredText(instruction, 'errorCode'),
      variablesOf(instruction),
    );
  },
  COMPLETE_JOB(town, instruction) {
    town.completeJob(findJob(town, instruction), variablesOf(instruction));
  },
  FAIL_JOB(town, instruction) {
    town.failJob(findJob(town, instruction), textOf(instruction, 'errorMessage') ?? 'failed by the scenario');
  },
  THROW_BPMN_ERROR_FROM_JOB(town, instruction) {
    const job = findJob(town, instruction);
    town.throwFromJob(
      job,
      requiredText(instruction, 'errorCode'),
      textOf(instruction, 'errorMessage'),
      variablesOf(instruction),
    );
  },
  MOCK_JOB_WORKER_COMPLETE_JOB(town, instruction) {
    const variables = variablesOf(instruction);
    town.mock(requiredText(instruction, 'jobType'), (job) => town.completeJob(job, variables));
  },
  MOCK_JOB_WORKER_THROW_BPMN_ERROR(town, instruction) {
    const code = requiredText(instruction, 'errorCode');
    const message = textOf(instruction, 'errorMessage');
    town.mock(requiredText(instruction, 'jobType'), (job) =>
      town.throwFromJob(job, code, message, variablesOf(instruction)),
    );
  },
  PUBLISH_MESSAGE: correlate,
  CORRELATE_MESSAGE: correlate,
  BROADCAST_SIGNAL(town, instruction) {
    town.broadcast(requiredText(instruction, 'signalName'), variablesOf(instruction));
  },
  /** As Camunda's `evaluateConditionalStartEvents`. */
  EVALUATE_CONDITIONAL_START_EVENT(town, instruction) {
    town.startByConditions(variablesOf(instruction));
  },
  INCREASE_TIME(town, instruction) {
    town.advanceBy(requiredText(instruction, 'duration'));
  },
  /** Our own: moves the clock to when the element's timer is due, whatever its date. */
  WAIT_FOR_TIMER(town, instruction) {
    const { elementId } = selectorOf(instruction, 'elementSelector');
    if (elementId === undefined) throw new ScenarioFileError('elementSelector', 'Expected an elementId.');
    town.waitForTimer(elementId);
  },
  SET_TIME(town, instruction) {
    const instant = Date.parse(requiredText(instruction, 'time'));
    if (Number.isNaN(instant))
      throw new SimulationError(
        `Expected an ISO 8601 instant, but got "${requiredText(instruction, 'time')}".`,
        `„${requiredText(instruction, 'time')}“ ist kein Zeitpunkt wie 2026-11-20T08:00:00Z.`,
      );
    town.advanceTo(new Date(instant).toISOString());
  },
  UPDATE_VARIABLES(town, instruction) {
    const instance = selectInstance(town, instruction);
    const { elementId } = selectorOf(instruction, 'elementSelector');
    const element =
      elementId === undefined ? undefined : town.live(instance.id).find((one) => one.nodeId === elementId);
    if (elementId !== undefined && element === undefined)
      throw new SimulationError(
        `Expected the case to be at "${elementId}", but it is at ${whereIs(town, instance.id)}.`,
        `Der Vorgang sollte bei „${elementId}“ stehen, steht aber bei: ${whereIsDe(town, instance.id)}.`,
      );
    town.setVariables(instance.rootId, element?.id ?? instance.id, variablesOf(instruction));
  },
  RESOLVE_INCIDENT(town, instruction) {
    const { elementId } = selectorOf(instruction, 'incidentSelector');
    const incident: OpenIncident | undefined = [...town.record.incidents.values()].find(
      (one) => elementId === undefined || one.elementId === elementId,
    );
    if (incident === undefined)
      throw new SimulationError(
        'Expected an incident, but there is none.',
        'Es sollte eine Störung geben, es gibt aber keine.',
      );
    town.resolveIncident(incident);
  },
  CANCEL_PROCESS_INSTANCE(town, instruction) {
    town.cancel(selectInstance(town, instruction).id);
  },
};

function correlate(town: Simulation, instruction: Instruction): void {
  const key = textOf(instruction, 'correlationKey');
  const keys = variablesOf(instruction, 'correlationKeys');
  const correlation = key === undefined ? keys : { ...keys, correlationKey: key };
  town.correlate(requiredText(instruction, 'name'), correlation, variablesOf(instruction));
}

function answersOf(given: Readonly<Record<string, string | readonly string[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(given).map(([gateway, flows]) => [gateway, typeof flows === 'string' ? [flows] : flows]),
  );
}

function processIdOf(instruction: Instruction): string {
  const selector = selectorOf(instruction, 'processDefinitionSelector');
  return selector['processDefinitionId'] ?? requiredText(instruction, 'processDefinitionId');
}

/** The newest instance a selector means; the newest of all without one. @throws SimulationError */
export function selectInstance(
  town: Simulation,
  instruction: Instruction,
): { readonly id: string; readonly rootId: string } {
  const { processDefinitionId } = selectorOf(instruction, 'processInstanceSelector');
  const found = [...town.record.instances.values()]
    .filter((one) => processDefinitionId === undefined || one.processId === processDefinitionId)
    .at(-1);
  if (found === undefined)
    throw new SimulationError(
      `Expected a case of "${processDefinitionId ?? 'any process'}", but none was started.`,
      processDefinitionId === undefined
        ? 'Es hat noch kein Vorgang begonnen.'
        : `Von „${processDefinitionId}“ hat noch kein Vorgang begonnen.`,
    );
  return found;
}

/** Where a case is, for messages. */
export function whereIs(town: Simulation, instanceId: string): string {
  const nodes = town.live(instanceId).map((element) => element.nodeId);
  return nodes.length === 0 ? 'its end' : nodes.join(', ');
}

/** The same in German. */
export function whereIsDe(town: Simulation, instanceId: string): string {
  const nodes = town.live(instanceId).map((element) => element.nodeId);
  return nodes.length === 0 ? 'seinem Ende' : nodes.join(', ');
}

/** Our own: `position`, from 1, tells open tasks or jobs apart that are alike, such as those of a multi-instance; the first without it. */
function placeOf(position: string | undefined): number {
  const place = position === undefined ? 1 : Number(position);
  if (Number.isInteger(place) && place > 0) return place - 1;
  throw new ScenarioFileError('position', `Expected a whole number from 1, but got ${String(position)}.`);
}

/** The open task a selector means. @throws SimulationError naming the open ones */
export function findTask(town: Simulation, instruction: Instruction): OpenTask {
  const { elementId, taskName, position } = selectorOf(instruction, 'userTaskSelector');
  const open = [...town.record.tasks.values()];
  const found = open.filter(
    (task) =>
      (elementId === undefined || task.elementId === elementId) &&
      (taskName === undefined || task.facts.name === taskName),
  )[placeOf(position)];
  if (found === undefined)
    throw new SimulationError(
      `Expected an open task ${elementId ?? taskName ?? ''}, but open are: ${open.map((task) => task.elementId).join(', ') || 'none'}.`,
      `Die Aufgabe „${elementId ?? taskName ?? ''}“ sollte offen sein, offen sind aber: ${open.map((task) => task.elementId).join(', ') || 'keine'}.`,
    );
  return found;
}

/** The open job a selector means. @throws SimulationError naming the open ones */
function findJob(town: Simulation, instruction: Instruction): OpenJob {
  const { elementId, jobType, position } = selectorOf(instruction, 'jobSelector');
  const open = [...town.record.jobs.values()];
  const found = open.filter(
    (job) =>
      (elementId === undefined || job.elementId === elementId) &&
      (jobType === undefined || job.facts.topic === jobType),
  )[placeOf(position)];
  if (found === undefined)
    throw new SimulationError(
      `Expected an open job ${elementId ?? jobType ?? ''}, but open are: ${open.map((job) => `${job.elementId} (${job.facts.topic})`).join(', ') || 'none'}.`,
      `Ein Auftrag „${elementId ?? jobType ?? ''}“ sollte warten, es warten aber: ${open.map((job) => `${job.elementId} (${job.facts.topic})`).join(', ') || 'keine'}.`,
    );
  return found;
}
