import { equals } from '../values/comparison.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelFunction, takes } from '../values/function.ts';
import { type FeelList, type FeelValue, isList } from '../values/value.ts';
import { type BuiltIn, type BuiltInHost, signature } from './signature.ts';

/** The index of a 1-based position, counted from the end if negative; undefined outside the list. */
function indexOf(position: Decimal, length: number): number | undefined {
  if (!position.isInteger() || position.isZero() || position.abs().greaterThan(length)) return undefined;
  return position.isNegative() ? length + position.toNumber() : position.toNumber() - 1;
}

function holds(list: FeelList, value: FeelValue): boolean {
  return list.some((item) => equals(item, value) === true);
}

function distinct(list: FeelList, host: BuiltInHost): FeelList {
  const kept: FeelValue[] = [];
  for (const item of list) {
    host.step(kept.length);
    if (!holds(kept, item)) kept.push(item);
  }
  return kept;
}

function flatten(list: FeelList, host: BuiltInHost): FeelList {
  host.step(list.length);
  return list.flatMap((item) => (isList(item) ? flatten(item, host) : [item]));
}

/** All arguments as lists; undefined if one is null. */
function lists(values: FeelValue): readonly FeelList[] | undefined {
  const all = (values as FeelList).map((value) => (isList(value) ? value : [value]));
  return all.every((list) => list.length !== 1 || list[0] !== null || (values as FeelList).includes(list))
    ? all
    : undefined;
}

function sublist(list: FeelList, start: Decimal, length: FeelValue): FeelValue | undefined {
  const from = indexOf(start, list.length);
  if (from === undefined) return undefined;
  if (length === null) return list.slice(from);
  const count = (length as Decimal).trunc().toNumber();
  return count < 0 || from + count > list.length ? undefined : list.slice(from, from + count);
}

function replaceWhere(
  list: FeelList,
  match: FeelFunction,
  newItem: FeelValue,
  host: BuiltInHost,
): FeelValue | undefined {
  if (!takes(match, 2)) return undefined;
  const replaced: FeelValue[] = [];
  for (const item of list) {
    const hit = host.invoke(match, [item, newItem]);
    if (typeof hit !== 'boolean') return undefined;
    replaced.push(hit ? newItem : item);
  }
  return replaced;
}

/** Sorts by a function that tells whether its first argument comes before its second; equal items keep their order. */
function sort(list: FeelList, precedes: FeelFunction, host: BuiltInHost): FeelValue | undefined {
  if (!takes(precedes, 2)) return undefined;
  const state = { valid: true };
  const before = (left: FeelValue, right: FeelValue): boolean => {
    const answer = host.invoke(precedes, [left, right]);
    if (typeof answer !== 'boolean') state.valid = false;
    return answer === true;
  };
  const sorted = [...list].sort((left, right) => (before(left, right) ? -1 : before(right, left) ? 1 : 0));
  return state.valid ? sorted : undefined;
}

/** Functions from lists to lists (DMN 1.5, clause 10.3.4.4). */
export const LIST_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  [
    'list contains',
    [signature('list: list, element!: Any', ([list, element]) => holds(list as FeelList, element ?? null))],
  ],
  [
    'sublist',
    [
      signature('list: list, start position: number', ([list, start]) =>
        sublist(list as FeelList, start as Decimal, null),
      ),
      signature('list: list, start position: number, length: number', ([list, start, length]) =>
        sublist(list as FeelList, start as Decimal, length ?? null),
      ),
    ],
  ],
  ['append', [signature('list: list, item*: Any', ([list, items]) => [...(list as FeelList), ...(items as FeelList)])]],
  ['concatenate', [signature('list*: Any', ([values]) => lists(values ?? null)?.flat())]],
  [
    'union',
    [
      signature('list*: Any', ([values], host) => {
        const all = lists(values ?? null)?.flat();
        return all === undefined ? undefined : distinct(all, host);
      }),
    ],
  ],
  [
    'insert before',
    [
      signature('list: list, position: number, newItem!: Any', ([list, position, item]) => {
        const index = indexOf(position as Decimal, (list as FeelList).length);
        return index === undefined ? undefined : (list as FeelList).toSpliced(index, 0, item ?? null);
      }),
    ],
  ],
  [
    'remove',
    [
      signature('list: list, position: number', ([list, position]) => {
        const index = indexOf(position as Decimal, (list as FeelList).length);
        return index === undefined ? undefined : (list as FeelList).toSpliced(index, 1);
      }),
    ],
  ],
  [
    'list replace',
    [
      signature('list: list, position: number, newItem!: Any', ([list, position, item]) => {
        const index = indexOf(position as Decimal, (list as FeelList).length);
        return index === undefined ? undefined : (list as FeelList).with(index, item ?? null);
      }),
      signature('list: list, match: function, newItem!: Any', ([list, match, item], host) =>
        match instanceof FeelFunction ? replaceWhere(list as FeelList, match, item ?? null, host) : undefined,
      ),
    ],
  ],
  ['reverse', [signature('list: list', ([list]) => (list as FeelList).toReversed())]],
  [
    'index of',
    [
      signature('list: list, match!: Any', ([list, match]) =>
        (list as FeelList).flatMap((item, index) =>
          equals(item, match ?? null) === true ? [new Decimal(index + 1)] : [],
        ),
      ),
    ],
  ],
  ['distinct values', [signature('list: list', ([list], host) => distinct(list as FeelList, host))]],
  ['flatten', [signature('list: list', ([list], host) => flatten(list as FeelList, host))]],
  [
    'sort',
    [
      signature('list: list, precedes: function', ([list, precedes], host) =>
        precedes instanceof FeelFunction ? sort(list as FeelList, precedes, host) : undefined,
      ),
    ],
  ],
];
