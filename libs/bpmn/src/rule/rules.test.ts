import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';
import { findingCatalogue, type FindingCode } from '../finding/finding-catalogue.ts';

const head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="t">`;

/** An executable process with this content, and what stands beside it. */
function model(process: string, beside = ''): string {
  return `${head}${beside}<process id="P" isExecutable="true">${process}</process></definitions>`;
}

function flow(id: string, source: string, target: string, inner = '', attributes = ''): string {
  return `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" ${attributes}>${inner}</sequenceFlow>`;
}

const io = (inputs: string, inputSets: string, outputs = '', outputSets = '<outputSet/>'): string =>
  `<ioSpecification>${inputs}${outputs}${inputSets}${outputSets}</ioSpecification>`;
const types = `<itemDefinition id="T1" structureRef="String"/><itemDefinition id="T2" structureRef="Integer"/><itemDefinition id="TL" structureRef="String" isCollection="true"/>`;
const messages = `${types}<message id="M" name="m" itemRef="T1"/><message id="M2" name="m2" itemRef="T1"/><interface id="I" name="i"><operation id="O" name="o"><inMessageRef>M</inMessageRef><outMessageRef>M2</outMessageRef></operation></interface>`;
const formal = (name: string, text: string): string => `<${name} xsi:type="tFormalExpression">${text}</${name}>`;

