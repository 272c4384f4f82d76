import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DecisionModel, evaluateDecision, evaluateDecisionService, parseDecisions } from '#dmn';

const KIT = join(import.meta.dirname, '../../../shared/conformance/dmn-tck');
const SCORES = join(import.meta.dirname, 'scores.json');
const NOW = '2026-03-01T10:00:00Z';
const TOLERANCE = 1e-8;

interface Case {
  readonly id: string;
  readonly model: string;
  readonly imports?: readonly string[];
  readonly kind?: 'decisionService';
  readonly invocableId?: string;
  readonly decision: string;
  readonly decisionName: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected?: unknown;
  readonly error?: boolean;
}

const models = new Map<string, { model: DecisionModel | null; errors: readonly string[] }>();

function load(file: string, imports: readonly string[]): { model: DecisionModel | null; errors: readonly string[] } {
  const known = models.get(file);
  if (known !== undefined) return known;
  const others = imports.map(
    (name) =>
      load(
        name,
        imports.filter((other) => other !== name && !models.has(other)),
      ).model,
  );
  const present = others.filter((model) => model !== null);
  const { model, findings } = parseDecisions(readFileSync(join(KIT, file), 'utf8'), { imports: present });
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ line, message }) => `line ${line ?? '?'}: ${message}`);
  const loaded = { model, errors };
  models.set(file, loaded);
  return loaded;
}

/** Equality of the case format: numbers within a relative tolerance, everything else exactly. */
function isSame(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(expected - actual) <= TOLERANCE * Math.max(1, Math.abs(expected), Math.abs(actual));
  }
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null)
    return expected === actual;
  if (Array.isArray(expected) || Array.isArray(actual)) {
    return (
      Array.isArray(expected) &&
      Array.isArray(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => isSame(item, actual[index]))
    );
  }
  const [left, right] = [new Map(Object.entries(expected)), new Map(Object.entries(actual))];
  if (left.has('type') && left.get('type') === right.get('type') && typeof left.get('value') === 'string') {
    return canonical(left.get('value')) === canonical(right.get('value'));
  }
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

/** Durations may be written with different units: `P1Y0M` is `P1Y`. */
function canonical(text: unknown): unknown {
  const result = evaluateDecision(ECHO, 'echo', { text }, { now: NOW });
  return result.ok ? result.value : text;
}

const ECHO =
  parseDecisions(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="echo" name="echo" id="echo-model">
    <inputData id="text" name="text"/>
    <decision id="echo" name="echo">
      <informationRequirement><requiredInput href="#text"/></informationRequirement>
      <literalExpression><text>if duration(text) = null then text else string(duration(text))</text></literalExpression>
    </decision>
  </definitions>`,
  ).model ?? missing();

function missing(): never {
  throw new Error('Expected the echo model to be readable, but it is not.');
}

/** What differs, or undefined if the case passes. */
function run(testCase: Case): string | undefined {
  const imports = testCase.imports ?? [];
  const { model, errors } = load(testCase.model, imports);
  if (model === null) return `not readable: ${errors.join('; ')}`;
  const options = {
    now: NOW,
    imports: imports.map((name) => load(name, imports).model).filter((other) => other !== null),
  };
  const isService = testCase.kind === 'decisionService';
  const result = isService
    ? evaluateDecisionService(model, testCase.invocableId ?? '', testCase.inputs, options)
    : evaluateDecision(model, testCase.decision, testCase.inputs, options);
  if (testCase.error === true) {
    return !result.ok || result.value === null
      ? undefined
      : `expected an error or null, got ${JSON.stringify(result.value)}`;
  }
  if (!result.ok) return result.error;
  if (isSame(testCase.expected, result.value)) return undefined;
  const problems = result.problems.map(({ message }) => message).join(' | ');
  return `expected ${JSON.stringify(testCase.expected)}, got ${JSON.stringify(result.value)} ${problems}`;
}

describe('the DMN TCK', () => {
  if (!existsSync(KIT)) {
    it.skip(`needs the conformance kit at ${KIT}`, () => undefined);
    return;
  }

  it('given all cases of levels 2 and 3, when they are evaluated, then the score does not fall', () => {
    const cases = readdirSync(KIT)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(KIT, file), 'utf8')) as Case);
    const failures = cases.flatMap((testCase) => {
      const difference = run(testCase);
      return difference === undefined ? [] : [`${testCase.id}: ${difference}`];
    });
    const passed = cases.length - failures.length;
    const scores = JSON.parse(readFileSync(SCORES, 'utf8')) as Readonly<
      Record<string, { readonly passed: number } | undefined>
    >;
    const recorded = scores['dmn-tck']?.passed ?? 0;
    console.log(`dmn-tck: passed ${passed} of ${cases.length} (recorded ${recorded})\n${failures.join('\n')}`);
    expect(passed).toBeGreaterThanOrEqual(recorded);
  }, 60_000);
});
