import { describe, expect, it } from '@jest/globals';
import { importBpmn } from './bpmn-import.ts';

const head = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">`;
const process = (body: string, attributes = ''): string =>
  `${head}\n<process id="P" ${attributes}>${body}</process>\n</definitions>`;

describe('importBpmn with files that are no usable BPMN', () => {
  const codes = async (xml: string | Uint8Array, options = {}): Promise<readonly string[]> =>
    (await importBpmn(xml, options)).findings.filter((it) => it.severity === 'error').map((it) => it.code);

  it('given broken XML, names line and column', async () => {
    const { findings, models } = await importBpmn(`${head}\n<process id="P">\n<task id="a"</process></definitions>`);
    expect(findings).toMatchObject([{ code: 'XML_MALFORMED', severity: 'error', line: 4 }]);
    expect(findings[0]?.column).toBeGreaterThan(1);
    expect(models).toEqual([]);
  });

  it('given a DOCTYPE, refuses before any entity is looked at', async () => {
    expect(await codes(`<!DOCTYPE x [<!ENTITY a "aaaa">]>${head}<process id="P">&a;</process></definitions>`)).toEqual([
      'XML_DOCTYPE',
    ]);
  });

  it('given a file above the limit, says both sizes', async () => {
    const large = process(`<task id="a"/><!-- ${'x'.repeat(1_200_000)} -->`);
    const { findings } = await importBpmn(large, { maxBytes: 1024 * 1024 });
    expect(findings[0]).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(findings[0]?.message.de).toContain('Die Datei ist 2 MB groß, erlaubt sind 1 MB.');
  });

  it('given nesting without end, stops', async () => {
    expect(await codes(`${head}${'<a>'.repeat(5000)}`)).toEqual(['XML_TOO_COMPLEX']);
  });

  it('given another XML, says what it is', async () => {
    const { findings } = await importBpmn('<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>');
    expect(findings[0]?.code).toBe('NOT_BPMN');
    expect(findings[0]?.message.de).toContain('DMN-Entscheidung');
    expect(findings[0]?.message.en).toContain('a DMN decision');
  });

  it('given no process, says so', async () => {
    expect(await codes(`${head}</definitions>`)).toEqual(['NO_PROCESS']);
    expect(await codes('')).toEqual(['XML_EMPTY']);
  });

  it('given an element the standard does not know, names it and the line', async () => {
    const { findings } = await importBpmn(process('\n<wizardTask id="w"/><task id="a"/>'));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'ELEMENT_UNKNOWN', severity: 'error', line: 4 }));
  });

  it('given two steps with one id, refuses', async () => {
    expect(await codes(process('<task id="a"/><task id="a"/>'))).toEqual(['DUPLICATE_ID']);
  });

  it('given a flow to nowhere, refuses, unless the file is documentation only', async () => {
    const flow = '<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="nowhere"/>';
    expect(await codes(process(flow, 'isExecutable="true"'))).toEqual(['FLOW_TO_NOWHERE']);
    expect(await codes(process(flow, 'isExecutable="false"'))).toEqual([]);
  });

  it('given a condition that does not parse, names the flow and the place', async () => {
    const xml = process(
      `<startEvent id="s"/><exclusiveGateway id="g"/><task id="a"/><task id="b"/>
       <sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
       <sequenceFlow id="f2" sourceRef="g" targetRef="a"><conditionExpression>\${amount &gt; }</conditionExpression></sequenceFlow>
       <sequenceFlow id="f3" sourceRef="g" targetRef="b"/>`,
      'isExecutable="true"',
    );
    const { findings } = await importBpmn(xml);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'EXPRESSION_INVALID', severity: 'error', elementId: 'f2', line: 5 }),
    );
  });

  it('given a boundary event on a gateway, refuses', async () => {
    const xml = process(
      '<exclusiveGateway id="g"/><boundaryEvent id="b" attachedToRef="g"><timerEventDefinition/></boundaryEvent>',
    );
    expect(await codes(xml)).toEqual(['BOUNDARY_NOT_ON_ACTIVITY']);
  });

  it('given bytes in an old encoding without saying so, reads them and warns', async () => {
    const bytes = Buffer.from(process('<task id="a" name="Prüfen"/>').replace('encoding="UTF-8"', ''), 'latin1');
    const { models, findings } = await importBpmn(bytes);
    expect(models[0]?.nodes[0]).toMatchObject({ name: 'Prüfen' });
    expect(findings.map((it) => it.code)).toContain('FILE_ENCODING_GUESSED');
  });
});

