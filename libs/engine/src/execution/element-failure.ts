import type { IncidentKind } from '../event.ts';
import type { Fault, FaultField } from '../model/fault.ts';

/**
 * A signal inside a step, like NeedsLoading, that never leaves it: the work in hand cannot go on and becomes an incident.
 * Thrown rather than returned, because everything the work in hand has done so far has to be taken back, and every verb
 * between the expression and the main loop would otherwise only pass it on.
 */
export class ElementFailure extends Error {
  readonly code = 'ELEMENT_FAILED';
  readonly kind: IncidentKind;
  readonly fault: Fault;
  /** @param message English, for logs and programs: "Expected …, but …" */
  constructor(kind: IncidentKind, message: string, fault: Fault) {
    super(message);
    this.kind = kind;
    this.fault = fault;
  }
}

/**
 * Notes of a failure inside `work` which setting of the element it is about, unless something further inside has said so.
 * @throws ElementFailure as `work` does
 */
export function about<T>(field: FaultField, name: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (failure) {
    if (!(failure instanceof ElementFailure) || failure.fault.place !== undefined) throw failure;
    const place = { field, ...(name !== undefined && { name }) };
    throw new ElementFailure(failure.kind, failure.message, { ...failure.fault, place });
  }
}
