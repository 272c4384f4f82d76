import { expressionFault } from '../../expression-faults.ts';
import { BUILT_INS } from '../builtins/built-ins.ts';
import { externalFunction } from '../builtins/external.ts';
import { parseTemporal } from './temporal-literal.ts';
import { inferType } from './type-inference.ts';
import { resolveTypeNode } from './type-resolution.ts';
import { acceptsTypes, type BuiltInHost, callBuiltIn } from '../builtins/signature.ts';
import {
  type Argument,
  type ComparisonOperator,
  type FeelNode,
  type Iteration,
  type TestNode,
  type UnaryTestsNode,
} from '../syntax/node.ts';
import { compare, includes } from '../values/comparison.ts';
import { FeelFunction, type GivenArgument, OverloadedFunction } from '../values/function.ts';
import { FeelRange } from '../values/range.ts';
import { ANY, coerce, type FeelType, isInstance, UNKNOWN } from '../values/type.ts';
import { type FeelValue, isList, kindOf } from '../values/value.ts';
import { calculate, costOf, negate, withoutResult } from './arithmetic.ts';
import { type Environment } from './environment.ts';
import { orderArguments } from './argument-order.ts';
import { filterList } from './filtering.ts';
import {
  forEach,
  domainWords,
  iterationDomain,
  iterationRange,
  type IterationVariable,
  quantify,
} from './iteration.ts';
import { compareBy, matches } from './matching.ts';
import { propertyOf } from './property.ts';
import { LayeredScope, type Scope } from './scope.ts';

/**
 * Evaluates FEEL trees (DMN 1.5, clause 10.3.2). What has no answer is null, and the environment is told why; only a
 * limit throws.
 */
