import { Decimal as Base } from 'decimal.js';

/**
 * Numbers of FEEL: decimal floating point with 34 significant digits, rounded half even, as IEEE 754-2008 decimal128
 * (DMN 1.5, clause 10.3.2.3.1). An own constructor keeps these settings away from other users of the package.
 */
export const Decimal = Base.clone({
  precision: 34,
  rounding: Base.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6143,
  toExpNeg: -40,
  toExpPos: 40,
  defaults: true,
});
export type Decimal = Base;

/** The number, or null where decimal128 has none (division by zero, root of a negative, overflow). */
export function finite(value: Decimal): Decimal | null {
  return value.isFinite() ? (value.isZero() ? new Decimal(0) : value) : null;
}

export type Rounding = Base.Rounding;
