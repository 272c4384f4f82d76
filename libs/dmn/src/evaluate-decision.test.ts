import { describe, expect, it } from '@jest/globals';
import { evaluateDecision, evaluateDecisionService } from './evaluate-decision.ts';
import { type DecisionModel } from './model/decision-model.ts';
import { parseDecisions } from './parse-decisions.ts';

const NOW = '2026-03-01T10:00:00Z';
const MODEL = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

function read(body: string, namespace = 'urn:m', imports: readonly DecisionModel[] = []): DecisionModel {
  const xml = `<definitions xmlns="${MODEL}" id="m" name="m" namespace="${namespace}">${body}</definitions>`;
  const { model, findings } = parseDecisions(xml, { imports });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === null) throw new Error('Expected a model, but found none.');
  return model;
}

const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;
const input = (name: string, type = 'number'): string =>
  `<inputData id="i_${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const needs = (...names: string[]): string =>
  names.map((name) => `<informationRequirement><requiredInput href="#i_${name}"/></informationRequirement>`).join('');
const decision = (id: string, logic: string, requirements = ''): string =>
  `<decision id="${id}" name="${id}"><variable name="${id}"/>${requirements}${logic}</decision>`;

/** A table over the input x with one output per column; each rule is [test, ...outputs]. */
function table(policy: string, outputs: readonly string[], rules: readonly (readonly string[])[]): DecisionModel {
  const columns = outputs.map((attributes) => `<output ${attributes}</output>`).join('');
  const rows = rules
    .map(([test = '-', ...entries], index) => {
      const cells = entries.map((entry) => `<outputEntry><text>${entry}</text></outputEntry>`).join('');
      return `<rule id="r${index + 1}"><inputEntry><text>${test}</text></inputEntry>${cells}</rule>`;
    })
    .join('');
  const logic = `<decisionTable ${policy}><input label="X"><inputExpression typeRef="number"><text>x</text></inputExpression></input>${columns}${rows}</decisionTable>`;
  return read(input('x') + decision('d', logic, needs('x')));
}

function value(model: DecisionModel, id: string, inputs: Record<string, unknown> = {}): unknown {
  const result = evaluateDecision(model, id, inputs, { now: NOW });
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const RULES = [
  ['>= 1', '"low"', '1'],
  ['>= 5', '"high"', '5'],
  ['>= 10', '"low"', '10'],
] as const;
const LEVEL = 'name="level"><outputValues><text>"high", "low"</text></outputValues>';
const levels = RULES.map(([test, level]) => [test, level]);
const numbers = RULES.map(([test, , number]) => [test, number]);

describe('a decision table', () => {
  it.each([
    ['hitPolicy="UNIQUE"', [LEVEL], levels, 3, 'low'],
    ['hitPolicy="UNIQUE"', [LEVEL], levels, 7, null],
    ['hitPolicy="UNIQUE"', [LEVEL], levels, 0, null],
    ['hitPolicy="FIRST"', [LEVEL], levels, 12, 'low'],
    ['hitPolicy="PRIORITY"', [LEVEL], levels, 12, 'high'],
    ['hitPolicy="ANY"', [LEVEL], levels, 3, 'low'],
    ['hitPolicy="ANY"', [LEVEL], levels, 12, null],
    ['hitPolicy="RULE ORDER"', [LEVEL], levels, 12, ['low', 'high', 'low']],
    ['hitPolicy="OUTPUT ORDER"', [LEVEL], levels, 12, ['high', 'low', 'low']],
    ['hitPolicy="COLLECT"', [LEVEL], levels, 7, ['low', 'high']],
    ['hitPolicy="COLLECT"', [LEVEL], levels, 0, []],
    ['hitPolicy="COLLECT" aggregation="SUM"', ['name="n">'], numbers, 12, 16],
    ['hitPolicy="COLLECT" aggregation="MIN"', ['name="n">'], numbers, 12, 1],
    ['hitPolicy="COLLECT" aggregation="MAX"', ['name="n">'], numbers, 12, 10],
    ['hitPolicy="COLLECT" aggregation="COUNT"', ['name="n">'], numbers, 12, 3],
    ['hitPolicy="COLLECT" aggregation="COUNT"', ['name="n">'], numbers, 0, 0],
    ['hitPolicy="FIRST"', [LEVEL, 'name="n">'], RULES, 7, { level: 'low', n: 1 }],
    ['hitPolicy="PRIORITY"', [LEVEL, 'name="n">'], RULES, 7, { level: 'high', n: 5 }],
    [
      'hitPolicy="UNIQUE"',
      ['name="level"><defaultOutputEntry><text>"none"</text></defaultOutputEntry>'],
      levels,
      0,
      'none',
    ],
  ])('given %s, when rules match, then the policy makes the result', (policy, outputs, rules, x, expected) => {
    expect(value(table(policy, outputs, rules), 'd', { x })).toEqual(expected);
  });

  it('given an evaluation, when it is done, then inputs, matched rules and outputs are recorded', () => {
    const result = evaluateDecision(table('hitPolicy="COLLECT"', [LEVEL], levels), 'd', { x: 7 }, { now: NOW });
    expect(result).toMatchObject({
      ok: true,
      evaluations: [
        {
          decisionId: 'd',
          inputs: { X: 7 },
          matchedRules: [
            { id: 'r1', number: 1 },
            { id: 'r2', number: 2 },
          ],
          outputs: ['low', 'high'],
        },
      ],
    });
  });

  it.each([
    [
      table('hitPolicy="COLLECT"', [LEVEL, 'name="n">'], RULES),
      7,
      [
        { level: 'low', n: 1 },
        { level: 'high', n: 5 },
      ],
    ],
    [table('hitPolicy="RULE ORDER"', [LEVEL], levels), 7, [{ level: 'low' }, { level: 'high' }]],
    [table('hitPolicy="COLLECT" aggregation="SUM"', ['>'], numbers), 7, [{ d: 6 }]],
    [table('', [LEVEL], levels), 0, []],
    [table('', [LEVEL], levels), 2, [{ level: 'low' }]],
  ])(
    'given a table, when it is evaluated, then its result also comes as rows of named outputs',
    (model, x, expected) => {
      expect(evaluateDecision(model, 'd', { x }, { now: NOW })).toMatchObject({ ok: true, rows: expected });
    },
  );

  it('given overlapping rules of a unique table, when it is evaluated, then a problem names them', () => {
    const result = evaluateDecision(table('', [LEVEL], levels), 'd', { x: 7 }, { now: NOW });
    expect(result).toMatchObject({ ok: true, value: null, problems: [{ decisionId: 'd', severity: 'error' }] });
    expect(result.ok && result.problems[0]?.message).toContain('the rules 1, 2 match');
  });

  it('given a value of the wrong type, when it is evaluated, then the answer is null and a problem says so', () => {
    const result = evaluateDecision(table('', [LEVEL], levels), 'd', { x: 'seven' }, { now: NOW });
    expect(result).toMatchObject({ ok: true, value: null });
    expect(result.ok && result.problems[0]?.message).toContain('the input "x"');
  });
});

describe('a decision with requirements', () => {
  it('given a graph, when a decision is evaluated, then each required one is evaluated once', () => {
    const model = read(
      input('x') +
        decision('base', literal('x * 2'), needs('x')) +
        decision(
          'left',
          literal('base + 1'),
          '<informationRequirement><requiredDecision href="#base"/></informationRequirement>',
        ) +
        decision(
          'top',
          literal('left + base'),
          '<informationRequirement><requiredDecision href="#base"/></informationRequirement><informationRequirement><requiredDecision href="#left"/></informationRequirement>',
        ),
    );
    const result = evaluateDecision(model, 'top', { x: 5, base: 1_000 }, { now: NOW });
    expect(result).toMatchObject({ ok: true, value: 21 });
    expect(result.ok && result.evaluations.map(({ decisionId }) => decisionId)).toEqual(['base', 'left', 'top']);
  });

  it('given requirements in a circle, when one is evaluated, then a problem says so', () => {
    const xml = `<definitions xmlns="${MODEL}" namespace="urn:m"><decision id="a" name="a"><informationRequirement><requiredDecision href="#b"/></informationRequirement>${literal('b')}</decision><decision id="b" name="b"><informationRequirement><requiredDecision href="#a"/></informationRequirement>${literal('a')}</decision></definitions>`;
    const { model } = parseDecisions(xml);
    const result = model === null ? undefined : evaluateDecision(model, 'a', {}, { now: NOW });
    expect(result).toMatchObject({ ok: true, value: null });
    expect(result?.ok === true && result.problems[0]?.message).toContain('without a cycle');
  });

  it('given knowledge that calls itself, when it is invoked, then it recurs, and without end it stops', () => {
    const knowledge = (text: string): string =>
      `<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal(text)}</encapsulatedLogic></businessKnowledgeModel>`;
    const call = decision(
      'd',
      literal('f(10)'),
      '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>',
    );
    expect(value(read(knowledge('if n &lt; 2 then n else f(n - 1) + f(n - 2)') + call), 'd')).toBe(55);
    const endless = evaluateDecision(read(knowledge('f(n + 1)') + call), 'd', {}, { now: NOW });
    expect(endless).toMatchObject({ ok: false, code: 'DECISION_LIMIT' });
  });

  it('given a service, when it is called, then input decisions are given and never computed', () => {
    const model = read(
      input('x') +
        decision('given', literal('99')) +
        decision(
          'out',
          literal('x + given'),
          `${needs('x')}<informationRequirement><requiredDecision href="#given"/></informationRequirement>`,
        ) +
        '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#out"/><inputDecision href="#given"/><inputData href="#i_x"/></decisionService>' +
        decision(
          'caller',
          literal('s(1, 2) + s(given: 10, x: 20)'),
          '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>',
        ),
    );
    expect(evaluateDecisionService(model, 's', { x: 1, given: 2 }, { now: NOW })).toMatchObject({ ok: true, value: 3 });
    expect(evaluateDecisionService(model, 's', { x: 1 }, { now: NOW })).toMatchObject({ ok: true, value: null });
    expect(value(model, 'caller')).toBe(33);
    expect(value(model, 'out', { x: 1 })).toBe(100);
  });

  it('given an imported model, when its types, knowledge and decisions are used, then the import name leads to them', () => {
    const library = read(
      `<itemDefinition name="tSmall"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>${decision('base', literal('7'))}<businessKnowledgeModel id="twice" name="twice it"><variable name="twice it"/><encapsulatedLogic><formalParameter name="n" typeRef="tSmall"/>${literal('n * 2')}</encapsulatedLogic></businessKnowledgeModel>`,
      'urn:library',
    );
    const model = read(
      `<import name="lib" namespace="urn:library" importType="${MODEL}"/>${decision('d', literal('lib.twice it(lib.base)'), '<informationRequirement><requiredDecision href="urn:library#base"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:library#twice"/></knowledgeRequirement>')}${decision('e', literal('lib.twice it(10)'), '<knowledgeRequirement><requiredKnowledge href="urn:library#twice"/></knowledgeRequirement>')}`,
      'urn:m',
      [library],
    );
    const options = { now: NOW, imports: [library] };
    expect(evaluateDecision(model, 'd', {}, options)).toMatchObject({ ok: true, value: 14 });
    expect(evaluateDecision(model, 'e', {}, options)).toMatchObject({ ok: true, value: null });
  });

  it('given an unknown decision, when it is evaluated, then the error names those there are', () => {
    const result = evaluateDecision(read(decision('d', literal('1'))), 'x', {}, { now: NOW });
    expect(result).toMatchObject({ ok: false, code: 'DECISION_NOT_FOUND' });
    expect(!result.ok && result.error).toContain('only has: d');
  });
});

describe('boxed logic', () => {
  const LIST = `<in>${literal('[1, 2, 3, 4]')}</in>`;
  it.each([
    [
      'a context with a result',
      `<context><contextEntry><variable name="a b"/>${literal('2')}</contextEntry><contextEntry>${literal('a b * 3')}</contextEntry></context>`,
      6,
    ],
    ['a context', `<context><contextEntry><variable name="a"/>${literal('2')}</contextEntry></context>`, { a: 2 }],
    ['a list', `<list>${literal('1')}${literal('"x"')}</list>`, [1, 'x']],
    [
      'a relation',
      `<relation><column name="a"/><column name="b"/><row>${literal('1')}${literal('2')}</row><row>${literal('3')}${literal('4')}</row></relation>`,
      [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ],
    ],
    [
      'a conditional',
      `<conditional><if>${literal('1 > 2')}</if><then>${literal('"yes"')}</then><else>${literal('"no"')}</else></conditional>`,
      'no',
    ],
    ['a filter', `<filter>${LIST}<match>${literal('item > 2')}</match></filter>`, [3, 4]],
    ['a loop', `<for iteratorVariable="x">${LIST}<return>${literal('x * x')}</return></for>`, [1, 4, 9, 16]],
    ['some', `<some iteratorVariable="x">${LIST}<satisfies>${literal('x > 3')}</satisfies></some>`, true],
    ['every', `<every iteratorVariable="x">${LIST}<satisfies>${literal('x > 3')}</satisfies></every>`, false],
    [
      'an invocation',
      `<context><contextEntry><variable name="f"/><functionDefinition><formalParameter name="a"/><formalParameter name="b"/>${literal('a - b')}</functionDefinition></contextEntry><contextEntry><invocation>${literal('f')}<binding><parameter name="b"/>${literal('1')}</binding><binding><parameter name="a"/>${literal('5')}</binding></invocation></contextEntry></context>`,
      4,
    ],
    ['a list with a declared type', '<literalExpression typeRef="number"><text>[7]</text></literalExpression>', 7],
    ['a value of another type', '<literalExpression typeRef="number"><text>"seven"</text></literalExpression>', null],
  ])('given %s, when it is evaluated, then the value is %j', (_, logic, expected) => {
    expect(value(read(decision('d', logic)), 'd')).toEqual(expected);
  });

  it('given item definitions, when values are checked, then allowed values, collections and components count', () => {
    const model = read(
      `<itemDefinition name="tColour"><typeRef>string</typeRef><allowedValues><text>"red", "green"</text></allowedValues></itemDefinition>
       <itemDefinition name="tColours" isCollection="true"><typeRef>tColour</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
       <itemDefinition name="tTree"><itemComponent name="label"><typeRef>string</typeRef></itemComponent><itemComponent name="parts" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>
       ${input('c', 'tColours')}${input('t', 'tTree')}${decision('d', literal('c'), needs('c'))}${decision('e', literal('t.parts.label'), needs('t'))}`,
    );
    expect(value(model, 'd', { c: ['red', 'green'] })).toEqual(['red', 'green']);
    expect(value(model, 'd', { c: 'red' })).toEqual(['red']);
    expect(value(model, 'd', { c: ['blue'] })).toBeNull();
    expect(value(model, 'd', { c: ['red', 'red', 'red'] })).toBeNull();
    expect(value(model, 'e', { t: { label: 'a', parts: [{ label: 'b', parts: [] }] } })).toEqual(['b']);
    expect(value(model, 'e', { t: { label: 'a', parts: [{ label: 5, parts: [] }] } })).toBeNull();
  });

  it('given values of time, when they go in and out, then they carry their type', () => {
    const model = read(
      input('day', 'date') + decision('d', literal('{next: day + duration("P1D"), now: now()}'), needs('day')),
    );
    expect(value(model, 'd', { day: { type: 'date', value: '2026-02-28' } })).toEqual({
      next: { type: 'date', value: '2026-03-01' },
      now: { type: 'dateTime', value: NOW },
    });
    const iso = evaluateDecision(model, 'd', { day: '2026-02-28' }, { now: NOW, temporals: 'iso' });
    expect(iso).toMatchObject({
      ok: true,
      value: { next: '2026-03-01', now: NOW },
      rows: [{ d: { next: '2026-03-01' } }],
    });
  });
});

describe('a decision drawn for Camunda 7', () => {
  const season = `<decision id="dish" name="Dish"><decisionTable hitPolicy="UNIQUE">
      <input label="Season"><inputExpression typeRef="string"><text>season</text></inputExpression></input>
      <input label="Guests"><inputExpression typeRef="integer" expressionLanguage="juel"><text>guests.size()</text></inputExpression></input>
      <output name="dish" typeRef="string"/>
      <rule id="a"><inputEntry><text>"Winter"</text></inputEntry><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>"Roast"</text></outputEntry></rule>
      <rule id="b"><inputEntry><text>"Winter"</text></inputEntry><inputEntry><text>&lt;= 1</text></inputEntry><outputEntry><text>\${'Soup for '.concat(guests[0])}</text></outputEntry></rule>
    </decisionTable></decision>`;

  it('given variables without input data and texts in JUEL, when it is evaluated, then they are read', () => {
    expect(value(read(season), 'dish', { season: 'Winter', guests: ['Ada', 'Bob'] })).toBe('Roast');
    expect(value(read(season), 'Dish', { season: 'Winter', guests: ['Ada'] })).toBe('Soup for Ada');
    expect(value(read(season), 'dish', { season: 'Summer', guests: [] })).toBeNull();
  });

  it('given an undeclared variable with an operator sign in one call, when the text is read, then later calls do not suffer', () => {
    const model = read(decision('d', literal('a-b')));
    expect(value(model, 'd', { 'a-b': 99, a: 5, b: 2 })).toBe(3);
    expect(value(model, 'd', { a: 5, b: 2 })).toBe(3);
  });

  it('given dates as texts, when their type is declared, then they are read as dates', () => {
    const model = read(
      `<itemDefinition name="tPerson"><itemComponent name="born"><typeRef>date</typeRef></itemComponent></itemDefinition>${input('p', 'tPerson')}${decision('d', literal('p.born + duration("P18Y")'), needs('p'))}`,
    );
    expect(value(model, 'd', { p: { born: '2008-03-01' } })).toEqual({ type: 'date', value: '2026-03-01' });
    expect(value(model, 'd', { p: { born: 'soon' } })).toBeNull();
  });

  it('given a language that is not supported, when the model is read, then a finding says so', () => {
    const xml = `<definitions xmlns="${MODEL}" namespace="urn:m"><decision id="d" name="d"><literalExpression expressionLanguage="javascript"><text>1+1</text></literalExpression></decision></definitions>`;
    expect(parseDecisions(xml).findings).toContainEqual(
      expect.objectContaining({ code: 'DMN_LANGUAGE', elementId: 'd', severity: 'error' }),
    );
    const broken = `<definitions xmlns="${MODEL}" namespace="urn:m"><decision id="d" name="d"><literalExpression><text>\${1 +}</text></literalExpression></decision></definitions>`;
    expect(parseDecisions(broken).findings).toContainEqual(
      expect.objectContaining({ code: 'DMN_JUEL_SYNTAX', elementId: 'd' }),
    );
  });
});
