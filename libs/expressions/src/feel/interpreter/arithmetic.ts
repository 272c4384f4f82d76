import type { Fault } from '#engine';
import { expressionFault } from '../../expression-faults.ts';
import { FeelDate, FeelDateTime, FeelTime, NANOS_PER_SECOND } from '../temporal/date-time.ts';
import { DaysDuration, MonthsDuration } from '../temporal/duration.ts';
import { UTC } from '../temporal/zone.ts';
import { type ArithmeticOperator } from '../syntax/node.ts';
import { Decimal, finite } from '../values/decimal.ts';
import { limitText } from '../values/evaluation-limit.ts';
import { type FeelValue, isNumber } from '../values/value.ts';

/**
 * Arithmetic on values that are not null (DMN 1.5, clause 10.3.2.13.6, tables 57 to 61).
 *
 * @returns null where the result does not exist (division by zero, beyond the calendar), undefined where the operator
 * has no meaning for these kinds
 */
export function calculate(operator: ArithmeticOperator, left: FeelValue, right: FeelValue): FeelValue | undefined {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
    case '**':
      return isNumber(left) && isNumber(right) ? finite(left.pow(right)) : undefined;
  }
}

/** Why an operation that has a meaning for two values has no result for these ({@link calculate} gave null). */
export function withoutResult(
  operator: ArithmeticOperator,
  left: FeelValue,
  right: FeelValue,
): { readonly message: string; readonly fault: Fault } {
  if (operator === '/' && (!isNumber(right) || right.isZero()))
    return { message: 'Expected a divisor other than zero', fault: expressionFault('DIVISION_BY_ZERO', {}) };
  if (!isNumber(right)) {
    const message = `Expected a date between the years -999999999 and 999999999 as the result of "${operator}"`;
    return { message, fault: expressionFault('DATE_OUT_OF_RANGE', {}) };
  }
  const fault = expressionFault('NUMBER_OUT_OF_RANGE', { operator });
  if (!isNumber(left))
    return { message: `Expected a result of "${operator}" that can be kept, but it is too large`, fault };
  const [number, exponent] = [left.toString(), right.toString()];
  if (operator === '**' && left.isNegative() && !right.isInteger()) {
    const message = `Expected a whole number as the exponent of the negative number ${number}, but got ${exponent}`;
    return { message, fault: expressionFault('ROOT_OF_NEGATIVE', { number, exponent }) };
  }
  return {
    message: `Expected a result of "${operator}" within the numbers of decimal128 (below 10 to the power of 6145), but ${number} ${operator} ${exponent} has none`,
    fault,
  };
}

/** A number with a fraction in the exponent needs a logarithm, and a time zone a look into its rules. */
const COSTLY_POWER = 500;
const COSTLY_ZONE = 20;

/** Steps an operation takes beyond the one for being read. */
export function costOf(operator: ArithmeticOperator, left: FeelValue, right: FeelValue): number {
  if (operator === '**') return isNumber(right) && !right.isInteger() ? COSTLY_POWER : 0;
  return [left, right].some((value) => value instanceof FeelDateTime && value.time.zone?.kind === 'region')
    ? COSTLY_ZONE
    : 0;
}

/** `-x` of a number or a duration; undefined for anything else. */
export function negate(value: FeelValue): FeelValue | undefined {
  if (isNumber(value)) return finite(value.negated());
  if (value instanceof DaysDuration) return new DaysDuration(-value.nanos);
  return value instanceof MonthsDuration ? new MonthsDuration(-value.months) : undefined;
}

function add(left: FeelValue, right: FeelValue): FeelValue | undefined {
  if (isNumber(left) && isNumber(right)) return finite(left.plus(right));
  if (typeof left === 'string' && typeof right === 'string') {
    limitText(left.length + right.length);
    return left + right;
  }
  if (left instanceof DaysDuration && right instanceof DaysDuration) return new DaysDuration(left.nanos + right.nanos);
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) return months(left.months + right.months);
  if (left instanceof DaysDuration) return shift(right, left.nanos);
  if (left instanceof MonthsDuration) return shiftMonths(right, left.months);
  if (right instanceof DaysDuration) return shift(left, right.nanos);
  return right instanceof MonthsDuration ? shiftMonths(left, right.months) : undefined;
}

