import { describe, expect, it } from '@jest/globals';
import type { NodeModel, ProcessModel } from '#engine';
import { importBpmn } from '../bpmn-import.ts';
import type { Finding } from '../finding/finding.ts';

interface Read {
  readonly model: ProcessModel;
  readonly nodes: Readonly<Record<string, NodeModel>>;
  /** Findings that are not about rules of the standard: those depend on what a snippet leaves out. */
  readonly findings: readonly Finding[];
}

async function read(body: string, beside = '', attributes = ''): Promise<Read> {
  const { models, findings } = await importBpmn(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
      xmlns:activiti="http://activiti.org/bpmn" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="t">${beside}
      <process id="P" isExecutable="true" ${attributes}>${body}</process></definitions>`,
  );
  const [model] = models;
  if (model === undefined) throw new Error(`Expected a model, but got ${JSON.stringify(findings)}`);
  return {
    model,
    nodes: Object.fromEntries(model.nodes.map((node) => [node.id, node])),
    findings: findings.filter(
      ({ rule, code }) => rule === undefined && code !== 'NO_START_EVENT' && !code.startsWith('LINT_'),
    ),
  };
}

const extension = (inner: string): string => `<extensionElements>${inner}</extensionElements>`;
const juel = (text: string): object => ({ expression: { language: 'juel', text } });
const feel = (text: string): object => ({ expression: { language: 'feel', text } });
const codes = (read: Read): readonly string[] => read.findings.map((finding) => finding.code);

describe('attributes of Camunda 7', () => {
  it('given dates, lists and a form in the model, the user task has them', async () => {
    const { nodes, findings } = await read(
      `<userTask id="u" camunda:candidateUsers="a,b" camunda:candidateGroups="g,\${h}" camunda:dueDate="\${due}"
         camunda:followUpDate="2026-01-01" camunda:priority="\${p}">${extension(
           `<camunda:formData><camunda:formField id="f" label="Betrag" type="long" defaultValue="5">
             <camunda:validation><camunda:constraint name="required"/><camunda:constraint name="max" config="9"/></camunda:validation></camunda:formField>
             <camunda:formField id="e" type="enum"><camunda:value id="x" name="X"/></camunda:formField></camunda:formData>`,
         )}</userTask>`,
    );
    expect(nodes['u']).toMatchObject({
      work: {
        candidateUsers: [{ literal: 'a' }, { literal: 'b' }],
        candidateGroups: [{ literal: 'g' }, juel('${h}')],
        dueDate: juel('${due}'),
        followUpDate: { literal: '2026-01-01' },
        priority: juel('${p}'),
        formFields: [
          {
            id: 'f',
            label: 'Betrag',
            type: 'long',
            defaultValue: { literal: '5' },
            required: true,
            constraints: { max: '9' },
          },
          { id: 'e', type: 'enum', choices: [{ id: 'x', label: 'X' }], required: false },
        ],
      },
    });
    expect(findings).toEqual([]);
  });

  it('given lists, maps and scripts in inputOutput, they keep their structure', async () => {
    const { nodes, findings } = await read(
      `<serviceTask id="s" camunda:type="external" camunda:topic="t" camunda:taskPriority="7">${extension(
        `<camunda:properties><camunda:property name="k" value="v"/></camunda:properties>
         <camunda:inputOutput>
           <camunda:inputParameter name="m"><camunda:map><camunda:entry key="a">1</camunda:entry>
             <camunda:entry key="b"><camunda:list><camunda:value>\${x}</camunda:value></camunda:list></camunda:entry></camunda:map></camunda:inputParameter>
           <camunda:inputParameter name="s"><camunda:script scriptFormat="feel">a + 1</camunda:script></camunda:inputParameter>
         </camunda:inputOutput>`,
      )}</serviceTask>`,
    );
    expect(nodes['s']).toMatchObject({
      properties: { k: 'v' },
      inputs: [
        {
          target: 'm',
          source: {
            entries: [
              { key: 'a', value: { literal: '1' } },
              { key: 'b', value: { list: [juel('${x}')] } },
            ],
          },
        },
        { target: 's', source: feel('a + 1') },
      ],
      work: { kind: 'job', priority: { literal: 7 }, settings: { k: { literal: 'v' } } },
    });
    expect(findings).toEqual([]);
  });

  it('given a Groovy script in a mapping, it is refused', async () => {
    const result = await read(
      `<task id="s">${extension(
        `<camunda:inputOutput><camunda:inputParameter name="s"><camunda:script scriptFormat="groovy">x</camunda:script></camunda:inputParameter></camunda:inputOutput>`,
      )}</task>`,
    );
    expect(codes(result)).toContain('SCRIPT_GROOVY');
  });

  it('given a connector, its parameters are inputs and it becomes a job of that name', async () => {
    const { nodes } = await read(
      `<serviceTask id="s">${extension(
        `<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId><camunda:inputOutput>
          <camunda:inputParameter name="url">https://x</camunda:inputParameter><camunda:outputParameter name="r">\${response}</camunda:outputParameter></camunda:inputOutput></camunda:connector>`,
      )}</serviceTask>`,
    );
    expect(nodes['s']).toMatchObject({
      inputs: [{ target: 'url', source: { literal: 'https://x' } }],
      outputs: [{ target: 'r', source: juel('${response}') }],
      work: { kind: 'job', topic: { literal: 'http-connector' }, performer: 'connector' },
    });
  });

  it('given Java code, it becomes a job named after it, and an expression that only computes becomes a script', async () => {
    const result = await read(
      `<serviceTask id="c" camunda:class="org.x.Mailer" camunda:resultVariable="r">${extension(
        `<camunda:field name="to" stringValue="a@b"/><camunda:field name="cc"><camunda:expression>\${cc}</camunda:expression></camunda:field>`,
      )}</serviceTask>
       <serviceTask id="d" camunda:delegateExpression="\${mailer}"/>
       <serviceTask id="e" camunda:expression="\${mailer.send(x)}"/>
       <serviceTask id="f" camunda:expression="\${a + b}" camunda:resultVariable="sum"/>`,
    );
    expect(result.nodes).toMatchObject({
      c: {
        work: {
          kind: 'job',
          topic: { literal: 'org.x.Mailer' },
          settings: { to: { literal: 'a@b' }, cc: juel('${cc}') },
          resultVariable: 'r',
        },
      },
      d: { work: { kind: 'job', topic: { literal: 'mailer' } } },
      e: { work: { kind: 'job', topic: { literal: 'mailer.send' } } },
      f: { work: { kind: 'script', ...juel('${a + b}'), resultVariable: 'sum' } },
    });
    expect(codes(result)).toEqual(['DELEGATE_AS_TOPIC', 'DELEGATE_AS_TOPIC', 'DELEGATE_AS_TOPIC']);
  });

  it('given a call activity, what is handed over and taken back is as written', async () => {
    const { nodes } = await read(
      `<callActivity id="c" calledElement="P" camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="1.2">${extension(
        `<camunda:in businessKey="\${key}"/><camunda:in source="a" target="b"/><camunda:in sourceExpression="\${x + 1}" target="c"/><camunda:out variables="all"/>`,
      )}</callActivity>`,
    );
    expect(nodes['c']).toMatchObject({
      called: { literal: 'P' },
      binding: { kind: 'versionTag', tag: { literal: '1.2' } },
      businessKey: juel('${key}'),
      handOver: {
        all: false,
        mappings: [
          { target: 'b', source: { variable: 'a' } },
          { target: 'c', source: juel('${x + 1}') },
        ],
      },
      takeBack: { all: true, mappings: [] },
    });
  });

  it('given loop and decision attributes, they are taken over', async () => {
    const { nodes } = await read(
      `<businessRuleTask id="b" camunda:decisionRef="dec" camunda:decisionRefBinding="version" camunda:decisionRefVersion="3"
         camunda:mapDecisionResult="singleEntry" camunda:resultVariable="r"/>
       <userTask id="m"><multiInstanceLoopCharacteristics isSequential="true" camunda:collection="\${list}" camunda:elementVariable="item">
         <completionCondition xsi:type="tFormalExpression">\${done}</completionCondition></multiInstanceLoopCharacteristics></userTask>`,
    );
    expect(nodes).toMatchObject({
      b: {
        work: {
          kind: 'decision',
          decision: { literal: 'dec' },
          binding: { kind: 'version', version: { literal: 3 } },
          mapping: 'singleEntry',
          resultVariable: 'r',
        },
      },
      m: {
        loop: {
          kind: 'multiInstance',
          sequential: true,
          collection: { language: 'juel', text: '${list}' },
          elementVariable: 'item',
          completionCondition: { language: 'juel', text: '${done}' },
        },
      },
    });
  });

  it('given a number of instances in a model for Camunda 7, the first has the loop counter 0; in plain BPMN it has 1', async () => {
    const loop = (inside = '') =>
      `<multiInstanceLoopCharacteristics ${inside}><loopCardinality xsi:type="tFormalExpression">3</loopCardinality></multiInstanceLoopCharacteristics>`;
    const { nodes } = await read(
      `<userTask id="camunda" camunda:assignee="a">${loop()}</userTask><userTask id="marked">${loop('camunda:asyncBefore="true"')}</userTask><userTask id="plain">${loop()}</userTask>`,
    );
    expect(nodes).toMatchObject({
      camunda: { loop: { firstLoopCounter: 0 } },
      marked: { loop: { firstLoopCounter: 0 } },
    });
    expect(nodes['plain']).not.toHaveProperty('loop.firstLoopCounter');
  });

  it('given a result variable of work our own worker does, it is kept; an external worker names its variables itself', async () => {
    const { nodes, findings } = await read(
      `<serviceTask id="own" camunda:resultVariable="r">${extension('<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>')}</serviceTask>
       <serviceTask id="outside" camunda:type="external" camunda:topic="t" camunda:resultVariable="r"/>`,
    );
    expect(nodes['own']).toHaveProperty('work.resultVariable', 'r');
    expect(nodes['outside']).not.toHaveProperty('work.resultVariable');
    expect(findings).toMatchObject([{ code: 'EXTENSION_NOT_HONOURED', elementId: 'outside' }]);
  });

  it('given listeners and attributes nobody honours, each is reported', async () => {
    const result = await read(
      `<userTask id="u" camunda:assignee="x" camunda:calledElementTenantId="t">${extension(
        `<camunda:taskListener event="create" class="A"/><camunda:executionListener event="end" expression="\${b.c()}"/>`,
      )}</userTask>`,
    );
    expect(codes(result).toSorted()).toEqual(['EXTENSION_NOT_HONOURED', 'LISTENER_NOT_RUN', 'LISTENER_NOT_RUN']);
  });

  it('given process attributes, the model has them', async () => {
    const { model, findings } = await read(
      '<userTask id="u" camunda:assignee="x"/>',
      '',
      'camunda:historyTimeToLive="P30D" camunda:versionTag="7" camunda:candidateStarterGroups="a,b"',
    );
    expect(model).toMatchObject({ historyTimeToLive: 'P30D', versionTag: '7', starterGroups: ['a', 'b'] });
    expect(findings).toEqual([]);
  });
});

describe('attributes of zeebe', () => {
  it('given a task definition with headers and mappings, it is a job', async () => {
    const { nodes, findings } = await read(
      `<serviceTask id="s">${extension(
        `<zeebe:taskDefinition type="mail" retries="5"/><zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>
         <zeebe:ioMapping><zeebe:input source="=a.b" target="x.y"/><zeebe:output source="=r" target="z"/></zeebe:ioMapping>`,
      )}</serviceTask>`,
    );
    expect(nodes['s']).toMatchObject({
      inputs: [{ target: 'x.y', source: feel('a.b') }],
      outputs: [{ target: 'z', source: feel('r') }],
      work: { kind: 'job', topic: { literal: 'mail' }, retries: { literal: 5 }, settings: { k: { literal: 'v' } } },
    });
    expect(findings).toEqual([]);
  });

  it('given a user task with assignment, schedule, priority and an embedded form, it has them', async () => {
    const { nodes, model, findings } = await read(
      `${extension('<zeebe:userTaskForm id="F">{"components":[]}</zeebe:userTaskForm>')}<userTask id="u">${extension(
        `<zeebe:userTask/><zeebe:assignmentDefinition assignee="=who" candidateGroups="=groups" candidateUsers="a, b"/>
         <zeebe:formDefinition formKey="camunda-forms:bpmn:F"/><zeebe:taskSchedule dueDate="=due" followUpDate="2026-01-01T00:00:00Z"/>
         <zeebe:priorityDefinition priority="=p"/>`,
      )}</userTask>`,
    );
    expect(nodes['u']).toMatchObject({
      work: {
        assignee: feel('who'),
        candidateGroups: [feel('groups')],
        candidateUsers: [{ literal: 'a' }, { literal: 'b' }],
        formKey: { literal: 'camunda-forms:bpmn:F' },
        dueDate: feel('due'),
        followUpDate: { literal: '2026-01-01T00:00:00Z' },
        priority: feel('p'),
      },
    });
    expect(model.forms).toEqual([{ key: 'camunda-forms:bpmn:F', schema: '{"components":[]}' }]);
    expect(findings).toEqual([]);
  });

  it('given calls, decisions, scripts, loops and messages, all are taken over', async () => {
    const { nodes, findings } = await read(
      `<callActivity id="c">${extension('<zeebe:calledElement processId="=which" propagateAllChildVariables="false" bindingType="deployment"/>')}</callActivity>
       <businessRuleTask id="b">${extension('<zeebe:calledDecision decisionId="d" resultVariable="r" bindingType="versionTag" versionTag="v1"/>')}</businessRuleTask>
       <scriptTask id="s">${extension('<zeebe:script expression="=1 + 1" resultVariable="two"/>')}</scriptTask>
       <serviceTask id="m">${extension('<zeebe:taskDefinition type="t"/>')}<multiInstanceLoopCharacteristics>${extension(
         '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result"/>',
       )}</multiInstanceLoopCharacteristics></serviceTask>
       <intermediateCatchEvent id="e"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
       <adHocSubProcess id="a">${extension('<zeebe:adHoc activeElementsCollection="=chosen"/>')}<userTask id="x">${extension('<zeebe:userTask/>')}</userTask></adHocSubProcess>`,
      `<message id="M" name="=&quot;order-&quot; + id">${extension('<zeebe:subscription correlationKey="=orderId"/>')}</message>`,
    );
    const expression = (text: string): object => ({ language: 'feel', text });
    expect(nodes).toMatchObject({
      c: { called: feel('which'), binding: { kind: 'deployment' }, handOver: { all: true }, takeBack: { all: false } },
      b: {
        work: { kind: 'decision', decision: { literal: 'd' }, resultVariable: 'r', binding: { kind: 'versionTag' } },
      },
      s: { work: { kind: 'script', ...feel('1 + 1'), resultVariable: 'two' } },
      m: {
        loop: {
          collection: expression('items'),
          elementVariable: 'item',
          outputCollection: 'results',
          outputElement: expression('result'),
        },
      },
      e: {
        definitions: [
          {
            kind: 'message',
            name: feel('"order-" + id'),
            correlation: [{ key: 'correlationKey', value: expression('orderId') }],
          },
        ],
      },
      a: { activeElements: expression('chosen'), startsAll: false },
    });
    expect(findings.filter((finding) => finding.severity !== 'inferred')).toEqual([]);
  });
});

describe('attributes of Activiti and Flowable', () => {
  it('given a model of a portal drawn for Activiti, people and classes are taken over', async () => {
    const result = await read(
      `<startEvent id="st" activiti:initiator="startedBy" activiti:formKey="start"/>
       <userTask id="u" activiti:assignee="\${startedBy}" activiti:formKey="f"/>
       <serviceTask id="s" activiti:class="de.example.SendMail">${extension('<activiti:field name="to"><activiti:string>a@b</activiti:string></activiti:field>')}</serviceTask>
       <serviceTask id="m" flowable:type="mail">${extension('<flowable:field name="subject" stringValue="x"/>')}</serviceTask>`,
    );
    expect(result.nodes).toMatchObject({
      st: { initiatorVariable: 'startedBy', formKey: 'start' },
      u: { work: { assignee: juel('${startedBy}'), formKey: { literal: 'f' } } },
      s: { work: { kind: 'job', topic: { literal: 'de.example.SendMail' }, settings: { to: { literal: 'a@b' } } } },
      m: {
        work: {
          kind: 'job',
          topic: { literal: 'mail' },
          performer: 'connector',
          settings: { subject: { literal: 'x' } },
        },
      },
    });
    expect(codes(result)).toEqual(['DELEGATE_AS_TOPIC']);
  });
});

describe('the data of plain BPMN', () => {
  it('given associations, they copy, transform and assign', async () => {
    const { nodes, model } = await read(
      `<dataObject id="d1" name="order"/><dataObjectReference id="r1" dataObjectRef="d1"/>
       <property id="p1" name="count"/>
       <userTask id="u"><ioSpecification><dataInput id="i1" name="input"/><dataOutput id="o1" name="output"/><inputSet/><outputSet/></ioSpecification>
         <dataInputAssociation><sourceRef>r1</sourceRef><targetRef>i1</targetRef></dataInputAssociation>
         <dataOutputAssociation><sourceRef>o1</sourceRef><targetRef>r1</targetRef><transformation>output.total</transformation></dataOutputAssociation>
         <dataOutputAssociation><targetRef>p1</targetRef><assignment><from xsi:type="tFormalExpression">count + 1</from><to>p1</to></assignment></dataOutputAssociation>
       </userTask>`,
    );
    expect(nodes['u']).toMatchObject({
      inputs: [{ optional: true, target: 'input', source: { variable: 'order' } }],
      outputs: [
        { optional: true, target: 'order', source: feel('output.total') },
        { optional: true, target: 'count', source: feel('count + 1') },
      ],
    });
    expect(model.data).toEqual([
      { id: 'p1', name: 'count', scopeId: 'P', kind: 'property', collection: false },
      { id: 'd1', name: 'order', scopeId: 'P', kind: 'dataObject', collection: false },
    ]);
  });

  it('given correlation properties, sender and receiver use the same keys', async () => {
    const { nodes } = await read(
      `<correlationSubscription correlationKeyRef="K"><correlationPropertyBinding correlationPropertyRef="CP"><dataPath>order.id</dataPath></correlationPropertyBinding></correlationSubscription>
       <intermediateThrowEvent id="t"><messageEventDefinition messageRef="M"/></intermediateThrowEvent>
       <intermediateCatchEvent id="c"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>`,
      `<message id="M" name="m"/><correlationProperty id="CP" name="orderId"><correlationPropertyRetrievalExpression messageRef="M"><messagePath>id</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
       <collaboration id="C"><correlationKey id="K" name="k"><correlationPropertyRef>CP</correlationPropertyRef></correlationKey></collaboration>`,
    );
    const expression = (text: string): object => ({ language: 'feel', text });
    expect(nodes).toMatchObject({
      t: { definitions: [{ correlation: [{ key: 'orderId', value: expression('id') }] }] },
      c: { definitions: [{ correlation: [{ key: 'orderId', value: expression('order.id') }] }] },
    });
  });

  it('given a global task, it is a process of one task that a call activity can call', async () => {
    const { models } = await importBpmn(
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><globalUserTask id="G" name="Prüfen"/>
       <process id="P"><callActivity id="c" calledElement="G"/></process></definitions>`,
    );
    expect(models.map((model) => model.id)).toEqual(['P', 'G']);
    expect(models[1]?.nodes).toMatchObject([{ id: 'G', type: 'userTask', scopeId: 'G', work: { kind: 'person' } }]);
  });
});