/** One model for each rule: it breaks this rule, whatever else it may break. */
const broken: Partial<Record<FindingCode, string>> = {
  SEQUENCE_FLOW_AT_ARTIFACT: model(
    `<task id="a"/><textAnnotation id="n"><text>x</text></textAnnotation>${flow('f', 'a', 'n')}`,
  ),
  SEQUENCE_FLOW_END_TYPE: model(`<task id="a"/><dataObject id="d"/>${flow('f', 'a', 'd')}`),
  SEQUENCE_FLOW_NOT_LISTED: model(`<task id="a"><outgoing>f</outgoing></task><task id="b"/>${flow('f', 'a', 'b')}`),
  SEQUENCE_FLOWS_NOT_LISTED: model(`<task id="a"/><task id="b"/>${flow('f', 'a', 'b')}`),
  SEQUENCE_FLOW_NOT_IMMEDIATE: model(`<task id="a"/><task id="b"/>${flow('f', 'a', 'b', '', 'isImmediate="false"')}`),
  LONE_CONDITIONAL_FLOW: model(
    `<task id="a"/><task id="b"/>${flow('f', 'a', 'b', formal('conditionExpression', 'x = 1'))}`,
  ),
  SEQUENCE_FLOW_CROSSES_POOL: `${head}<process id="P"><task id="a"/>${flow('f', 'a', 'b')}</process><process id="Q"><task id="b"/></process></definitions>`,
  SEQUENCE_FLOW_CROSSES_SUBPROCESS: model(
    `<task id="a"/><subProcess id="s"><task id="b"/></subProcess>${flow('f', 'a', 'b')}`,
  ),
  GATEWAY_CONVERGING_SPLITS: model(
    `<parallelGateway id="g" gatewayDirection="Converging"/><task id="a"/><task id="b"/>${flow('f', 'g', 'a')}${flow('f2', 'g', 'b')}`,
  ),
  GATEWAY_DIVERGING_JOINS: model(
    `<parallelGateway id="g" gatewayDirection="Diverging"/><task id="a"/><task id="b"/>${flow('f', 'a', 'g')}${flow('f2', 'b', 'g')}`,
  ),
  GATEWAY_NOT_MIXED: model(`<task id="a"/><parallelGateway id="g" gatewayDirection="Mixed"/>${flow('f', 'a', 'g')}`),
  GATEWAY_NEITHER_SPLITS_NOR_JOINS: model(
    `<task id="a"/><parallelGateway id="g"/><task id="b"/>${flow('f', 'a', 'g')}${flow('f2', 'g', 'b')}`,
  ),
  EVENT_GATEWAY_TOO_FEW_FLOWS: model(`<task id="a"/><eventBasedGateway id="g"/>${flow('f', 'a', 'g')}`),
  EVENT_GATEWAY_CONDITION: model(
    `<eventBasedGateway id="g"/><receiveTask id="r"/>${flow('f', 'g', 'r', formal('conditionExpression', 'true'))}`,
  ),
  EVENT_GATEWAY_TARGET: model(`<eventBasedGateway id="g"/><userTask id="u"/>${flow('f', 'g', 'u')}`),
  EVENT_GATEWAY_MESSAGE_AND_RECEIVE: model(
    `<eventBasedGateway id="g"/><receiveTask id="r"/><intermediateCatchEvent id="c"><messageEventDefinition/></intermediateCatchEvent>${flow('f', 'g', 'r')}${flow('f2', 'g', 'c')}`,
  ),
  EVENT_GATEWAY_RECEIVE_WITH_BOUNDARY: model(
    `<eventBasedGateway id="g"/><receiveTask id="r"/><boundaryEvent id="b" attachedToRef="r"><timerEventDefinition/></boundaryEvent>${flow('f', 'g', 'r')}`,
  ),
  EVENT_GATEWAY_TARGET_SHARED: model(
    `<eventBasedGateway id="g"/><task id="a"/><receiveTask id="r"/>${flow('f', 'g', 'r')}${flow('f2', 'a', 'r')}`,
  ),
  EVENT_GATEWAY_INSTANTIATES_WITH_INCOMING: model(
    `<task id="a"/><eventBasedGateway id="g" instantiate="true"/>${flow('f', 'a', 'g')}`,
  ),
  NODE_WITHOUT_INCOMING: model(`<startEvent id="s"/><task id="a"/>`),
  NODE_WITHOUT_OUTGOING: model(`<task id="a"/><endEvent id="e"/>`),
  START_WITH_INCOMING: model(`<task id="a"/><startEvent id="s"/>${flow('f', 'a', 's')}`),
  END_WITHOUT_START: model(`<task id="a"/><endEvent id="e"/>${flow('f', 'a', 'e')}`),
  START_TRIGGER_NOT_ALLOWED: model(`<startEvent id="s"><errorEventDefinition/></startEvent>`),
  CALLED_WITHOUT_NONE_START: model(
    `<callActivity id="c" calledElement="Q"/>`,
    `<process id="Q"><startEvent id="s"><messageEventDefinition/></startEvent></process>`,
  ),
  SUBPROCESS_START_WITH_TRIGGER: model(
    `<subProcess id="u"><startEvent id="s"><timerEventDefinition/></startEvent></subProcess>`,
  ),
  START_WITHOUT_OUTGOING: model(`<startEvent id="s"/>`),
  START_SENDS_MESSAGE: model(
    `<startEvent id="s"/>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="s" targetRef="X"/></collaboration>`,
  ),
  START_RECEIVES_WITHOUT_MESSAGE: model(
    `<startEvent id="s"/>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="X" targetRef="s"/></collaboration>`,
  ),
  END_WITH_OUTGOING: model(`<endEvent id="e"/><task id="a"/>${flow('f', 'e', 'a')}`),
  START_WITHOUT_END: model(`<startEvent id="s"/>`),
  CANCEL_END_OUTSIDE_TRANSACTION: model(`<endEvent id="e"><cancelEventDefinition/></endEvent>`),
  END_WITHOUT_INCOMING: model(`<endEvent id="e"/>`),
  END_RECEIVES_MESSAGE: model(
    `<endEvent id="e"/>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="X" targetRef="e"/></collaboration>`,
  ),
  END_SENDS_WITHOUT_MESSAGE: model(
    `<endEvent id="e"/>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="e" targetRef="X"/></collaboration>`,
  ),
  BOUNDARY_TRIGGER_NOT_ALLOWED: model(
    `<task id="a"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><errorEventDefinition/></boundaryEvent>`,
  ),
  CANCEL_BOUNDARY_NOT_ON_TRANSACTION: model(
    `<task id="a"/><boundaryEvent id="b" attachedToRef="a"><cancelEventDefinition/></boundaryEvent>`,
  ),
  BOUNDARY_WITH_INCOMING: model(
    `<task id="a"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition/></boundaryEvent>${flow('f', 'a', 'b')}`,
  ),
  BOUNDARY_WITHOUT_OUTGOING: model(
    `<task id="a"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition/></boundaryEvent>`,
  ),
  COMPENSATION_BOUNDARY_NOT_INTERRUPTING: model(
    `<task id="a"/><boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><compensateEventDefinition/></boundaryEvent>`,
  ),
  DUPLICATE_ID: model(`<task id="a"/><task id="a"/>`),
  DUPLICATE_ID_HARMLESS: model(`<task id="a"/>`, `<message id="a"/>`),
  EXTENSION_MUST_BE_UNDERSTOOD: model(`<task id="a"/>`, `<extension definition="v:money" mustUnderstand="1"/>`),
  IMPORT_NOT_READ: model(
    `<task id="a"/>`,
    `<import namespace="u" location="other.bpmn" importType="http://www.omg.org/spec/BPMN/20100524/MODEL"/>`,
  ),
  ID_NO_NAME: model(`<task id="1 a"/>`),
  ATTRIBUTE_VALUE_SPELLING: model(`<subProcess id="a" triggeredByEvent="False"/>`),
  ATTRIBUTE_VALUE_INVALID: model(`<parallelGateway id="a" gatewayDirection="Sideways"/>`),
  ATTRIBUTE_VALUE_UNCLEAR: model(`<subProcess id="a" triggeredByEvent="perhaps"/>`),
  CHILD_OUT_OF_ORDER: model(`<task id="a"><outgoing>f</outgoing><incoming>f</incoming></task>${flow('f', 'a', 'a')}`),
  COMPENSATION_BOUNDARY_WITH_OUTGOING: model(
    `<task id="a"/><task id="c"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>${flow('f', 'b', 'c')}`,
  ),
  INTERMEDIATE_WITHOUT_INCOMING: model(`<intermediateThrowEvent id="i"/>`),
  INTERMEDIATE_WITHOUT_OUTGOING: model(`<intermediateThrowEvent id="i"/>`),
  LINK_WITH_BOTH_FLOWS: model(
    `<intermediateThrowEvent id="i"><linkEventDefinition name="x"/></intermediateThrowEvent><task id="a"/>${flow('f', 'i', 'a')}`,
  ),
  LINK_ENDS_DISAGREE: model(
    `<intermediateThrowEvent id="i"><linkEventDefinition id="l1" name="x"><target>l2</target></linkEventDefinition></intermediateThrowEvent><intermediateCatchEvent id="j"><linkEventDefinition id="l2" name="x"/></intermediateCatchEvent>`,
  ),
  LINK_WITHOUT_SOURCE: model(
    `<intermediateCatchEvent id="j"><linkEventDefinition id="l2" name="x"/></intermediateCatchEvent>`,
  ),
  LINK_WITHOUT_TARGET: model(
    `<intermediateThrowEvent id="j"><linkEventDefinition id="l2" name="x"/></intermediateThrowEvent>`,
  ),
  LINK_LEAVES_LEVEL: model(
    `<intermediateThrowEvent id="i"><linkEventDefinition id="l1" name="x"><target>l2</target></linkEventDefinition></intermediateThrowEvent><subProcess id="s"><intermediateCatchEvent id="j"><linkEventDefinition id="l2" name="x"><source>l1</source></linkEventDefinition></intermediateCatchEvent></subProcess>`,
  ),
  CATCH_SENDS_MESSAGE: model(
    `<intermediateCatchEvent id="j"><messageEventDefinition/></intermediateCatchEvent>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="j" targetRef="X"/></collaboration>`,
  ),
  THROW_RECEIVES_MESSAGE: model(
    `<intermediateThrowEvent id="j"><messageEventDefinition/></intermediateThrowEvent>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="X" targetRef="j"/></collaboration>`,
  ),
  CONDITION_NOT_FORMAL: model(
    `<intermediateCatchEvent id="j"><conditionalEventDefinition><condition>Wetter gut</condition></conditionalEventDefinition></intermediateCatchEvent>`,
  ),
  MESSAGE_REF_MISSING: model(`<startEvent id="s"><messageEventDefinition/></startEvent>`),
  OPERATION_REF_MISSING: model(`<startEvent id="s"><messageEventDefinition messageRef="M"/></startEvent>`, messages),
  ESCALATION_CODE_MISSING: model(`<endEvent id="e"><escalationEventDefinition/></endEvent>`),
  ERROR_CODE_MISSING: model(`<endEvent id="e"><errorEventDefinition/></endEvent>`),
  COMPENSATION_WITHOUT_ASSOCIATION: model(
    `<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>`,
  ),
  COMPENSATION_ACTIVITY_NOT_MARKED: model(
    `<task id="a"/><task id="c"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><association id="x" sourceRef="b" targetRef="c"/>`,
  ),
  COMPENSATION_ACTIVITY_WITH_FLOW: model(`<task id="a"/><task id="c" isForCompensation="true"/>${flow('f', 'a', 'c')}`),
  END_TRIGGER_NOT_ALLOWED: model(`<endEvent id="e"><timerEventDefinition/></endEvent>`),
  CATCH_TRIGGER_NOT_ALLOWED: model(
    `<intermediateCatchEvent id="e"><escalationEventDefinition/></intermediateCatchEvent>`,
  ),
  THROW_TRIGGER_NOT_ALLOWED: model(`<intermediateThrowEvent id="e"><errorEventDefinition/></intermediateThrowEvent>`),
  EVENT_DEFINITION_SHARED_BY_THROW: model(
    `<endEvent id="e"><signalEventDefinition id="d"/></endEvent><endEvent id="e2"><eventDefinitionRef>d</eventDefinitionRef></endEvent>`,
  ),
  TIMER_WITHOUT_TEXT: model(`<startEvent id="s"><timerEventDefinition/></startEvent>`),
  TIMER_NOT_ISO: model(
    `<startEvent id="s"><timerEventDefinition>${formal('timeCycle', 'jeden Montag')}</timerEventDefinition></startEvent>`,
  ),
  TIMER_TEXT_INVALID: model(
    `<intermediateCatchEvent id="s"><timerEventDefinition>${formal('timeDuration', 'zwei Wochen')}</timerEventDefinition></intermediateCatchEvent>`,
  ),
  EVENT_DATA_COUNT: model(
    `<endEvent id="e"><dataInput id="d1"/><dataInput id="d2"/><inputSet/><signalEventDefinition/></endEvent>`,
  ),
  EVENT_DATA_ITEM: model(
    `<endEvent id="e"><dataInput id="d1" itemSubjectRef="T2"/><inputSet/><messageEventDefinition messageRef="M"/></endEvent>`,
    messages,
  ),
  START_QUANTITY_TOO_SMALL: model(`<task id="a" startQuantity="0"/>`),
  COMPLETION_QUANTITY_TOO_SMALL: model(`<task id="a" completionQuantity="0"/>`),
  RESOURCE_TWICE: model(
    `<task id="a"><performer id="p"><resourceRef>R</resourceRef><resourceAssignmentExpression><formalExpression>x</formalExpression></resourceAssignmentExpression></performer></task>`,
    `<resource id="R" name="r"/>`,
  ),
  BOTH_LOOP_MARKERS: model(`<task id="a"><standardLoopCharacteristics/><multiInstanceLoopCharacteristics/></task>`),
  CHILD_REPEATED: model(`<scriptTask id="a"><script>1</script><script>2</script></scriptTask>`),
  SERVICE_INPUT_SETS: model(`<serviceTask id="a" operationRef="O"/>`, messages),
  SERVICE_OUTPUT_SETS: model(
    `<serviceTask id="a" operationRef="O">${io('', '<inputSet/>', '', '<outputSet/><outputSet/>')}</serviceTask>`,
    messages,
  ),
  SERVICE_INPUT_ITEM: model(
    `<serviceTask id="a" operationRef="O">${io('<dataInput id="d" itemSubjectRef="T2"/>', '<inputSet><dataInputRefs>d</dataInputRefs></inputSet>')}</serviceTask>`,
    messages,
  ),
  SERVICE_OUTPUT_ITEM: model(
    `<serviceTask id="a" operationRef="O">${io('', '<inputSet/>', '<dataOutput id="d" itemSubjectRef="T2"/>', '<outputSet><dataOutputRefs>d</dataOutputRefs></outputSet>')}</serviceTask>`,
    messages,
  ),
  SEND_INPUT_SETS: model(`<sendTask id="a" messageRef="M">${io('', '<inputSet/><inputSet/>')}</sendTask>`, messages),
  SEND_INPUTS: model(
    `<sendTask id="a" messageRef="M">${io('<dataInput id="d"/><dataInput id="d2"/>', '<inputSet/>')}</sendTask>`,
    messages,
  ),
  SEND_INPUT_ITEM: model(
    `<sendTask id="a" messageRef="M">${io('<dataInput id="d"/>', '<inputSet/>')}</sendTask>`,
    messages,
  ),
  RECEIVE_INSTANTIATES_WITH_INCOMING: model(
    `<task id="a"/><receiveTask id="r" instantiate="true"/>${flow('f', 'a', 'r')}`,
  ),
  RECEIVE_OUTPUT_SETS: model(
    `<receiveTask id="a" messageRef="M">${io('', '<inputSet/>', '', '<outputSet/><outputSet/>')}</receiveTask>`,
    messages,
  ),
  RECEIVE_OUTPUTS: model(
    `<receiveTask id="a" messageRef="M">${io('', '<inputSet/>', '<dataOutput id="d"/><dataOutput id="d2"/>')}</receiveTask>`,
    messages,
  ),
  RECEIVE_OUTPUT_ITEM: model(
    `<receiveTask id="a" messageRef="M">${io('', '<inputSet/>', '<dataOutput id="d" itemSubjectRef="T2"/>')}</receiveTask>`,
    messages,
  ),
  SCRIPT_FORMAT_MISSING: model(`<scriptTask id="a"><script>1</script></scriptTask>`),
  CHOREOGRAPHY_IN_PROCESS: model(
    `<subProcess id="s"><choreographyTask id="c" initiatingParticipantRef="X"/></subProcess>`,
    `<collaboration id="C"><participant id="X"/></collaboration>`,
  ),
  EVENT_SUBPROCESS_WITH_FLOW: model(`<task id="a"/><subProcess id="s" triggeredByEvent="true"/>${flow('f', 'a', 's')}`),
  EVENT_SUBPROCESS_STARTS: model(`<subProcess id="s" triggeredByEvent="true"/>`),
  EVENT_SUBPROCESS_TRIGGER: model(
    `<subProcess id="s" triggeredByEvent="true"><startEvent id="t" isInterrupting="false"><errorEventDefinition/></startEvent></subProcess>`,
  ),
  TRANSACTION_METHOD_NO_URI: model(`<transaction id="t" method="not a uri"/>`),
  ADHOC_EMPTY: model(`<adHocSubProcess id="t"/>`),
  ADHOC_FORBIDDEN_CONTENT: model(`<adHocSubProcess id="t"><task id="a"/><startEvent id="s"/></adHocSubProcess>`),
  CALL_DATA_MISMATCH: model(
    `<callActivity id="c" calledElement="G"/>`,
    `<globalTask id="G">${io('<dataInput id="d"/>', '<inputSet><dataInputRefs>d</dataInputRefs></inputSet>')}</globalTask>`,
  ),
  IO_BINDING_MISSING: model(
    `<task id="a"/>`,
    `${messages}<globalTask id="G"><supportedInterfaceRef>I</supportedInterfaceRef></globalTask>`,
  ),
  IO_BINDING_MISMATCH: model(
    `<task id="a"/>`,
    `${messages}<globalTask id="G"><supportedInterfaceRef>I</supportedInterfaceRef>${io('<dataInput id="d" itemSubjectRef="T2"/>', '<inputSet><dataInputRefs>d</dataInputRefs></inputSet>')}<ioBinding operationRef="O" inputDataRef="d" outputDataRef="d"/></globalTask>`,
  ),
  LOOP_MAXIMUM_TOO_SMALL: model(`<task id="a"><standardLoopCharacteristics loopMaximum="0"/></task>`),
  MULTI_INSTANCE_WITHOUT_NUMBER: model(`<task id="a"><multiInstanceLoopCharacteristics/></task>`),
  LOOP_INPUT_FOREIGN: model(
    `<dataObject id="d"/><task id="a"><multiInstanceLoopCharacteristics><loopDataInputRef>d</loopDataInputRef></multiInstanceLoopCharacteristics></task>`,
  ),
  LOOP_OUTPUT_ITEM: model(
    `<task id="a">${io('', '<inputSet/>', '<dataOutput id="d" itemSubjectRef="TL" isCollection="true"/>')}<multiInstanceLoopCharacteristics>${formal('loopCardinality', '2')}<loopDataOutputRef>d</loopDataOutputRef><outputDataItem id="o" itemSubjectRef="T2"/></multiInstanceLoopCharacteristics></task>`,
    types,
  ),
  LOOP_INPUT_ITEM: model(
    `<task id="a">${io('<dataInput id="d" itemSubjectRef="TL" isCollection="true"/>', '<inputSet/>')}<multiInstanceLoopCharacteristics><loopDataInputRef>d</loopDataInputRef><inputDataItem id="o" itemSubjectRef="T2"/></multiInstanceLoopCharacteristics></task>`,
    types,
  ),
  CONDITION_NOT_BOOLEAN: model(
    `<task id="a"><standardLoopCharacteristics>${formal('loopCondition', '23')}</standardLoopCharacteristics></task>`,
  ),
  BEHAVIOUR_WITHOUT_EVENT: model(
    `<task id="a"><multiInstanceLoopCharacteristics behavior="One">${formal('loopCardinality', '2')}</multiInstanceLoopCharacteristics></task>`,
  ),
  ID_MISSING: model(`<task/>`),
  TEXT_FORMAT_NO_MIME_TYPE: model(`<task id="a"><documentation textFormat="pretty">x</documentation></task>`),
  EXPRESSION_NOT_FORMAL: model(
    `<adHocSubProcess id="a"><task id="t"/><completionCondition>done</completionCondition></adHocSubProcess>`,
  ),
  EXPRESSION_EMPTY: model(
    `<complexGateway id="g"><activationCondition xsi:type="tFormalExpression"/></complexGateway>`,
  ),
  LANGUAGE_NO_URI: model(
    `<complexGateway id="g"><activationCondition xsi:type="tFormalExpression" language="no uri at all">true</activationCondition></complexGateway>`,
  ),
  COLLECTION_MISMATCH: model(`<dataObject id="d" itemSubjectRef="TL"/><task id="a"/>`, types),
  DATA_REFERENCE_NAME: model(
    `<dataObject id="d" name="Antrag"/><dataObjectReference id="r" name="Antrag geprüft" dataObjectRef="d"><dataState name="geprüft"/></dataObjectReference><task id="a"/>`,
  ),
  PROPERTY_PLACE: model(`<task id="a"/>`, `<property id="p"/>`),
  SUBPROCESS_WITH_IO_SPECIFICATION: model(`<subProcess id="s">${io('', '<inputSet/>')}</subProcess>`),
  DATA_INPUT_OF_PROCESS_WRITTEN: model(
    `${io('<dataInput id="d"/>', '<inputSet><dataInputRefs>d</dataInputRefs></inputSet>')}<task id="a">${io('', '<inputSet/>', '<dataOutput id="o"/>')}<dataOutputAssociation><sourceRef>o</sourceRef><targetRef>d</targetRef></dataOutputAssociation></task>`,
  ),
  DATA_OUTPUT_OF_PROCESS_READ: model(
    `${io('', '<inputSet/>', '<dataOutput id="d"/>')}<task id="a">${io('<dataInput id="i"/>', '<inputSet/>')}<dataInputAssociation><sourceRef>d</sourceRef><targetRef>i</targetRef></dataInputAssociation></task>`,
  ),
  DATA_INPUT_WITHOUT_SET: model(`<task id="a">${io('<dataInput id="d"/>', '<inputSet/>')}</task>`),
  OPTIONAL_INPUT_NOT_IN_SET: model(
    `<task id="a">${io('<dataInput id="d"/>', '<inputSet><optionalInputRefs>d</optionalInputRefs></inputSet>')}</task>`,
  ),
  WHILE_EXECUTING_INPUT_NOT_IN_SET: model(
    `<task id="a">${io('<dataInput id="d"/>', '<inputSet><whileExecutingInputRefs>d</whileExecutingInputRefs></inputSet>')}</task>`,
  ),
  DATA_SETS_DISAGREE: model(
    `<task id="a">${io('', '<inputSet id="is"><outputSetRefs>os</outputSetRefs></inputSet>', '', '<outputSet id="os"/>')}</task>`,
  ),
  DATA_OUTPUT_WITHOUT_SET: model(`<task id="a">${io('', '<inputSet/>', '<dataOutput id="d"/>')}</task>`),
  OPTIONAL_OUTPUT_NOT_IN_SET: model(
    `<task id="a">${io('', '<inputSet/>', '<dataOutput id="d"/>', '<outputSet><optionalOutputRefs>d</optionalOutputRefs></outputSet>')}</task>`,
  ),
  WHILE_EXECUTING_OUTPUT_NOT_IN_SET: model(
    `<task id="a">${io('', '<inputSet/>', '<dataOutput id="d"/>', '<outputSet><whileExecutingOutputRefs>d</whileExecutingOutputRefs></outputSet>')}</task>`,
  ),
  ASSOCIATION_TYPES_DIFFER: model(
    `<dataObject id="o" itemSubjectRef="T1"/><dataObjectReference id="r" dataObjectRef="o"/><task id="a">${io('<dataInput id="d" itemSubjectRef="T2"/>', '<inputSet/>')}<dataInputAssociation><sourceRef>r</sourceRef><targetRef>d</targetRef></dataInputAssociation></task>`,
    types,
  ),
  ASSOCIATION_SOURCES: model(
    `<dataObject id="o"/><dataObject id="o2"/><task id="a">${io('<dataInput id="d"/>', '<inputSet/>')}<dataInputAssociation><sourceRef>o</sourceRef><sourceRef>o2</sourceRef><targetRef>d</targetRef></dataInputAssociation></task>`,
  ),
  MESSAGE_FLOW_AT_ARTIFACT: model(
    `<task id="a"/><textAnnotation id="n"/>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="X" targetRef="n"/></collaboration>`,
  ),
  MESSAGE_FLOW_END_TYPE: model(
    `<exclusiveGateway id="g"/>`,
    `<collaboration id="C"><participant id="X"/><messageFlow id="m" sourceRef="X" targetRef="g"/></collaboration>`,
  ),
  MESSAGE_FLOW_WITHIN_POOL: model(
    `<task id="a"/><task id="b"/>`,
    `<collaboration id="C"><messageFlow id="m" sourceRef="a" targetRef="b"/></collaboration>`,
  ),
  CHOREOGRAPHY_REFERS_TO_CHOREOGRAPHY: model(
    `<task id="a"/>`,
    `<choreography id="c1"/><globalConversation id="c2"><choreographyRef>c1</choreographyRef></globalConversation>`,
  ),
  MULTIPLICITY_MINIMUM: model(
    `<task id="a"/>`,
    `<collaboration id="C"><participant id="X"><participantMultiplicity minimum="-1"/></participant></collaboration>`,
  ),
  MULTIPLICITY_MAXIMUM: model(
    `<task id="a"/>`,
    `<collaboration id="C"><participant id="X"><participantMultiplicity minimum="3" maximum="2"/></participant></collaboration>`,
  ),
  GLOBAL_CONVERSATION_CONTENT: model(
    `<task id="a"/>`,
    `<globalConversation id="c2"><conversation id="v"/></globalConversation>`,
  ),
  CLOSED_MISMATCH: model(
    `<task id="a"/>`,
    `<choreography id="c1" isClosed="true"/><collaboration id="c2"><choreographyRef>c1</choreographyRef></collaboration>`,
  ),
  PUBLIC_PROCESS_EXECUTABLE: `${head}<process id="P" processType="Public" isExecutable="true"><task id="a"/></process></definitions>`,
  REQUIRED_MISSING: model(`<task id="a"/>`, `<interface id="I" name="i"/>`),
  REFERENCE_DANGLING: model(`<exclusiveGateway id="g" default="nowhere"/>`),
  REFERENCE_WRONG_TYPE: model(`<task id="a"/><receiveTask id="r" messageRef="a"/>`),
  DEFAULT_FLOW_FOREIGN: model(
    `<exclusiveGateway id="g" default="f"/><task id="a"/><task id="b"/>${flow('f', 'a', 'b')}`,
  ),
};

