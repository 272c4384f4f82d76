import type { Computed, Expression } from './expression.ts';
import type { PersonWork } from './work.ts';

/** A message an event or task sends or waits for (BPMN 2.0.2 clause 8.4.11, 10.5.1). */
export interface MessageDefinition {
  readonly kind: 'message';
  readonly name: Computed<string>;
  /** Correlation keys by name; when sending, the values that travel with it, when waiting, the values that must match. */
  readonly correlation: readonly { readonly key: string; readonly value: Expression }[];
  /**
   * Joined by a message flow of a drawing, without correlation keys: instances that have exchanged a message belong
   * together. The sender's business key (its process instance id where it has none) travels with the message; an
   * instance started by it takes that key as its business key; one that waits gets only messages with its own key.
   */
  readonly byConversation?: boolean;
  /** Payload variable to take over, or to send; all when absent. */
  readonly payload?: readonly { readonly source: Expression; readonly target: string }[];
}

/** BPMN 2.0.2 clause 10.5.5 "Timer". Exactly one form; words that are no timer ask a person for the date. */
export type TimerDefinition =
  | { readonly kind: 'timer'; readonly form: 'date' | 'duration' | 'cycle'; readonly value: Computed<string> }
  | { readonly kind: 'timer'; readonly form: 'ask'; readonly words: string; readonly by: PersonWork };

export interface SignalDefinition {
  readonly kind: 'signal';
  readonly name: Computed<string>;
}

export interface ErrorDefinition {
  readonly kind: 'error';
  /** Absent on a catching event: catches every error. */
  readonly code?: Computed<string>;
  readonly message?: Computed<string>;
  /** Variables that receive code and message when caught (camunda:errorCodeVariable, errorMessageVariable). */
  readonly codeVariable?: string;
  readonly messageVariable?: string;
}

export interface EscalationDefinition {
  readonly kind: 'escalation';
  /** Absent on a catching event: catches every escalation. */
  readonly code?: Computed<string>;
  readonly codeVariable?: string;
}

export interface ConditionalDefinition {
  readonly kind: 'conditional';
  readonly condition: Expression;
  /** Only changes of these variables make the condition be looked at again; all when absent. */
  readonly variableNames?: readonly string[];
}

export interface CompensateDefinition {
  readonly kind: 'compensate';
  /** Activity to compensate; the whole scope when absent (clause 10.5.6). */
  readonly activityId?: string;
  readonly waitForCompletion: boolean;
}

export interface LinkDefinition {
  readonly kind: 'link';
  readonly name: string;
}

export type EventDefinition =
  | MessageDefinition
  | TimerDefinition
  | SignalDefinition
  | ErrorDefinition
  | EscalationDefinition
  | ConditionalDefinition
  | CompensateDefinition
  | LinkDefinition
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' };
