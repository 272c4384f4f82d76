import type { Variables } from '#engine';
import { playInstructions, type ScenarioStepResult } from './run-scenario.ts';
import type { StartChance } from './process-starts.ts';
import { type Instruction, readInstructions } from './scenario-file.ts';
import { type SimulatedParts, Simulation } from './simulation.ts';
import type { OpenIncident, OpenJob, OpenSubscription, OpenTask, OpenTimer, SimulatedInstance } from './town-record.ts';

/** Something open with its place among those open at the same element, from 1: what a selector's `position` means. */
type Placed<T> = T & { readonly position: number };

/** Where a trial stands after its instructions: everything somebody could do next, and the way taken so far. */
export interface TrialState {
  readonly now: string;
  readonly steps: readonly ScenarioStepResult[];
  readonly instances: readonly (SimulatedInstance & { readonly variables: Variables })[];
  /** Elements where a token is, innermost only. */
  readonly tokens: readonly TrialToken[];
  readonly tasks: readonly Placed<OpenTask & { readonly variables: Variables }>[];
  readonly jobs: readonly Placed<OpenJob & { readonly variables: Variables }>[];
  readonly timers: readonly OpenTimer[];
  readonly subscriptions: readonly OpenSubscription[];
  readonly incidents: readonly OpenIncident[];
  readonly starts: readonly StartChance[];
  /** How often each node was completed and each flow taken, by process. */
  readonly path: Readonly<Record<string, TrialPath>>;
}

interface TrialToken {
  readonly processId: string;
  readonly nodeId: string;
  readonly hasIncident: boolean;
}

interface TrialPath {
  readonly nodes: Readonly<Record<string, number>>;
  readonly flows: Readonly<Record<string, number>>;
}

/**
 * Plays instructions of a scenario in a town of its own and tells where that leads. The same instructions lead to the same
 * place, so that whoever asks keeps the instructions and nothing is kept here.
 * @throws ScenarioFileError when an instruction has no shape of one
 */
export function playTrial(instructions: readonly unknown[], parts: SimulatedParts): TrialState {
  const read: readonly Instruction[] = readInstructions(instructions, 'instructions');
  const town = new Simulation(parts);
  const { steps } = playInstructions(town, read);
  const { record } = town;
  const seen = (place: OpenTask | OpenJob): Variables =>
    town.variables(place.processInstanceId, place.elementInstanceId);
  return {
    now: town.now,
    steps,
    instances: [...record.instances.values()].map((one) => ({ ...one, variables: town.variables(one.id) })),
    tokens: tokensOf(town),
    tasks: placed([...record.tasks.values()].map((task) => ({ ...task, variables: seen(task) }))),
    jobs: placed([...record.jobs.values()].map((job) => ({ ...job, variables: seen(job) }))),
    timers: [...record.timers.values()].toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
    subscriptions: [...record.subscriptions.values()],
    incidents: [...record.incidents.values()],
    starts: town.starts,
    path: pathOf(town),
  };
}

function placed<T extends { readonly elementId: string }>(open: readonly T[]): readonly Placed<T>[] {
  const counts = new Map<string, number>();
  return open.map((one) => {
    const position = (counts.get(one.elementId) ?? 0) + 1;
    counts.set(one.elementId, position);
    return { ...one, position };
  });
}

function tokensOf(town: Simulation): readonly TrialToken[] {
  return [...town.record.instances.values()].flatMap(({ id, processId }) => {
    const live = town.live(id);
    const around = new Set(live.map(({ parentId }) => parentId));
    return live
      .filter((element) => !around.has(element.id))
      .map(({ nodeId, incidents }) => ({ processId, nodeId, hasIncident: incidents.length > 0 }));
  });
}

function pathOf(town: Simulation): TrialState['path'] {
  const paths = new Map<string, { nodes: Map<string, number>; flows: Map<string, number> }>();
  const count = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const event of town.record.events) {
    if (event.type !== 'ElementCompleted' && event.type !== 'FlowTaken') continue;
    const { processId } = town.record.instance(event.processInstanceId);
    const path = paths.get(processId) ?? { nodes: new Map<string, number>(), flows: new Map<string, number>() };
    paths.set(processId, path);
    if (event.type === 'FlowTaken') count(path.flows, event.flowId);
    else if (event.multiInstanceBody !== true) count(path.nodes, event.nodeId);
  }
  return Object.fromEntries(
    [...paths].map(([id, { nodes, flows }]) => [
      id,
      { nodes: Object.fromEntries(nodes), flows: Object.fromEntries(flows) },
    ]),
  );
}
