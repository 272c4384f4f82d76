import type { IncidentKind } from '../event.ts';

/**
 * A signal inside a step, like NeedsLoading, that never leaves it: the work in hand cannot go on and becomes an incident.
 * Thrown rather than returned, because everything the work in hand has done so far has to be taken back, and every verb
 * between the expression and the main loop would otherwise only pass it on.
 */
export class ElementFailure extends Error {
  readonly code = 'ELEMENT_FAILED';
  readonly kind: IncidentKind;
  constructor(kind: IncidentKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
