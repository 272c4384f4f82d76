import type { BpmnImport } from '#bpmn';
import type { EventDefinition, NodeModel, ProcessModel } from '#engine';

/** A file as a case brings it. */
export interface DrawnFile {
  readonly xml: string;
  readonly read: BpmnImport;
}

/** One line of the coverage page: something the standard knows, how to recognise it, and our own tests of it. */
export interface BpmnFeature {
  readonly group: string;
  readonly name: string;
  /** Is this node one? A case proves it when it passes and such a node was reached. */
  readonly node?: (node: NodeModel, model: ProcessModel) => boolean;
  /** For what is no node: does the file use it? A case proves it when it passes. */
  readonly file?: (file: DrawnFile) => boolean;
  /** Titles of tests beside the sources. */
  readonly tests: readonly string[];
}

type Kind = EventDefinition['kind'] | 'none' | 'multiple' | 'parallelMultiple';
type Position = (node: NodeModel, model: ProcessModel) => boolean;

const scopeOf = (node: NodeModel, model: ProcessModel) => model.nodes.find(({ id }) => id === node.scopeId);
const isInEventSubProcess: Position = (node, model) => scopeOf(node, model)?.type === 'eventSubProcess';

const positions: Readonly<Record<string, Position>> = {
  'start of a process': (node, model) => node.type === 'startEvent' && scopeOf(node, model) === undefined,
  'start of a subprocess': (node, model) =>
    node.type === 'startEvent' && scopeOf(node, model) !== undefined && !isInEventSubProcess(node, model),
  'start of an event subprocess, interrupting': (node, model) =>
    node.type === 'startEvent' && isInEventSubProcess(node, model) && node.interrupting,
  'start of an event subprocess, non-interrupting': (node, model) =>
    node.type === 'startEvent' && isInEventSubProcess(node, model) && !node.interrupting,
  'intermediate catch': ({ type }) => type === 'intermediateCatchEvent',
  'boundary, interrupting': (node) => node.type === 'boundaryEvent' && node.interrupting,
  'boundary, non-interrupting': (node) => node.type === 'boundaryEvent' && !node.interrupting,
  'intermediate throw': ({ type }) => type === 'intermediateThrowEvent',
  end: ({ type }) => type === 'endEvent',
};

function kindOf(node: NodeModel): Kind | undefined {
  if (!('definitions' in node)) return undefined;
  if (node.definitions.length > 1) return node.parallelMultiple ? 'parallelMultiple' : 'multiple';
  return node.definitions[0]?.kind ?? 'none';
}

function timerForm(node: NodeModel): string | undefined {
  const timer = 'definitions' in node ? node.definitions.find((definition) => definition.kind === 'timer') : undefined;
  return timer?.form;
}

/** Titles of our own tests by trigger and position; `*` is every position the trigger may have. */
const eventTests: Readonly<Record<string, readonly string[]>> = {
  'none/start of a process': ['given no start event, then every node no flow leads to starts'],
  'message/start of a process': ['given the name of a start event, then the token begins there'],
  'message/boundary, non-interrupting': ['given a message for a non-interrupting one, then it can come again'],
  'message/intermediate catch': ['given a payload, then just that becomes variables'],
  'message/intermediate throw': ['given a message a worker sends, then the event completes when the worker has'],
  'timer/boundary, interrupting': ['given an interrupting one, when it goes off, then its activity ends'],
  'timer/boundary, non-interrupting': [
    'given a cycle of three on a non-interrupting one, then it goes off three times',
  ],
  'signal/start of an event subprocess, interrupting': [
    'given an event subprocess on the signal the last token throws',
  ],
  'signal/intermediate catch': ['given catchers in the same tree, then each is triggered once within the step'],
  'error/boundary, interrupting': ['given a handler of its code close by, then that one catches'],
  'error/end': ['given an error end event nobody catches, then the process ends as failed with all its tokens'],
  'error/start of an event subprocess, interrupting': ['given an error event subprocess, then it takes over its scope'],
  'escalation/boundary, interrupting': ['given an interrupting one, then the throwing event has completed'],
  'escalation/boundary, non-interrupting': ['given a non-interrupting boundary event, then both go on'],
  'conditional/intermediate catch': ['given a catch event, when its condition holds already, then it passes at once'],
  'conditional/boundary, non-interrupting': ['then it goes off each time its condition becomes true'],
  'conditional/start of an event subprocess, interrupting': ['when a script inside makes its condition true'],
  'compensate/boundary, interrupting': ['given two completed activities, then their handlers run in reverse order'],
  'compensate/intermediate throw': ['given one named activity, then only that is compensated'],
  'compensate/start of an event subprocess, interrupting': ['given a compensation event subprocess, then it runs'],
  'cancel/end': ['given a cancel end event, then all else ends, the completed is compensated'],
  'cancel/boundary, interrupting': ['then the cancel boundary event of the whole leaves once'],
  'terminate/end': ['given it lies in a subprocess, then only that ends, and completes'],
  'link/intermediate throw': ['given a throw event, then the token goes on at the catch event of that name'],
  'link/intermediate catch': ['given a throw event, then the token goes on at the catch event of that name'],
  'multiple/intermediate catch': ['given a multiple catch event, when any happens, then it goes on'],
  'multiple/intermediate throw': ['given a multiple throw event, then all its definitions are thrown'],
  'parallelMultiple/intermediate catch': ['a parallel one waits for all'],
  'parallelMultiple/boundary, non-interrupting': ['given a non-interrupting parallel multiple boundary event'],
};

