import { type ComparisonOperator } from '../syntax/node.ts';
import { compare, equals, includes } from '../values/comparison.ts';
import { FeelRange } from '../values/range.ts';
import { type FeelValue, isList } from '../values/value.ts';

/** Three-valued comparison (DMN 1.5, clause 10.3.2.13, tables 53 and 54); null where the values have no order. */
export function compareBy(operator: ComparisonOperator, left: FeelValue, right: FeelValue): boolean | null {
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
export function matches(value: FeelValue, input: FeelValue): boolean | null {
  if (value instanceof FeelRange && !(input instanceof FeelRange)) return includes(value, input);
  if (!isList(value)) return equals(input, value) === true;
  if (isList(input) && equals(input, value) === true) return true;
  return value.some(
    (item) =>
      (item instanceof FeelRange && !(input instanceof FeelRange) ? includes(item, input) : equals(input, item)) ===
      true,
  );
}
