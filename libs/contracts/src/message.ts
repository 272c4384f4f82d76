import type { DefinitionRef } from './definition.ts';
import type { JsonObject } from './json.ts';

/**
 * Body of `POST /api/messages`. Goes to exactly one receiver: the waiting case whose subscription has this name and whose
 * correlation values are all equal to those given, or the process whose message start event has this name. Nothing is
 * buffered: 404 `MESSAGE_NOT_CORRELATED` when nobody waits, 409 `AMBIGUOUS_CORRELATION` when several do.
 */
export interface PublishMessageRequest {
  /** @minLength 1 */
  readonly name: string;
  /** Values by the names of the correlation properties drawn; of a subscription with one key (`zeebe:subscription`) the name is `correlationKey`. */
  readonly correlation?: JsonObject;
  readonly businessKey?: string;
  /** Deliver to every match instead of exactly one. */
  readonly all?: boolean;
  /** Only this case. */
  readonly instanceId?: string;
  readonly variables?: JsonObject;
}

/** 200: who got it. */
export interface MessageDelivery {
  readonly delivered: readonly {
    /** `collected`: its start event waits for other triggers, too, and keeps this one until they have come. */
    readonly kind: 'instance' | 'start' | 'collected';
    /** Null when it was only collected. */
    readonly instanceId: string | null;
    readonly definition: DefinitionRef;
  }[];
}
