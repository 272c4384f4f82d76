import type { Declared, Variables } from '#engine';

export interface CorrelateCommand {
  readonly messageName: string;
  /**
   * Values that must match: first the keys the waiting subscription names, otherwise variables of its process instance.
   * A key the subscription asks for and the sender does not give is no match.
   */
  readonly correlationKeys?: Variables;
  readonly businessKey?: string;
  readonly instanceId?: string;
  /** Only where this element waits. */
  readonly elementInstanceId?: string;
  readonly variables?: Variables;
  readonly declared?: Declared;
  /** Set where the receiver waits, and nowhere else; a start event sets them like the others. */
  readonly localVariables?: Variables;
  readonly localDeclared?: Declared;
  /** Set in what the message begins (an event subprocess, the event itself), and nowhere else. */
  readonly scopeVariables?: Variables;
  readonly scopeDeclared?: Declared;
  /** Start the process of a message start event, too (default), only, or not at all. */
  readonly start?: 'also' | 'only' | 'never';
  /** Deliver to every match instead of exactly one. */
  readonly all?: boolean;
  readonly by?: string;
}

export type CorrelationResult =
  | {
      readonly kind: 'delivered';
      readonly instanceId: string;
      readonly nodeId: string;
      readonly elementInstanceId: string;
    }
  | { readonly kind: 'started'; readonly instanceId: string; readonly definitionId: string }
  /** One of several triggers a parallel multiple start event needs: kept until the others have come, too. */
  | { readonly kind: 'collected'; readonly definitionId: string; readonly nodeId: string };

/** A message goes to exactly one receiver, a signal to all. Nothing is buffered: who is not waiting does not get it. */
export interface EventBus {
  /** @throws NO_MATCHING_SUBSCRIPTION, AMBIGUOUS_CORRELATION (`details.matches`), VARIABLES_INVALID */
  correlateMessage(command: CorrelateCommand): Promise<readonly CorrelationResult[]>;
  /**
   * Reaches every waiting catcher and every start event, each exactly once; returns when the signal is durable, the
   * deliveries follow at once. Returns how many will be reached.
   */
  broadcastSignal(command: {
    readonly signalName: string;
    /** Only this waiting element gets it. @throws NO_MATCHING_SUBSCRIPTION when it does not wait for it */
    readonly elementInstanceId?: string;
    readonly variables?: Variables;
    readonly declared?: Declared;
    readonly by?: string;
  }): Promise<{ readonly receivers: number }>;
  /** Starts the processes whose conditional start event holds for these variables. Returns the instances started. */
  evaluateConditionalStarts(command: {
    readonly variables: Variables;
    readonly declared?: Declared;
    readonly businessKey?: string;
    readonly definitionKey?: string;
    readonly by?: string;
  }): Promise<readonly { readonly instanceId: string; readonly definitionId: string }[]>;
  subscriptions(filter: {
    readonly instanceId?: string;
    readonly kind?: 'message' | 'signal' | 'conditional';
    readonly name?: string;
  }): Promise<readonly SubscriptionView[]>;
}

export interface SubscriptionView {
  readonly id: string;
  readonly instanceId: string | null;
  /** Set for a start event's subscription. */
  readonly definitionId: string | null;
  readonly nodeId: string;
  readonly elementInstanceId: string | null;
  readonly kind: 'message' | 'signal' | 'conditional';
  readonly name: string;
  readonly correlation: Variables;
  readonly createdAt: string;
}
