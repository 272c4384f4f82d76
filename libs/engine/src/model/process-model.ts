import type { EventDefinition } from './event-definition.ts';
import type { Computed, Expression, Value } from './expression.ts';
import type { Binding, FormField, FormReference, PersonWork, Question, Work } from './work.ts';

/**
 * One process of a BPMN file, ready to run: everything dialect-specific has been resolved by the importer, every
 * reading of a descriptive drawing has been made explicit. Plain JSON (arrays, no maps), immutable, stored beside the
 * XML, so that a newer importer never changes what a running instance means.
 */
export interface ProcessModel {
  readonly formatVersion: 1;
  /** BPMN id of the process: the definition key. */
  readonly id: string;
  readonly name?: string;
  readonly versionTag?: string;
  readonly documentation?: string;
  /** All flow nodes of all levels. The process itself is the scope `id`. */
  readonly nodes: readonly NodeModel[];
  readonly flows: readonly FlowModel[];
  readonly lanes: readonly LaneModel[];
  /** Data objects and properties by scope, with their initial values where the model gives them. */
  readonly data: readonly DataModel[];
  /** Who may start it from the portal: lane or candidate starter groups; everybody when empty. */
  readonly starterGroups: readonly string[];
  readonly historyTimeToLive?: string;
  /** No two running instances of this process may have the same business key; absent: as the installation has it. */
  readonly uniqueBusinessKey?: boolean;
  /** Forms that travel inside the BPMN file (zeebe:userTaskForm): JSON text by the key user tasks name. */
  readonly forms?: readonly { readonly key: string; readonly schema: string }[];
}

export interface FlowModel {
  readonly id: string;
  readonly name?: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: Expression;
}

export interface LaneModel {
  readonly id: string;
  readonly name: string;
  readonly nodes: readonly string[];
}

export interface DataModel {
  readonly id: string;
  readonly name: string;
  readonly scopeId: string;
  readonly kind: 'dataObject' | 'property' | 'dataStore';
  readonly collection: boolean;
  readonly initial?: Computed<Value>;
}

interface NodeBase {
  readonly id: string;
  readonly name?: string;
  /** Id of the enclosing process or subprocess. */
  readonly scopeId: string;
  /** Sequence flow ids in the order of the file. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  /** Name of the lane it is drawn in, innermost first match. */
  readonly lane?: string;
  readonly documentation?: string;
  /** Continue in a transaction of its own, before or after (camunda:asyncBefore, asyncAfter). */
  readonly asyncBefore?: boolean;
  readonly asyncAfter?: boolean;
  readonly retryCycle?: string;
  /** Input and output mappings, evaluated in order (camunda:inputOutput, zeebe:ioMapping, BPMN data associations). */
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /**
   * Only what the output mappings name leaves the element (zeebe:ioMapping). Otherwise results of the work also go to
   * where their names are known, and the mappings come in addition (camunda:inputOutput, data associations).
   */
  readonly mapsResultsOnly?: true;
  /** Extension properties, handed through to the API. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * `target` may be a path (`a.b`); a literal structure is built of computed leaves. An `optional` mapping is left out
 * when its source yields null: a data association runs only when its sources are available (clause 10.4.3).
 */
export interface Mapping {
  readonly optional?: boolean;
  readonly target: string;
  readonly source: Structure;
}
export type Structure =
  | Computed<Value>
  /** The value of a variable by its name, which may be no name in any expression language; null when there is none. */
  | { readonly variable: string; /** Only one the element itself has. */ readonly local?: true }
  | { readonly list: readonly Structure[] }
  | { readonly entries: readonly { readonly key: string; readonly value: Structure }[] };

/** BPMN 2.0.2 clause 10.3.8 loop characteristics. */
export type LoopModel =
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition?: Expression;
      readonly maximum?: Computed<number>;
    }
  | {
      readonly kind: 'multiInstance';
      readonly sequential: boolean;
      readonly cardinality?: Computed<number>;
      readonly collection?: Expression;
      readonly elementVariable?: string;
      /** Value of `loopCounter` in the first inner instance: 1 (BPMN, zeebe) unless given; 0 for camunda models. */
      readonly firstLoopCounter?: 0 | 1;
      readonly outputCollection?: string;
      readonly outputElement?: Expression;
      readonly completionCondition?: Expression;
      /** Which of the inner instances throw the behaviour's event, table 10.26. */
      readonly behaviour: 'none' | 'one' | 'all' | 'complex';
      readonly noneEvent?: EventDefinition;
      readonly oneEvent?: EventDefinition;
      readonly complex?: readonly { readonly condition: Expression; readonly event: EventDefinition }[];
    };

interface ActivityBase extends NodeBase {
  readonly loop?: LoopModel;
  readonly isForCompensation: boolean;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  readonly defaultFlow?: string;
  /** No flow leads to it, although its scope has a start event: it begins when its scope begins (clause 10.3). */
  readonly startsAlong?: true;
}

