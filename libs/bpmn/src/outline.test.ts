import { describe, expect, it } from '@jest/globals';
import { importBpmn } from './bpmn-import.ts';
import { outline } from './outline.ts';

const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="P">
  <laneSet id="ls"><lane id="l" name="Bauamt"><flowNodeRef>a</flowNodeRef><flowNodeRef>g</flowNodeRef></lane></laneSet>
  <startEvent id="s" name="Antrag da"/><task id="a" name="Prüfen"><documentation>§ 58 LBO</documentation></task>
  <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P14D</timeDuration></timerEventDefinition></boundaryEvent>
  <exclusiveGateway id="g" name="Vollständig?"/><subProcess id="sub" name="Bescheid"><task id="i" name="Schreiben"/></subProcess>
  <endEvent id="e"/><task id="n" name="Nachfordern"/><task id="m" name="Mahnen"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="g"/>
  <sequenceFlow id="f3" name="ja" sourceRef="g" targetRef="sub"/><sequenceFlow id="f4" name="nein" sourceRef="g" targetRef="n"/>
  <sequenceFlow id="f5" sourceRef="n" targetRef="a"/><sequenceFlow id="f6" sourceRef="sub" targetRef="e"/>
  <sequenceFlow id="f7" sourceRef="b" targetRef="m"/>
</process></definitions>`;

describe('outline', () => {
  it('given a process, lists every step once, in the order a case walks through', async () => {
    const { models } = await importBpmn(xml);
    const model = models[0];
    if (model === undefined) throw new Error('Expected a model, but the file gave none');
    const steps = outline(model);
    expect(steps.map((step) => `${step.number} ${step.nodeId}`)).toEqual([
      '1 s',
      '2 a',
      '3 b',
      '4 m',
      '5 g',
      '6 sub',
      '6.1 i',
      '7 e',
      '8 n',
    ]);
    expect(steps[1]).toEqual({
      nodeId: 'a',
      number: '2',
      text: { de: 'Prüfen (Aufgabe für „Bauamt“)', en: 'Prüfen (task for „Bauamt“)' },
      lane: 'Bauamt',
      instruction: '§ 58 LBO',
      next: [{ nodeId: 'g', number: '5' }],
    });
    expect(steps[4]?.next).toEqual([
      { nodeId: 'sub', number: '6', condition: 'ja' },
      { nodeId: 'n', number: '8', condition: 'nein' },
    ]);
    expect(steps[2]?.text.de).toBe('Zusätzlich zum Schritt, wenn eintritt: Zeit „P14D“');
  });
});
