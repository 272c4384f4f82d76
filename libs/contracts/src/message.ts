import type { DefinitionRef } from './definition.ts';
import type { Instant, JsonObject } from './json.ts';

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
  /** Only where this element of it waits, see {@link AwaitedEvent}. */
  readonly elementInstanceId?: string;
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

/** A message or signal a case waits for; see {@link InstanceDetail}.awaits. */
export interface AwaitedEvent {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly nodeId: string;
  /** Name of the event or task that waits. */
  readonly label?: string;
  readonly elementInstanceId: string;
  readonly since: Instant;
  /** Values the sender must give, see {@link PublishMessageRequest}.correlation; empty for signals. */
  readonly correlation: JsonObject;
  /** Names of what the receiver takes over from the message; empty where it takes over whatever comes. */
  readonly fields: readonly string[];
}

/** A message that found no receiver, or several: who waits for one of this name. Only for those who may see cases. */
export interface MessageReceiver {
  readonly definition: DefinitionRef;
  /** Null for a start event: it asks for no keys and begins a case. */
  readonly instanceId: string | null;
  readonly businessKey?: string;
  readonly nodeId: string;
  readonly correlation: JsonObject;
}

/** Body of `POST /api/signals` → {@link SignalDelivery}. Reaches everybody who waits for it, and every start event of this name. */
export interface SendSignalRequest {
  /** @minLength 1 */
  readonly name: string;
  readonly variables?: JsonObject;
}

export interface SignalDelivery {
  /**
   * How many it reaches; the deliveries follow at once.
   * @integer
   */
  readonly receivers: number;
}

/** `GET /api/definitions/:key/versions/:version/events` → what a process listens to, by message and by signal. */
export interface ProcessEvents {
  readonly events: readonly ProcessEvent[];
}

export interface ProcessEvent {
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** A start event of this version waits for it: sending it begins a case. */
  readonly starts: boolean;
  /** Names of the steps that wait for it. */
  readonly steps: readonly string[];
  /** Names of the correlation keys a waiting case asks for. */
  readonly correlationKeys: readonly string[];
  readonly fields: readonly string[];
  /**
   * How many cases wait for it now, of whatever process; counted up to 1,000 waiting elements.
   * @integer
   */
  readonly waiting: number;
}
