import { ACTINGS } from './acting.ts';
import { ASSERTIONS, ScenarioAssertionError } from './asserting.ts';
import { type Scenario, ScenarioFileError } from './scenario-file.ts';
import { SimulationError } from './simulation-error.ts';
import { type SimulatedParts, Simulation } from './simulation.ts';

export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
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
  let failure: ScenarioResult['failure'] = null;
  for (const [index, instruction] of scenario.instructions.entries()) {
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
    } catch (error) {
      if (!(
        error instanceof SimulationError ||
        error instanceof ScenarioAssertionError ||
        error instanceof ScenarioFileError
      ))
        throw error;
      failure = { instruction: index, type, message: error.message };
      break;
    }
  }
  return { name: scenario.name, passed: failure === null, failure, covered: coverage(town) };
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
