import { compare } from '../values/comparison.ts';
import { FeelRange } from '../values/range.ts';
import { type FeelValue } from '../values/value.ts';
import { type BuiltIn, signature } from './signature.ts';

/** An end of a range on the number line: infinities of unbounded ranges included. */
type Bound = { readonly value: FeelValue } | { readonly infinite: 1 | -1 };

/** A range, or a point taken as the range that holds only it. */
interface Interval {
  readonly start: Bound;
  readonly end: Bound;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
}

function interval(value: FeelValue): Interval {
  if (!(value instanceof FeelRange))
    return { start: { value }, end: { value }, startIncluded: true, endIncluded: true };
  return {
    start: value.start === undefined ? { infinite: -1 } : { value: value.start },
    end: value.end === undefined ? { infinite: 1 } : { value: value.end },
    startIncluded: value.startIncluded,
    endIncluded: value.endIncluded,
  };
}

/** Order of two bounds; NaN if they cannot be compared. */
function order(left: Bound, right: Bound): number {
  if ('infinite' in left) return 'infinite' in right ? left.infinite - right.infinite : left.infinite;
  if ('infinite' in right) return -right.infinite;
  return compare(left.value, right.value) ?? Number.NaN;
}

type Relation = (left: Interval, right: Interval) => boolean;

const before: Relation = (a, b) => {
  const gap = order(a.end, b.start);
  return gap < 0 || (gap === 0 && !(a.endIncluded && b.startIncluded));
};
const meets: Relation = (a, b) => a.endIncluded && b.startIncluded && order(a.end, b.start) === 0;
const overlaps: Relation = (a, b) => !before(a, b) && !before(b, a);
/** a starts before b does, or with b but including the common point. */
const startsEarlier: Relation = (a, b) => {
  const gap = order(a.start, b.start);
  return gap < 0 || (gap === 0 && a.startIncluded && !b.startIncluded);
};
const endsNoLater: Relation = (a, b) => {
  const gap = order(a.end, b.end);
  return gap < 0 || (gap === 0 && (!a.endIncluded || b.endIncluded));
};
const startsNoEarlier: Relation = (a, b) => {
  const gap = order(a.start, b.start);
  return gap > 0 || (gap === 0 && (!a.startIncluded || b.startIncluded));
};
const overlapsBefore: Relation = (a, b) => startsEarlier(a, b) && !before(a, b) && endsNoLater(a, b);
const sameEnd: Relation = (a, b) => a.endIncluded === b.endIncluded && order(a.end, b.end) === 0;
const sameStart: Relation = (a, b) => a.startIncluded === b.startIncluded && order(a.start, b.start) === 0;
const finishes: Relation = (a, b) => sameEnd(a, b) && startsNoEarlier(a, b);
const starts: Relation = (a, b) => sameStart(a, b) && endsNoLater(a, b);
const includes: Relation = (a, b) => startsNoEarlier(b, a) && endsNoLater(b, a);
const coincides: Relation = (a, b) => sameStart(a, b) && sameEnd(a, b);
const reverse =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

function comparable(a: Interval, b: Interval): boolean {
  return ![order(a.start, b.start), order(a.start, b.end), order(a.end, b.start), order(a.end, b.end)].some(
    Number.isNaN,
  );
}

function relation(holds: Relation, signatures: readonly string[]): readonly BuiltIn[] {
  return signatures.map((text) =>
    signature(text, ([left, right]) => {
      const [a, b] = [interval(left ?? null), interval(right ?? null)];
      return comparable(a, b) ? holds(a, b) : undefined;
    }),
  );
}

const POINTS = 'point1: point, point2: point';
const POINT_RANGE = 'point: point, range: range';
const RANGE_POINT = 'range: range, point: point';
const RANGES = 'range1: range, range2: range';

/** Relations between points and ranges after Allen (DMN 1.5, clause 10.3.4.8, table 78). */
export const RANGE_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  ['before', relation(before, [POINTS, POINT_RANGE, RANGE_POINT, RANGES])],
  ['after', relation(reverse(before), [POINTS, POINT_RANGE, RANGE_POINT, RANGES])],
  ['meets', relation(meets, [RANGES])],
  ['met by', relation(reverse(meets), [RANGES])],
  ['overlaps', relation(overlaps, [RANGES])],
  ['overlaps before', relation(overlapsBefore, [RANGES])],
  ['overlaps after', relation(reverse(overlapsBefore), [RANGES])],
  ['finishes', relation(finishes, [POINT_RANGE, RANGES])],
  ['finished by', relation(reverse(finishes), [RANGE_POINT, RANGES])],
  ['includes', relation(includes, [RANGE_POINT, RANGES])],
  ['during', relation(reverse(includes), [POINT_RANGE, RANGES])],
  ['starts', relation(starts, [POINT_RANGE, RANGES])],
  ['started by', relation(reverse(starts), [RANGE_POINT, RANGES])],
  ['coincides', relation(coincides, [POINTS, RANGES])],
];
