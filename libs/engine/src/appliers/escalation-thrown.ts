import type { Applier } from './applier.ts';

/** What an escalation does is told by the events after it. */
export const applyEscalationThrown: Applier<'EscalationThrown'> = (state) => state;
