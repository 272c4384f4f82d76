import type { InstanceState, InstanceSummary } from '../api/contracts.ts';

/** What can be done to several cases at once, in the order of the buttons. */
export const BATCH_ACTIONS = ['suspend', 'resume', 'cancel', 'restart'] as const;
export type BatchAction = (typeof BATCH_ACTIONS)[number];

const statesOf: Record<BatchAction, readonly InstanceState[]> = {
  suspend: ['running'],
  resume: ['suspended'],
  cancel: ['running', 'suspended'],
  restart: ['completed', 'terminated', 'canceled', 'failed'],
};

/** Those of the cases whose state allows the action. */
export function fitting<Case extends Pick<InstanceSummary, 'state'>>(
  action: BatchAction,
  cases: readonly Case[],
): readonly Case[] {
  return cases.filter(({ state }) => statesOf[action].includes(state));
}
