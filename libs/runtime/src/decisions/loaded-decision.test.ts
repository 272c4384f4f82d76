import { describe, expect, it } from '@jest/globals';
import { parseDecisions } from '#dmn';
import { loadedDecision } from './loaded-decision.ts';

const NOW = '2026-03-01T10:00:00Z';

/** What a business rule task gets of a decision: its rows, which `mapDecisionResult` works on. */
function rows(logic: string): unknown {
  const { model } = parseDecisions(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="m">
      <decision id="fee" name="fee"><variable name="fee"/>${logic}</decision></definitions>`,
  );
  if (model === null) throw new Error('Expected a model, but found none.');
  const answer = loadedDecision(model, [], { id: 'fee:1', key: 'fee' })?.decide({ amount: 7 }, NOW);
  return answer?.ok === true ? answer.value.rows : answer?.error;
}

const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;

function table(policy: string, outputs: readonly string[], rules: readonly (readonly string[])[]): string {
  const columns = outputs.map((name) => `<output name="${name}"/>`).join('');
  const lines = rules
    .map(([test = '-', ...entries]) => {
      const cells = entries.map((entry) => `<outputEntry><text>${entry}</text></outputEntry>`).join('');
      return `<rule><inputEntry><text>${test}</text></inputEntry>${cells}</rule>`;
    })
    .join('');
  return `<decisionTable hitPolicy="${policy}"><input><inputExpression><text>amount</text></inputExpression></input>${columns}${lines}</decisionTable>`;
}

describe('the rows a decision gives a business rule task', () => {
  it.each([
    ['a literal that is a context', literal('{a: 1, b: 2}'), [{ fee: { a: 1, b: 2 } }]],
    ['a literal that is a list', literal('[1, 2]'), [{ fee: [1, 2] }]],
    ['a table with one hit', table('UNIQUE', ['rate'], [['&gt; 5', '3']]), [{ rate: 3 }]],
    ['a table whose one hit is a list', table('UNIQUE', ['rates'], [['-', '[1, 2]']]), [{ rates: [1, 2] }]],
    ['a table without a hit', table('UNIQUE', ['rate'], [['&gt; 9', '3']]), []],
    ['a table that collects nothing', table('COLLECT', ['rate'], [['&gt; 9', '3']]), []],
    [
      'a table that collects in the order of its rules',
      table(
        'COLLECT',
        ['rate'],
        [
          ['-', '3'],
          ['&gt; 9', '4'],
          ['&gt; 1', '2'],
        ],
      ),
      [{ rate: 3 }, { rate: 2 }],
    ],
    [
      'a table with two outputs',
      table(
        'RULE ORDER',
        ['a', 'b'],
        [
          ['-', '1', '2'],
          ['-', '3', '4'],
        ],
      ),
      [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ],
    ],
  ])('given %s, when it is decided, then each row is one hit', (_, logic, expected) => {
    expect(rows(logic)).toEqual(expected);
  });
});