const throws = ['intermediate throw', 'end'];
const boundaries = ['boundary, interrupting', 'boundary, non-interrupting'];
const starts = ['start of an event subprocess, interrupting', 'start of an event subprocess, non-interrupting'];
const catches = ['start of a process', ...starts, 'intermediate catch', ...boundaries];

/** Which triggers the standard allows in which positions (BPMN 2.0.2 table 10.93). */
const allowed: Readonly<Record<Kind, readonly string[]>> = {
  none: ['start of a process', 'start of a subprocess', 'intermediate throw', 'end'],
  message: [...catches, ...throws],
  timer: catches,
  signal: [...catches, ...throws],
  error: [starts[0] ?? '', boundaries[0] ?? '', 'end'],
  escalation: [...starts, ...boundaries, ...throws],
  conditional: catches,
  compensate: [starts[0] ?? '', boundaries[0] ?? '', ...throws],
  cancel: [boundaries[0] ?? '', 'end'],
  link: ['intermediate catch', 'intermediate throw'],
  terminate: ['end'],
  multiple: [...catches, ...throws],
  parallelMultiple: catches,
};

const eventFeatures = Object.entries(allowed).flatMap(([kind, places]) =>
  places.map((place): BpmnFeature => ({
    group: 'Events (clause 10.5)',
    name: `${kind === 'parallelMultiple' ? 'parallel multiple' : kind}: ${place}`,
    node: (node, model) => kindOf(node) === kind && positions[place]?.(node, model) === true,
    tests: eventTests[`${kind}/${place}`] ?? [],
  })),
);

const TASKS = 'Tasks (clause 10.3.3)';
const CONTAINERS = 'Subprocesses and calls (clause 10.3.5)';
const GATEWAYS = 'Gateways (clauses 10.6, 13.4)';
const MARKERS = 'Markers (clauses 10.3.8, 13.3)';
const DATA = 'Data (clause 10.4)';
const OTHER = 'Pools, lanes, correlation (clauses 9, 10.8, 8.4.2)';

const ofType = (group: string, name: string, type: NodeModel['type'], ...tests: string[]): BpmnFeature => ({
  group,
  name,
  node: (node) => node.type === type,
  tests,
});
const ofNode = (group: string, name: string, node: Position, ...tests: string[]): BpmnFeature => ({
  group,
  name,
  node,
  tests,
});
const ofFile = (group: string, name: string, file: (file: DrawnFile) => boolean, ...tests: string[]): BpmnFeature => ({
  group,
  name,
  file,
  tests,
});
const inXml = (pattern: RegExp) => (file: DrawnFile) => pattern.test(file.xml);
const loopOf = (node: NodeModel) => ('loop' in node ? node.loop : undefined);
const isMany =
  (of: (loop: Extract<ReturnType<typeof loopOf>, { kind: 'multiInstance' }>) => boolean): Position =>
  (node) => {
    const loop = loopOf(node);
    return loop?.kind === 'multiInstance' && of(loop);
  };

