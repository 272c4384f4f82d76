import { expressionFault } from '../../expression-faults.ts';
import { FeelDate } from '../temporal/date-time.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelLimitError } from '../values/evaluation-limit.ts';
import { FeelRange } from '../values/range.ts';
import { type FeelList, type FeelValue, isList, isNumber, kindOf } from '../values/value.ts';
import { type Environment } from './environment.ts';
import { LayeredScope, type Scope } from './scope.ts';

const MAX_ITEMS = 250_000;
/** Items of a range are made before the first is used: that is work, too. */
const ITEMS_PER_STEP = 8;
/** The same for the results so far, which `partial` hands out as a copy. */
const PARTIAL_PER_STEP = 64;

/** A variable of `for`, `some` or `every` and the items it takes; undefined if there are none to take. */
export interface IterationVariable {
  readonly name: string;
  readonly at: number;
  readonly domain: (scope: Scope) => IterationDomain;
}

interface IterationDomain {
  readonly items: FeelList | undefined;
  /** What stands there instead of something to go through, for the message. */
  readonly found: string;
}

/** What a domain is, in words: the ends of a range tell why it cannot be walked through. */
export function domainWords(...ends: readonly FeelValue[]): string {
  const [only] = ends;
  const [start, end] = only instanceof FeelRange ? [only.start ?? null, only.end ?? null] : ends;
  if (start === undefined) return 'nothing';
  return end === undefined ? kindOf(start) : `a range from ${endWords(start)} to ${endWords(end)}`;
}

function endWords(end: FeelValue): string {
  return isNumber(end) ? end.toString() : kindOf(end);
}

/**
 * The values a domain of `for`, `some` or `every` yields: a list's items, or the whole numbers or days of a closed range
 * (DMN 1.5, clause 10.3.2.14). One single value is a list of one.
 *
 * @returns undefined if the domain cannot be walked through
 * @throws FeelLimitError if it holds too many values
 */
export function iterationDomain(domain: FeelValue, environment: Environment): FeelList | undefined {
  if (domain === null) return undefined;
  if (isList(domain)) return domain;
  if (!(domain instanceof FeelRange)) return [domain];
  const { start, end } = domain;
  if (start === undefined || end === undefined) return undefined;
  const items = iterationRange(start, end, environment);
  if (items === undefined) return undefined;
  return items.slice(domain.startIncluded ? 0 : 1, domain.endIncluded ? items.length : -1);
}

/** `a..b`, upwards or downwards, both ends included. @throws FeelLimitError if it holds too many values */
export function iterationRange(start: FeelValue, end: FeelValue, environment: Environment): FeelList | undefined {
  if (start instanceof FeelDate && end instanceof FeelDate) {
    return sequence(start.epochDay, end.epochDay, environment, (day) => FeelDate.ofEpochDay(day) ?? null);
  }
  if (!isNumber(start) || !isNumber(end) || !start.isInteger() || !end.isInteger()) return undefined;
  return sequence(start.toNumber(), end.toNumber(), environment, (value) => new Decimal(value));
}

function sequence(from: number, to: number, environment: Environment, item: (value: number) => FeelValue): FeelList {
  const length = Math.abs(to - from) + 1;
  if (length > MAX_ITEMS)
    throw new FeelLimitError(
      `Expected a range of at most ${MAX_ITEMS} values to go through, but it has ${Number.isFinite(length) ? length : 'many more'}.`,
    );
  environment.step(Math.ceil(length / ITEMS_PER_STEP));
  const direction = to < from ? -1 : 1;
  return Array.from({ length }, (_, index) => item(from + direction * index));
}

/** `for`: one result for each combination of items; `partial` holds the results so far (clause 10.3.2.14). */
export function forEach(
  environment: Environment,
  variables: readonly IterationVariable[],
  scope: Scope,
  result: (scope: Scope) => FeelValue,
): FeelValue {
  const results: FeelValue[] = [];
  // A copy for each reader: a list that went into a result must not grow afterwards.
  const partial: Scope = {
    lookup: (name) => {
      if (name !== 'partial') return scope.lookup(name);
      environment.step(Math.ceil(results.length / PARTIAL_PER_STEP));
      return results.slice();
    },
    *names() {
      yield 'partial';
      yield* scope.names();
    },
  };
  const complete = iterate(environment, variables, partial, (inner) => {
    results.push(result(inner));
    return true;
  });
  return complete ? results : null;
}

/** `some` is a disjunction and `every` a conjunction over the items (table 52). */
export function quantify(
  environment: Environment,
  quantifier: 'some' | 'every',
  variables: readonly IterationVariable[],
  scope: Scope,
  at: number,
  condition: (scope: Scope) => FeelValue,
): FeelValue {
  const decisive = quantifier === 'some';
  const state: { answer: boolean | null; valid: boolean } = { answer: !decisive, valid: true };
  const complete = iterate(environment, variables, scope, (inner) => {
    const holds = condition(inner);
    if (holds === decisive) state.answer = decisive;
    else if (holds === null) state.answer = null;
    else if (typeof holds !== 'boolean') {
      state.valid = false;
      environment.fail(
        at,
        `Expected true or false, but found ${kindOf(holds)}`,
        expressionFault('TRUE_OR_FALSE_EXPECTED', { found: kindOf(holds) }),
      );
    }
    return state.valid && state.answer !== decisive;
  });
  return complete && state.valid ? state.answer : null;
}

/** Visits the cross product of the domains until told to stop; false if a domain cannot be walked through. */
function iterate(
  environment: Environment,
  variables: readonly IterationVariable[],
  scope: Scope,
  visit: (scope: Scope) => boolean,
): boolean {
  const state = { valid: true };
  const descend = (index: number, current: Scope): boolean => {
    const variable = variables[index];
    if (variable === undefined) return visit(current);
    const domain = variable.domain(current);
    if (domain.items === undefined) {
      state.valid = false;
      environment.fail(
        variable.at,
        `Expected a list or a range of whole numbers or dates for "${variable.name}", but found ${domain.found}`,
        expressionFault('LIST_NEEDED', { name: variable.name, found: domain.found }),
      );
      return false;
    }
    return domain.items.every((item) =>
      descend(index + 1, new LayeredScope(new Map([[variable.name, item]]), current)),
    );
  };
  descend(0, scope);
  return state.valid;
}
