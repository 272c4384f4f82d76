import { expressionFault } from '../expression-faults.ts';
import { shownValue } from '#engine';
import {
  isContext,
  describe,
  isEmpty,
  isEqual,
  JuelEvaluationError,
  order,
  toBoolean,
  toNumber,
  toText,
} from './coercion.ts';
import { callMethod, getterProperty } from './methods.ts';
import { toJsonNode } from './json-node.ts';
import { type BinaryOperator, type JuelNode } from './node.ts';
import { callVariableFunction, isVariableFunction } from './variable-functions.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Objects that every engine of the Camunda family puts into scope; here they read the same variables. */
const SCOPES = new Set(['execution', 'task', 'caseExecution']);

/** What one evaluation sees: the variables and the instant `now()` answers. */
export interface JuelScope {
  readonly variables: Variables;
  readonly now: string;
}

/**
 * Evaluates a `${…}` expression on plain data (JSR 245, Expression Language 2.2). A missing variable is an error, as in
 * Camunda 7; a missing property of a context is null, as for a Java map.
 *
 * @throws JuelEvaluationError naming what was expected and where
 */
export function evaluateJuel(node: JuelNode, scope: JuelScope): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'template':
      return node.parts.map((part) => toText(evaluateJuel(part, scope), part.at)).join('');
    case 'variable':
      return readVariable(node.name, scope, node.at);
    case 'index':
      return readIndex(node, scope);
    case 'call':
      return call(node, scope);
    case 'unary':
      return unary(node.operator, evaluateJuel(node.operand, scope), node.at);
    case 'binary':
      return binary(node.operator, node.left, node.right, scope, node.at);
    case 'choice':
      return evaluateJuel(toBoolean(evaluateJuel(node.test, scope), node.at) ? node.then : node.otherwise, scope);
  }
}

function readVariable(name: string, scope: JuelScope, at: number): unknown {
  if (Object.hasOwn(scope.variables, name)) return scope.variables[name] ?? null;
  throw new JuelEvaluationError(
    `Expected a variable "${name}" at ${at}, but there is none.`,
    at,
    expressionFault('VARIABLE_MISSING', { name }),
  );
}

function readIndex(node: Extract<JuelNode, { kind: 'index' }>, scope: JuelScope): unknown {
  const key = evaluateJuel(node.key, scope);
  const base = evaluateJuel(node.base, scope);
  if (base === null || base === undefined || key === null || key === undefined) return null;
  if (Array.isArray(base)) {
    if (key === 'size' || key === 'length') {
      throw new JuelEvaluationError(
        `Expected a position in a list, but found "${key}" at ${node.at}; write size().`,
        node.at,
        expressionFault('INDEX_NOT_WHOLE', { found: key }),
      );
    }
    const index = toNumber(key, node.at);
    return Number.isInteger(index) && index >= 0 && index < base.length ? (base[index] as unknown) : null;
  }
  if (isContext(base)) {
    const name = toText(key, node.at);
    return Object.hasOwn(base, name) ? base[name] : null;
  }
  throw new JuelEvaluationError(
    `Expected a context with a property "${toText(key, node.at)}", but found ${describe(base)} at ${node.at}.`,
    node.at,
    expressionFault('PROPERTY_MISSING', { name: toText(key, node.at), found: shownValue(base) }),
  );
}

function call(node: Extract<JuelNode, { kind: 'call' }>, scope: JuelScope): unknown {
  const { base, name, at } = node;
  if (isVariableFunction(name)) return callNamed(node, scope);
  const args = node.args.map((argument) => evaluateJuel(argument, scope));
  if (base === undefined) return callFunction(name, args, scope, at);
  if (base.kind === 'variable' && SCOPES.has(base.name)) {
    const answer = callScope(name, args, scope, at);
    if (answer !== undefined) return answer.value;
  }
  return callMethod(evaluateJuel(base, scope), name, args, at);
}

/** `vars:get(amount)`: the first argument names a variable, in quotes or without. */
function callNamed(node: Extract<JuelNode, { kind: 'call' }>, scope: JuelScope): unknown {
  const [first, ...rest] = node.args;
  if (first === undefined)
    throw new JuelEvaluationError(
      `Expected a variable's name for ${node.name}(), but found none at ${node.at}.`,
      node.at,
      expressionFault('VARIABLE_NAME_MISSING', { name: node.name }),
    );
  const variable = first.kind === 'variable' ? first.name : toText(evaluateJuel(first, scope), first.at);
  const args = rest.map((argument) => evaluateJuel(argument, scope));
  return callVariableFunction(node.name, variable, args, scope.variables, node.at);
}

