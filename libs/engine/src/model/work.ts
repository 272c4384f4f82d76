import type { MessageDefinition } from './event-definition.ts';
import type { Computed, Expression, Value } from './expression.ts';

/** A gateway's question as a person sees it: its name, and the labels of its flows as answers. */
export interface Question {
  readonly gatewayId: string;
  readonly text: string;
  /** Several answers may be given (inclusive and complex gateways). */
  readonly multiple: boolean;
  readonly answers: readonly { readonly flowId: string; readonly label: string }[];
}

/** One field of a form that is written in the model. Constraints are handed through as written. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly type: 'string' | 'long' | 'double' | 'boolean' | 'date' | 'enum';
  readonly defaultValue?: Computed<Value>;
  /** Choices of an `enum` in the order of the file. */
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly constraints: Readonly<Record<string, string>>;
}

/** Which version of a form with an id is meant: `deployment`, `latest`, or `version` with its number as written. */
export interface FormReference {
  readonly binding: string;
  readonly version?: string;
}

/**
 * Work a person does: what becomes a line in an inbox. `purpose` says why it exists:
 * `perform` an activity · `decide` a gateway nobody could be asked about before · `confirm` that something outside has
 * happened (message received, message sent) · `date` a timer that was drawn with words only.
 */
export interface PersonWork {
  readonly kind: 'person';
  readonly purpose: 'perform' | 'decide' | 'confirm' | 'date';
  readonly assignee?: Computed<string>;
  readonly candidateUsers: readonly Computed<string>[];
  readonly candidateGroups: readonly Computed<string>[];
  readonly formKey?: Computed<string>;
  /** The form key is the id of a form (camunda:formRef), of this version: as written. */
  readonly formRef?: FormReference;
  /** Fields written in the model itself (camunda:formData, activiti:formProperty); shown when there is no form key. */
  readonly formFields?: readonly FormField[];
  readonly dueDate?: Computed<string>;
  readonly followUpDate?: Computed<string>;
  readonly priority?: Computed<number>;
  /** What to do, in the drawer's words: documentation and text annotations beside the element. */
  readonly instruction?: string;
  /**
   * Nodes whose work must have been done by somebody else (two-person rule): who completed one of them in the same process
   * instance may neither claim nor complete this task, nor be given it.
   */
  readonly differentFrom?: readonly string[];
  /** Questions of gateways directly behind; answered when the work is completed. */
  readonly asks: readonly Question[];
}

/** Work a connector or an external worker does; it becomes a job row. */
export interface JobWork {
  readonly kind: 'job';
  /** Job type (zeebe) or topic (camunda): which connector or worker takes it. */
  readonly topic: Computed<string>;
  /** `external`: waits for fetchAndLock; `connector`: our own worker runs it. A topic no connector knows is external. */
  readonly performer: 'external' | 'connector';
  readonly priority?: Computed<number>;
  readonly retries?: Computed<number>;
  /** Backoff as written in the model, e.g. `R3/PT10M` (camunda:failedJobRetryTimeCycle). */
  readonly retryCycle?: string;
  /** Constant settings for the worker: zeebe task headers, camunda properties, activiti fields. */
  readonly settings: Readonly<Record<string, Computed<Value>>>;
  readonly resultVariable?: string;
}

export interface ScriptWork {
  readonly kind: 'script';
  /** FEEL or juel text, evaluated inside the step; other languages become a job for the sandbox connector. */
  readonly expression: Expression;
  readonly resultVariable?: string;
}

export interface DecisionWork {
  readonly kind: 'decision';
  readonly decision: Computed<string>;
  readonly binding: Binding;
  readonly resultVariable?: string;
  /** How a decision table's rows become one value (camunda:mapDecisionResult). */
  readonly mapping?: 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList';
}

/** Which version of a called definition is meant. */
export type Binding =
  | { readonly kind: 'latest' }
  | { readonly kind: 'deployment' }
  | { readonly kind: 'version'; readonly version: Computed<number> }
  | { readonly kind: 'versionTag'; readonly tag: Computed<string> };

/** Nothing to do: the token passes (plain start, manual task of an executable model that says so, …). */
export interface NoWork {
  readonly kind: 'none';
}

/** Waits for a message (receive task). */
export interface MessageWork {
  readonly kind: 'message';
  readonly message: MessageDefinition;
  readonly instantiate: boolean;
}

/** Sends a message and goes on at once (send task with a message and no other implementation, clause 10.3.3). */
export interface SendWork {
  readonly kind: 'send';
  readonly message: MessageDefinition;
}

export type Work = PersonWork | JobWork | ScriptWork | DecisionWork | MessageWork | SendWork | NoWork;
