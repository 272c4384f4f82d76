import type { Value } from '#engine';
import { ACTINGS } from './acting.ts';
import { ASSERTIONS, ScenarioAssertionError } from './asserting.ts';
import { type Instruction, type Scenario, ScenarioFileError } from './scenario-file.ts';
import { SimulationError } from './simulation-error.ts';
import { type SimulatedParts, Simulation } from './simulation.ts';

/** What came of one instruction. */
export interface ScenarioStepResult {
  readonly type: string;
  /** `skipped`: an earlier step has failed. */
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Elements of the drawing it is about. */
  readonly elementIds: readonly string[];
  /** What else it is about, by the instruction's field: a message, a duration, a wanted state … */
  readonly about: readonly { readonly field: string; readonly value: Value }[];
  /** When it happened by the clock of the scenario, ISO 8601; null when it was skipped. */
  readonly at: string | null;
  /** Why it failed, in English and in German; null when it did not. */
  readonly message: string | null;
  readonly messageDe: string | null;
  /** Nodes the cases were at when it failed. */
  readonly where: readonly string[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly description: string | null;
  readonly passed: boolean;
  readonly steps: readonly ScenarioStepResult[];
  /** Which instruction stopped it (from 0), and why; null when it passed. */
  readonly failure: { readonly instruction: number; readonly type: string; readonly message: string } | null;
  /** Flow nodes and flows the scenario went through, by process: what a picture of the coverage is drawn from. */
  readonly covered: Readonly<Record<string, { readonly nodes: readonly string[]; readonly flows: readonly string[] }>>;
}

/** Types of instructions a scenario may use. */
export const INSTRUCTIONS: readonly string[] = [...Object.keys(ACTINGS), ...Object.keys(ASSERTIONS)];

/** Plays one scenario in a town of its own. A failing instruction is a result, never an exception; a bug of ours is one. */
export function runScenario(scenario: Scenario, parts: SimulatedParts): ScenarioResult {
  const town = new Simulation(parts);
  const { steps, failure } = playInstructions(town, scenario.instructions);
  const { name, description } = scenario;
  return { name, description, passed: failure === null, steps, failure, covered: coverage(town) };
}

/** Plays instructions until one fails. */
export function playInstructions(
  town: Simulation,
  instructions: readonly Instruction[],
): Pick<ScenarioResult, 'steps' | 'failure'> {
  const steps: ScenarioStepResult[] = [];
  let failure: ScenarioResult['failure'] = null;
  for (const [index, instruction] of instructions.entries()) {
    const step = { type: instruction.type, ...subjectOf(instruction) };
    if (failure !== null) {
      steps.push({ ...step, outcome: 'skipped', at: null, message: null, messageDe: null, where: [] });
      continue;
    }
    const reason = perform(town, instruction);
    const at = town.now;
    if (reason === undefined) {
      steps.push({ ...step, outcome: 'passed', at, message: null, messageDe: null, where: [] });
      continue;
    }
    const { message, messageDe } = reason;
    failure = { instruction: index, type: instruction.type, message };
    steps.push({ ...step, outcome: 'failed', at, message, messageDe, where: placesOf(town) });
  }
  return { steps, failure };
}

/** @returns why the instruction failed, undefined when it did not */
function perform(
  town: Simulation,
  instruction: Instruction,
): { readonly message: string; readonly messageDe: string } | undefined {
  const { type } = instruction;
  const handler = Object.hasOwn(ACTINGS, type)
    ? ACTINGS[type]
    : Object.hasOwn(ASSERTIONS, type)
      ? ASSERTIONS[type]
      : undefined;
  try {
    if (handler === undefined)
      throw new ScenarioFileError('type', `Expected one of ${INSTRUCTIONS.join(', ')}, but got ${type}.`);
    handler(town, instruction);
    return undefined;
  } catch (error) {
    if (
      error instanceof SimulationError ||
      error instanceof ScenarioAssertionError ||
      error instanceof ScenarioFileError
    )
      return error;
    throw error;
  }
}

/** What an instruction is about, for those who read the report. */
function subjectOf(instruction: Instruction): Pick<ScenarioStepResult, 'elementIds' | 'about'> {
  const elementIds: string[] = [];
  const about: { field: string; value: Value }[] = [];
  const look = (field: string, value: Value | undefined): void => {
    if (Array.isArray(value) && field.endsWith('Selectors')) {
      for (const one of value as readonly Value[]) look('selector', one);
    } else if (typeof value === 'object' && value !== null && field.toLowerCase().includes('selector')) {
      for (const [name, inner] of Object.entries(value)) look(name, inner);
    } else if (/^(start)?elementId$/i.test(field) && typeof value === 'string') {
      elementIds.push(value);
    } else if (field !== 'type' && value !== null && value !== undefined) {
      about.push({ field, value });
    }
  };
  for (const [field, value] of Object.entries(instruction)) look(field, value);
  return { elementIds, about };
}

function placesOf(town: Simulation): readonly string[] {
  return [...town.record.instances.keys()].flatMap((id) => town.live(id).map(({ nodeId }) => nodeId));
}

function coverage(town: Simulation): ScenarioResult['covered'] {
  const processes = new Map<string, { nodes: Set<string>; flows: Set<string> }>();
  for (const event of town.record.events) {
    const processId = town.record.instance(event.processInstanceId).processId;
    const found = processes.get(processId) ?? { nodes: new Set(), flows: new Set() };
    processes.set(processId, found);
    if (event.type === 'ElementCompleted') found.nodes.add(event.nodeId);
    if (event.type === 'FlowTaken') found.flows.add(event.flowId);
  }
  return Object.fromEntries(
    [...processes].map(([id, { nodes, flows }]) => [id, { nodes: [...nodes], flows: [...flows] }]),
  );
}