/** Everything of BPMN 2.0.2 that has a meaning for running, in the order of the page. */
export const bpmnFeatures: readonly BpmnFeature[] = [
  ofType(TASKS, 'none task', 'task'),
  ofType(TASKS, 'user task', 'userTask', 'given work with everything computed, then the task says who, what and when'),
  ofType(TASKS, 'manual task', 'manualTask'),
  ofType(TASKS, 'service task', 'serviceTask', 'given a job without retries left, then it waits with one incident'),
  ofType(TASKS, 'send task', 'sendTask'),
  ofType(TASKS, 'receive task', 'receiveTask', 'given a receive task behind it, then its message completes it'),
  ofNode(TASKS, 'receive task, instantiating', (node) => {
    return node.type === 'receiveTask' && node.work.kind === 'message' && node.work.instantiate;
  }),
  ofType(TASKS, 'script task', 'scriptTask', 'given a script that fails in one branch, then the other branch goes on'),
  ofType(TASKS, 'business rule task', 'businessRuleTask', 'given a script and a decision, then their values are'),
  ofFile(
    TASKS,
    'global task, called',
    inXml(/<(?:[\w.-]+:)?global\w*Task\b/),
    'given a global task, it is a process of one task that a call activity can call',
  ),
  ofType(CONTAINERS, 'embedded subprocess', 'subProcess', 'given places to start at, then tokens are put there'),
  ofType(
    CONTAINERS,
    'event subprocess',
    'eventSubProcess',
    'given an interrupting one, then all else in the scope ends',
  ),
  ofType(CONTAINERS, 'transaction', 'transaction', 'given a cancel end event, then all else ends'),
  ofNode(
    CONTAINERS,
    'ad-hoc subprocess, parallel',
    (node) => node.type === 'adHocSubProcess' && node.ordering === 'parallel',
    'given parallel ordering, then all activities run once and it is done',
    'given a person chooses, then activities start when chosen',
    'given the data chooses, then only the chosen run',
  ),
  ofNode(
    CONTAINERS,
    'ad-hoc subprocess, sequential',
    (node) => node.type === 'adHocSubProcess' && node.ordering === 'sequential',
    'given sequential ordering, then one after the other',
  ),
  ofNode(
    CONTAINERS,
    'ad-hoc completion condition',
    (node) => node.type === 'adHocSubProcess' && node.completionCondition !== undefined,
    'given a completion condition, when it holds, then what remains is cancelled',
    'given a completion condition that leaves the rest alone, then it waits for it',
  ),
  ofType(CONTAINERS, 'call activity', 'callActivity', 'given mappings, then only they pass the border'),
  ofType(
    GATEWAYS,
    'exclusive',
    'exclusiveGateway',
    'when several conditions could hold, then the first takes the token',
  ),
  ofType(GATEWAYS, 'parallel', 'parallelGateway', 'given two tokens on one flow, then the second waits for the next'),
  ofType(
    GATEWAYS,
    'inclusive',
    'inclusiveGateway',
    'given two of three branches, then the join waits for both and completes once',
    'given two joins in a circle that can each still reach the other',
    'given a boundary event on the way, when it takes the token elsewhere',
  ),
  ofType(GATEWAYS, 'complex', 'complexGateway', 'given two of three, when the second comes, then it fires'),
  ofNode(
    GATEWAYS,
    'complex, activation condition',
    (node) => node.type === 'complexGateway' && node.activationCondition !== undefined,
    'given a condition on flows, then it tells which have a token',
    'given a reset, when the same flows bring tokens again, then it fires again',
  ),
  ofType(GATEWAYS, 'event-based', 'eventBasedGateway', 'given five events, when the first happens'),
  ofNode(
    GATEWAYS,
    'event-based, instantiating',
    (node) => node.type === 'eventBasedGateway' && node.instantiate && node.mode === 'exclusive',
    'given an instantiating one in exclusive mode, then the event that started it is the one',
  ),
  ofNode(
    GATEWAYS,
    'event-based, parallel instantiating',
    (node) => node.type === 'eventBasedGateway' && node.mode === 'parallel',
    'given an instantiating one in parallel mode, then the instance waits for the other event, too',
  ),
  ofNode(
    GATEWAYS,
    'conditional and default flows out of an activity',
    (node, model) =>
      'startQuantity' in node &&
      (node.defaultFlow !== undefined ||
        model.flows.some((flow) => flow.source === node.id && flow.condition !== undefined)),
    'given conditional flows out of an activity, then all that hold are taken',
  ),
  ...eventFeatures,
  ...(['date', 'duration', 'cycle'] as const).map((form) =>
    ofNode('Timers (clause 10.5.5)', form, (node) => timerForm(node) === form),
  ),
  ofNode(
    'Timers (clause 10.5.5)',
    'in words: a person names the date',
    (node) => timerForm(node) === 'ask',
    'given a timer drawn with words, then a person names the date and the timer runs until then',
  ),
  ofNode(MARKERS, 'standard loop, test before', (node) => {
    const loop = loopOf(node);
    return loop?.kind === 'standard' && loop.testBefore;
  }),
  ofNode(MARKERS, 'standard loop, test after', (node) => {
    const loop = loopOf(node);
    return loop?.kind === 'standard' && !loop.testBefore;
  }),
  ofNode(MARKERS, 'standard loop, maximum', (node) => {
    const loop = loopOf(node);
    return loop?.kind === 'standard' && loop.maximum !== undefined;
  }),
  ofNode(
    MARKERS,
    'multi-instance, parallel',
    isMany(({ sequential }) => !sequential),
    'given a collection in parallel, then each instance has its element and outputs keep the order',
  ),
  ofNode(
    MARKERS,
    'multi-instance, sequential',
    isMany(({ sequential }) => sequential),
    'given a collection of 250 one after the other, then each element has its turn',
  ),
  ofNode(
    MARKERS,
    'multi-instance, completion condition',
    isMany(({ completionCondition }) => completionCondition !== undefined),
    'given a completion condition, when it holds, then the rest is cancelled',
  ),
  ofNode(
    MARKERS,
    'multi-instance, collection',
    isMany(({ collection }) => collection !== undefined),
    'given none or an empty collection, then it is passed; given null, it is an incident',
  ),
  ofNode(
    MARKERS,
    'multi-instance, output collection',
    isMany(({ outputCollection }) => outputCollection !== undefined),
    'given input mappings and zeebe output mappings, then each instance has its own variables',
  ),
  ...(['none', 'one', 'complex'] as const).map((behaviour) =>
    ofNode(
      MARKERS,
      `multi-instance, event behaviour ${behaviour}`,
      isMany((loop) => loop.behaviour === behaviour && hasBehaviourEvent(loop)),
    ),
  ),
  ofNode(
    MARKERS,
    'compensation handler',
    (node) => 'isForCompensation' in node && node.isForCompensation,
    'given a multi-instance, then the handler runs once for each completed instance',
  ),
  ofNode(
    MARKERS,
    'start quantity',
    (node) => 'startQuantity' in node && node.startQuantity !== 1,
    'given start and completion quantities, then tokens are gathered and multiplied',
  ),
  ofNode(
    MARKERS,
    'completion quantity',
    (node) => 'completionQuantity' in node && node.completionQuantity !== 1,
    'given start and completion quantities, then tokens are gathered and multiplied',
  ),
  ...(['dataObject', 'property', 'dataStore'] as const).map((kind) =>
    ofFile(
      DATA,
      { dataObject: 'data object', property: 'property', dataStore: 'data store reference' }[kind],
      ({ read }) => read.models.some((model) => model.data.some((data) => data.kind === kind)),
    ),
  ),
  ofFile(DATA, 'input/output specification', inXml(/<(?:[\w.-]+:)?ioSpecification\b/)),
  ofFile(DATA, 'data associations', inXml(/<(?:[\w.-]+:)?data(?:Input|Output)Association\b/)),
  ofFile(
    OTHER,
    'lanes',
    ({ read }) => read.models.some((model) => model.lanes.length > 0),
    'given lanes, plain tasks and a question, reads people, instruction and answers',
  ),
  ofFile(OTHER, 'pools', ({ read }) => read.participants.length > 0),
  ofFile(OTHER, 'several processes in a file', ({ read }) => read.models.length > 1),
  ofFile(
    OTHER,
    'message flows between processes',
    ({ read }) => read.messageFlows.length > 0,
    'given two pools and a message flow between unnamed events, joins them under one name',
  ),
  ofFile(OTHER, 'eventDefinitionRef', inXml(/<(?:[\w.-]+:)?eventDefinitionRef\b/)),
  ofFile(
    OTHER,
    'correlation keys and subscriptions',
    inXml(/<(?:[\w.-]+:)?correlation(?:Key|Subscription)\b/),
    'given correlation properties, sender and receiver use the same keys',
  ),
];

function hasBehaviourEvent(loop: Extract<ReturnType<typeof loopOf>, { kind: 'multiInstance' }>): boolean {
  return loop.noneEvent !== undefined || loop.oneEvent !== undefined || (loop.complex ?? []).length > 0;
}
