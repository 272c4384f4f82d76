import { describe, expect, it } from '@jest/globals';
import { evaluateDecision, evaluateDecisionService } from './evaluate-decision.ts';
import { type DecisionModel } from './model/decision-model.ts';
import { parseDecisions } from './parse-decisions.ts';

const NOW = '2026-03-01T10:00:00Z';
const MODEL = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

function document(body: string, namespace = 'urn:m', model = MODEL): string {
  return `<definitions xmlns="${model}" id="m" name="m" namespace="${namespace}">${body}</definitions>`;
}

function read(body: string, namespace = 'urn:m', imports: readonly DecisionModel[] = []): DecisionModel {
  const { model, findings } = parseDecisions(document(body, namespace), { imports });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === null) throw new Error('Expected a model, but found none.');
  return model;
}

interface Answer {
  readonly value: unknown;
  readonly messages: readonly string[];
}

function answer(
  model: DecisionModel,
  inputs: Record<string, unknown> = {},
  imports: readonly DecisionModel[] = [],
): Answer {
  const result = evaluateDecision(model, 'd', inputs, { now: NOW, imports, temporals: 'iso' });
  if (!result.ok) return { value: null, messages: [result.error] };
  const messages = result.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return { value: result.value, messages };
}

const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;
const decision = (id: string, logic: string): string =>
  `<decision id="${id}" name="Fee of ${id}"><variable name="${id}"/>${logic}</decision>`;
const values = (name: string, text: string): string => `<${name}><text>${text}</text></${name}>`;
const rule = (test: string, ...entries: string[]): string =>
  `<rule>${values('inputEntry', test)}${entries.map((entry) => values('outputEntry', entry)).join('')}</rule>`;
const column = (name: string, inner = '', attributes = ''): string =>
  `<output name="${name}" ${attributes}>${inner}</output>`;
const amount = (type: string, inner = ''): string =>
  `<input label="Amount"><inputExpression typeRef="${type}"><text>amount</text></inputExpression>${inner}</input>`;
const table = (input: string, outputs: string, rules: string, policy = 'UNIQUE'): DecisionModel =>
  read(decision('d', `<decisionTable hitPolicy="${policy}">${input}${outputs}${rules}</decisionTable>`));

describe('the values a column of a decision table allows', () => {
  const level = values('outputValues', '"high", "low"');

  it('given an output that is not among them, when the rule matches, then it is null and the message says where', () => {
    const model = table(amount('number'), column('level', level), rule('&gt; 5', '"higher"'));
    const { value, messages } = answer(model, { amount: 9 });
    expect(value).toBeNull();
    expect(messages).toEqual([
      'Expected a value among "high", "low" for level, but found another one; allow it there or change the rule. In rule 1, output "level", line 1: "higher" Decision: "Fee of d".',
    ]);
  });

  it('given two columns, when one leaves its values, then the other keeps its value', () => {
    const model = table(amount('number'), column('a', level) + column('b', level), rule('-', '"low"', '"none"'));
    expect(answer(model, { amount: 1 }).value).toEqual({ a: 'low', b: null });
  });

  it.each([
    ['-', '"x"', 'x'],
    ['', '"x"', 'x'],
    ['string length(?) &gt;= 3', '"foo"', 'foo'],
    ['string length(?) &gt;= 3', '"fo"', null],
    ['not("a")', '"b"', 'b'],
    ['not("a")', '"a"', null],
  ])('given the output values %s, when %s comes out, then the value is %j', (allowed, entry, expected) => {
    const model = table(amount('number'), column('a', values('outputValues', allowed)), rule('-', entry));
    expect(answer(model, { amount: 1 }).value).toBe(expected);
  });

  it('given values only tests can read, when no priority is asked for, then nothing is reported', () => {
    const model = table(
      amount('number'),
      column('a', values('outputValues', 'starts with(?, "x")')),
      rule('-', '"xy"'),
    );
    expect(answer(model, { amount: 1 })).toEqual({ value: 'xy', messages: [] });
  });

  it('given tests that cannot be read, when the model is checked, then the finding names them', () => {
    const inputs = amount('number', values('inputValues', '[1..'));
    const outputs = column('a', values('outputValues', '"a" "b"') + values('defaultOutputEntry', '1 +'));
    const xml = document(decision('d', `<decisionTable>${inputs}${outputs}${rule('-', '1')}</decisionTable>`));
    const messages = parseDecisions(xml).findings.map(({ code, message }) => `${code} ${message}`);
    expect(messages).toHaveLength(3);
    expect(messages.every((message) => message.startsWith('DMN_FEEL_SYNTAX'))).toBe(true);
  });
});