describe('importBpmn with an automated model', () => {
  it('given camunda attributes, takes over who does what', async () => {
    const { models, findings } = await importBpmn(
      process(
        `<startEvent id="s" camunda:initiator="starter"/>
         <userTask id="u" camunda:assignee="\${starter}" camunda:candidateGroups="amt66, \${boss}" camunda:formKey="f" camunda:priority="50"/>
         <serviceTask id="x" camunda:type="external" camunda:topic="mail" camunda:asyncBefore="true">
           <extensionElements><camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>
             <camunda:inputOutput><camunda:inputParameter name="to"><camunda:list><camunda:value>a@b</camunda:value><camunda:value>\${c}</camunda:value></camunda:list></camunda:inputParameter>
             <camunda:outputParameter name="sent">\${ok}</camunda:outputParameter></camunda:inputOutput></extensionElements>
         </serviceTask>
         <sequenceFlow id="f1" sourceRef="s" targetRef="u"/><sequenceFlow id="f2" sourceRef="u" targetRef="x"/>`,
        'isExecutable="true"',
      ),
    );
    expect(findings.filter((it) => it.rule === undefined && it.severity !== 'hint')).toEqual([]);
    const juel = (text: string): object => ({ expression: { language: 'juel', text } });
    expect(models[0]?.nodes).toMatchObject([
      { type: 'startEvent', initiatorVariable: 'starter', outgoing: ['f1'] },
      {
        type: 'userTask',
        work: {
          kind: 'person',
          assignee: juel('${starter}'),
          candidateGroups: [{ literal: 'amt66' }, juel('${boss}')],
          formKey: { literal: 'f' },
          priority: { literal: 50 },
        },
      },
      {
        type: 'serviceTask',
        asyncBefore: true,
        retryCycle: 'R3/PT10M',
        inputs: [{ target: 'to', source: { list: [{ literal: 'a@b' }, juel('${c}')] } }],
        outputs: [{ target: 'sent', source: juel('${ok}') }],
        work: { kind: 'job', topic: { literal: 'mail' }, performer: 'external' },
      },
    ]);
  });

  it('given a Groovy script, refuses and tells how to replace it', async () => {
    const { findings } = await importBpmn(
      process('<scriptTask id="x" scriptFormat="groovy"><script>x = 1</script></scriptTask>', 'isExecutable="true"'),
    );
    expect(findings[0]).toMatchObject({
      code: 'SCRIPT_GROOVY',
      severity: 'error',
      fix: { elementId: 'x', property: 'scriptFormat', value: 'feel' },
    });
  });

  it('given an unknown extension, reports it', async () => {
    const { findings } = await importBpmn(
      process(
        '<task id="a" xmlns:v="http://vendor.example/x" v:shade="red" camunda:taskPriority="3" camunda:unheardOf="1"/>',
      ),
    );
    expect(findings.map((it) => [it.code, it.severity])).toEqual(
      expect.arrayContaining([
        ['EXTENSION_UNKNOWN', 'hint'],
        ['EXTENSION_NOT_HONOURED', 'warning'],
      ]),
    );
  });
});

describe('importBpmn with a drawing', () => {
  it('given lanes, plain tasks and a question, reads people, instruction and answers', async () => {
    const { models, findings } = await importBpmn(
      process(
        `<laneSet id="ls"><lane id="l1" name="Bauamt"><flowNodeRef>s</flowNodeRef><flowNodeRef>a</flowNodeRef><flowNodeRef>g</flowNodeRef></lane>
          <lane id="l2" name="Kasse"><flowNodeRef>b</flowNodeRef><flowNodeRef>c</flowNodeRef></lane></laneSet>
         <startEvent id="s"/><task id="a" name="Antrag prüfen"><documentation>§ 58 LBO</documentation></task>
         <exclusiveGateway id="g" name="Vollständig?"/><serviceTask id="b" name="Buchen"/><task id="c"/>
         <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="g"/>
         <sequenceFlow id="ja" name="ja" sourceRef="g" targetRef="b"/>
         <sequenceFlow id="nein" sourceRef="g" targetRef="c"><conditionExpression>nein</conditionExpression></sequenceFlow>
         <textAnnotation id="t"><text>Aktenplan 632</text></textAnnotation>
         <association id="as" sourceRef="a" targetRef="t"/>`,
      ),
    );
    expect(findings.filter((it) => it.severity === 'error')).toEqual([]);
    const byId = new Map(models[0]?.nodes.map((node) => [node.id, node]));
    const question = {
      gatewayId: 'g',
      text: 'Vollständig?',
      multiple: false,
      answers: [
        { flowId: 'ja', label: 'ja' },
        { flowId: 'nein', label: 'nein' },
      ],
    };
    expect(byId.get('a')).toMatchObject({
      lane: 'Bauamt',
      work: {
        purpose: 'perform',
        candidateGroups: [{ literal: 'Bauamt' }],
        instruction: '§ 58 LBO\n\nAktenplan 632',
        asks: [question],
      },
    });
    expect(byId.get('g')).toMatchObject({
      decision: { question, own: { purpose: 'decide', candidateGroups: [{ literal: 'Bauamt' }] } },
    });
    expect(byId.get('b')).toMatchObject({ work: { kind: 'person', candidateGroups: [{ literal: 'Kasse' }] } });
    expect(models[0]?.flows.every((flow) => flow.condition === undefined)).toBe(true);
    expect(findings.map((it) => it.code)).toEqual(
      expect.arrayContaining([
        'READ_AS_PERSON_TASK',
        'READ_AS_PERSON_TASK_AUTOMATIC_LATER',
        'READ_AS_QUESTION',
        'READ_CONDITION_AS_ANSWER',
      ]),
    );
  });

  it('given a timer in words, asks for the date and offers the duration', async () => {
    const { models, findings } = await importBpmn(
      process(
        '<intermediateCatchEvent id="t" name="2 Wochen warten"><timerEventDefinition id="d"/></intermediateCatchEvent>',
      ),
    );
    expect(models[0]?.nodes[0]).toMatchObject({
      definitions: [{ kind: 'timer', form: 'ask', words: '2 Wochen warten', by: { purpose: 'date' } }],
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'READ_TIMER_AS_DATE_TASK',
        fix: expect.objectContaining({ elementId: 'd', value: 'P2W' }) as object,
      }),
    );
  });

  it('given two pools and a message flow between unnamed events, joins them under one name', async () => {
    const { models } = await importBpmn(
      `${head}<collaboration id="c"><participant id="pa" processRef="A"/><participant id="pb" processRef="B"/><participant id="out" name="Bürger"/>
        <messageFlow id="m" sourceRef="throw" targetRef="start"/></collaboration>
        <process id="A"><endEvent id="throw"><messageEventDefinition/></endEvent></process>
        <process id="B"><startEvent id="start"><messageEventDefinition/></startEvent></process></definitions>`,
    );
    const message = [{ kind: 'message', name: { literal: 'B/start' }, byConversation: true }];
    expect(models[0]?.nodes[0]).toMatchObject({ type: 'endEvent', definitions: message });
    expect(models[1]?.nodes[0]).toMatchObject({ type: 'startEvent', definitions: message });
  });
});

