import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';

/**
 * What breaks a rule has many forms, and what looks like breaking it but does not has as many. Both stand here, by the
 * number the rule has in the catalogue of BPMN constraints of the University of Bamberg.
 */
const head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="t">`;
const file = (content: string): string => `${head}${content}</definitions>`;
const model = (process: string, beside = '', attributes = 'isExecutable="true"'): string =>
  file(`${beside}<process id="P" ${attributes}>${process}</process>`);
const flow = (id: string, from: string, to: string, inner = '', more = ''): string =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" ${more}>${inner}</sequenceFlow>`;
const formal = (name: string, text: string): string => `<${name} xsi:type="tFormalExpression">${text}</${name}>`;
const collaboration = (content: string): string => `<collaboration id="C">${content}</collaboration>`;
const types = `<itemDefinition id="T1" structureRef="String"/><itemDefinition id="T1b" structureRef="String"/><itemDefinition id="T2" structureRef="Integer"/><itemDefinition id="TN"/><itemDefinition id="TL" structureRef="String" isCollection="true"/>`;
const messages = `${types}<message id="M" itemRef="T1"/><message id="M2" itemRef="T1"/><message id="MN"/><interface id="I" name="i"><operation id="O" name="o"><inMessageRef>M</inMessageRef><outMessageRef>M2</outMessageRef></operation><operation id="OneWay" name="w"><inMessageRef>M</inMessageRef></operation></interface>`;
const input = (id: string, type = 'T1'): string => `<dataInput id="${id}" itemSubjectRef="${type}"/>`;
const output = (id: string, type = 'T1'): string => `<dataOutput id="${id}" itemSubjectRef="${type}"/>`;
const inputSet = (...refs: string[]): string =>
  `<inputSet>${refs.map((it) => `<dataInputRefs>${it}</dataInputRefs>`).join('')}</inputSet>`;
const outputSet = (...refs: string[]): string =>
  `<outputSet>${refs.map((it) => `<dataOutputRefs>${it}</dataOutputRefs>`).join('')}</outputSet>`;
const io = (...parts: string[]): string => `<ioSpecification>${parts.join('')}</ioSpecification>`;
/** A process start → step → end in which everything is listed. */
const around = (step: string, id = 'a'): string =>
  `<startEvent id="s"><outgoing>f1</outgoing></startEvent>${step}<endEvent id="e"><incoming>f2</incoming></endEvent>${flow('f1', 's', id)}${flow('f2', id, 'e')}`;
const listed = '<incoming>f1</incoming><outgoing>f2</outgoing>';
const startIn = (container: string, trigger: string, more = ''): string =>
  `<subProcess id="u" ${container}><startEvent id="us" ${more}><outgoing>uf</outgoing>${trigger}</startEvent><endEvent id="ue"><incoming>uf</incoming></endEvent>${flow('uf', 'us', 'ue')}</subProcess>`;
const boundary = (trigger: string, more = '', host = 'task'): string =>
  `<${host} id="a"/><boundaryEvent id="b" attachedToRef="a" ${more}><outgoing>f</outgoing>${trigger}</boundaryEvent><task id="c"><incoming>f</incoming></task>${flow('f', 'b', 'c')}`;
const catching = (trigger: string): string =>
  around(`<intermediateCatchEvent id="a">${listed}${trigger}</intermediateCatchEvent>`);
const throwing = (trigger: string): string =>
  around(`<intermediateThrowEvent id="a">${listed}${trigger}</intermediateThrowEvent>`);
const timer = `<timerEventDefinition>${formal('timeDuration', 'PT1H')}</timerEventDefinition>`;
const eventGateway = (first: string, second: string, more = ''): string =>
  `<startEvent id="s"><outgoing>f1</outgoing></startEvent><eventBasedGateway id="g" ${more}><incoming>f1</incoming><outgoing>f2</outgoing><outgoing>f3</outgoing></eventBasedGateway>${first}${second}${flow('f1', 's', 'g')}${flow('f2', 'g', 'x')}${flow('f3', 'g', 'y')}`;
const message = '<messageEventDefinition messageRef="M"/>';
const called = (ioOfCall: string, ioOfProcess: string): string =>
  file(
    `${types}<process id="P" isExecutable="true"><callActivity id="c" calledElement="Q">${ioOfCall}</callActivity></process><process id="Q" isExecutable="true">${ioOfProcess}<startEvent id="s"/></process>`,
  );

interface Variants {
  readonly wrong?: readonly string[];
  readonly right?: readonly string[];
}

const escalation = (code: string): string => `<escalation id="E" name="e"${code}/>`;
const thrown = `<escalationEventDefinition escalationRef="E"/>`;
const artifacts = `<textAnnotation id="n"><text>x</text></textAnnotation><group id="gr"/><association id="as" sourceRef="a" targetRef="n"/>`;
const pools = `<participant id="X"/><participant id="Y" processRef="P"/>`;
const chor = `<participantRef>X</participantRef><participantRef>Y</participantRef>`;
const choreographies = [
  `<choreographyTask id="ct" initiatingParticipantRef="X">${chor}</choreographyTask>`,
  `<subChoreography id="ct" initiatingParticipantRef="X">${chor}</subChoreography>`,
  `<callChoreography id="ct" initiatingParticipantRef="X">${chor}</callChoreography>`,
];
const activities = [
  'task',
  'userTask',
  'manualTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'callActivity',
  'subProcess',
  'transaction',
  'adHocSubProcess',
];
const gateways = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway', 'eventBasedGateway'];