function subtract(left: FeelValue, right: FeelValue): FeelValue | undefined {
  if (isNumber(left) && isNumber(right)) return finite(left.minus(right));
  if (left instanceof DaysDuration && right instanceof DaysDuration) return new DaysDuration(left.nanos - right.nanos);
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) return months(left.months - right.months);
  if (right instanceof DaysDuration) return shift(left, -right.nanos);
  if (right instanceof MonthsDuration) return shiftMonths(left, -right.months);
  if (left instanceof FeelTime && right instanceof FeelTime) return between(left, right);
  const from = toDateTime(right);
  const to = toDateTime(left);
  if (from === undefined || to === undefined) return undefined;
  if ((from.time.zone === null) !== (to.time.zone === null)) return undefined;
  return new DaysDuration(to.instantNanos - from.instantNanos);
}

/** A date counts as midnight UTC (table 57). */
function toDateTime(value: FeelValue): FeelDateTime | undefined {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? new FeelDateTime(value, new FeelTime(0, UTC)) : undefined;
}

function between(left: FeelTime, right: FeelTime): DaysDuration | undefined {
  if ((left.zone === null) !== (right.zone === null)) return undefined;
  const offset = (right.offset ?? 0) - (left.offset ?? 0);
  return new DaysDuration(BigInt(left.nanos) - BigInt(right.nanos) + BigInt(offset) * NANOS_PER_SECOND);
}

function shift(value: FeelValue, nanos: bigint): FeelValue | undefined {
  if (value instanceof FeelTime) return value.plusNanos(nanos);
  if (value instanceof FeelDateTime) return value.plusNanos(nanos) ?? null;
  if (value instanceof FeelDate) return new FeelDateTime(value, new FeelTime(0, UTC)).plusNanos(nanos)?.date ?? null;
  return undefined;
}

function shiftMonths(value: FeelValue, count: number): FeelValue | undefined {
  return value instanceof FeelDate || value instanceof FeelDateTime ? (value.plusMonths(count) ?? null) : undefined;
}

function months(count: number): MonthsDuration | null {
  return Number.isSafeInteger(count) ? new MonthsDuration(count) : null;
}

function multiply(left: FeelValue, right: FeelValue): FeelValue | undefined {
  if (isNumber(left) && isNumber(right)) return finite(left.times(right));
  if (isNumber(left)) return scale(right, (value) => value.times(left));
  return isNumber(right) ? scale(left, (value) => value.times(right)) : undefined;
}

function divide(left: FeelValue, right: FeelValue): FeelValue | undefined {
  if (isNumber(left) && isNumber(right)) return finite(left.div(right));
  if (left instanceof DaysDuration && right instanceof DaysDuration) return finite(nanosOf(left).div(nanosOf(right)));
  if (left instanceof MonthsDuration && right instanceof MonthsDuration)
    return finite(new Decimal(left.months).div(right.months));
  return isNumber(right) ? scale(left, (value) => value.div(right)) : undefined;
}

function nanosOf(duration: DaysDuration): Decimal {
  return new Decimal(duration.nanos.toString());
}

/** Multiplies a duration; what is below a nanosecond or a month is cut off. */
function scale(duration: FeelValue, factor: (value: Decimal) => Decimal): FeelValue | undefined {
  if (duration instanceof DaysDuration) {
    const nanos = finite(factor(nanosOf(duration)));
    return nanos === null || nanos.abs().greaterThan(1e33) ? null : new DaysDuration(BigInt(nanos.trunc().toFixed(0)));
  }
  if (!(duration instanceof MonthsDuration)) return undefined;
  const count = finite(factor(new Decimal(duration.months)));
  return count === null ? null : months(count.trunc().toNumber());
}