export interface TaskModel extends ActivityBase {
  readonly type:
    'task' | 'userTask' | 'manualTask' | 'serviceTask' | 'sendTask' | 'receiveTask' | 'scriptTask' | 'businessRuleTask';
  readonly work: Work;
}

export interface CallActivityModel extends ActivityBase {
  readonly type: 'callActivity';
  readonly called: Computed<string>;
  readonly binding: Binding;
  readonly businessKey?: Computed<string>;
  /** In a drawing: who does it as long as no such process is deployed. Absent, a missing process is an incident. */
  readonly otherwise?: PersonWork;
  /** Variables handed over; `all: true` hands over everything (in) or takes everything back (out). */
  readonly handOver: {
    readonly all: boolean;
    /** `all` means those the call activity itself has, not those around it. */
    readonly local?: true;
    readonly mappings: readonly Mapping[];
  };
  readonly takeBack: { readonly all: boolean; readonly mappings: readonly Mapping[] };
}

export interface SubProcessModel extends ActivityBase {
  readonly type: 'subProcess' | 'transaction';
}

/** Subprocess with `triggeredByEvent`: no flows of its own, one start event with a definition (clause 10.3.5). */
export interface EventSubProcessModel extends ActivityBase {
  readonly type: 'eventSubProcess';
}

export interface AdHocSubProcessModel extends ActivityBase {
  readonly type: 'adHocSubProcess';
  readonly ordering: 'parallel' | 'sequential';
  readonly completionCondition?: Expression;
  readonly cancelRemaining: boolean;
  /** Activities to start at entry (zeebe:adHoc activeElementsCollection); a person chooses when absent. */
  readonly activeElements?: Expression;
  /** A list with one value for each activity that has ended with nothing behind it (zeebe:adHoc outputCollection). */
  readonly output?: { readonly collection: string; readonly element: Expression };
  /** Who chooses, when a person does. */
  readonly chooser?: PersonWork;
  /** All activities without incoming flow start by themselves when the model gives neither condition nor choice. */
  readonly startsAll: boolean;
}

interface GatewayBase extends NodeBase {
  readonly direction: 'diverging' | 'converging' | 'mixed' | 'unspecified';
  readonly defaultFlow?: string;
}

export interface ExclusiveGatewayModel extends GatewayBase {
  readonly type: 'exclusiveGateway' | 'inclusiveGateway';
  /** Set where no condition is written: a person answers. `own` is the work that appears if nobody was asked before. */
  readonly decision?: { readonly question: Question; readonly own: PersonWork };
}

export interface ParallelGatewayModel extends GatewayBase {
  readonly type: 'parallelGateway';
}

export interface ComplexGatewayModel extends GatewayBase {
  readonly type: 'complexGateway';
  /** May use `activationCount` and one variable for each incoming flow (clause 10.6.5, 13.4.5). */
  readonly activationCondition?: Expression;
  readonly decision?: { readonly question: Question; readonly own: PersonWork };
}

export interface EventBasedGatewayModel extends GatewayBase {
  readonly type: 'eventBasedGateway';
  readonly instantiate: boolean;
  readonly mode: 'exclusive' | 'parallel';
}

interface EventBase extends NodeBase {
  readonly definitions: readonly EventDefinition[];
  /** All definitions must occur (`true`) or any of them (clause 10.5.1 multiple and parallel multiple). */
  readonly parallelMultiple: boolean;
  /** A descriptive event: a person confirms what no system tells yet. */
  readonly confirmation?: PersonWork;
}

export interface StartEventModel extends EventBase {
  readonly type: 'startEvent';
  /** Only of meaning for the start event of an event subprocess. */
  readonly interrupting: boolean;
  readonly formKey?: string;
  /** The form key is the id of a form (camunda:formRef), of this version: as written. */
  readonly formRef?: FormReference;
  readonly formFields?: readonly FormField[];
  /** Variable that receives who started the instance (camunda:initiator). */
  readonly initiatorVariable?: string;
}

export interface BoundaryEventModel extends EventBase {
  readonly type: 'boundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  /** For a compensation event: the handler its association points to. */
  readonly compensationHandler?: string;
}

export interface CatchEventModel extends EventBase {
  readonly type: 'intermediateCatchEvent';
}

export interface ThrowEventModel extends EventBase {
  readonly type: 'intermediateThrowEvent' | 'endEvent';
  /** A throwing message event that a worker performs (camunda:type="external", zeebe:taskDefinition on the event). */
  readonly work?: Work;
}

export type ActivityModel =
  TaskModel | CallActivityModel | SubProcessModel | EventSubProcessModel | AdHocSubProcessModel;
export type GatewayModel = ExclusiveGatewayModel | ParallelGatewayModel | ComplexGatewayModel | EventBasedGatewayModel;
export type EventModel = StartEventModel | BoundaryEventModel | CatchEventModel | ThrowEventModel;
export type NodeModel = ActivityModel | GatewayModel | EventModel;
export type NodeType = NodeModel['type'];
