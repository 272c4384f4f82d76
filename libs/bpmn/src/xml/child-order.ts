const flowElements = 'flowElement';
const artifacts = 'artifact';
const base = ['documentation', 'extensionElements'];
const flowElement = [...base, 'auditing', 'monitoring', 'categoryValueRef'];
const flowNode = [...flowElement, 'incoming', 'outgoing'];
const activity = [
  ...flowNode,
  'ioSpecification',
  'property',
  'dataInputAssociation',
  'dataOutputAssociation',
  'resourceRole',
  'loopCharacteristics',
];
const subProcess = [...activity, 'laneSet', flowElements, artifacts];
const catchEvent = [
  ...flowNode,
  'property',
  'dataOutput',
  'dataOutputAssociation',
  'outputSet',
  'eventDefinition',
  'eventDefinitionRef',
];
const throwEvent = [
  ...flowNode,
  'property',
  'dataInput',
  'dataInputAssociation',
  'inputSet',
  'eventDefinition',
  'eventDefinitionRef',
];
const callable = [...base, 'supportedInterfaceRef', 'ioSpecification', 'ioBinding'];
const collaboration = [
  ...base,
  'participant',
  'messageFlow',
  artifacts,
  'conversationNode',
  'conversationAssociation',
  'participantAssociation',
  'messageFlowAssociation',
  'correlationKey',
  'choreographyRef',
  'conversationLink',
];

/** Children in the order of the schema's sequences (clause 15.3), by the name of the element they stand in. */
const sequences: Readonly<Record<string, readonly string[]>> = {
  definitions: ['import', 'extension', 'rootElement', 'BPMNDiagram', 'relationship'],
  process: [
    ...callable,
    'auditing',
    'monitoring',
    'property',
    'laneSet',
    flowElements,
    artifacts,
    'resourceRole',
    'correlationSubscription',
    'supports',
  ],
  subProcess,
  transaction: subProcess,
  adHocSubProcess: [...subProcess, 'completionCondition'],
  scriptTask: [...activity, 'script'],
  userTask: [...activity, 'rendering'],
  startEvent: catchEvent,
  intermediateCatchEvent: catchEvent,
  boundaryEvent: catchEvent,
  intermediateThrowEvent: throwEvent,
  endEvent: throwEvent,
  implicitThrowEvent: throwEvent,
  complexGateway: [...flowNode, 'activationCondition'],
  sequenceFlow: [...flowElement, 'conditionExpression'],
  dataObject: [...flowElement, 'dataState'],
  globalUserTask: [...callable, 'resourceRole', 'rendering'],
  globalScriptTask: [...callable, 'resourceRole', 'script'],
  ioSpecification: [...base, 'dataInput', 'dataOutput', 'inputSet', 'outputSet'],
  inputSet: [...base, 'dataInputRefs', 'optionalInputRefs', 'whileExecutingInputRefs', 'outputSetRefs'],
  outputSet: [...base, 'dataOutputRefs', 'optionalOutputRefs', 'whileExecutingOutputRefs', 'inputSetRefs'],
  dataInputAssociation: [...base, 'sourceRef', 'targetRef', 'transformation', 'assignment'],
  dataOutputAssociation: [...base, 'sourceRef', 'targetRef', 'transformation', 'assignment'],
  assignment: [...base, 'from', 'to'],
  collaboration,
  globalConversation: collaboration,
  choreography: [...collaboration, flowElements],
  choreographyTask: [...flowNode, 'participantRef', 'correlationKey', 'messageFlowRef'],
  callChoreography: [...flowNode, 'participantRef', 'correlationKey', 'participantAssociation'],
  subChoreography: [...flowNode, 'participantRef', 'correlationKey', flowElements, artifacts],
  participant: [...base, 'interfaceRef', 'endPointRef', 'participantMultiplicity'],
  lane: [...base, 'partitionElement', 'flowNodeRef', 'childLaneSet'],
  multiInstanceLoopCharacteristics: [
    ...base,
    'loopCardinality',
    'loopDataInputRef',
    'loopDataOutputRef',
    'inputDataItem',
    'outputDataItem',
    'complexBehaviorDefinition',
    'completionCondition',
  ],
  complexBehaviorDefinition: [...base, 'condition', 'event'],
  linkEventDefinition: [...base, 'source', 'target'],
  resourceRole: [...base, 'resourceRef', 'resourceParameterBinding', 'resourceAssignmentExpression'],
  operation: [...base, 'inMessageRef', 'outMessageRef', 'errorRef'],
  conversation: [...base, 'participantRef', 'messageFlowRef', 'correlationKey'],
  subConversation: [...base, 'participantRef', 'messageFlowRef', 'correlationKey', 'conversationNode'],
  callConversation: [...base, 'participantRef', 'messageFlowRef', 'correlationKey', 'participantAssociation'],
};
for (const name of [
  'task',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'manualTask',
  'businessRuleTask',
  'callActivity',
]) {
  Object.assign(sequences, { [name]: activity });
}
for (const name of ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway']) {
  Object.assign(sequences, { [name]: flowNode });
}
for (const name of ['performer', 'humanPerformer', 'potentialOwner']) {
  Object.assign(sequences, { [name]: sequences['resourceRole'] });
}

const ranks = new Map(
  Object.entries(sequences).map(([parent, order]) => [parent, new Map(order.map((name, index) => [name, index]))]),
);

/** Names a child may go by in a sequence: its own, or that of the group it substitutes. */
function groupsOf(local: string): readonly string[] {
  if (/EventDefinition$/.test(local)) return ['eventDefinition', 'rootElement'];
  if (/^(textAnnotation|association|group)$/.test(local)) return [artifacts];
  if (/^(performer|humanPerformer|potentialOwner)$/.test(local)) return ['resourceRole'];
  if (/LoopCharacteristics$/.test(local)) return ['loopCharacteristics'];
  if (/^(conversation|subConversation|callConversation)$/.test(local)) return ['conversationNode'];
  return [flowElements, 'rootElement'];
}

/**
 * Place of a child in the order the schema wants; children with a smaller one stand before it. Undefined for children
 * the order says nothing of.
 */
export function placeOf(parent: string, child: string): number | undefined {
  const known = ranks.get(parent);
  if (known === undefined) return undefined;
  const own = known.get(child);
  if (own !== undefined) return own;
  if (child === 'documentation' || child === 'extensionElements') return undefined;
  for (const group of groupsOf(child)) {
    const place = known.get(group);
    if (place !== undefined) return place;
  }
  return undefined;
}
