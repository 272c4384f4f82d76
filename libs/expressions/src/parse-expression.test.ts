import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createExpressionLanguage } from './expression-language.ts';
import { parseExpression, toLiteral } from './parse-expression.ts';

describe('the language of an attribute', () => {
  it.each([
    ['= a > 1', 'juel', { language: 'feel', text: 'a > 1' }],
    ['${a > 1}', 'feel', { language: 'juel', text: '${a > 1}' }],
    ['#{a}', 'feel', { language: 'juel', text: '#{a}' }],
    ['abc-${x}', 'feel', { language: 'juel', text: 'abc-${x}' }],
    [' a > 1 ', 'feel', { language: 'feel', text: 'a > 1' }],
    ['constant', 'juel', { language: 'juel', text: 'constant' }],
  ] as const)('given %j with fallback %s, when it is parsed, then it is %j', (text, fallback, expected) => {
    expect(parseExpression(text, fallback)).toEqual(expected);
  });

  it('given any text, when it is made a literal and evaluated, then the same text comes out', () => {
    const language = createExpressionLanguage();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(language.evaluate(toLiteral(text), {}, '2026-01-01T00:00:00Z')).toEqual({ ok: true, value: text });
      }),
    );
  });
});
