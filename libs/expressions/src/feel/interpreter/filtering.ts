import { expressionFault } from '../../expression-faults.ts';
import { type FeelList, type FeelValue, isContext, isList, isNumber, kindOf } from '../values/value.ts';
import { type Environment } from './environment.ts';
import { LayeredScope, type Scope } from './scope.ts';

/**
 * `list[condition]`: a position if the condition is a number, otherwise the items for which it holds (DMN 1.5, clause
 * 10.3.2.12, table 62). A single value is a list of one.
 *
 * @param condition evaluated once for each item, with the item in scope
 */
export function filterList(
  value: FeelValue,
  scope: Scope,
  environment: Environment,
  at: number,
  condition: (scope: Scope) => FeelValue,
): FeelValue {
  const list = isList(value) ? value : value === null ? [] : [value];
  const first = condition(filterScope(list[0] ?? null, scope));
  if (isNumber(first)) {
    if (first.isInteger()) return itemAt(list, first.toNumber());
    return environment.fail(
      at,
      `Expected a whole position, but found ${first.toString()}`,
      expressionFault('INDEX_NOT_WHOLE', { found: first.toString() }),
    );
  }
  const kept: FeelValue[] = [];
  for (const [index, item] of list.entries()) {
    const holds = index === 0 ? first : condition(filterScope(item, scope));
    if (holds === true) kept.push(item);
    else if (holds !== false && holds !== null) {
      return environment.fail(
        at,
        `Expected true or false, but found ${kindOf(holds)}`,
        expressionFault('TRUE_OR_FALSE_EXPECTED', { found: kindOf(holds) }),
      );
    }
  }
  return kept;
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
