import { describe, expect, it } from '@jest/globals';
import { importBpmn } from '../bpmn-import.ts';

const open = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">';

describe('files that cannot be read', () => {
  it.each([
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'ein Bild (PNG)'],
    ['a PDF', new TextEncoder().encode('%PDF-1.7'), 'ein PDF'],
    ['a Word file', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14]), 'Office-Datei'],
    ['JSON', '{"a": 1}', 'eine JSON-Datei'],
  ])('given %s named as a diagram, then the finding says what it is', async (_what, content, words) => {
    const { models, findings } = await importBpmn(content);
    expect(models).toEqual([]);
    expect(findings).toMatchObject([{ code: 'NOT_BPMN', severity: 'error' }]);
    expect(findings[0]?.message.de).toContain(words);
  });

  it.each([
    [`${open}<process id="P">`, 'wird nicht geschlossen'],
    [`${open}</process></definitions>`, 'wird geschlossen'],
    [`${open}<process id="P" id="Q"/></definitions>`, '„id“ steht zweimal'],
    [`${open}<process id=P/></definitions>`, 'Anführungszeichen'],
    [`${open}<process id="P" name="a & b"/></definitions>`, '&amp;'],
    [`${open}<x:process id="P"/></definitions>`, 'xmlns:x fehlt'],
    [`${open}</definitions>rest`, 'Text'],
  ])('given %s, then it says in German what is wrong, with line and column', async (xml, words) => {
    const { findings } = await importBpmn(xml);
    expect(findings).toMatchObject([{ code: 'XML_MALFORMED', severity: 'error', line: 1 }]);
    expect(findings[0]?.message.de).toContain(words);
    expect(findings[0]?.message.de).toMatch(/Zeile 1, Spalte \d+/);
  });
});

describe('files that are too much', () => {
  it('given an element with 200,000 attributes, then it is refused', async () => {
    const many = Array.from({ length: 200_000 }, (_, index) => `a${index}="1"`).join(' ');
    const { models, findings } = await importBpmn(`${open}<process id="P" ${many}/></definitions>`);
    expect(models).toEqual([]);
    expect(findings).toMatchObject([{ code: 'XML_TOO_COMPLEX', severity: 'error' }]);
  });
});

describe('how findings name elements', () => {
  it('given a flow whose target is missing, then that is told once', async () => {
    const { findings } = await importBpmn(
      `${open}<process id="P" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="gone"/></process></definitions>`,
    );
    const about = findings.filter(({ elementId, severity }) => elementId === 'f' && severity !== 'hint');
    expect(about.map(({ code }) => code)).toEqual(['FLOW_TO_NOWHERE']);
  });

  it('given an element with a name, then its technical id stays out of the sentence', async () => {
    const { findings } = await importBpmn(
      `${open}<process id="P"><startEvent id="s"/><userTask id="Activity_0x1" name="Prüfen"/><sequenceFlow id="f" sourceRef="s" targetRef="Activity_0x1"/></process></definitions>`,
    );
    const finding = findings.find(({ elementId }) => elementId === 'Activity_0x1');
    expect(finding?.message).toEqual({
      de: '„Prüfen“ wird zur Aufgabe für alle.',
      en: '"Prüfen" becomes a task for everybody.',
    });
  });
});
