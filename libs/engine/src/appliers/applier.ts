import type { EngineEvent } from '../event.ts';
import type { InstanceState } from '../state/instance-state.ts';

export type EventType = EngineEvent['type'];
type EventOf<T extends EventType> = Extract<EngineEvent, { readonly type: T }>;

/** Makes the state after an event from the state before it. Adds nothing of its own: all facts are in the event. */
export type Applier<T extends EventType> = (state: InstanceState, event: EventOf<T>) => InstanceState;
