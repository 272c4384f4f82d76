import type { Answers } from '../event.ts';
import type { VariableTypes } from '../model/declared.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { Fault } from '../model/fault.ts';

/**
 * One living thing of a process instance tree and one row of the store: a process instance, an element instance (token
 * at a node, scope, multi-instance body, waiting join), a running compensation, or a record kept for later.
 */
export interface Item {
  readonly id: string;
  /** Null only for the root process instance. A called process instance hangs below its call activity. */
  readonly parentId: string | null;
  readonly processInstanceId: string;
  readonly definitionId: string;
  readonly kind: 'instance' | 'element' | 'compensation' | 'record';
  /** Of a process instance: the id of its process. */
  readonly nodeId: string;
  /** `kept`: completed, but remembered for compensation or for its output. Only active items are tokens. */
  readonly status: 'active' | 'kept';
  readonly body: boolean;
  readonly loopCounter?: number;
  /** Numbers of children: those that live, and those that are only remembered. */
  readonly live: number;
  readonly kept: number;
  /** Kept children so far; gives the order of completion. */
  readonly keptSoFar: number;
  /** Local variables, on a record without prototype. */
  readonly variables: Variables;
  /** Of the local variables: those whose sender has declared a type. */
  readonly types?: VariableTypes;
  /** The element's own bookkeeping. */
  readonly state: Value;
  readonly answers?: Answers;
  readonly waits: readonly Wait[];
  readonly incidents: readonly Incident[];
  /** Gathering children by node: where a further token of this scope goes. */
  readonly gathering: Readonly<Record<string, string>>;
  /** Only process instances. */
  readonly instance?: {
    readonly suspended: boolean;
    readonly businessKey?: string;
    readonly startNodeId?: string;
  };
  /** Only the root: how many waits for signals and conditions there are in the tree. */
  readonly listeners: number;
}

/** Something outside that an item waits for. `nodeId` is the event's own node where it is not the item's (boundary …). */
export type Wait =
  | {
      readonly kind: 'task';
      readonly id: string;
      readonly nodeId: string;
      readonly purpose: 'perform' | 'decide' | 'confirm' | 'date';
      /** Gateways it asks about. */
      readonly asks: readonly string[];
      readonly definition?: number;
    }
  | {
      readonly kind: 'job';
      readonly id: string;
      readonly nodeId: string;
      readonly job: 'work' | 'asyncBefore' | 'asyncAfter';
    }
  | {
      readonly kind: 'timer';
      readonly id: string;
      readonly nodeId: string;
      readonly definition: number;
      readonly purpose: 'catch' | 'boundary' | 'eventSubProcess' | 'gateway';
      readonly dueAt: string;
      readonly cycle?: { readonly text: string; readonly repetitions: number };
    }
  | {
      readonly kind: 'message' | 'signal' | 'conditional';
      readonly id: string;
      readonly nodeId: string;
      readonly definition: number;
      readonly name: string;
      /** Conditional: what it was when last looked at. */
      readonly holds?: boolean;
    };

export interface Incident {
  readonly id: string;
  readonly kind: string;
  readonly message: string;
  readonly fault?: Fault;
  readonly jobId?: string;
  readonly resume?: Value;
  /** Declared types of the variables in `resume`. */
  readonly types?: VariableTypes;
}

export function isListener(wait: Wait): boolean {
  return wait.kind === 'signal' || wait.kind === 'conditional';
}
