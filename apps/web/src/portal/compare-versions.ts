import type { DefinitionStep } from '../api/contracts.ts';

interface StepChange {
  readonly kind: 'renamed' | 'moved' | 'instruction';
  readonly before: DefinitionStep;
  readonly after: DefinitionStep;
}

export interface VersionDifference {
  readonly added: readonly DefinitionStep[];
  readonly removed: readonly DefinitionStep[];
  readonly changed: readonly StepChange[];
}

/** What happened to the steps between two versions; steps are the same when their BPMN id is. */
export function compareSteps(older: readonly DefinitionStep[], newer: readonly DefinitionStep[]): VersionDifference {
  const before = new Map(older.map((step) => [step.nodeId, step]));
  const after = new Set(newer.map((step) => step.nodeId));
  const changed = newer.flatMap((step): StepChange[] => {
    const was = before.get(step.nodeId);
    if (was === undefined) return [];
    return [
      ...(was.name === step.name ? [] : [{ kind: 'renamed' as const, before: was, after: step }]),
      ...(was.lane === step.lane ? [] : [{ kind: 'moved' as const, before: was, after: step }]),
      ...(was.instruction === step.instruction ? [] : [{ kind: 'instruction' as const, before: was, after: step }]),
    ];
  });
  return {
    added: newer.filter((step) => !before.has(step.nodeId)),
    removed: older.filter((step) => !after.has(step.nodeId)),
    changed,
  };
}
