import { describe, expect, it } from '@jest/globals';
import { leftOut } from './left-out.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const file = (name: string, text: string) => ({ name, content: new TextEncoder().encode(text) });
const process = (id: string, inside = '') =>
  file(`${id}.bpmn`, `<definitions xmlns="${BPMN}"><process id="${id}" name="n">${inside}</process></definitions>`);
const error = (resource: string, code = 'XML_MALFORMED') => ({
  resource,
  code,
  severity: 'error' as const,
  message: 'broken',
});
const told = (files: readonly ReturnType<typeof file>[], ...errors: readonly ReturnType<typeof error>[]) =>
  leftOut(files, errors).map(({ resource, because, others }) => [resource, because, others]);

describe('leaving out what cannot be released', () => {
  it('given a broken file nobody uses, then it alone stays outside', () => {
    expect(told([process('one'), process('two')], error('one.bpmn'))).toEqual([['one.bpmn', 'error', []]]);
  });

  it('given a process that calls a process that calls the broken one, then both stay outside and say whom they need', () => {
    const top = process('top', '<callActivity id="c" calledElement="middle"/>');
    const middle = process('middle', "<callActivity id='c' calledElement='low'/>");
    expect(told([top, middle, process('low'), process('other')], error('low.bpmn'))).toEqual([
      ['low.bpmn', 'error', []],
      ['middle.bpmn', 'uses', ['low.bpmn']],
      ['top.bpmn', 'uses', ['middle.bpmn']],
    ]);
  });

  it('given XML that breaks off, then the ids before the break still tell who uses it', () => {
    const broken = file('low.bpmn', `<definitions xmlns="${BPMN}"><process id="low"><task id=`);
    const expression = process('top', '<zeebe:calledElement processId="=&#34;low&#34;"/>');
    expect(told([broken, expression], error('low.bpmn'))).toEqual([
      ['low.bpmn', 'error', []],
      ['top.bpmn', 'uses', ['low.bpmn']],
    ]);
  });

  it.each([
    ['a form by its file name', 'camunda:formKey="embedded:deployment:paper.form"'],
    ['a form by its id', 'camunda:formRef="paper_form"'],
    ['a form by its file name without ending', 'zeebe:formId="paper"'],
  ])('given a broken form, when a process uses %s, then the process stays outside, too', (_, reference) => {
    const form = file('paper.form', '{"id": "paper_form", "components": [{"type": }]}');
    const user = process('user', `<userTask id="t" ${reference}/>`);
    expect(told([form, user, process('other')], error('paper.form'))).toEqual([
      ['paper.form', 'error', []],
      ['user.bpmn', 'uses', ['paper.form']],
    ]);
  });

  it('given a template that is named as the text of an element, then its process stays outside', () => {
    const letter = file('letter.template.md', '{{ broken');
    const user = process('user', '<camunda:inputParameter name="template">letter</camunda:inputParameter>');
    expect(told([letter, user], error('letter.template.md')).at(1)).toEqual([
      'user.bpmn',
      'uses',
      ['letter.template.md'],
    ]);
  });

  it('given decisions, then who imports the model or decides by the decision stays outside', () => {
    const rules = file('rules.dmn', '<definitions namespace="urn:rules"><decision id="fee"><oops></definitions>');
    const importer = file('top.dmn', '<definitions namespace="urn:top"><import namespace="urn:rules"/></definitions>');
    const user = process('user', '<businessRuleTask id="b" camunda:decisionRef="fee"/>');
    expect(told([rules, importer, user, process('other')], error('rules.dmn')).map(([name]) => name)).toEqual([
      'rules.dmn',
      'top.dmn',
      'user.bpmn',
    ]);
  });

  it('given two files with the same process, then neither goes: nobody knows which one is meant', () => {
    const one = process('same');
    const two = { ...process('same'), name: 'again.bpmn' };
    expect(told([one, two], error('again.bpmn', 'KEY_TWICE'))).toEqual([
      ['again.bpmn', 'error', []],
      ['same.bpmn', 'sameId', ['again.bpmn']],
    ]);
  });

  it('given names and ids of steps that only sound like a broken process, then nothing depends on it', () => {
    const lookalike = process(
      'other',
      '<task id="low" name="low"/><textAnnotation><text>not low at all</text></textAnnotation>',
    );
    expect(told([process('low'), lookalike], error('low.bpmn'))).toEqual([['low.bpmn', 'error', []]]);
  });

  it('given too many files, then no choice of files mends it', () => {
    expect(told([process('one'), process('two')], error('', 'TOO_MANY_FILES')).length).toBe(2);
  });

  it.each([
    ['quotation marks', '"'.repeat(3_000_000)],
    ['blanks', `a${' '.repeat(3_000_000)}`],
    ['processes that never close', '<process '.repeat(300_000)],
  ])('given millions of %s, then it is read in moments', (_, text) => {
    const before = performance.now();
    told([file('hostile.bpmn', text), process('one')], error('hostile.bpmn'));
    expect(performance.now() - before).toBeLessThan(10_000);
  });
});