export class Interpreter {
  readonly #environment: Environment;
  readonly #host: BuiltInHost;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#host = {
      now: environment.now,
      step: (count) => {
        environment.step(count);
      },
      invoke: (callee, args) => this.call(callee, args, 0),
    };
  }

  evaluate(node: FeelNode, scope: Scope): FeelValue {
    this.#environment.step();
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'temporal':
        return (
          parseTemporal(node.text) ??
          this.#environment.fail(
            node.at,
            `Expected a date, time or duration, but found "${node.text}"`,
            expressionFault('TEMPORAL_EXPECTED', { found: node.text }),
          )
        );
      case 'name':
        return this.#name(node.name, scope, node.at);
      case 'path':
        return this.#path(this.evaluate(node.base, scope), node.name, node.at);
      case 'filter':
        return filterList(this.evaluate(node.list, scope), scope, this.#environment, node.condition.at, (inner) =>
          this.evaluate(node.condition, inner),
        );
      case 'invocation':
        return this.#invocation(node.callee, node.args, scope);
      case 'negation':
        return this.#negation(this.evaluate(node.operand, scope), node.at);
      case 'arithmetic':
        return this.#arithmetic(node, scope);
      case 'comparison':
        return this.#compare(node.operator, this.evaluate(node.left, scope), this.evaluate(node.right, scope), node.at);
      case 'junction':
        return this.#junction(node, scope);
      case 'between':
        return this.#between(node, scope);
      case 'in':
        return this.#anyTest(node.tests, this.evaluate(node.value, scope), scope);
      case 'instanceOf':
        return this.#instanceOf(node, scope);
      case 'if':
        return this.evaluate(this.evaluate(node.condition, scope) === true ? node.then : node.otherwise, scope);
      case 'for':
        return forEach(this.#environment, this.#iterators(node.iterations), scope, (inner) =>
          this.evaluate(node.result, inner),
        );
      case 'quantified':
        return quantify(
          this.#environment,
          node.quantifier,
          this.#iterators(node.iterations),
          scope,
          node.condition.at,
          (inner) => this.evaluate(node.condition, inner),
        );
      case 'list':
        return node.items.map((item) => this.evaluate(item, scope));
      case 'context':
        return this.#context(node, scope);
      case 'range':
        return this.#range(node, scope);
      case 'test':
        return this.#test(node.test, this.#name('?', scope, node.at), scope);
      case 'function':
        return this.#function(node, scope);
      case 'external':
        return (
          externalFunction(
            node.parameters.map(({ name }) => name),
            this.evaluate(node.mapping, scope),
          ) ??
          this.#environment.fail(
            node.at,
            'Expected a known external function, but found another one',
            expressionFault('EXTERNAL_FUNCTION_UNKNOWN', {}),
          )
        );
    }
  }

  /** Unary tests over an input (clause 7.3.9): true, false, or null if no test holds and one has no answer. */
  unaryTests(node: UnaryTestsNode, input: FeelValue, scope: Scope): boolean | null {
    if (node.tests === undefined) return true;
    const layer = new LayeredScope(new Map([['?', input]]), scope);
    const result = this.#anyTest(node.tests, input, layer);
    if (!node.negated) return result;
    return result === null ? null : !result;
  }

  #name(name: string, scope: Scope, at: number): FeelValue {
    const value = scope.lookup(name);
    if (value !== undefined) return value;
    const builtIn = BUILT_INS.get(name);
    if (builtIn !== undefined) {
      const accepts = (types: readonly FeelType[]): boolean => acceptsTypes(builtIn, types);
      return new OverloadedFunction(UNKNOWN, accepts, (args) => this.#builtIn(name, args, at));
    }
    return this.#environment.fail(
      at,
      `Expected a variable "${name}", but there is none`,
      expressionFault('VARIABLE_MISSING', { name }),
      'notice',
    );
  }

  #path(base: FeelValue, name: string, at: number): FeelValue {
    if (base === null) return null;
    if (isList(base)) {
      this.#environment.step(base.length);
      return base.map((item) => this.#path(item, name, at));
    }
    const value = propertyOf(base, name);
    return (
      value ??
      (value === null
        ? null
        : this.#environment.fail(
            at,
            `Expected a property "${name}" of ${kindOf(base)}, but there is none`,
            expressionFault('PROPERTY_MISSING', { name, found: kindOf(base) }),
            'notice',
          ))
    );
  }

  #invocation(calleeNode: FeelNode, args: readonly Argument[], scope: Scope): FeelValue {
    const values = args.map(({ name, value }) => ({ name, value: this.evaluate(value, scope) }));
    if (calleeNode.kind === 'name') {
      const own = scope.lookup(calleeNode.name);
      if (!(own instanceof FeelFunction) && BUILT_INS.has(calleeNode.name))
        return this.#builtIn(calleeNode.name, values, calleeNode.at);
    }
    const callee = this.evaluate(calleeNode, scope);
    if (!(callee instanceof FeelFunction)) {
      return this.#environment.fail(
        calleeNode.at,
        `Expected a function, but found ${kindOf(callee)}`,
        expressionFault('FUNCTION_NEEDED', { found: kindOf(callee) }),
      );
    }
    return this.callWith(callee, values, calleeNode.at);
  }

  /** Calls a function with positional or named arguments; a parameter that is not named is null. */
  callWith(callee: FeelFunction, args: readonly GivenArgument[], at: number): FeelValue {
    if (callee instanceof OverloadedFunction) return callee.dispatch(args);
    const ordered = orderArguments(callee, args);
    if (ordered !== undefined) return this.call(callee, ordered, at);
    const names = callee.parameters.map(({ name }) => name).join(', ');
    return this.#environment.fail(
      at,
      `Expected the arguments (${names}), but found ${args.length} that do not fit`,
      expressionFault('ARGUMENTS_DIFFER', { expected: names, found: args.length }),
    );
  }

  /** Calls a function with one argument for each parameter, coerced to its type; null if one does not fit. */
  call(callee: FeelFunction, args: readonly FeelValue[], at: number): FeelValue {
    if (callee instanceof OverloadedFunction) return callee.call(args);
    if (args.length !== callee.parameters.length) {
      return this.#environment.fail(
        at,
        `Expected ${callee.parameters.length} arguments, but found ${args.length}`,
        expressionFault('ARGUMENTS_DIFFER', { expected: callee.parameters.length, found: args.length }),
      );
    }
    const fitting: FeelValue[] = [];
    for (const [index, parameter] of callee.parameters.entries()) {
      const value = args[index] ?? null;
      const coerced = coerce(value, parameter.type);
      if (coerced === undefined) {
        return this.#environment.fail(
          at,
          `Expected "${parameter.name}" to have its declared type, but found ${kindOf(value)}`,
          expressionFault('ARGUMENT_MISFIT', { parameter: parameter.name, found: kindOf(value) }),
        );
      }
      fitting.push(coerced);
    }
    return this.#environment.call(() => {
      const result = callee.call(fitting);
      return coerce(result, callee.result) ?? null;
    });
  }

  #builtIn(name: string, args: readonly GivenArgument[], at: number): FeelValue {
    const answer = callBuiltIn(name, BUILT_INS.get(name) ?? [], args, this.#host);
    return answer.ok ? answer.value : this.#environment.fail(at, answer.message, answer.fault, answer.severity);
  }

  #negation(operand: FeelValue, at: number): FeelValue {
    if (operand === null) return null;
    return (
      negate(operand) ??
      this.#environment.fail(
        at,
        `Expected a number or a duration after "-", but found ${kindOf(operand)}`,
        expressionFault('NUMBER_OR_DURATION_EXPECTED', { found: kindOf(operand) }),
      )
    );
  }

  #arithmetic(node: Extract<FeelNode, { kind: 'arithmetic' }>, scope: Scope): FeelValue {
    const left = this.evaluate(node.left, scope);
    const right = this.evaluate(node.right, scope);
    if (left === null || right === null) return null;
    this.#environment.step(costOf(node.operator, left, right));
    const result = calculate(node.operator, left, right);
    if (result !== undefined && result !== null) return result;
    if (result === null) {
      const { message, fault } = withoutResult(node.operator, left, right);
      return this.#environment.fail(node.at, message, fault);
    }
    const kinds = `${kindOf(left)} and ${kindOf(right)}`;
    return this.#environment.fail(
      node.at,
      `Expected two values that "${node.operator}" can join, but found ${kinds}`,
      expressionFault('OPERATOR_MISFIT', { operator: node.operator, left: kindOf(left), right: kindOf(right) }),
    );
  }

  #compare(operator: ComparisonOperator, left: FeelValue, right: FeelValue, at: number): FeelValue {
    const result = compareBy(operator, left, right);
    if (result !== null || left === null || right === null) return result;
    // Unequal kinds are often meant as "not equal"; an order between them never makes sense.
    const severity = operator === '=' || operator === '!=' ? 'notice' : 'error';
    const kinds = `${kindOf(left)} and ${kindOf(right)}`;
    return this.#environment.fail(
      at,
      `Expected two comparable values, but found ${kinds}`,
      expressionFault('COMPARISON_IMPOSSIBLE', { left: kindOf(left), right: kindOf(right) }),
      severity,
    );
  }

  /** Three-valued logic (table 50): what is not true or false counts as unknown. */
  #junction(node: Extract<FeelNode, { kind: 'junction' }>, scope: Scope): FeelValue {
    const decisive = node.operator === 'or';
    const left = this.evaluate(node.left, scope);
    if (left === decisive) return decisive;
    const right = this.evaluate(node.right, scope);
    if (right === decisive) return decisive;
    for (const operand of [left, right]) {
      if (operand !== null && typeof operand !== 'boolean') {
        return this.#environment.fail(
          node.at,
          `Expected true or false around "${node.operator}", but found ${kindOf(operand)}`,
          expressionFault('TRUE_OR_FALSE_EXPECTED', { found: kindOf(operand) }),
        );
      }
    }
    return left === null || right === null ? null : !decisive;
  }

  #between(node: Extract<FeelNode, { kind: 'between' }>, scope: Scope): FeelValue {
    const value = this.evaluate(node.value, scope);
    const range = new FeelRange(true, this.evaluate(node.low, scope), this.evaluate(node.high, scope), true);
    return includes(range, value);
  }

  #anyTest(tests: readonly TestNode[], input: FeelValue, scope: Scope): boolean | null {
    let unknown = false;
    for (const test of tests) {
      const result = this.#test(test, input, scope);
      if (result === true) return true;
      if (result === null) unknown = true;
    }
    return unknown ? null : false;
  }

  #test(test: TestNode, input: FeelValue, scope: Scope): boolean | null {
    if (test.kind === 'comparison') return compareBy(test.operator, input, this.evaluate(test.operand, scope));
    const value = this.evaluate(test.expression, scope);
    if (test.usesInput) return typeof value === 'boolean' ? value : value === null ? null : matches(value, input);
    return value === true && typeof input !== 'boolean' ? true : matches(value, input);
  }

  #instanceOf(node: Extract<FeelNode, { kind: 'instanceOf' }>, scope: Scope): FeelValue {
    const value = this.evaluate(node.value, scope);
    const type = resolveTypeNode(node.type, this.#environment.resolveType);
    if (type === undefined)
      return this.#environment.fail(
        node.at,
        'Expected a known type after "instance of", but found another one',
        expressionFault('TYPE_UNKNOWN', {}),
      );
    if (value === null) return type.kind === 'simple' && type.name === 'null';
    return isInstance(value, type);
  }

  #iterators(iterations: readonly Iteration[]): readonly IterationVariable[] {
    return iterations.map(({ name, domain, end }) => ({
      name,
      at: domain.at,
      domain: (scope) => {
        const start = this.evaluate(domain, scope);
        if (end === undefined) return { items: iterationDomain(start, this.#environment), found: domainWords(start) };
        const last = this.evaluate(end, scope);
        return { items: iterationRange(start, last, this.#environment), found: domainWords(start, last) };
      },
    }));
  }

  #context(node: Extract<FeelNode, { kind: 'context' }>, scope: Scope): FeelValue {
    const entries = new Map<string, FeelValue>();
    const inner = new LayeredScope(entries, scope);
    for (const { key, value } of node.entries) {
      if (entries.has(key))
        return this.#environment.fail(
          node.at,
          `Expected each key once, but found "${key}" twice`,
          expressionFault('KEY_TWICE', { name: key }),
        );
      entries.set(key, this.evaluate(value, inner));
    }
    return entries;
  }

  #range(node: Extract<FeelNode, { kind: 'range' }>, scope: Scope): FeelValue {
    const start = node.start === undefined ? undefined : this.evaluate(node.start, scope);
    const end = node.end === node.start ? start : node.end === undefined ? undefined : this.evaluate(node.end, scope);
    if (start !== undefined && end !== undefined && start !== null && end !== null && compare(start, end) === null) {
      return this.#environment.fail(
        node.at,
        `Expected two comparable ends, but found ${kindOf(start)} and ${kindOf(end)}`,
        expressionFault('ENDS_NOT_COMPARABLE', { left: kindOf(start), right: kindOf(end) }),
      );
    }
    return new FeelRange(node.startIncluded, start, end, node.endIncluded);
  }

  #function(node: Extract<FeelNode, { kind: 'function' }>, scope: Scope): FeelValue {
    const parameters = node.parameters.map(({ name, type }) => ({
      name,
      type: (type === undefined ? undefined : resolveTypeNode(type, this.#environment.resolveType)) ?? ANY,
    }));
    const result = inferType(node.body, new Map(parameters.map(({ name, type }) => [name, type])));
    return new FeelFunction(parameters, result, (args) =>
      this.evaluate(
        node.body,
        new LayeredScope(new Map(parameters.map(({ name }, index) => [name, args[index] ?? null])), scope),
      ),
    );
  }
}
