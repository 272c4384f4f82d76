import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';

/** What a file with this in it comes to: models, and findings (without those about rules and drawing style). */
async function read(body: string, attributes: string, beside: string): Promise<string> {
  const { models, findings } = await importBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
      xmlns:activiti="http://activiti.org/bpmn" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="t">
      <message id="M" name="m"/><error id="E" errorCode="e"/><escalation id="X" escalationCode="x"/><signal id="G" name="g"/>${beside}
      <process id="P" isExecutable="true" ${attributes}>${body}</process></definitions>`,
  );
  return JSON.stringify({ models, findings: findings.map(({ code, message }) => [code, message.en]) });
}

/** `@` in a place is where the attribute goes, `*` where the extension element goes. */
const places = {
  user: '<userTask id="n" @><extensionElements>*</extensionElements></userTask>',
  service: '<serviceTask id="n" @><extensionElements>*</extensionElements></serviceTask>',
  external:
    '<serviceTask id="n" camunda:type="external" camunda:topic="t" @><extensionElements>*</extensionElements></serviceTask>',
  delegate: '<serviceTask id="n" camunda:class="a.B" @><extensionElements>*</extensionElements></serviceTask>',
  javaOfActiviti: '<serviceTask id="n" activiti:class="a.B" @><extensionElements>*</extensionElements></serviceTask>',
  expression:
    '<serviceTask id="n" camunda:expression="${a + b}" @><extensionElements>*</extensionElements></serviceTask>',
  worker: '<serviceTask id="n" @><extensionElements>*</extensionElements></serviceTask>',
  send: '<sendTask id="n" camunda:type="external" camunda:topic="t" @><extensionElements>*</extensionElements></sendTask>',
  script:
    '<scriptTask id="n" scriptFormat="feel" @><extensionElements>*</extensionElements><script>1</script></scriptTask>',
  rule: '<businessRuleTask id="n" camunda:decisionRef="d" @><extensionElements>*</extensionElements></businessRuleTask>',
  plainRule: '<businessRuleTask id="n" @><extensionElements>*</extensionElements></businessRuleTask>',
  call: '<callActivity id="n" calledElement="Other" @><extensionElements>*</extensionElements></callActivity>',
  start: '<startEvent id="n" @><extensionElements>*</extensionElements></startEvent>',
  process: '<extensionElements>*</extensionElements><userTask id="n" camunda:assignee="a"/>',
  loop: '<userTask id="n" camunda:assignee="a"><multiInstanceLoopCharacteristics @><extensionElements>*</extensionElements><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics></userTask>',
  caughtError:
    '<userTask id="u" camunda:assignee="a"/><boundaryEvent id="n" attachedToRef="u"><errorEventDefinition errorRef="E" @/></boundaryEvent>',
  caughtEscalation:
    '<subProcess id="u"><userTask id="v" camunda:assignee="a"/></subProcess><boundaryEvent id="n" attachedToRef="u"><escalationEventDefinition escalationRef="X" @/></boundaryEvent>',
  condition:
    '<intermediateCatchEvent id="n"><conditionalEventDefinition @><extensionElements>*</extensionElements><condition xsi:type="tFormalExpression">${a}</condition></conditionalEventDefinition></intermediateCatchEvent>',
  thrownMessage:
    '<intermediateThrowEvent id="n"><messageEventDefinition messageRef="M" @><extensionElements>*</extensionElements></messageEventDefinition></intermediateThrowEvent>',
  thrownSignal:
    '<intermediateThrowEvent id="n"><signalEventDefinition signalRef="G" @><extensionElements>*</extensionElements></signalEventDefinition></intermediateThrowEvent>',
  gateway: '<exclusiveGateway id="n" @><extensionElements>*</extensionElements></exclusiveGateway>',
  adHoc:
    '<adHocSubProcess id="n" @><extensionElements>*</extensionElements><userTask id="v" camunda:assignee="a"/></adHocSubProcess>',
  message: '<intermediateCatchEvent id="n"><messageEventDefinition messageRef="M2"/></intermediateCatchEvent>',
} as const;
type Place = keyof typeof places;

/** Attributes, `place name="value"`; with the value the test gives it, each must make a difference. */
const attributes: Readonly<Record<Exclude<Place, 'message'>, readonly string[]>> = {
  process: [
    'camunda:candidateStarterGroups="g"',
    'camunda:candidateStarterUsers="u"',
    'camunda:historyTimeToLive="5"',
    'camunda:versionTag="v"',
    'camunda:jobPriority="3"',
    'camunda:taskPriority="3"',
    'camunda:isStartableInTasklist="false"',
    'activiti:candidateStarterGroups="g"',
    'activiti:candidateStarterUsers="u"',
    'flowable:isEagerExecutionFetching="true"',
  ],
  start: [
    'camunda:formKey="f"',
    'camunda:formRef="f"',
    'camunda:formRefBinding="version"',
    'camunda:formRefVersion="2"',
    'camunda:formHandlerClass="a.B"',
    'camunda:initiator="who"',
    'camunda:asyncBefore="true"',
    'camunda:asyncAfter="true"',
    'camunda:jobPriority="3"',
    'activiti:initiator="who"',
    'activiti:formKey="f"',
    'flowable:formFieldValidation="true"',
  ],
  user: [
    'camunda:assignee="a"',
    'camunda:candidateUsers="a"',
    'camunda:candidateGroups="g"',
    'camunda:dueDate="2026-01-01"',
    'camunda:followUpDate="2026-01-01"',
    'camunda:priority="3"',
    'camunda:formKey="f"',
    'camunda:formRef="f"',
    'camunda:formRefBinding="version"',
    'camunda:formRefVersion="2"',
    'camunda:formHandlerClass="a.B"',
    'camunda:asyncBefore="true"',
    'camunda:asyncAfter="true"',
    'camunda:jobPriority="3"',
    'activiti:assignee="${startedBy}"',
    'activiti:candidateUsers="a"',
    'activiti:candidateGroups="g"',
    'activiti:dueDate="2026-01-01"',
    'activiti:businessCalendarName="c"',
    'activiti:category="c"',
    'activiti:formKey="f"',
    'activiti:priority="3"',
    'activiti:owner="o"',
    'activiti:skipExpression="${skip}"',
    'activiti:async="true"',
    'flowable:assignee="a"',
    'flowable:taskCompleterVariableName="v"',
    'flowable:taskIdVariableName="v"',
  ],
  service: [
    'camunda:exclusive="false"',
    'camunda:type="external"',
    'camunda:topic="t"',
    'camunda:class="a.B"',
    'camunda:delegateExpression="${b}"',
    'camunda:expression="${a}"',
    'camunda:resultVariable="r"',
    'camunda:taskPriority="3"',
    'camunda:asyncBefore="true"',
    'camunda:asyncAfter="true"',
    'camunda:jobPriority="3"',
    'activiti:class="a.B"',
    'activiti:delegateExpression="${b}"',
    'activiti:expression="${a}"',
    'activiti:resultVariableName="r"',
    'activiti:type="mail"',
    'activiti:async="true"',
    'flowable:type="http"',
    'flowable:triggerable="true"',
    'flowable:useLocalScopeForResultVariable="true"',
  ],
  external: ['camunda:taskPriority="3"', 'camunda:resultVariable="r"', 'camunda:asyncBefore="true"'],
  delegate: ['camunda:resultVariable="r"', 'camunda:taskPriority="3"'],
  javaOfActiviti: ['activiti:resultVariableName="r"', 'activiti:async="true"', 'activiti:skipExpression="${skip}"'],
  expression: ['camunda:resultVariable="r"'],
  worker: [],
  send: ['camunda:taskPriority="3"', 'camunda:resultVariable="r"'],
  script: [
    'camunda:resultVariable="r"',
    'camunda:resource="x.js"',
    'flowable:autoStoreVariables="true"',
    'activiti:resultVariable="r"',
  ],
  rule: [
    'camunda:decisionRefBinding="deployment"',
    'camunda:decisionRefBinding="version" camunda:decisionRefVersion="2"',
    'camunda:decisionRefBinding="versionTag" camunda:decisionRefVersionTag="v"',
    'camunda:decisionRefTenantId="t"',
    'camunda:mapDecisionResult="singleEntry"',
    'camunda:resultVariable="r"',
  ],
  plainRule: [
    'camunda:decisionRef="d"',
    'camunda:class="a.B"',
    'activiti:rules="r"',
    'activiti:ruleVariablesInput="v"',
    'activiti:exclude="true"',
  ],
  call: [
    'camunda:calledElementBinding="deployment"',
    'camunda:calledElementBinding="version" camunda:calledElementVersion="2"',
    'camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="v"',
    'camunda:calledElementTenantId="t"',
    'camunda:caseRef="c"',
    'camunda:variableMappingClass="a.B"',
    'camunda:variableMappingDelegateExpression="${b}"',
    'activiti:calledElementType="key"',
    'flowable:businessKey="${k}"',
    'flowable:inheritBusinessKey="true"',
    'flowable:inheritVariables="true"',
    'flowable:sameDeployment="true"',
  ],
  loop: [
    'camunda:collection="${list}"',
    'camunda:collection="${list}" camunda:elementVariable="e"',
    'camunda:asyncBefore="true"',
    'camunda:asyncAfter="true"',
    'activiti:collection="${list}"',
    'activiti:elementIndexVariable="i"',
    'camunda:elementVariable="e"',
  ],
  caughtError: ['camunda:errorCodeVariable="c"', 'camunda:errorMessageVariable="m"', 'flowable:errorVariableName="v"'],
  caughtEscalation: ['camunda:escalationCodeVariable="c"'],
  condition: ['camunda:variableName="v"', 'camunda:variableEvents="create"'],
  thrownMessage: [
    'camunda:type="external" camunda:topic="t"',
    'camunda:class="a.B"',
    'camunda:delegateExpression="${b}"',
    'camunda:expression="${a}"',
    'camunda:resultVariable="r"',
  ],
  thrownSignal: ['camunda:async="true"', 'activiti:async="true"'],
  gateway: ['camunda:asyncBefore="true"', 'camunda:asyncAfter="true"', 'camunda:jobPriority="3"'],
  adHoc: ['camunda:asyncBefore="true"'],
};

const io = (inner: string) => `<camunda:inputOutput>${inner}</camunda:inputOutput>`;
const worker = (rest: string) => `<zeebe:taskDefinition type="t"/>${rest}`;
const field = (rest: string) => `<camunda:formData><camunda:formField id="f" type="string" ${rest}</camunda:formData>`;
const zeebeLoop = (rest: string) => `<zeebe:loopCharacteristics inputCollection="=l" ${rest}/>`;

/** Extension elements. A pair says what an attribute inside must make a difference to. */
const elements: Readonly<Partial<Record<Place, readonly (string | readonly [string, string])[]>>> = {
  process: [
    '<camunda:executionListener event="start" class="a.B"/>',
    '<camunda:potentialStarter><resourceAssignmentExpression/></camunda:potentialStarter>',
    '<camunda:properties><camunda:property name="k" value="v"/></camunda:properties>',
    '<zeebe:versionTag value="v"/>',
    '<zeebe:userTaskForm id="F">{}</zeebe:userTaskForm>',
    '<activiti:eventListener class="a.B"/>',
    '<zeebe:properties><zeebe:property name="k" value="v"/></zeebe:properties>',
  ],
  start: [
    field('/>'),
    '<activiti:formProperty id="f"/>',
    '<zeebe:formDefinition formId="f"/>',
    '<zeebe:formDefinition formKey="f"/>',
    [field('/>'), field('label="L"/>')],
    ['<camunda:formData/>', '<camunda:formData businessKey="f"/>'],
    '<camunda:executionListener event="end" expression="${b.c()}"/>',
    '<zeebe:executionListeners><zeebe:executionListener type="t" eventType="end"/></zeebe:executionListeners>',
  ],
  user: [
    '<camunda:taskListener event="create" class="a.B"/>',
    '<camunda:executionListener event="end" class="a.B"/>',
    '<activiti:taskListener event="create" class="a.B"/>',
    '<camunda:properties><camunda:property name="k" value="v"/></camunda:properties>',
    '<camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle>',
    io('<camunda:inputParameter name="a">1</camunda:inputParameter>'),
    io('<camunda:outputParameter name="a">1</camunda:outputParameter>'),
    field('/>'),
    [field('/>'), field('defaultValue="d"/>')],
    [field('/>'), field('datePattern="dd.MM.yyyy"/>')],
    [
      field('/>'),
      field('><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField>'),
    ],
    [
      field('/>'),
      field('><camunda:properties><camunda:property id="k" value="v"/></camunda:properties></camunda:formField>'),
    ],
    '<activiti:formProperty id="f" required="true"/>',
    '<flowable:formProperty id="f" expression="${x}"/>',
    '<zeebe:assignmentDefinition assignee="a"/>',
    '<zeebe:assignmentDefinition candidateUsers="a"/>',
    '<zeebe:assignmentDefinition candidateGroups="a"/>',
    '<zeebe:formDefinition formKey="f"/>',
    '<zeebe:formDefinition formId="f"/>',
    '<zeebe:formDefinition externalReference="f"/>',
    ['<zeebe:formDefinition formId="f"/>', '<zeebe:formDefinition formId="f" bindingType="deployment"/>'],
    [
      '<zeebe:formDefinition formId="f"/>',
      '<zeebe:formDefinition formId="f" bindingType="versionTag" versionTag="v"/>',
    ],
    '<zeebe:taskSchedule dueDate="=d"/>',
    '<zeebe:taskSchedule followUpDate="=d"/>',
    '<zeebe:priorityDefinition priority="3"/>',
    '<zeebe:taskListeners><zeebe:taskListener type="t" eventType="creating"/></zeebe:taskListeners>',
    '<zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping>',
    '<zeebe:ioMapping><zeebe:output source="=a" target="b"/></zeebe:ioMapping>',
    '<zeebe:properties><zeebe:property name="k" value="v"/></zeebe:properties>',
    '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>',
    '<activiti:customResource activiti:name="r"/>',
  ],
  service: [
    '<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>',
    '<zeebe:taskDefinition type="t"/>',
    '<zeebe:linkedResources><zeebe:linkedResource resourceId="r" linkName="l"/></zeebe:linkedResources>',
  ],
  external: [
    '<camunda:properties><camunda:property name="k" value="v"/></camunda:properties>',
    '<camunda:errorEventDefinition id="x" errorRef="E" expression="${externalTask.errorMessage != null}"/>',
    '<camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle>',
    '<camunda:field name="f" stringValue="s"/>',
    io(
      '<camunda:inputParameter name="a"><camunda:list><camunda:value>1</camunda:value></camunda:list></camunda:inputParameter>',
    ),
    io(
      '<camunda:inputParameter name="a"><camunda:map><camunda:entry key="k">1</camunda:entry></camunda:map></camunda:inputParameter>',
    ),
    io(
      '<camunda:inputParameter name="a"><camunda:script scriptFormat="feel">1</camunda:script></camunda:inputParameter>',
    ),
  ],
  delegate: [
    '<camunda:field name="f" stringValue="s"/>',
    '<camunda:field name="f"><camunda:expression>${x}</camunda:expression></camunda:field>',
    '<camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle>',
  ],
  javaOfActiviti: [
    '<activiti:field name="f" stringValue="s"/>',
    '<activiti:field name="f"><activiti:string>s</activiti:string></activiti:field>',
    '<activiti:field name="f" expression="${x}"/>',
    '<activiti:failedJobRetryTimeCycle>R3/PT1M</activiti:failedJobRetryTimeCycle>',
    '<flowable:mapException errorCode="e">a.B</flowable:mapException>',
  ],
  worker: [
    [worker(''), '<zeebe:taskDefinition type="t" retries="7"/>'],
    [worker(''), worker('<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>')],
    [worker(''), worker('<zeebe:jobPriorityDefinition priority="3"/>')],
  ],
  script: ['<zeebe:script expression="=1" resultVariable="r"/>'],
  plainRule: [
    '<zeebe:calledDecision decisionId="d" resultVariable="r"/>',
    ['<zeebe:calledDecision decisionId="d"/>', '<zeebe:calledDecision decisionId="d" bindingType="deployment"/>'],
    [
      '<zeebe:calledDecision decisionId="d"/>',
      '<zeebe:calledDecision decisionId="d" bindingType="versionTag" versionTag="v"/>',
    ],
    ['<zeebe:calledDecision decisionId="d"/>', '<zeebe:calledDecision decisionId="d" resultVariable="r"/>'],
  ],
  call: [
    '<camunda:in variables="all"/>',
    '<camunda:in businessKey="${k}"/>',
    '<camunda:in source="a" target="b"/>',
    '<camunda:in sourceExpression="${a}" target="b"/>',
    ['<camunda:in variables="all"/>', '<camunda:in variables="all" local="true"/>'],
    '<camunda:out variables="all"/>',
    '<camunda:out source="a" target="b"/>',
    ['<camunda:out source="a" target="b"/>', '<camunda:out source="a" target="b" local="true"/>'],
    [
      '<camunda:out source="a" target="b"/><camunda:out source="c" target="d"/>',
      '<camunda:out source="a" target="b" local="true"/><camunda:out source="c" target="d"/>',
    ],
    ['<camunda:in source="a" target="b"/>', '<camunda:in source="a" target="b" local="true"/>'],
    '<activiti:in source="a" target="b"/>',
    '<flowable:out sourceExpression="${a}" target="b"/>',
    '<zeebe:calledElement processId="Q"/>',
    ['<zeebe:calledElement processId="Q"/>', '<zeebe:calledElement processId="Q" propagateAllChildVariables="false"/>'],
    [
      '<zeebe:calledElement processId="Q"/>',
      '<zeebe:calledElement processId="Q" propagateAllParentVariables="false"/>',
    ],
    ['<zeebe:calledElement processId="Q"/>', '<zeebe:calledElement processId="Q" bindingType="deployment"/>'],
    [
      '<zeebe:calledElement processId="Q"/>',
      '<zeebe:calledElement processId="Q" bindingType="versionTag" versionTag="v"/>',
    ],
    ['<zeebe:calledElement processId="Q"/>', '<zeebe:calledElement processId="Q" businessId="=k"/>'],
  ],
  loop: [
    zeebeLoop(''),
    [zeebeLoop(''), zeebeLoop('inputElement="e"')],
    [zeebeLoop(''), zeebeLoop('outputCollection="o" outputElement="=r"')],
    '<camunda:failedJobRetryTimeCycle>R3/PT1M</camunda:failedJobRetryTimeCycle>',
  ],
  condition: ['<zeebe:conditionalFilter variableNames="a" variableEvents="create"/>'],
  thrownMessage: ['<camunda:field name="f" stringValue="s"/>', '<zeebe:taskDefinition type="t"/>'],
  thrownSignal: ['<camunda:in source="a" target="b"/>', '<camunda:in variables="all"/>'],
  adHoc: [
    '<zeebe:adHoc activeElementsCollection="=l"/>',
    [
      '<zeebe:adHoc activeElementsCollection="=l"/>',
      '<zeebe:adHoc activeElementsCollection="=l" outputCollection="o" outputElement="=r"/>',
    ],
    [
      '<zeebe:adHoc activeElementsCollection="=l"/>',
      '<zeebe:adHoc activeElementsCollection="=l" outputCollection="o"/>',
    ],
  ],
};

function at(place: Place, attribute: string, element: string): Promise<string> {
  const body = places[place].replace('*', element);
  return place === 'process' ? read(body, attribute, '') : read(body.replace('@', attribute), '', '');
}

describe('every attribute of Camunda 7, Activiti, Flowable and zeebe is honoured or reported', () => {
  it.each(Object.entries(attributes).flatMap(([place, list]) => list.map((one) => [place, one] as const)))(
    '%s %s',
    async (place, attribute) => {
      expect(await at(place as Place, attribute, '')).not.toBe(await at(place as Place, '', ''));
    },
  );

  it.each(
    Object.entries(elements).flatMap(([place, list]) =>
      list.map((one) => [place, ...(typeof one === 'string' ? (['', one] as const) : one)] as const),
    ),
  )('%s %s → %s', async (place, before, after) => {
    expect(await at(place as Place, '', after)).not.toBe(await at(place as Place, '', before));
  });

  it.each([
    ['<zeebe:subscription correlationKey="=k"/>'],
    ['<camunda:properties><camunda:property name="k" value="v"/></camunda:properties>'],
  ])('message %s', async (element) => {
    const message = (inner: string) =>
      `<message id="M2" name="m2"><extensionElements>${inner}</extensionElements></message>`;
    expect(await read(places.message, '', message(element))).not.toBe(await read(places.message, '', message('')));
  });

  it('camunda:errorMessage of an error', async () => {
    const error = (attribute: string) => `<error id="E2" errorCode="e" ${attribute}/>`;
    const body = '<endEvent id="n"><errorEventDefinition errorRef="E2"/></endEvent>';
    expect(await read(body, '', error('camunda:errorMessage="m"'))).not.toBe(await read(body, '', error('')));
  });
});
