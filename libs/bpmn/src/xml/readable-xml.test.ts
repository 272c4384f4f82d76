import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';

const file = (attributes: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:vendor" id="D" targetNamespace="t"><!-- note --><process id="P" ${attributes}>${content}</process></definitions>`;

describe('what a file may be written like', () => {
  it('given ids with letters beyond ASCII, then no element is lost and references lead to them', async () => {
    const read = await importBpmn(
      file(
        'isExecutable="true"',
        `<startEvent id="Antrag_eingegangen"><outgoing>Fluß</outgoing></startEvent>
         <userTask id="Prüfen" name="Prüfen"><extensionElements><x:note ref="Prüfen">Prüfen</x:note></extensionElements><incoming>Fluß</incoming></userTask>
         <sequenceFlow id="Fluß" sourceRef="Antrag_eingegangen" targetRef="Prüfen"/>`,
      ),
    );
    expect(read.elements).toMatchObject({ 'bpmn:UserTask': 1, 'bpmn:SequenceFlow': 1 });
    expect(read.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(read.findings.filter((finding) => finding.code === 'REFERENCE_DANGLING')).toEqual([]);
    expect(read.models[0]?.nodes.map((node) => node.id)).toContain('Prüfen');
    expect(read.findings.find((finding) => finding.elementId === 'Prüfen')?.line).toBe(2);
  });

  it('given ids that are no names, then the elements stay and one finding names each id', async () => {
    const read = await importBpmn(file('', `<userTask id="1 Prüfen"/><userTask id="{0815}"/>`));
    expect(read.elements['bpmn:UserTask']).toBe(2);
    expect(read.findings.filter((finding) => finding.code === 'ID_NO_NAME').map((it) => it.elementId)).toEqual([
      '1 Prüfen',
      '{0815}',
    ]);
  });

  it.each([
    ['1', true],
    [' true ', true],
    ['0', false],
    ['TRUE', true],
  ])('given isExecutable="%s", then it is read as XML Schema reads it', async (written, executable) => {
    const read = await importBpmn(
      file(`isExecutable="${written}"`, `<userTask id="a"><multiInstanceLoopCharacteristics/></userTask>`),
    );
    // Only an executable process has to say how often.
    expect(read.findings.some((finding) => finding.code === 'MULTI_INSTANCE_WITHOUT_NUMBER')).toBe(executable);
  });

  it('given references with line breaks around them, then they are found', async () => {
    const read = await importBpmn(
      file(
        'isExecutable="true"',
        `<startEvent id="s"><outgoing>
            f
          </outgoing></startEvent><endEvent id="e"><incoming>
            f
          </incoming></endEvent><sequenceFlow id="f" sourceRef="s" targetRef="e"/>`,
      ),
    );
    expect(read.findings.filter((finding) => finding.rule !== undefined)).toEqual([]);
  });

  it('given names with umlauts, of prefixes and of vendors, then nothing is lost', async () => {
    const read = await importBpmn(
      `<größe:definitions xmlns:größe="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:vendor" id="D" targetNamespace="t">
         <größe:process id="P" isExecutable="true"><größe:exclusiveGateway id="g" x:maß="1"><größe:extensionElements><x:Höhe>2</x:Höhe></größe:extensionElements></größe:exclusiveGateway><größe:task id="a"/>
         <größe:sequenceFlow id="f" sourceRef="g" targetRef="a"><größe:conditionExpression xsi:type="größe:tFormalExpression">= x</größe:conditionExpression></größe:sequenceFlow></größe:process></größe:definitions>`,
    );
    expect(read.elements).toMatchObject({ 'bpmn:Task': 1, 'bpmn:SequenceFlow': 1, 'bpmn:FormalExpression': 1 });
    expect(read.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  });

  it('given a byte order mark and another encoding in the declaration, then the mark counts', async () => {
    const bytes = Buffer.from(`\uFEFF${file('', '<task id="a" name="Prüfen"/>').replace('UTF-8', 'windows-1252')}`);
    const read = await importBpmn(bytes);
    expect(read.models[0]?.nodes.map((node) => node.name)).toEqual(['Prüfen']);
  });

  it('given a number too large to count to, then it is refused', async () => {
    const read = await importBpmn(
      file(
        'isExecutable="true"',
        `<userTask id="a"><standardLoopCharacteristics loopMaximum="99999999999999999999"/></userTask>`,
      ),
    );
    expect(read.findings.map((finding) => finding.code)).toContain('ATTRIBUTE_VALUE_UNCLEAR');
  });
});
