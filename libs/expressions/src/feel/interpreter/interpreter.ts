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
import { compare, equals, includes } from '../values/comparison.ts';
import { FeelFunction, type GivenArgument, OverloadedFunction } from '../values/function.ts';
import { FeelRange } from '../values/range.ts';
import { ANY, coerce, type FeelType, isInstance, UNKNOWN } from '../values/type.ts';
import { type FeelList, type FeelValue, isContext, isList, isNumber, kindOf } from '../values/value.ts';
import { calculate, negate } from './arithmetic.ts';
import { type Environment } from './environment.ts';
import { iterationDomain, iterationRange } from './iteration.ts';
import { propertyOf } from './property.ts';
import { LayeredScope, type Scope } from './scope.ts';

/** A variable of `for`, `some` or `every` and the items it takes; undefined if there are none to take. */
export interface Iterator {
  readonly name: string;
  readonly at: number;
  readonly domain: (scope: Scope) => FeelList | undefined;
}

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
          this.#environment.fail(node.at, `Expected a date, time or duration, but found "${node.text}"`)
        );
      case 'name':
        return this.#name(node.name, scope, node.at);
      case 'path':
        return this.#path(this.evaluate(node.base, scope), node.name, node.at);
      case 'filter':
        return this.filter(this.evaluate(node.list, scope), scope, node.condition.at, (inner) =>
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
        return this.forEach(this.#iterators(node.iterations), scope, (inner) => this.evaluate(node.result, inner));
      case 'quantified':
        return this.quantify(node.quantifier, this.#iterators(node.iterations), scope, node.condition.at, (inner) =>
          this.evaluate(node.condition, inner),
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
          ) ?? this.#environment.fail(node.at, 'Expected a known external function, but found another one')
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
    return this.#environment.fail(at, `Expected a variable "${name}", but there is none`, 'notice');
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
        : this.#environment.fail(at, `Expected a property "${name}" of ${kindOf(base)}, but there is none`, 'notice'))
    );
  }

  /**
   * `list[condition]`: a position if the condition is a number, otherwise the items for which it holds (table 62).
   *
   * @param condition evaluated once for each item, with the item in scope
   */
  filter(value: FeelValue, scope: Scope, at: number, condition: (scope: Scope) => FeelValue): FeelValue {
    const list = isList(value) ? value : value === null ? [] : [value];
    const first = condition(filterScope(list[0] ?? null, scope));
    if (isNumber(first)) {
      if (first.isInteger()) return itemAt(list, first.toNumber());
      return this.#environment.fail(at, `Expected a whole position, but found ${first.toString()}`);
    }
    const kept: FeelValue[] = [];
    for (const [index, item] of list.entries()) {
      const holds = index === 0 ? first : condition(filterScope(item, scope));
      if (holds === true) kept.push(item);
      else if (holds !== false && holds !== null) {
        return this.#environment.fail(at, `Expected true or false, but found ${kindOf(holds)}`);
      }
    }
    return kept;
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
      return this.#environment.fail(calleeNode.at, `Expected a function, but found ${kindOf(callee)}`);
    }
    return this.callWith(callee, values, calleeNode.at);
  }

  /** Calls a function with positional or named arguments; a parameter that is not named is null. */
  callWith(callee: FeelFunction, args: readonly GivenArgument[], at: number): FeelValue {
    if (callee instanceof OverloadedFunction) return callee.dispatch(args);
    const ordered = orderArguments(callee, args);
    if (ordered !== undefined) return this.call(callee, ordered, at);
    const names = callee.parameters.map(({ name }) => name).join(', ');
    return this.#environment.fail(at, `Expected the arguments (${names}), but found ${args.length} that do not fit`);
  }

  /** Calls a function with one argument for each parameter, coerced to its type; null if one does not fit. */
  call(callee: FeelFunction, args: readonly FeelValue[], at: number): FeelValue {
    if (callee instanceof OverloadedFunction) return callee.call(args);
    if (args.length !== callee.parameters.length) {
      return this.#environment.fail(at, `Expected ${callee.parameters.length} arguments, but found ${args.length}`);
    }
    const fitting: FeelValue[] = [];
    for (const [index, parameter] of callee.parameters.entries()) {
      const value = args[index] ?? null;
      const coerced = coerce(value, parameter.type);
      if (coerced === undefined) {
        return this.#environment.fail(
          at,
          `Expected "${parameter.name}" to have its declared type, but found ${kindOf(value)}`,
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
    return answer.ok ? answer.value : this.#environment.fail(at, answer.message, answer.severity);
  }

  #negation(operand: FeelValue, at: number): FeelValue {
    if (operand === null) return null;
    return (
      negate(operand) ??
      this.#environment.fail(at, `Expected a number or a duration after "-", but found ${kindOf(operand)}`)
    );
  }

  #arithmetic(node: Extract<FeelNode, { kind: 'arithmetic' }>, scope: Scope): FeelValue {
    const left = this.evaluate(node.left, scope);
    const right = this.evaluate(node.right, scope);
    if (left === null || right === null) return null;
    const result = calculate(node.operator, left, right);
    if (result !== undefined && result !== null) return result;
    const kinds = `${kindOf(left)} and ${kindOf(right)}`;
    return this.#environment.fail(node.at, `Expected two values that "${node.operator}" can join, but found ${kinds}`);
  }

  #compare(operator: ComparisonOperator, left: FeelValue, right: FeelValue, at: number): FeelValue {
    const result = compareBy(operator, left, right);
    if (result !== null || left === null || right === null) return result;
    // Unequal kinds are often meant as "not equal"; an order between them never makes sense.
    const severity = operator === '=' || operator === '!=' ? 'notice' : 'error';
    const kinds = `${kindOf(left)} and ${kindOf(right)}`;
    return this.#environment.fail(at, `Expected two comparable values, but found ${kinds}`, severity);
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
      return this.#environment.fail(node.at, 'Expected a known type after "instance of", but found another one');
    if (value === null) return type.kind === 'simple' && type.name === 'null';
    return isInstance(value, type);
  }

  /** One result for each combination of items; `partial` holds the results so far. */
  forEach(iterations: readonly Iterator[], scope: Scope, result: (scope: Scope) => FeelValue): FeelValue {
    const results: FeelValue[] = [];
    const partial = new LayeredScope(new Map<string, FeelValue>([['partial', results]]), scope);
    const complete = this.#iterate(iterations, partial, (inner) => {
      results.push(result(inner));
      return true;
    });
    return complete ? results.slice() : null;
  }

  /** `some` is a disjunction and `every` a conjunction over the items (table 52). */
  quantify(
    quantifier: 'some' | 'every',
    iterations: readonly Iterator[],
    scope: Scope,
    at: number,
    condition: (scope: Scope) => FeelValue,
  ): FeelValue {
    const decisive = quantifier === 'some';
    const state: { answer: boolean | null; valid: boolean } = { answer: !decisive, valid: true };
    const complete = this.#iterate(iterations, scope, (inner) => {
      const holds = condition(inner);
      if (holds === decisive) state.answer = decisive;
      else if (holds === null) state.answer = null;
      else if (typeof holds !== 'boolean') {
        state.valid = false;
        this.#environment.fail(at, `Expected true or false, but found ${kindOf(holds)}`);
      }
      return state.valid && state.answer !== decisive;
    });
    return complete && state.valid ? state.answer : null;
  }

  /** Visits the cross product of the domains until told to stop; false if a domain cannot be walked through. */
  #iterate(iterators: readonly Iterator[], scope: Scope, visit: (scope: Scope) => boolean): boolean {
    const state = { valid: true };
    const descend = (index: number, current: Scope): boolean => {
      const iterator = iterators[index];
      if (iterator === undefined) return visit(current);
      const domain = iterator.domain(current);
      if (domain === undefined) {
        state.valid = false;
        this.#environment.fail(
          iterator.at,
          `Expected a list or a range of whole numbers or dates for "${iterator.name}", but found something else`,
        );
        return false;
      }
      return domain.every((item) => descend(index + 1, new LayeredScope(new Map([[iterator.name, item]]), current)));
    };
    descend(0, scope);
    return state.valid;
  }

  #iterators(iterations: readonly Iteration[]): readonly Iterator[] {
    return iterations.map(({ name, domain, end }) => ({
      name,
      at: domain.at,
      domain: (scope) => {
        const start = this.evaluate(domain, scope);
        return end === undefined ? iterationDomain(start) : iterationRange(start, this.evaluate(end, scope));
      },
    }));
  }

  #context(node: Extract<FeelNode, { kind: 'context' }>, scope: Scope): FeelValue {
    const entries = new Map<string, FeelValue>();
    const inner = new LayeredScope(entries, scope);
    for (const { key, value } of node.entries) {
      if (entries.has(key)) return this.#environment.fail(node.at, `Expected each key once, but found "${key}" twice`);
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

/** 1-based, counted from the end if negative; null outside the list. */
function itemAt(list: FeelList, position: number): FeelValue {
  return position === 0 ? null : (list.at(position > 0 ? position - 1 : position) ?? null);
}

/** Inside a filter the item is `item`, and the entries of a context are visible by themselves (clause 10.3.2.12). */
function filterScope(item: FeelValue, scope: Scope): Scope {
  const named = new LayeredScope(new Map([['item', item]]), scope);
  return isContext(item) ? new LayeredScope(item, named) : named;
}

function compareBy(operator: ComparisonOperator, left: FeelValue, right: FeelValue): boolean | null {
  if (operator === '=') return equals(left, right);
  if (operator === '!=') {
    const same = equals(left, right);
    return same === null ? null : !same;
  }
  const order = compare(left, right);
  if (order === null) return null;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Whether an input equals a value, lies in a range, or is matched by an item of a list (table 55). */
function matches(value: FeelValue, input: FeelValue): boolean | null {
  if (value instanceof FeelRange && !(input instanceof FeelRange)) return includes(value, input);
  if (!isList(value)) return equals(input, value) === true;
  if (isList(input) && equals(input, value) === true) return true;
  return value.some(
    (item) =>
      (item instanceof FeelRange && !(input instanceof FeelRange) ? includes(item, input) : equals(input, item)) ===
      true,
  );
}

/** Puts arguments in the order of the parameters; undefined if names or numbers do not fit. */
function orderArguments(callee: FeelFunction, args: readonly GivenArgument[]): readonly FeelValue[] | undefined {
  if (args.every(({ name }) => name === undefined)) {
    return args.length === callee.parameters.length ? args.map(({ value }) => value) : undefined;
  }
  const byName = new Map<string | undefined, FeelValue>(args.map(({ name, value }) => [name, value]));
  if (byName.size !== args.length || byName.has(undefined)) return undefined;
  if (!args.every(({ name }) => callee.parameters.some((parameter) => parameter.name === name))) return undefined;
  return callee.parameters.map(({ name }) => byName.get(name) ?? null);
}
