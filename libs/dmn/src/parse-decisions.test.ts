import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateDecision } from './evaluate-decision.ts';
import { parseDecisions } from './parse-decisions.ts';

const NOW = '2026-03-01T10:00:00Z';

function definitions(body: string, namespace = 'https://www.omg.org/spec/DMN/20230324/MODEL/'): string {
  return `<?xml version="1.0"?>\n<definitions xmlns="${namespace}" xmlns:feel="http://www.omg.org/spec/FEEL/20140401" id="m" name="m" namespace="urn:m">\n${body}\n</definitions>`;
}

const literal = (id: string, text: string): string =>
  `<decision id="${id}" name="${id}"><variable name="${id}"/><literalExpression><text>${text}</text></literalExpression></decision>`;

describe('reading a DMN document', () => {
  it.each([
    ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
    ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['1.3', 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
    ['1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
    ['1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
  ])('given the namespace of DMN %s, when it is read, then its decisions can be evaluated', (_, namespace) => {
    const { model, findings } = parseDecisions(definitions(literal('d', '1 + 1'), namespace));
    expect(findings).toEqual([]);
    if (model === null) throw new Error('Expected a model, but found none.');
    expect(evaluateDecision(model, 'd', {}, { now: NOW })).toMatchObject({ ok: true, value: 2 });
  });

  it('given a model, when it is stored as JSON and read back, then it evaluates alike', () => {
    const { model } = parseDecisions(definitions(literal('d', '"a" + "b"')));
    const restored = JSON.parse(JSON.stringify(model)) as NonNullable<typeof model>;
    expect(restored).toEqual(model);
    expect(evaluateDecision(restored, 'd', {}, { now: NOW })).toMatchObject({ ok: true, value: 'ab' });
  });

  it.each([
    ['<!DOCTYPE x [<!ENTITY e "x">]><definitions/>', 'DMN_XML', 'no document type declaration', 1],
    ['<definitions>\n<decision></definitions>', 'DMN_XML', 'well-formed', 2],
    ['', 'DMN_XML', 'Expected', 1],
    ['<definitions xmlns="urn:other"/>', 'DMN_ROOT', 'Expected <definitions> of DMN', 1],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'DMN_XML', 'at most 250 nested elements', 1],
    [
      definitions('<decision id="d" name="d"><decisionTable hitPolicy="BEST"><output/></decisionTable></decision>'),
      'DMN_HIT_POLICY',
      'found "BEST"',
      3,
    ],
    [
      definitions(
        '<decision id="d" name="d"><decisionTable>\n<input><inputExpression><text>a</text></inputExpression></input><output/><rule id="r"><outputEntry><text>1</text></outputEntry></rule></decisionTable></decision>',
      ),
      'DMN_RULE_ENTRIES',
      'rule 1 has 0 and 1',
      4,
    ],
    [
      definitions(
        '<decision id="d" name="d"><conditional><if><literalExpression><text>true</text></literalExpression></if></conditional></decision>',
      ),
      'DMN_STRUCTURE',
      'Expected <then>',
      3,
    ],
  ])(
    'given a document that cannot be read, when it is read, then one finding says why and where',
    (xml, code, message, line) => {
      const { model, findings } = parseDecisions(xml);
      expect(model).toBeNull();
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ severity: 'error', code, line });
      expect(findings[0]?.message).toContain(message);
      expect(findings[0]?.column).toBeGreaterThan(0);
    },
  );

  it.each([
    [literal('d', '1 +'), 'DMN_FEEL_SYNTAX', 'd', 'error'],
    [`${literal('d', '1')}${literal('d', '2')}`, 'DMN_DUPLICATE_ID', 'd', 'error'],
    [
      '<decision id="d" name="d"><informationRequirement><requiredInput href="#gone"/></informationRequirement></decision>',
      'DMN_REFERENCE',
      'd',
      'error',
    ],
    [
      '<decision id="d" name="d"><informationRequirement><requiredDecision href="#d"/></informationRequirement></decision>',
      'DMN_CYCLE',
      'd',
      'error',
    ],
    ['<decision id="d" name="d"><variable name="d" typeRef="tGone"/></decision>', 'DMN_TYPE_UNKNOWN', 'd', 'warning'],
    [
      '<import name="other" namespace="urn:other" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
      'DMN_IMPORT_MISSING',
      null,
      'error',
    ],
    [
      '<itemDefinition name="t"><typeRef>string</typeRef><allowedValues><text>"a",,</text></allowedValues></itemDefinition>',
      'DMN_FEEL_SYNTAX',
      't',
      'error',
    ],
    ['<decision id="d" name="d"/>', 'DMN_NO_LOGIC', 'd', 'warning'],
  ])(
    'given a model with a flaw, when it is read, then a finding names the element',
    (body, code, elementId, severity) => {
      const { model, findings } = parseDecisions(definitions(body));
      expect(model).not.toBeNull();
      expect(findings).toContainEqual(expect.objectContaining({ code, elementId, severity }));
    },
  );

  it('given any text in place of the logic, when the model is read and evaluated, then nothing throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = text
          .replace(/[^\x20-\x7e]/g, ' ')
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;');
        const { model } = parseDecisions(definitions(literal('d', escaped)));
        if (model === null) throw new Error('Expected a model, but found none.');
        expect(evaluateDecision(model, 'd', {}, { now: NOW }).ok).toBe(true);
      }),
    );
  });

  it('given any document, when it is read, then there is a model or a finding', () => {
    const piece = fc.constantFrom(
      '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">',
      '</definitions>',
      '<decision id="d">',
      '</decision>',
      '<decisionTable>',
      '</decisionTable>',
      '<rule>',
      '</rule>',
      '<literalExpression>',
      '</literalExpression>',
      '<text>',
      '</text>',
      '1',
      '&',
      '<output/>',
      '<input/>',
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const { model, findings } = parseDecisions(parts.join(''));
        expect(model !== null || findings.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