describe('the rules of the BPMN standard', () => {
  it.each(Object.entries(broken))('%s is named where it is broken, and refuses in strict mode', async (code, xml) => {
    const { findings } = await importBpmn(xml);
    const found = findings.find((finding) => finding.code === code);
    expect(findings.map((finding) => finding.code)).toContain(code);
    expect(found?.rule).toMatch(/^BPMN 2\.0\.2 clause /);
    expect(found?.message.de).not.toMatch(/\{\w+\}/);
    const strict = await importBpmn(xml, { strict: true });
    expect(strict.findings.find((finding) => finding.code === code)?.severity).toBe('error');
  });

  it('given a process that keeps them all, none is named', async () => {
    const { findings } = await importBpmn(
      model(
        `<startEvent id="s"><outgoing>f1</outgoing></startEvent>
         <userTask id="a"><incoming>f1</incoming><outgoing>f2</outgoing></userTask>
         <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><outgoing>f3</outgoing><timerEventDefinition>${formal('timeDuration', 'P3D')}</timerEventDefinition></boundaryEvent>
         <endEvent id="e"><incoming>f2</incoming></endEvent><endEvent id="e2"><incoming>f3</incoming></endEvent>
         ${flow('f1', 's', 'a')}${flow('f2', 'a', 'e')}${flow('f3', 'b', 'e2')}`,
      ),
    );
    expect(findings.filter((finding) => finding.rule !== undefined)).toEqual([]);
  });

  it('given an extension that must be understood, then it is named', async () => {
    const { findings } = await importBpmn(broken.EXTENSION_MUST_BE_UNDERSTOOD ?? '');
    const found = findings.find((finding) => finding.code === 'EXTENSION_MUST_BE_UNDERSTOOD');
    expect(found?.message.en).toContain('"v:money"');
  });

  it('every rule of the catalogue has a model that breaks it', () => {
    const rules = Object.entries(findingCatalogue).filter(([, kind]) => kind.rule?.includes('EXT') === true);
    expect(rules.map(([code]) => code).filter((code) => !Object.hasOwn(broken, code))).toEqual([]);
  });
});
