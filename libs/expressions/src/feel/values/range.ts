import { type FeelValue } from './value.ts';

/** An interval; `undefined` as an end means unbounded, as in `(>= 10)`, which is not the same as null. */
export class FeelRange {
  readonly start: FeelValue | undefined;
  readonly end: FeelValue | undefined;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;

  constructor(startIncluded: boolean, start: FeelValue | undefined, end: FeelValue | undefined, endIncluded: boolean) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded;
    this.endIncluded = endIncluded;
  }
}
