import { describe, expect, it } from '@jest/globals';
import type { Variables } from '#engine';
import { createJavascriptConnector } from './javascript-connector.ts';

const connector = createJavascriptConnector({
  milliseconds: 200,
  memoryBytes: 8 * 1024 * 1024,
  resultCharacters: 10_000,
});
const run = (script: string, variables: Variables = {}, resultVariable = 'result') =>
  connector.execute({
    jobId: 'j',
    idempotencyKey: 'k',
    topic: connector.topic,
    instanceId: 'i',
    definitionKey: 'd',
    businessKey: null,
    nodeId: 'n',
    variables,
    settings: { script, resultVariable },
    attempt: 1,
    signal: new AbortController().signal,
  });

describe('scripts in JavaScript', () => {
  it('given an expression over variables, then its value is the result', async () => {
    const outcome = await run('betrag * 1.19', { betrag: 100 });
    expect(outcome).toMatchObject({ kind: 'done', variables: { result: 119 } });
  });

  it('given statements and setVariable, then what was written comes back with the last value', async () => {
    const outcome = await run('const s = posten.reduce((a, b) => a + b, 0); execution.setVariable("summe", s); s > 5', {
      posten: [1, 2, 3],
    });
    expect(outcome).toMatchObject({ kind: 'done', variables: { summe: 6, result: true } });
  });

  it.each([
    ['process', 'typeof process'],
    ['require', 'typeof require'],
    ['fetch', 'typeof fetch'],
    ['timers', 'typeof setTimeout'],
    ['the surrounding global object', 'typeof execution.constructor.constructor("return this")().process'],
  ])('given a script that looks for %s, then there is nothing', async (_, script) => {
    expect(await run(script)).toMatchObject({ kind: 'done', variables: { result: 'undefined' } });
  });

  it.each([
    ['runs for ever', 'while (true) {}', /within 200 ms/],
    ['fills the memory', 'const a = []; for (;;) a.push(new Array(10000).fill(1))', /memory|within/],
    ['recurses without end', 'const f = () => f() + 1; f()', /stack|recursion/i],
    ['throws', 'const a = 1;\nthrow new Error("Betrag fehlt")', /line 2.*Betrag fehlt/],
    ['does not parse', 'const = 1', /SyntaxError/],
    ['gives a result too long', '"x".repeat(20000)', /at most 10000/],
    ['gives a cycle', 'const a = {}; a.a = a; a', /failed/],
  ])('given a script that %s, then it fails for good and says why', async (_, script, message) => {
    expect(await run(script)).toMatchObject({ kind: 'failed', final: true, message: expect.stringMatching(message) });
  });

  it('given variables with names of built-ins or of the prototype, then nothing breaks', async () => {
    const variables = JSON.parse('{"__proto__":{"a":1},"constructor":2,"Object":3,"x":4}') as Variables;
    expect(await run('x + (execution.getVariable("constructor"))', variables)).toMatchObject({
      variables: { result: 6 },
    });
  });

  it('given one script after another, then the later does not see the earlier', async () => {
    await run('globalThis.leak = 1; Array.prototype.leak = 1');
    expect(await run('typeof leak + typeof [].leak')).toMatchObject({ variables: { result: 'undefinedundefined' } });
  });
});
