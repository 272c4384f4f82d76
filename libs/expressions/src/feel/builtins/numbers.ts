import { DaysDuration, MonthsDuration } from '../temporal/duration.ts';
import { Decimal, finite, type Rounding } from '../values/decimal.ts';
import { type FeelValue } from '../values/value.ts';
import { type BuiltIn, signature } from './signature.ts';

const MIN_SCALE = -6_111;
const MAX_SCALE = 6_176;

function rounding(mode: Rounding): BuiltIn {
  return signature('n: number, scale: number', ([n, scale]) => round(n as Decimal, scale as Decimal, mode));
}

/** Rounds to a number of decimal places; a negative scale rounds to tens, hundreds …; undefined out of range. */
function round(n: Decimal, scale: Decimal, mode: Rounding): FeelValue | undefined {
  const places = scale.trunc().toNumber();
  if (places < MIN_SCALE || places > MAX_SCALE) return undefined;
  if (places >= 0) return finite(n.toDecimalPlaces(places, mode)) ?? undefined;
  const unit = new Decimal(10).pow(-places);
  return finite(n.div(unit).toDecimalPlaces(0, mode).times(unit)) ?? undefined;
}

const ZERO = new Decimal(0);

/** Steps a logarithm or an exponential with 34 digits is worth, and a root. */
const COSTLY = 200;
const COSTLY_ROOT = 20;

function unary(run: (n: Decimal) => Decimal, cost = COSTLY): BuiltIn {
  return signature('number: number', ([n], host) => {
    host.step(cost);
    return finite(run(n as Decimal)) ?? undefined;
  });
}

/** Numeric functions (DMN 1.5, clause 10.3.4.5). */
export const NUMBER_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  ['decimal', [rounding(Decimal.ROUND_HALF_EVEN)]],
  ['floor', [signature('n: number', ([n]) => (n as Decimal).floor()), rounding(Decimal.ROUND_FLOOR)]],
  ['ceiling', [signature('n: number', ([n]) => (n as Decimal).ceil()), rounding(Decimal.ROUND_CEIL)]],
  ['round up', [rounding(Decimal.ROUND_UP)]],
  ['round down', [rounding(Decimal.ROUND_DOWN)]],
  ['round half up', [rounding(Decimal.ROUND_HALF_UP)]],
  ['round half down', [rounding(Decimal.ROUND_HALF_DOWN)]],
  [
    'abs',
    [
      signature('n: number', ([n]) => (n as Decimal).abs()),
      signature('n: duration', ([n]) => absolute(n as DaysDuration | MonthsDuration)),
    ],
  ],
  ['modulo', [signature('dividend: number, divisor: number', ([a, b]) => modulo(a as Decimal, b as Decimal))]],
  ['sqrt', [unary((n) => n.sqrt(), COSTLY_ROOT)]],
  ['log', [unary((n) => n.ln())]],
  ['exp', [unary((n) => n.exp())]],
  ['odd', [unaryTest((n) => n.isInteger() && !n.mod(2).isZero())]],
  ['even', [unaryTest((n) => n.isInteger() && n.mod(2).isZero())]],
];

function unaryTest(run: (n: Decimal) => boolean): BuiltIn {
  return signature('number: number', ([n]) => run(n as Decimal));
}

function absolute(duration: DaysDuration | MonthsDuration): FeelValue {
  if (duration instanceof MonthsDuration) return new MonthsDuration(Math.abs(duration.months));
  return new DaysDuration(duration.nanos < 0n ? -duration.nanos : duration.nanos);
}

/** The remainder has the sign of the divisor. */
function modulo(dividend: Decimal, divisor: Decimal): FeelValue | undefined {
  if (divisor.isZero()) return undefined;
  const rest = finite(dividend.minus(divisor.times(dividend.div(divisor).floor())));
  return rest === null ? undefined : rest.isZero() ? ZERO : rest;
}