const variants: Readonly<Record<string, Variants>> = {
  EXT002: {
    wrong: [
      model('<task id="a"/><task id="a"/>'),
      model('<task id="a"/>', '<message id="a"/>'),
      model('<task id="P"/>'),
      file('<process id="P"><task id="a"/></process><process id="Q"><task id="a"/></process>'),
    ],
    right: [model('<task id="a"/>', '<message id="A"/>')],
  },
  EXT006: {
    wrong: ['n', 'gr', 'as'].map((end) => model(`<task id="a"/>${artifacts}${flow('f', 'a', end)}`)),
    right: [model(`<task id="a"/>${artifacts}`)],
  },
  EXT007: { wrong: ['n', 'gr', 'as'].map((end) => model(`<task id="a"/>${artifacts}${flow('f', end, 'a')}`)) },
  EXT008: {
    wrong: ['n', 'gr', 'as'].map((end) =>
      model(
        `<task id="a"/>${artifacts}`,
        collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="${end}"/>`),
      ),
    ),
    right: [model('<task id="a"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="a"/>`))],
  },
  EXT011: {
    wrong: [
      model(throwing(thrown), escalation('')),
      model(around(`<task id="a">${listed}</task>`).replace('</endEvent>', `${thrown}</endEvent>`), escalation('')),
      model(throwing('<escalationEventDefinition/>')),
    ],
    right: [
      model(throwing(thrown), escalation(' escalationCode="1"')),
      model(throwing(thrown), escalation(''), 'isExecutable="false"'),
      model(boundary(thrown, '', 'subProcess'), escalation('')),
    ],
  },
  EXT012: {
    wrong: [
      model(
        around(`<userTask id="a">${listed}</userTask>`) +
          flow('f9', 'a', 's', '<conditionExpression>wenn</conditionExpression>'),
      ),
      model('<timerEventDefinition/>', '', '')
        .replace('<timerEventDefinition/>', '')
        .replace(
          '<process id="P" >',
          `<process id="P" isExecutable="true">${catching('<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>')}`,
        ),
    ],
    right: [
      model(catching('<timerEventDefinition><timeDuration>bald</timeDuration></timerEventDefinition>'), '', ''),
      model(
        catching(
          `<timerEventDefinition><timeCycle xsi:type="b:tFormalExpression">R3/PT1H</timeCycle></timerEventDefinition>`,
        ),
      ),
    ],
  },
  EXT013: {
    wrong: [
      model(
        catching(`<conditionalEventDefinition><condition xsi:type="tFormalExpression"/></conditionalEventDefinition>`),
      ),
      model(
        catching(`<timerEventDefinition><timeDate xsi:type="tFormalExpression"></timeDate></timerEventDefinition>`),
      ),
    ],
    right: [model(catching(timer))],
  },
  EXT017: {
    wrong: gateways.map((name) =>
      model(
        `<${name} id="g" gatewayDirection="Converging"/><task id="a"/><task id="c"/>${flow('f1', 'g', 'a')}${flow('f2', 'g', 'c')}`,
      ),
    ),
    right: gateways.map((name) =>
      model(
        `<${name} id="g" gatewayDirection="Converging"/><task id="a"/><task id="c"/><task id="d"/>${flow('f1', 'a', 'g')}${flow('f2', 'c', 'g')}${flow('f3', 'g', 'd')}`,
      ),
    ),
  },
  EXT018: {
    wrong: gateways.map((name) =>
      model(
        `<${name} id="g" gatewayDirection="Diverging"/><task id="a"/><task id="c"/>${flow('f1', 'a', 'g')}${flow('f2', 'c', 'g')}`,
      ),
    ),
  },
  EXT020: {
    wrong: [
      model(`<dataObject id="d" isCollection="true" itemSubjectRef="T1"/><task id="a"/>`, types),
      model(`<dataObject id="d" itemSubjectRef="TL"/><task id="a"/>`, types),
      model(`<task id="a">${io('<dataInput id="i" itemSubjectRef="TL"/>', inputSet('i'), outputSet())}</task>`, types),
      model(
        `<task id="a">${io('<dataOutput id="i" isCollection="true" itemSubjectRef="T1"/>', inputSet(), outputSet('i'))}</task>`,
        types,
      ),
    ],
    right: [
      model(`<dataObject id="d" isCollection="true" itemSubjectRef="TL"/><task id="a"/>`, types),
      model(`<dataObject id="d" isCollection="false" itemSubjectRef="T1"/><task id="a"/>`, types),
      model(`<dataObject id="d" isCollection="true"/><task id="a"/>`, types),
    ],
  },
  EXT021: {
    wrong: [model(startIn('triggeredByEvent="true"', timer) + `<task id="a"/>${flow('f', 'u', 'a')}`)],
    right: activities.map((name) => model(`<${name} id="a"/><task id="c"/>${flow('f', 'a', 'c')}`)),
  },
  EXT022: { wrong: [model(startIn('triggeredByEvent="true"', timer) + `<task id="a"/>${flow('f', 'a', 'u')}`)] },
  EXT023: {
    wrong: [
      model(around('<task id="a"><incoming>f1</incoming></task>')),
      model(around('<task id="a"><outgoing>f2</outgoing></task>')),
    ],
    right: [
      model(around(`<task id="a">${listed}</task>`)),
      model(around('<task id="a"><incoming>\n  f1\n</incoming><outgoing> f2 </outgoing></task>')),
    ],
  },
  EXT024: {
    wrong: [model(`<task id="a"/><task id="c"/>${flow('f', 'a', 'c', '', 'isImmediate="false"')}`)],
    right: [
      model(`<task id="a"/><task id="c"/>${flow('f', 'a', 'c', '', 'isImmediate="true"')}`),
      model(
        `<task id="a"/><task id="c"/>${flow('f', 'a', 'c', '', 'isImmediate="false"')}`,
        '',
        'isExecutable="false"',
      ),
    ],
  },
  EXT025: {
    wrong: [
      model(`<startEvent id="s"/><task id="c"/>${flow('f', 's', 'c', formal('conditionExpression', 'x'))}`),
      ...activities.map((name) =>
        model(`<${name} id="a"/><task id="c"/>${flow('f', 'a', 'c', formal('conditionExpression', 'x'))}`),
      ),
    ],
    right: [
      model(
        `<task id="a"/><task id="c"/>${flow('f', 'a', 'c', formal('conditionExpression', 'x'))}${flow('f2', 'a', 'c')}`,
      ),
      model(`<exclusiveGateway id="a"/><task id="c"/>${flow('f', 'a', 'c', formal('conditionExpression', 'x'))}`),
    ],
  },
  EXT026: {
    wrong: [...activities, 'exclusiveGateway', 'inclusiveGateway', 'complexGateway'].map((name) =>
      model(
        `<${name} id="a" default="f3"/><task id="c"/><task id="d"/>${flow('f1', 'a', 'c')}${flow('f2', 'a', 'd')}${flow('f3', 'c', 'd')}`,
      ),
    ),
    right: [...activities, 'exclusiveGateway', 'inclusiveGateway', 'complexGateway'].map((name) =>
      model(`<${name} id="a" default="f2"/><task id="c"/><task id="d"/>${flow('f1', 'a', 'c')}${flow('f2', 'a', 'd')}`),
    ),
  },
  EXT028: {
    wrong: [
      file(`<process id="P"><task id="a"/>${flow('f', 'a', 'x')}</process><process id="Q"><task id="x"/></process>`),
      file(`<process id="P"><task id="a"/></process><process id="Q"><task id="x"/>${flow('f', 'x', 'a')}</process>`),
    ],
    right: [
      file(
        `<process id="P"><task id="a"/><task id="c"/>${flow('f', 'a', 'c')}</process><process id="Q"><task id="x"/></process>`,
      ),
    ],
  },
  EXT029: {
    wrong: [
      model(
        '<task id="a"/>',
        collaboration('<participant id="X"><participantMultiplicity minimum="-2" maximum="3"/></participant>'),
      ),
    ],
    right: ['', 'minimum="0"', 'minimum="2" maximum="2"', 'minimum="0" maximum="1"', 'maximum="5"'].map((given) =>
      model('<task id="a"/>', collaboration(`<participant id="X"><participantMultiplicity ${given}/></participant>`)),
    ),
  },
  EXT030: {
    wrong: ['minimum="2" maximum="1"', 'maximum="0"', 'minimum="2"'].map((given) =>
      model('<task id="a"/>', collaboration(`<participant id="X"><participantMultiplicity ${given}/></participant>`)),
    ),
    right: ['', 'minimum="0"', 'minimum="2" maximum="2"', 'minimum="1"', 'maximum="5"'].map((given) =>
      model('<task id="a"/>', collaboration(`<participant id="X"><participantMultiplicity ${given}/></participant>`)),
    ),
  },
  EXT031: {
    wrong: [
      model('<task id="a"/><task id="c"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="a" targetRef="c"/>`)),
      model('<task id="a"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="Y" targetRef="a"/>`)),
      model('<task id="a"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="a" targetRef="Y"/>`)),
      model('<task id="a"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="X"/>`)),
      model(
        '<subProcess id="u"><task id="a"/></subProcess><task id="c"/>',
        collaboration(`${pools}<messageFlow id="m" sourceRef="a" targetRef="c"/>`),
      ),
    ],
    right: [
      model('<task id="a"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="a"/>`)),
      model('<task id="a"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="Y"/>`)),
      model(
        '<task id="a"/>',
        collaboration(`<participant id="X"/><participant id="Z"/><messageFlow id="m" sourceRef="X" targetRef="Z"/>`),
      ),
    ],
  },
  EXT033: {
    wrong: [
      model(
        '<task id="a"/>',
        '<choreography id="c1"/><collaboration id="C" isClosed="true"><choreographyRef>c1</choreographyRef></collaboration>',
      ),
    ],
    right: [
      model(
        '<task id="a"/>',
        '<choreography id="c1" isClosed="true"/><collaboration id="C" isClosed="1"><choreographyRef>c1</choreographyRef></collaboration>',
      ),
    ],
  },
  EXT035: {
    wrong: [model('<task id="a"/>', '', 'processType="Public" isExecutable="true"')],
    right: [
      model('<task id="a"/>', '', 'processType="Public" isExecutable="false"'),
      model('<task id="a"/>', '', 'processType="Private" isExecutable="true"'),
    ],
  },
  EXT036: { wrong: choreographies.map((it) => model(it, collaboration(pools))), right: [model('<task id="a"/>')] },
  EXT037: {
    wrong: [model('<task id="a" startQuantity="0"/>'), model('<subProcess id="a" startQuantity="-1"/>')],
    right: [model('<task id="a" startQuantity="+2"/>')],
  },
  EXT038: {
    wrong: [model('<callActivity id="a" completionQuantity="0"/>')],
    right: [model('<task id="a" completionQuantity="3"/>')],
  },
  EXT039: {
    wrong: ['resourceRole', 'performer', 'potentialOwner', 'humanPerformer'].map((role) =>
      model(
        `<userTask id="a"><${role}><resourceRef>R</resourceRef><resourceAssignmentExpression><expression>x</expression></resourceAssignmentExpression></${role}></userTask>`,
        '<resource id="R" name="r"/>',
      ),
    ),
    right: [
      model(
        `<userTask id="a"><performer><resourceRef>R</resourceRef></performer><potentialOwner><resourceAssignmentExpression><expression>x</expression></resourceAssignmentExpression></potentialOwner></userTask>`,
        '<resource id="R" name="r"/>',
      ),
    ],
  },
  EXT042: {
    wrong: [
      model(
        `<serviceTask id="a" operationRef="OneWay">${io(input('i'), inputSet('i'), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
      model('<serviceTask id="a" operationRef="OneWay"/>', messages),
    ],
    right: [
      model(
        `<serviceTask id="a" operationRef="OneWay">${io(input('i'), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
      model('<serviceTask id="a"/>'),
    ],
  },
  EXT044: {
    wrong: [
      model(
        `<serviceTask id="a" operationRef="OneWay">${io(input('i', 'T2'), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
      model(
        `<serviceTask id="a" operationRef="OneWay">${io(input('i', 'TN'), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
    ],
    right: ['T1', 'T1b'].map((type) =>
      model(
        `<serviceTask id="a" operationRef="OneWay">${io(input('i', type), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
    ),
  },
  EXT045: {
    wrong: [
      model(
        `<serviceTask id="a" operationRef="O">${io(input('i'), output('o', 'T2'), inputSet('i'), outputSet('o'))}</serviceTask>`,
        messages,
      ),
      model(
        `<serviceTask id="a" operationRef="O">${io(input('i'), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
    ],
    right: [
      model(
        `<serviceTask id="a" operationRef="O">${io(input('i'), output('o', 'T1b'), inputSet('i'), outputSet('o'))}</serviceTask>`,
        messages,
      ),
      model(
        `<serviceTask id="a" operationRef="OneWay">${io(input('i'), inputSet('i'), outputSet())}</serviceTask>`,
        messages,
      ),
    ],
  },
  EXT046: {
    wrong: [
      model(
        `<sendTask id="a" messageRef="M">${io(input('i'), inputSet('i'), inputSet('i'), outputSet())}</sendTask>`,
        messages,
      ),
    ],
    right: [
      model(`<sendTask id="a" messageRef="M">${io(input('i'), inputSet('i'), outputSet())}</sendTask>`, messages),
      model('<sendTask id="a" messageRef="M"/>', messages),
    ],
  },
  EXT047: {
    wrong: [
      model(
        `<sendTask id="a" messageRef="M">${io(input('i'), input('j'), inputSet('i', 'j'), outputSet())}</sendTask>`,
        messages,
      ),
    ],
  },
  EXT048: {
    wrong: ['T2', 'TN']
      .map((type) =>
        model(
          `<sendTask id="a" messageRef="M">${io(input('i', type), inputSet('i'), outputSet())}</sendTask>`,
          messages,
        ),
      )
      .concat(
        model(
          `<sendTask id="a" messageRef="M">${io('<dataInput id="i"/>', inputSet('i'), outputSet())}</sendTask>`,
          messages,
        ),
      ),
    right: ['T1', 'T1b'].map((type) =>
      model(`<sendTask id="a" messageRef="M">${io(input('i', type), inputSet('i'), outputSet())}</sendTask>`, messages),
    ),
  },
  EXT049: {
    wrong: [model(`<task id="c"/><receiveTask id="a" instantiate="1"/>${flow('f', 'c', 'a')}`)],
    right: [model(`<task id="c"/><receiveTask id="a" instantiate="0"/>${flow('f', 'c', 'a')}`)],
  },
  EXT052: {
    wrong: [
      model(
        `<receiveTask id="a" messageRef="M">${io(output('o', 'T2'), inputSet(), outputSet('o'))}</receiveTask>`,
        messages,
      ),
    ],
    right: [
      model(
        `<receiveTask id="a" messageRef="M">${io(output('o', 'T1b'), inputSet(), outputSet('o'))}</receiveTask>`,
        messages,
      ),
    ],
  },
  EXT053: {
    wrong: [model('<scriptTask id="a"><script>1</script></scriptTask>')],
    right: [
      model('<scriptTask id="a" scriptFormat="feel"><script>1</script></scriptTask>'),
      model('<scriptTask id="a"/>'),
    ],
  },
  EXT056: {
    wrong: ['subProcess', 'transaction', 'adHocSubProcess'].flatMap((name) =>
      choreographies.map((it) => model(`<${name} id="u">${it}</${name}>`, collaboration(pools))),
    ),
  },
  EXT057: {
    wrong: [
      model(
        startIn('triggeredByEvent="true"', timer).replace('<startEvent', '<incoming>nowhere</incoming><startEvent'),
      ),
      model(startIn('triggeredByEvent="true"', timer) + `<task id="a"/>${flow('f', 'u', 'a')}`),
    ].slice(1),
    right: [model(startIn('triggeredByEvent="true"', timer)), model(around(startIn('', ''), 'u'))],
  },
  EXT058: {
    wrong: [
      model('<subProcess id="u" triggeredByEvent="true"><task id="a"/></subProcess>'),
      model(
        `<subProcess id="u" triggeredByEvent="true"><startEvent id="s">${timer}</startEvent><startEvent id="s2">${timer}</startEvent></subProcess>`,
      ),
    ],
    right: [
      model(startIn('triggeredByEvent="true"', timer)),
      model('<subProcess id="u" triggeredByEvent="false"><startEvent id="s"/><startEvent id="s2"/></subProcess>'),
    ],
  },
  EXT059: {
    wrong: ['', '<cancelEventDefinition/>', '<linkEventDefinition name="l"/>', '<terminateEventDefinition/>']
      .map((it) => model(startIn('triggeredByEvent="true"', it)))
      .concat(
        ['<errorEventDefinition/>', '<compensateEventDefinition/>'].map((it) =>
          model(startIn('triggeredByEvent="true"', it, 'isInterrupting="false"')),
        ),
      ),
    right: [
      '<errorEventDefinition/>',
      '<compensateEventDefinition/>',
      '<escalationEventDefinition/>',
      '<signalEventDefinition/>',
      timer,
      message,
      '<conditionalEventDefinition><condition/></conditionalEventDefinition>',
    ].map((it) => model(startIn('triggeredByEvent="true"', it))),
  },
  EXT061: {
    wrong: [
      model('<adHocSubProcess id="u"/>'),
      model(`<adHocSubProcess id="u"><intermediateThrowEvent id="i"/></adHocSubProcess>`),
    ],
    right: activities
      .filter((name) => name !== 'adHocSubProcess')
      .map((name) => model(`<adHocSubProcess id="u"><${name} id="a"/></adHocSubProcess>`)),
  },
  EXT062: {
    wrong: ['<startEvent id="s"/>', '<endEvent id="e"/>', ...choreographies].map((it) =>
      model(`<adHocSubProcess id="u"><task id="a"/>${it}</adHocSubProcess>`, collaboration(pools)),
    ),
    right: [
      model(
        `<adHocSubProcess id="u"><task id="a"/><task id="c"/><dataObject id="d"/><exclusiveGateway id="g"/>${flow('f', 'a', 'c')}</adHocSubProcess>`,
      ),
    ],
  },
  EXT063: {
    wrong: [
      called(io(input('i'), inputSet('i'), outputSet()), ''),
      called('', io(input('qi'), inputSet('qi'), outputSet())),
      called(io(input('i', 'T2'), inputSet('i'), outputSet()), io(input('qi'), inputSet('qi'), outputSet())),
      called(io(input('i'), output('o'), inputSet('i'), outputSet('o')), io(input('qi'), inputSet('qi'), outputSet())),
      called(io(input('i'), inputSet('i'), inputSet('i'), outputSet()), io(input('qi'), inputSet('qi'), outputSet())),
      called(
        io(input('i'), input('j'), inputSet('i'), outputSet()),
        io(input('qi'), input('qj'), inputSet('qi', 'qj'), outputSet()),
      ),
    ],
    right: [
      called('', ''),
      called(io(input('i'), inputSet('i'), outputSet()), io(input('qi', 'T1b'), inputSet('qi'), outputSet())),
      called(
        io(input('i'), input('j', 'T2'), inputSet('i', 'j'), outputSet()),
        io(input('qj', 'T2'), input('qi'), inputSet('qj', 'qi'), outputSet()),
      ),
      model('<callActivity id="c" calledElement="elsewhere"/>'),
    ],
  },
  EXT067: {
    wrong: [model('<task id="a"><multiInstanceLoopCharacteristics/></task>')],
    right: [
      model(
        `<task id="a"><multiInstanceLoopCharacteristics>${formal('loopCardinality', '3')}</multiInstanceLoopCharacteristics></task>`,
      ),
      model('<task id="a"><multiInstanceLoopCharacteristics/></task>', '', 'isExecutable="false"'),
      model(
        `<task id="a">${io(input('i', 'TL'), inputSet('i'), outputSet())}<multiInstanceLoopCharacteristics><loopDataInputRef>i</loopDataInputRef></multiInstanceLoopCharacteristics></task>`,
        types,
      ),
    ],
  },
  EXT070: {
    wrong: [
      model(
        `<dataObject id="d" isCollection="true" itemSubjectRef="TL"/><subProcess id="a"><multiInstanceLoopCharacteristics><loopDataInputRef>d</loopDataInputRef><inputDataItem id="x" itemSubjectRef="T2"/></multiInstanceLoopCharacteristics></subProcess>`,
        types,
      ),
      model(
        `<dataObject id="d" isCollection="true" itemSubjectRef="TL"/><dataObjectReference id="r" dataObjectRef="d"/><subProcess id="a"><multiInstanceLoopCharacteristics><loopDataInputRef>r</loopDataInputRef><inputDataItem id="x" itemSubjectRef="TL"/></multiInstanceLoopCharacteristics></subProcess>`,
        types,
      ),
    ],
    right: ['d', 'r'].map((name) =>
      model(
        `<dataObject id="d" isCollection="true" itemSubjectRef="TL"/><dataObjectReference id="r" dataObjectRef="d"/><subProcess id="a"><multiInstanceLoopCharacteristics><loopDataInputRef>${name}</loopDataInputRef><inputDataItem id="x" itemSubjectRef="T1"/></multiInstanceLoopCharacteristics></subProcess>`,
        types,
      ),
    ),
  },
  EXT076: {
    wrong: [
      model(
        '<dataObject id="d" name="Akte"/><dataObjectReference id="r" name="Akte" dataObjectRef="d"><dataState name="neu"/></dataObjectReference><task id="a"/>',
      ),
      model(
        '<dataObject id="d" name="Akte"/><dataObjectReference id="r" name="Akte [alt]" dataObjectRef="d"><dataState name="neu"/></dataObjectReference><task id="a"/>',
      ),
    ],
    right: [
      model(
        '<dataObject id="d" name="Akte"/><dataObjectReference id="r" name="Akte [neu]" dataObjectRef="d"><dataState name="neu"/></dataObjectReference><task id="a"/>',
      ),
      model(
        '<dataObject id="d" name="Akte"/><dataObjectReference id="r" name="Papier" dataObjectRef="d"/><task id="a"/>',
      ),
    ],
  },
  EXT079: {
    wrong: ['subProcess', 'transaction', 'adHocSubProcess'].map((name) =>
      model(`<${name} id="u">${io(inputSet(), outputSet())}<task id="a"/></${name}>`),
    ),
    right: [model(`<task id="a">${io(inputSet(), outputSet())}</task>`)],
  },
  EXT084: {
    wrong: [
      model(`<task id="a">${io(input('i'), inputSet(), outputSet())}</task>`, types),
      model(
        throwing(`${input('i')}<signalEventDefinition signalRef="S"/>`),
        `${types}<signal id="S" structureRef="T1"/>`,
      ),
    ],
    right: [
      model(`<task id="a">${io(input('i'), inputSet('i'), outputSet())}</task>`, types),
      model(
        throwing(`${input('i')}${inputSet('i')}<signalEventDefinition signalRef="S"/>`),
        `${types}<signal id="S" structureRef="T1"/>`,
      ),
    ],
  },
  EXT088: {
    wrong: [
      model(`<task id="a">${io(output('o'), inputSet(), outputSet())}</task>`, types),
      model(
        catching(`${output('o')}<signalEventDefinition signalRef="S"/>`),
        `${types}<signal id="S" structureRef="T1"/>`,
      ),
    ],
    right: [
      model(
        catching(`${output('o')}${outputSet('o')}<signalEventDefinition signalRef="S"/>`),
        `${types}<signal id="S" structureRef="T1"/>`,
      ),
    ],
  },
  EXT091: {
    wrong: [
      model(
        `<dataObject id="d" itemSubjectRef="T2"/><task id="a">${io(input('i'), inputSet('i'), outputSet())}<dataInputAssociation><sourceRef>d</sourceRef><targetRef>i</targetRef></dataInputAssociation></task>`,
        types,
      ),
      model(
        `<dataObject id="d" itemSubjectRef="T2"/><dataObjectReference id="r" dataObjectRef="d"/><task id="a">${io(output('o'), inputSet(), outputSet('o'))}<dataOutputAssociation><sourceRef>o</sourceRef><targetRef>r</targetRef></dataOutputAssociation></task>`,
        types,
      ),
      model(
        `<dataStoreReference id="r" dataStoreRef="S"/><task id="a">${io(output('o'), inputSet(), outputSet('o'))}<dataOutputAssociation><sourceRef>o</sourceRef><targetRef>r</targetRef></dataOutputAssociation></task>`,
        `${types}<dataStore id="S" itemSubjectRef="T2"/>`,
      ),
    ],
    right: [
      model(
        `<dataObject id="d" itemSubjectRef="T1b"/><dataObjectReference id="r" dataObjectRef="d"/><task id="a">${io(output('o'), inputSet(), outputSet('o'))}<dataOutputAssociation><sourceRef>o</sourceRef><targetRef>r</targetRef></dataOutputAssociation></task>`,
        types,
      ),
      model(
        `<dataObject id="d"/><task id="a">${io(input('i'), inputSet('i'), outputSet())}<dataInputAssociation><sourceRef>d</sourceRef><targetRef>i</targetRef></dataInputAssociation></task>`,
        types,
      ),
      model(
        `<dataObject id="d" itemSubjectRef="T2"/><task id="a">${io(input('i'), inputSet('i'), outputSet())}<dataInputAssociation><sourceRef>d</sourceRef><targetRef>i</targetRef><transformation>string(d)</transformation></dataInputAssociation></task>`,
        types,
      ),
    ],
  },
  EXT094: {
    wrong: [
      model(throwing(`${input('i', 'T2')}${inputSet('i')}<messageEventDefinition messageRef="M"/>`), messages),
      model(
        catching(`${output('o', 'T2')}${outputSet('o')}<signalEventDefinition signalRef="S"/>`),
        `${types}<signal id="S" structureRef="T1"/>`,
      ),
      model(throwing(`${input('i')}${inputSet('i')}<messageEventDefinition messageRef="MN"/>`), messages),
      model(
        throwing(
          `${input('i')}${input('j')}${inputSet('i', 'j')}<messageEventDefinition messageRef="M"/><signalEventDefinition signalRef="S"/>`,
        ),
        `${messages}<signal id="S" structureRef="T2"/>`,
      ),
    ],
    right: [
      model(throwing(`${input('i', 'T1b')}${inputSet('i')}<messageEventDefinition messageRef="M"/>`), messages),
      model(
        throwing(
          `${input('i')}${input('j', 'T2')}${inputSet('i', 'j')}<messageEventDefinition messageRef="M"/><signalEventDefinition signalRef="S"/>`,
        ),
        `${messages}<signal id="S" structureRef="T2"/>`,
      ),
    ],
  },
  EXT095: {
    wrong: [
      model(
        `<endEvent id="e"><signalEventDefinition id="sd"/></endEvent><intermediateThrowEvent id="t"><eventDefinitionRef>sd</eventDefinitionRef></intermediateThrowEvent>`,
      ),
    ],
    right: [
      model(
        `<endEvent id="e"><eventDefinitionRef>sd</eventDefinitionRef></endEvent><intermediateThrowEvent id="t"><eventDefinitionRef>sd</eventDefinitionRef></intermediateThrowEvent>`,
        '<signalEventDefinition id="sd"/>',
      ),
    ],
  },
  EXT097: {
    wrong: [
      model(`<task id="a"/><endEvent id="e"/>${flow('f', 'a', 'e')}`),
      model(
        around(`<subProcess id="a">${listed}<task id="ua"/><endEvent id="ue"/>${flow('uf', 'ua', 'ue')}</subProcess>`),
      ),
    ],
    right: [
      model(`<receiveTask id="a" instantiate="true"/><endEvent id="e"/>${flow('f', 'a', 'e')}`),
      model(around(`<task id="a">${listed}</task>`)),
    ],
  },
  EXT098: {
    wrong: [
      '<cancelEventDefinition/>',
      '<compensateEventDefinition/>',
      '<errorEventDefinition/>',
      '<escalationEventDefinition/>',
      '<linkEventDefinition name="l"/>',
      '<terminateEventDefinition/>',
    ]
      .map((it) => model(`<startEvent id="s">${it}</startEvent>`))
      .concat(
        model(
          '<startEvent id="s"><eventDefinitionRef>x</eventDefinitionRef></startEvent>',
          '<errorEventDefinition id="x"/>',
        ),
      ),
    right: [
      '',
      message,
      timer,
      '<signalEventDefinition/>',
      '<conditionalEventDefinition><condition/></conditionalEventDefinition>',
      `${message}<signalEventDefinition/>`,
    ].map((it) => model(`<startEvent id="s">${it}</startEvent>`, '<message id="M"/>')),
  },
  EXT099: {
    wrong: [
      file(
        `<process id="P"><callActivity id="c" calledElement="Q"/></process><process id="Q"><startEvent id="s">${timer}</startEvent><startEvent id="s2"><signalEventDefinition/></startEvent></process>`,
      ),
    ],
    right: [
      file(
        `<process id="P"><callActivity id="c" calledElement="Q"/></process><process id="Q"><startEvent id="s">${timer}</startEvent><startEvent id="s2"/></process>`,
      ),
    ],
  },
  EXT100: {
    wrong: [
      model(startIn('', timer)),
      model(startIn('triggeredByEvent="false"', message)),
      model(`<transaction id="u"><startEvent id="s">${timer}</startEvent></transaction>`),
    ],
    right: [model(startIn('', '')), model(startIn('triggeredByEvent="true"', timer))],
  },
  EXT103: {
    wrong: [
      model(
        `<startEvent id="s">${timer}</startEvent>`,
        collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="s"/>`),
      ),
    ],
    right: [
      model(
        `<startEvent id="s"><messageEventDefinition/></startEvent>`,
        collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="s"/>`),
      ),
      model(
        `<startEvent id="s"><eventDefinitionRef>md</eventDefinitionRef></startEvent>`,
        `<messageEventDefinition id="md"/>${collaboration(`${pools}<messageFlow id="m" sourceRef="X" targetRef="s"/>`)}`,
      ),
    ],
  },
  EXT105: {
    wrong: [
      model('<startEvent id="s"/><task id="a"/>'),
      model(around(`<subProcess id="a">${listed}<startEvent id="us"/></subProcess>`)),
    ],
    right: [model(around(`<task id="a">${listed}</task>`)), model('<task id="a"/>')],
  },
  EXT106: {
    wrong: [
      model('<endEvent id="e"><cancelEventDefinition/></endEvent>'),
      model('<subProcess id="u"><endEvent id="e"><cancelEventDefinition/></endEvent></subProcess>'),
    ],
    right: [
      model(
        '<transaction id="u"><startEvent id="s"/><endEvent id="e"><cancelEventDefinition/></endEvent></transaction>',
      ),
      model(
        '<transaction id="u"><subProcess id="v"><endEvent id="e"><cancelEventDefinition/></endEvent></subProcess></transaction>',
      ),
    ],
  },
  EXT109: {
    wrong: [model('<endEvent id="e"/>', collaboration(`${pools}<messageFlow id="m" sourceRef="e" targetRef="X"/>`))],
    right: [
      model(
        '<endEvent id="e"><messageEventDefinition/></endEvent>',
        collaboration(`${pools}<messageFlow id="m" sourceRef="e" targetRef="X"/>`),
      ),
    ],
  },
  EXT110: {
    wrong: [
      '<linkEventDefinition name="l"/>',
      '<errorEventDefinition/>',
      '<cancelEventDefinition/>',
      '<compensateEventDefinition/>',
      '<terminateEventDefinition/>',
      '',
    ].map((it) => model(boundary(it, 'cancelActivity="false"'))),
    right: [
      timer,
      message,
      '<signalEventDefinition/>',
      '<escalationEventDefinition/>',
      '<conditionalEventDefinition><condition/></conditionalEventDefinition>',
    ].map((it) => model(boundary(it, 'cancelActivity="false"', 'subProcess'), '<message id="M"/>')),
  },
  EXT111: {
    wrong: [
      model(boundary('<cancelEventDefinition/>', '', 'task')),
      model(boundary('<cancelEventDefinition/>', '', 'subProcess')),
    ],
    right: [model(boundary('<cancelEventDefinition/>', '', 'transaction'))],
  },
  EXT113: {
    wrong: [model(`<task id="a"/><boundaryEvent id="b" attachedToRef="a">${timer}</boundaryEvent>`)],
    right: [
      model(boundary(timer)),
      model('<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>'),
    ],
  },
  EXT115: {
    wrong: [
      model(`<intermediateCatchEvent id="i">${timer}</intermediateCatchEvent><endEvent id="e"/>${flow('f', 'i', 'e')}`),
      model(`<intermediateThrowEvent id="i"/><endEvent id="e"/>${flow('f', 'i', 'e')}`),
    ],
    right: [
      model(catching(timer)),
      model(
        `<intermediateCatchEvent id="i"><linkEventDefinition name="l"/></intermediateCatchEvent><endEvent id="e"/>${flow('f', 'i', 'e')}`,
      ),
    ],
  },
  EXT116: {
    wrong: [model(`<startEvent id="s"/><intermediateThrowEvent id="i"/>${flow('f', 's', 'i')}`)],
    right: [
      model(
        `<startEvent id="s"/><intermediateThrowEvent id="i"><linkEventDefinition name="l"/></intermediateThrowEvent>${flow('f', 's', 'i')}`,
      ),
    ],
  },
  EXT118: {
    wrong: [
      model(
        `<intermediateThrowEvent id="i"><linkEventDefinition id="l1" name="x"><target>l3</target></linkEventDefinition></intermediateThrowEvent><intermediateCatchEvent id="j"><linkEventDefinition id="l2" name="x"><source>l1</source></linkEventDefinition></intermediateCatchEvent><intermediateCatchEvent id="k"><linkEventDefinition id="l3" name="y"/></intermediateCatchEvent>`,
      ),
    ],
    right: [
      model(
        `<intermediateThrowEvent id="i"><linkEventDefinition id="l1" name="x"><target>l2</target></linkEventDefinition></intermediateThrowEvent><intermediateThrowEvent id="h"><linkEventDefinition id="l0" name="x"><target>l2</target></linkEventDefinition></intermediateThrowEvent><intermediateCatchEvent id="j"><linkEventDefinition id="l2" name="x"><source>l1</source><source>l0</source></linkEventDefinition></intermediateCatchEvent>`,
      ),
    ],
  },
  EXT122: {
    wrong: [model(catching('<compensateEventDefinition/>'))],
    right: [model(throwing('<compensateEventDefinition/>'))],
  },
  EXT123: {
    wrong: ['<condition>x</condition>', '<condition xsi:type="tFormalExpression"/>'].map((it) =>
      model(catching(`<conditionalEventDefinition>${it}</conditionalEventDefinition>`)),
    ),
    right: [
      model(catching(`<conditionalEventDefinition>${formal('condition', 'x')}</conditionalEventDefinition>`)),
      model(catching('<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>'), '', ''),
    ],
  },
  EXT127: {
    wrong: [
      model(catching('<messageEventDefinition/>')),
      model(boundary('<messageEventDefinition/>')),
      model('<startEvent id="s"><messageEventDefinition/></startEvent>'),
    ],
    right: [model(catching(message), '<message id="M"/>'), model(catching('<messageEventDefinition/>'), '', '')],
  },
  EXT128: {
    wrong: [model(catching(message), '<message id="M"/>')],
    right: [
      model(
        catching('<messageEventDefinition messageRef="M"><operationRef>O</operationRef></messageEventDefinition>'),
        messages,
      ),
      model(catching(message), '<message id="M"/>', ''),
    ],
  },
  EXT135: {
    wrong: gateways
      .map((name) => model(around(`<${name} id="a">${listed}</${name}>`)))
      .concat(gateways.map((name) => model(`<${name} id="a"/><task id="t"/>`))),
    right: gateways.map((name) =>
      model(`<${name} id="g"/><task id="a"/><task id="c"/>${flow('f1', 'g', 'a')}${flow('f2', 'g', 'c')}`),
    ),
  },
  EXT137: {
    wrong: [
      model(
        eventGateway('<receiveTask id="x"/>', '<receiveTask id="y"/>').replace(
          'targetRef="x" >',
          `targetRef="x">${formal('conditionExpression', 'z')}`,
        ),
      ),
    ],
    right: [model(eventGateway('<receiveTask id="x"/>', '<receiveTask id="y"/>'))],
  },
  EXT138: {
    wrong: [
      '<userTask id="y"/>',
      '<endEvent id="y"/>',
      '<exclusiveGateway id="y"/>',
      '<intermediateCatchEvent id="y"/>',
      '<intermediateCatchEvent id="y"><linkEventDefinition name="l"/></intermediateCatchEvent>',
    ].map((it) => model(eventGateway('<receiveTask id="x"/>', it))),
    right: [timer, message, '<signalEventDefinition/>', `${timer}<signalEventDefinition/>`].map((it) =>
      model(
        eventGateway(
          `<intermediateCatchEvent id="x">${it}</intermediateCatchEvent>`,
          `<intermediateCatchEvent id="y">${timer}</intermediateCatchEvent>`,
        ),
        '<message id="M"/>',
      ),
    ),
  },
  EXT141: {
    wrong: [
      model(eventGateway('<receiveTask id="x"/>', '<receiveTask id="y"/>') + `<task id="a"/>${flow('f9', 'a', 'x')}`),
    ],
  },
  EXT142: {
    wrong: [model(eventGateway('<receiveTask id="x"/>', '<receiveTask id="y"/>', 'instantiate="true"'))],
    right: [
      model(
        `<eventBasedGateway id="g" instantiate="true"/><receiveTask id="x"/><receiveTask id="y"/>${flow('f2', 'g', 'x')}${flow('f3', 'g', 'y')}`,
      ),
    ],
  },
  EXT143: {
    wrong: [
      model(
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="c" isForCompensation="true"/>',
      ),
    ],
    right: [
      model(
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="c" isForCompensation="true"/><association id="as" sourceRef="b" targetRef="c"/>',
      ),
    ],
  },
  EXT144: {
    wrong: [
      model(
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="c"/><association id="as" sourceRef="b" targetRef="c"/>',
      ),
    ],
    right: [
      model(
        '<task id="a"/><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><subProcess id="c" isForCompensation="1"/><association id="as" sourceRef="b" targetRef="c"/>',
      ),
    ],
  },
  EXT146: {
    wrong: [
      '<conditionalEventDefinition><condition/></conditionalEventDefinition>',
      '<linkEventDefinition name="l"/>',
      timer,
    ]
      .map((it) => model(`<endEvent id="e">${it}</endEvent>`))
      .concat(
        model(
          '<endEvent id="e"><eventDefinitionRef>x</eventDefinitionRef></endEvent>',
          '<timerEventDefinition id="x"/>',
        ),
      ),
    right: [
      '',
      message,
      '<errorEventDefinition/>',
      '<escalationEventDefinition/>',
      '<compensateEventDefinition/>',
      '<signalEventDefinition/>',
      '<terminateEventDefinition/>',
      '<cancelEventDefinition/>',
    ].map((it) => model(`<transaction id="u"><endEvent id="e">${it}</endEvent></transaction>`, '<message id="M"/>')),
  },
  EXT147: {
    wrong: ['<terminateEventDefinition/>', '<linkEventDefinition name="l"/>', ''].map((it) => model(boundary(it))),
    right: [
      timer,
      '<errorEventDefinition/>',
      '<compensateEventDefinition/>',
      '<signalEventDefinition/>',
      '<escalationEventDefinition/>',
    ].map((it) => model(boundary(it, '', 'subProcess'))),
  },
  EXT148: {
    wrong: [
      '',
      '<escalationEventDefinition/>',
      '<errorEventDefinition/>',
      '<cancelEventDefinition/>',
      '<compensateEventDefinition/>',
      '<terminateEventDefinition/>',
    ].map((it) => model(catching(it))),
    right: [timer, message, '<signalEventDefinition/>', '<linkEventDefinition name="l"/>'].map((it) =>
      model(catching(it), '<message id="M"/>'),
    ),
  },
  EXT149: {
    wrong: [
      timer,
      '<errorEventDefinition/>',
      '<cancelEventDefinition/>',
      '<conditionalEventDefinition><condition/></conditionalEventDefinition>',
      '<terminateEventDefinition/>',
    ].map((it) => model(throwing(it))),
    right: [
      '',
      message,
      '<signalEventDefinition/>',
      '<escalationEventDefinition/>',
      '<compensateEventDefinition/>',
      '<linkEventDefinition name="l"/>',
    ].map((it) => model(throwing(it), '<message id="M"/>')),
  },
  EXT150: {
    wrong: [...activities, ...gateways, 'intermediateThrowEvent'].map((name) =>
      model(`<startEvent id="s"/><task id="t"/>${flow('f', 's', 't')}<${name} id="a"/>${flow('g', 'a', 't')}`),
    ),
    right: [
      model(around(`<task id="a">${listed}</task>`)),
      model(
        `${around(`<task id="a">${listed}</task>`)}<task id="c" isForCompensation="true"/>${startIn('triggeredByEvent="true"', timer)}`,
      ),
      model('<task id="a"/>'),
    ],
  },
  EXT151: {
    wrong: [...activities, ...gateways, 'intermediateThrowEvent'].map((name) =>
      model(`<task id="t"/><endEvent id="e"/>${flow('f', 't', 'e')}<${name} id="a"/>${flow('g', 't', 'a')}`),
    ),
    right: [
      model(around(`<task id="a">${listed}</task>`)),
      model(
        `${around(`<task id="a">${listed}</task>`)}<task id="c" isForCompensation="true"/>${startIn('triggeredByEvent="true"', timer)}`,
      ),
    ],
  },
  EXT152: {
    wrong: [
      model(`<task id="a"/><subProcess id="u"><task id="c"/></subProcess>${flow('f', 'a', 'c')}`),
      model(`<task id="a"/><subProcess id="u"><task id="c"/>${flow('f', 'c', 'a')}</subProcess>`),
      model(
        `<subProcess id="v"><task id="a"/></subProcess><subProcess id="u"><task id="c"/></subProcess>${flow('f', 'a', 'c')}`,
      ),
    ],
    right: [
      model(
        `<task id="a"/><subProcess id="u"><task id="c"/><task id="d"/>${flow('f', 'c', 'd')}</subProcess>${flow('g', 'a', 'u')}`,
      ),
    ],
  },
};

const cases = (kind: keyof Variants): readonly (readonly [string, number, string])[] =>
  Object.entries(variants).flatMap(([rule, it]) => (it[kind] ?? []).map((xml, index) => [rule, index, xml] as const));

async function rulesNamed(xml: string): Promise<readonly string[]> {
  const { findings } = await importBpmn(xml);
  return findings.flatMap((finding) => finding.rule?.match(/EXT\d+/g) ?? []);
}

describe('a rule of the standard', () => {
  it.each(cases('wrong'))('%s is named where a model breaks it (%i)', async (rule, _index, xml) => {
    expect(await rulesNamed(xml)).toContain(rule);
  });

  it.each(cases('right'))('%s is not named where a model keeps it (%i)', async (rule, _index, xml) => {
    expect(await rulesNamed(xml)).not.toContain(rule);
  });
});