describe('a number type only Camunda 7 has', () => {
  it.each([
    ['integer', '12', 12],
    ['double', ' 1.5 ', 1.5],
    ['long', 7, 7],
    ['integer', 'twelve', null],
    ['number', '12', null],
  ])('given an input of type %s, when it is %j, then the table sees %j', (type, given, expected) => {
    const model = table(amount(type), column('a'), rule('-', '1'));
    const result = evaluateDecision(model, 'd', { amount: given }, { now: NOW });
    expect(result).toMatchObject({ ok: true, evaluations: [{ inputs: { Amount: expected } }] });
  });

  it('given an output of type integer, when a rule writes it as a text, then it is a number', () => {
    const model = table(amount('number'), column('a', '', 'typeRef="integer"'), rule('-', '"12"'));
    expect(answer(model, { amount: 1 }).value).toBe(12);
  });
});

describe('a message about a decision', () => {
  const types =
    '<itemDefinition name="tColor"><typeRef>string</typeRef><allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>' +
    '<itemDefinition name="tBox"><itemComponent name="size"><typeRef>number</typeRef></itemComponent><itemComponent name="colors" isCollection="true"><typeRef>tColor</typeRef></itemComponent></itemDefinition>';
  const model = read(
    `${types}<inputData id="i" name="box"><variable name="box" typeRef="tBox"/></inputData>
    <decision id="d" name="d"><variable name="d"/><informationRequirement><requiredInput href="#i"/></informationRequirement>${literal('box')}</decision>`,
  );

  it.each([
    [
      { size: 1, colors: ['red', 'blue'] },
      'found "blue" at colors[2], which the allowed values "red", "green" leave out',
    ],
    [{ size: 'x', colors: [] }, 'found string at size'],
    [{ colors: [] }, 'found no entry "size"'],
    ['box', 'found string'],
  ])('given %j, when it does not fit its type, then the message says which part of it and why', (box, message) => {
    const { messages } = answer(model, { box });
    expect(messages).toEqual([`Expected a value of the declared type tBox in the input "box", but ${message}.`]);
  });

  it('given a test and an output that fail, when the table runs, then rule, column and cell are named', () => {
    const broken = table(amount('number'), column('a'), rule('&gt; "x"', '1') + rule('-', '1 + "a"'));
    const { messages } = answer(broken, { amount: 1 });
    expect(messages.at(-1)).toContain('In rule 2, output "a", line 1: 1 + "a" Decision: "Fee of d".');
  });

  it('given a decision that never ends, when it is stopped, then the message names it', () => {
    const endless = read(
      decision('d', literal('{f: function(n) f(n + 1), r: f(1)}.r')) + decision('other', literal('1')),
    );
    expect(answer(endless).messages[0]).toContain(
      'nested calls, but a function calls itself more often. Decision: "Fee of d".',
    );
  });

  it('given many decisions that are dear, when they are evaluated together, then their steps count together', () => {
    const ids = Array.from({ length: 30 }, (_, index) => `e${index}`);
    const dear = ids
      .map((id) => decision(id, literal('count(for i in 1..200000 return i) + count(for i in 1..200000 return i)')))
      .join('');
    const needs = ids
      .map((id) => `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`)
      .join('');
    const top = read(`${dear}<decision id="d" name="d"><variable name="d"/>${needs}${literal('1')}</decision>`);
    expect(answer(top).messages[0]).toContain('Expected an answer within 10000000 steps');
  });
});

describe('the record of an evaluation', () => {
  const annotated = (test: string, entry: string, inner: string): string =>
    `<rule id="${entry}">${inner}${values('inputEntry', test)}${values('outputEntry', entry)}`;

  it('given rules with annotations, when they match, then the record has them with their outputs in order', () => {
    const rules =
      `${annotated('-', '10', '<description> base fee </description>')}</rule>` +
      `${annotated('&gt; 100', '99', '')}</rule>` +
      `${annotated('&gt; 5', '5', '<description>not shown</description>')}${values('annotationEntry', '§ 4')}${values('annotationEntry', 'new')}</rule>`;
    const attributes = 'hitPolicy="COLLECT" aggregation="SUM"';
    const logic = `<decisionTable ${attributes}>${amount('number')}${column('fee')}<annotation name="Why"/>${rules}</decisionTable>`;
    const result = evaluateDecision(read(decision('d', logic)), 'd', { amount: 9 }, { now: NOW });
    expect(result).toMatchObject({
      ok: true,
      value: 15,
      evaluations: [
        {
          decisionName: 'Fee of d',
          inputs: { Amount: 9 },
          inputNames: ['Amount'],
          outputNames: ['fee'],
          aggregation: 'SUM',
          matchedRules: [
            { id: '10', number: 1, annotations: ['base fee'], outputs: { fee: 10 } },
            { id: '5', number: 3, annotations: ['§ 4', 'new'], outputs: { fee: 5 } },
          ],
          outputs: 15,
        },
      ],
    });
  });

  it('given an output without a name, when its rule matches, then it is recorded under the name of the decision', () => {
    const logic = `<decisionTable>${amount('number')}<output/>${rule('-', '1')}</decisionTable>`;
    const result = evaluateDecision(read(decision('d', logic)), 'd', { amount: 9 }, { now: NOW });
    expect(result).toMatchObject({ evaluations: [{ matchedRules: [{ outputs: { d: 1 } }], aggregation: null }] });
  });
});

