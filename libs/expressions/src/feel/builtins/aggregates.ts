import { compare } from '../values/comparison.ts';
import { Decimal, finite } from '../values/decimal.ts';
import { type FeelList, type FeelValue } from '../values/value.ts';
import { type BuiltIn, signature } from './signature.ts';

/** An aggregate of a list, which may also be given item by item: `min(1, 2)`. */
function aggregate(type: string, run: (list: FeelList) => FeelValue | undefined): readonly BuiltIn[] {
  const single = signature(`list: ${type}`, ([list]) => run(list as FeelList));
  const several = signature('c*: Any', ([list]) => run(list as FeelList));
  return [single, several];
}

function ofNumbers(run: (numbers: readonly Decimal[]) => Decimal | undefined): readonly BuiltIn[] {
  return aggregate('list', (list) => {
    const numbers = list.filter((item) => item instanceof Decimal);
    if (numbers.length < list.length) return undefined;
    const result = run(numbers);
    return result === undefined ? undefined : (finite(result) ?? undefined);
  });
}

const total = (numbers: readonly Decimal[]): Decimal => numbers.reduce((sum, item) => sum.plus(item), new Decimal(0));

/** The item no other one beats; undefined if the list is empty or holds what cannot be compared. */
function extreme(direction: 1 | -1): (list: FeelList) => FeelValue | undefined {
  return (list) => {
    let [best] = list;
    if (best === undefined || compare(best, best) === null) return undefined;
    for (const item of list) {
      const order = compare(item, best);
      if (order === null) return undefined;
      if (order * direction > 0) best = item;
    }
    return best;
  };
}

/** `all` is a conjunction and `any` a disjunction: the decisive value wins, then unknown. */
function logic(decisive: boolean): (list: FeelList) => FeelValue | undefined {
  return (list) => {
    if (list.some((item) => item === decisive)) return decisive;
    return list.every((item) => typeof item === 'boolean') ? !decisive : undefined;
  };
}

function median(numbers: readonly Decimal[]): Decimal | undefined {
  const sorted = [...numbers].sort((left, right) => left.comparedTo(right));
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : upper.plus(lower).div(2);
}

/** Sample standard deviation, undefined below two numbers. */
function standardDeviation(numbers: readonly Decimal[]): Decimal | undefined {
  if (numbers.length < 2) return undefined;
  const mean = total(numbers).div(numbers.length);
  return total(numbers.map((item) => item.minus(mean).pow(2)))
    .div(numbers.length - 1)
    .sqrt();
}

/** The most frequent numbers, ascending. */
function mode(list: FeelList): FeelValue | undefined {
  const counts = new Map<string, { readonly item: Decimal; count: number }>();
  let most = 0;
  for (const item of list) {
    if (!(item instanceof Decimal)) return undefined;
    const text = item.toString();
    const entry = counts.get(text) ?? { item, count: 0 };
    entry.count++;
    most = Math.max(most, entry.count);
    counts.set(text, entry);
  }
  return [...counts.values()]
    .filter(({ count }) => count === most)
    .map(({ item }) => item)
    .sort((left, right) => left.comparedTo(right));
}

/** Functions that make one value of a list (DMN 1.5, clause 10.3.4.4). */
export const AGGREGATE_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  ['count', [signature('list: list', ([list]) => new Decimal((list as FeelList).length))]],
  ['min', aggregate('list', extreme(-1))],
  ['max', aggregate('list', extreme(1))],
  ['sum', ofNumbers((numbers) => (numbers.length === 0 ? undefined : total(numbers)))],
  ['mean', ofNumbers((numbers) => (numbers.length === 0 ? undefined : total(numbers).div(numbers.length)))],
  [
    'product',
    ofNumbers((numbers) => (numbers.length === 0 ? undefined : numbers.reduce((product, item) => product.times(item)))),
  ],
  ['median', ofNumbers(median)],
  ['stddev', ofNumbers(standardDeviation)],
  ['mode', aggregate('list', mode)],
  ['all', aggregate('list', logic(false))],
  ['any', aggregate('list', logic(true))],
];
