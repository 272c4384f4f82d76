import { ExactDecimal } from '../exact-decimal.ts';
import { type Group, type Term, type TermId } from '../model/business-term.ts';

/** The number a term carries; undefined where the term is missing or not a number. */
export function decimalOf(group: Group | undefined, id: TermId): ExactDecimal | undefined {
  const term = group?.term(id);
  return term && ExactDecimal.parse(term.value);
}

/** The number, or zero where the term is missing: for optional summands. */
export function decimalOrZero(group: Group | undefined, id: TermId): ExactDecimal {
  return decimalOf(group, id) ?? ExactDecimal.zero;
}

/** The sum of one term over several groups; occurrences that are missing do not count. */
export function sumOver(groups: Iterable<Group>, id: TermId): ExactDecimal {
  let sum = ExactDecimal.zero;
  for (const group of groups) {
    const value = decimalOf(group, id);
    if (value) sum = sum.plus(value);
  }
  return sum;
}

/** Whether two numbers lie less than `distance` apart. */
export function isWithin(a: ExactDecimal, b: ExactDecimal, distance: ExactDecimal): boolean {
  return a.minus(b).absolute().isLessThan(distance);
}

/** Whether the text has more than two digits behind the point, as the rules on decimals count them. */
export function hasMoreThanTwoDecimals(term: Term | undefined): boolean {
  if (!term) return false;
  const point = term.value.indexOf('.');
  return point >= 0 && term.value.length - point - 1 > 2;
}