function callScope(
  name: string,
  args: readonly unknown[],
  scope: JuelScope,
  at: number,
): { value: unknown } | undefined {
  if (name === 'getVariable' || name === 'getVariableLocal') {
    const variable = toText(args[0], at);
    return { value: Object.hasOwn(scope.variables, variable) ? (scope.variables[variable] ?? null) : null };
  }
  if (name === 'hasVariable' || name === 'hasVariableLocal') {
    return { value: Object.hasOwn(scope.variables, toText(args[0], at)) };
  }
  return name === 'getVariables' ? { value: scope.variables } : undefined;
}

/** Functions the engines of the family offer without a prefix. Dates are ISO texts here. */
const FUNCTIONS = new Set(['now', 'dateTime', 'S', 'JSON']);

function callFunction(name: string, args: readonly unknown[], scope: JuelScope, at: number): unknown {
  if (name === 'now' || name === 'dateTime') return scope.now;
  if (name === 'S' || name === 'JSON') return toJsonNode(args[0], at);
  throw new JuelEvaluationError(
    `Expected one of the functions ${[...FUNCTIONS].join(', ')}, but found ${name}() at ${at}.`,
    at,
    expressionFault('FUNCTION_UNKNOWN', { name }),
  );
}

/** Whether a call can succeed at all, judged by its name. */
export function isKnownFunction(name: string): boolean {
  return FUNCTIONS.has(name) || isVariableFunction(name);
}

/** Whether the call asks the engine's own scope (`execution.getVariable(…)`, `task.getName()`). */
export function isScopeCall(node: Extract<JuelNode, { kind: 'call' }>): boolean {
  return (
    node.base?.kind === 'variable' &&
    SCOPES.has(node.base.name) &&
    (/^(?:getVariables?|hasVariable)(?:Local)?$/.test(node.name) || getterProperty(node.name) !== undefined)
  );
}

function unary(operator: 'not' | 'negate' | 'empty', operand: unknown, at: number): unknown {
  if (operator === 'empty') return isEmpty(operand);
  return operator === 'not' ? !toBoolean(operand, at) : -toNumber(operand, at);
}

function binary(
  operator: BinaryOperator,
  leftNode: JuelNode,
  rightNode: JuelNode,
  scope: JuelScope,
  at: number,
): unknown {
  const left = evaluateJuel(leftNode, scope);
  if (operator === 'and') return toBoolean(left, at) && toBoolean(evaluateJuel(rightNode, scope), at);
  if (operator === 'or') return toBoolean(left, at) || toBoolean(evaluateJuel(rightNode, scope), at);
  const right = evaluateJuel(rightNode, scope);
  switch (operator) {
    case 'eq':
      return isEqual(left, right, at);
    case 'ne':
      return !isEqual(left, right, at);
    case 'lt':
    case 'gt':
    case 'le':
    case 'ge':
      return compare(operator, left, right, at);
    default:
      if (operator === 'add') refuseTexts(left, right, at);
      return arithmetic(operator, toNumber(left, at), toNumber(right, at), at);
  }
}

/** `+` only adds numbers here, as in Camunda 7 (JSR 245, clause 1.7.1); in Java and JavaScript it joins texts. */
function refuseTexts(left: unknown, right: unknown, at: number): void {
  const word = [left, right].find(
    (value) => typeof value === 'string' && value !== '' && !Number.isFinite(Number(value)),
  );
  if (word === undefined) return;
  throw new JuelEvaluationError(
    `Expected a number, but found ${describe(word)} at ${at}; to join texts write \${a}\${b} or a.concat(b).`,
    at,
    expressionFault('NUMBER_EXPECTED', { found: shownValue(word) }),
  );
}

function compare(operator: 'lt' | 'gt' | 'le' | 'ge', left: unknown, right: unknown, at: number): boolean {
  const difference = order(left, right, at);
  if (difference === undefined) return (operator === 'le' || operator === 'ge') && (left ?? null) === (right ?? null);
  if (operator === 'lt') return difference < 0;
  if (operator === 'gt') return difference > 0;
  return operator === 'le' ? difference <= 0 : difference >= 0;
}

function arithmetic(
  operator: 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder',
  left: number,
  right: number,
  at: number,
): number {
  const result = calculate(operator, left, right);
  if (Number.isFinite(result)) return result;
  throw new JuelEvaluationError(
    `Expected a finite number, but ${operator} of ${left} and ${right} has none at ${at}.`,
    at,
    expressionFault('NUMBER_OUT_OF_RANGE', { operator }),
  );
}

function calculate(
  operator: 'add' | 'subtract' | 'multiply' | 'divide' | 'remainder',
  left: number,
  right: number,
): number {
  switch (operator) {
    case 'add':
      return left + right;
    case 'subtract':
      return left - right;
    case 'multiply':
      return left * right;
    case 'divide':
      return left / right;
    case 'remainder':
      return left % right;
  }
}
