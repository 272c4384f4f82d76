import type { Value } from '#engine';
import type { BpmnCase, CaseStep, StartStep } from './bpmn-case.ts';

export interface Completion {
  readonly nodeId: string;
  readonly at: number;
}

/** Something that runs cases: processes with what became of them. */
export interface CaseWorld {
  /** Codes of the findings a deployment was refused for. */
  readonly refused: readonly string[];
  /** Why a step or start was answered with an error. */
  readonly failed: string | undefined;
  readonly outcome: string;
  readonly incidents: readonly string[];
  deploy(kase: BpmnCase): Promise<boolean>;
  start(start: StartStep): void | Promise<void>;
  perform(step: CaseStep): void | Promise<void>;
  /** What differs from what the case expects, once everything has come to rest. */
  verdict(kase: BpmnCase): readonly string[] | Promise<readonly string[]>;
  /** Completed nodes with a time that only grows; bodies of multi-instance activities do not count. */
  completions(): readonly Completion[];
  /** Every value a variable of this name has had last in any scope. */
  valuesOf(name: string): readonly Value[];
}

/** Runs a case; what differs from its expectation, in words. */
export async function differences(kase: BpmnCase, world: CaseWorld): Promise<readonly string[]> {
  const isAccepted = await world.deploy(kase);
  if (!isAccepted) return kase.expectDeploy === 'ok' ? [`refused: ${world.refused.join(', ')}`] : [];
  if (kase.expectDeploy === 'refused') return ['accepted, expected to be refused'];
  if (kase.start !== null) await world.start(kase.start);
  for (const step of kase.steps) if (world.failed === undefined) await world.perform(step);
  return world.verdict(kase);
}

/** What differs between what a case expects and what has come of it. */
export function judge(kase: BpmnCase, world: CaseWorld): readonly string[] {
  return [
    ...outcomeDifferences(kase, world),
    ...countDifferences(kase, world),
    ...orderDifferences(kase, world),
    ...valueDifferences(kase, world),
  ];
}

function outcomeDifferences(kase: BpmnCase, world: CaseWorld): readonly string[] {
  const allowed = [kase.expect.outcome].flat();
  if (allowed.includes(world.outcome) || (allowed.includes('error') && world.outcome === 'incident')) return [];
  return [`outcome ${world.outcome}, expected ${allowed.join(' or ')}: ${world.failed ?? world.incidents.join('; ')}`];
}

function countDifferences(kase: BpmnCase, world: CaseWorld): readonly string[] {
  const { completed = {}, tolerate = {}, absent = [] } = kase.expect;
  const counts = new Map<string, number>();
  for (const { nodeId } of world.completions()) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
  const wrong = absent.filter((id) => counts.has(id)).map((id) => `${id} completed, expected never`);
  if (kase.expect.completed === undefined || world.failed !== undefined) return wrong;
  for (const id of new Set([...Object.keys(completed), ...counts.keys(), ...Object.keys(tolerate)])) {
    const wanted = tolerate[id] ?? [completed[id] ?? 0];
    const count = counts.get(id) ?? 0;
    if (!wanted.includes(count)) wrong.push(`${id} completed ${count} times, expected ${wanted.join(' or ')}`);
  }
  return wrong;
}

/** Equal times are fine: what one step does, it does at one time. */
function orderDifferences(kase: BpmnCase, world: CaseWorld): readonly string[] {
  const { order = [], tolerate = {} } = kase.expect;
  const times = (id: string) => world.completions().flatMap(({ nodeId, at }) => (nodeId === id ? [at] : []));
  return order.flatMap(([a, b]) => {
    const [before, after] = [times(a), times(b)];
    if (before.length === 0 || after.length === 0) return [];
    const isLoose = a in tolerate || b in tolerate;
    const isRight = isLoose ? Math.min(...before) <= Math.max(...after) : Math.max(...before) <= Math.min(...after);
    return isRight ? [] : [`${a} completed after ${b}`];
  });
}

function valueDifferences(kase: BpmnCase, world: CaseWorld): readonly string[] {
  if (world.failed !== undefined) return [];
  return Object.entries(kase.expect.variables ?? {}).flatMap(([name, wanted]) => {
    const values = world.valuesOf(name);
    const last = values.at(-1);
    return isSame(wanted, last)
      ? []
      : [`variable ${name} is ${JSON.stringify(last)}, expected ${JSON.stringify(wanted)}`];
  });
}

function isSame(wanted: Value, value: Value | undefined): boolean {
  if (typeof wanted === 'number' && typeof value === 'number') {
    return Math.abs(wanted - value) <= 1e-8 * Math.max(1, Math.abs(wanted));
  }
  return JSON.stringify(wanted) === JSON.stringify(value);
}
