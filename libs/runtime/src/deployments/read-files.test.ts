import { describe, expect, it } from '@jest/globals';
import { createDmnEvaluator } from '../decisions/dmn-evaluator.ts';
import { readFiles } from './read-files.ts';

const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** A model with one decision that answers a text, and imports. */
function model(name: string, decisionId: string, imports: readonly string[] = []) {
  const lines = imports.map((other) => `<import namespace="urn:${other}" name="${other}" importType="${DMN}"/>`);
  const text = `<definitions xmlns="${DMN}" id="m-${name}" name="${name}" namespace="urn:${name}">${lines.join('')}
    <decision id="${decisionId}" name="${name}"><literalExpression><text>"${name}"</text></literalExpression></decision>
  </definitions>`;
  return { name: `${name}.dmn`, content: new TextEncoder().encode(text) };
}

const read = (...files: readonly ReturnType<typeof model>[]) =>
  readFiles(files, createDmnEvaluator(), { strict: false });

describe('reading the decisions of a deployment', () => {
  it('given two imported models that share an id, then it is reached through the imports only, with a warning each', async () => {
    const { decisions, findings } = await read(
      model('letter', 'top', ['north', 'south']),
      model('north', 'same'),
      model('south', 'same'),
    );
    expect(decisions.map(({ key, resource, imports }) => [key, resource, imports])).toEqual([
      ['top', 'letter.dmn', ['north.dmn', 'south.dmn']],
    ]);
    expect(findings.map(({ code, severity, resource }) => [code, severity, resource])).toEqual([
      ['DECISION_ONLY_IMPORTED', 'warning', 'north.dmn'],
      ['DECISION_ONLY_IMPORTED', 'warning', 'south.dmn'],
    ]);
  });

  it('given two models with the same id and no import, then the second is refused', async () => {
    const { findings } = await read(model('north', 'same'), model('south', 'same'));
    expect(findings.map(({ code, severity, resource }) => [code, severity, resource])).toEqual([
      ['KEY_TWICE', 'error', 'south.dmn'],
    ]);
  });

  it('given imports through others, then all of them count as imported', async () => {
    const { decisions, findings } = await read(model('a', 'a', ['b']), model('b', 'b', ['c']), model('c', 'c'));
    expect(decisions.map(({ key, imports }) => [key, imports])).toEqual([
      ['a', ['b.dmn', 'c.dmn']],
      ['b', ['c.dmn']],
      ['c', []],
    ]);
    expect(findings).toEqual([]);
  });

  it.each([
    ['itself', [model('a', 'a', ['a'])], 'DMN_IMPORT_CYCLE'],
    ['each other', [model('a', 'a', ['b']), model('b', 'b', ['a'])], 'DMN_IMPORT_CYCLE'],
    ['a model nobody has', [model('a', 'a', ['b'])], 'DMN_IMPORT_MISSING'],
    [
      'a namespace of two files',
      [model('a', 'a', ['b']), model('b', 'b'), { ...model('b', 'c'), name: 'c.dmn' }],
      'DMN_IMPORT_AMBIGUOUS',
    ],
  ])('given models that import %s, then that is an error', async (_what, files, code) => {
    const { findings } = await read(...files);
    expect(findings.filter(({ severity }) => severity === 'error').map((finding) => finding.code)).toContain(code);
  });
});