describe('the type a decision service declares', () => {
  const functions =
    '<itemDefinition name="tDates" isCollection="true"><typeRef>date</typeRef></itemDefinition>' +
    ['tDates', 'date', 'date and time', 'string']
      .map((type) => `<itemDefinition name="f ${type}"><functionItem outputTypeRef="${type}"/></itemDefinition>`)
      .join('');
  const service = (type: string, text: string): unknown => {
    const model = read(
      `${functions}${decision('body', literal(text))}<decisionService id="s" name="s"><variable name="s" typeRef="${type}"/><outputDecision href="#body"/></decisionService>`,
    );
    const result = evaluateDecisionService(model, 's', {}, { now: NOW, temporals: 'iso' });
    if (!result.ok) return result.error;
    return result.problems.length > 0 ? result.problems.map(({ message }) => message) : result.value;
  };

  it.each([
    ['f tDates', 'date(2000, 1, 2)', ['2000-01-02']],
    ['f date', '[date(2000, 1, 2)]', '2000-01-02'],
    ['f date and time', 'date(2000, 1, 2)', '2000-01-02T00:00:00Z'],
    ['string', '["a"]', 'a'],
    ['f string', '1', ['Expected a value of the declared type string of the decision service "s", but found number.']],
  ])('given the type %s, when its decision gives %s, then the answer is %j', (type, text, expected) => {
    expect(service(type, text)).toEqual(expected);
  });
});

describe('a model that imports another', () => {
  const base = read(
    `<inputData id="i" name="name"><variable name="name" typeRef="string"/></inputData>
    <decision id="greet" name="greet"><variable name="greet"/><informationRequirement><requiredInput href="#i"/></informationRequirement>${literal('"Hello " + name')}</decision>`,
    'urn:base',
  );
  const top = read(
    `<import name="base" namespace="urn:base" importType="${MODEL}"/>
    <decision id="d" name="d"><variable name="d"/><informationRequirement><requiredDecision href="urn:base#greet"/></informationRequirement>${literal('base.greet')}</decision>`,
    'urn:top',
    [base],
  );

  it.each([[{ name: 'Ada' }], [{ base: { name: 'Ada' } }]])(
    'given %j, when a decision of the other needs the name, then it is found',
    (inputs) => {
      expect(answer(top, inputs, [base])).toEqual({ value: 'Hello Ada', messages: [] });
    },
  );

  it.each(['http://www.omg.org/spec/DMN/20151101/dmn11.xsd', 'https://www.omg.org/spec/DMN/20240513/MODEL/'])(
    'given the namespace %s, when the model is read, then it is DMN',
    (namespace) => {
      const { model } = parseDecisions(document(decision('d', literal('1')), 'urn:m', namespace));
      expect(model?.decisions).toHaveLength(1);
    },
  );
});

describe('a model with many decisions', () => {
  it('given a long chain of requirements, when it is read, then the time grows with its length', () => {
    const chain = Array.from({ length: 2_000 }, (_, index) => {
      const next =
        index === 1_999
          ? ''
          : `<informationRequirement><requiredDecision href="#e${index + 1}"/></informationRequirement>`;
      return `<decision id="e${index}" name="e${index}"><variable name="e${index}"/>${next}${literal('1')}</decision>`;
    }).join('');
    const begin = Date.now();
    expect(parseDecisions(document(chain)).findings).toEqual([]);
    expect(Date.now() - begin).toBeLessThan(40_000);
  });

  it('given types that only stand for each other, when the model is checked, then that is an error', () => {
    const types =
      '<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition><itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>' +
      '<itemDefinition name="tree"><itemComponent name="child"><typeRef>tree</typeRef></itemComponent></itemDefinition>';
    const { findings } = parseDecisions(document(types));
    expect(findings.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['DMN_TYPE_CYCLE', 'a'],
      ['DMN_TYPE_CYCLE', 'b'],
    ]);
  });
});

describe('a table with ten thousand rules', () => {
  it('given it is read once, when it is evaluated again and again, then each time takes a moment', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => rule(`[${index}..${index + 1})`, `${index} * 2`)).join(
      '',
    );
    const model = table(amount('number'), column('a'), rules);
    expect(answer(model, { amount: 5_000 }).value).toBe(10_000);
    const begin = Date.now();
    for (let count = 0; count < 5; count++) expect(answer(model, { amount: 9_999 }).value).toBe(19_998);
    expect(Date.now() - begin).toBeLessThan(30_000);
  });
});