describe('importBpmn with references', () => {
  it('given qualified names, finds what they mean', async () => {
    const { models, findings } = await importBpmn(
      `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="urn:town" targetNamespace="urn:town">
        <b:message id="M" name="antrag"/><b:process id="P" isExecutable="true">
        <b:startEvent id="s"><b:messageEventDefinition messageRef="t:M"/></b:startEvent><b:callActivity id="c" calledElement="t:P2"/>
        <b:sequenceFlow id="f" sourceRef="s" targetRef="c"/></b:process><b:process id="P2"><b:task id="a"/></b:process></b:definitions>`,
    );
    expect(findings.map((it) => it.code)).not.toContain('REFERENCE_DANGLING');
    expect(models[0]?.nodes).toMatchObject([
      { definitions: [{ kind: 'message', name: { literal: 'antrag' } }] },
      { called: { literal: 'P2' } },
    ]);
  });

  it('given a link without partner, a missing event target and cyclic calls, refuses what could never go on', async () => {
    const codes = async (body: string, beside = ''): Promise<readonly string[]> =>
      (await importBpmn(`${head}<process id="P" isExecutable="true">${body}</process>${beside}</definitions>`)).findings
        .filter((it) => it.severity === 'error')
        .map((it) => it.code);
    expect(
      await codes('<intermediateThrowEvent id="l"><linkEventDefinition name="weiter"/></intermediateThrowEvent>'),
    ).toEqual(['LINK_WITHOUT_PARTNER']);
    const straight = (id: string, calls: string): string =>
      `<startEvent id="s${id}"/><callActivity id="c${id}" calledElement="${calls}"/><sequenceFlow id="f${id}" sourceRef="s${id}" targetRef="c${id}"/>`;
    expect(await codes(straight('1', 'Q'), `<process id="Q">${straight('2', 'P')}</process>`)).toEqual([
      'CALL_ALWAYS_CYCLIC',
      'CALL_ALWAYS_CYCLIC',
    ]);
    expect(
      await codes(
        '<task id="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/><sequenceFlow id="g" sourceRef="b" targetRef="a"/>',
      ),
    ).toEqual(['NOTHING_STARTS']);
    expect(await codes('<exclusiveGateway id="g" default="a b"/>')).toEqual(['DEFAULT_FLOWS_SEVERAL']);
  });

  it('given 5,000 steps, reads them in time', async () => {
    const steps = Array.from({ length: 5000 }, (_, index) => `<task id="t${index}"/>`).join('');
    const flows = Array.from(
      { length: 4999 },
      (_, index) => `<sequenceFlow id="f${index}" sourceRef="t${index}" targetRef="t${index + 1}"/>`,
    ).join('');
    const { models } = await importBpmn(`${head}<process id="P">${steps}${flows}</process></definitions>`);
    expect(models[0]?.nodes).toHaveLength(5000);
    expect(models[0]?.flows).toHaveLength(4999);
  });
});
