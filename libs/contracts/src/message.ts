import type { DefinitionRef } from './definition.ts';
import type { JsonObject } from './json.ts';

/**
 * Body of `POST /api/messages`. Reaches every waiting case whose subscription has this name and whose correlation values
 * are all equal to those given; if none waits, starts the process whose message start event has this name.
 */
export interface PublishMessageRequest {
  readonly name: string;
  readonly correlation?: JsonObject;
  readonly businessKey?: string;
  /** Only this case. */
  readonly instanceId?: string;
  readonly variables?: JsonObject;
}

/** 200. Nobody waiting and nothing to start: 404 `MESSAGE_NOT_CORRELATED`. */
export interface MessageDelivery {
  readonly delivered: readonly {
    readonly kind: 'instance' | 'start';
    readonly instanceId: string;
    readonly definition: DefinitionRef;
  }[];
}
