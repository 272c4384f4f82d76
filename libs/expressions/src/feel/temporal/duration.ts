import { Decimal } from '../values/decimal.ts';

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

/** A days and time duration, exact to the nanosecond (DMN 1.5, clause 10.3.2.3.6). */
export class DaysDuration {
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    this.nanos = nanos;
  }

  static ofSeconds(seconds: number): DaysDuration {
    return new DaysDuration(BigInt(seconds) * SECOND);
  }

  get sign(): number {
    return this.nanos < 0n ? -1 : 1;
  }

  /** Magnitude of one component, each below its next larger unit; with the sign of the whole. */
  component(name: 'days' | 'hours' | 'minutes' | 'seconds'): Decimal {
    const total = this.nanos < 0n ? -this.nanos : this.nanos;
    const seconds = total / SECOND;
    const sign = this.sign;
    if (name === 'days') return new Decimal((total / DAY).toString()).times(sign);
    if (name === 'hours') return new Decimal(((seconds / 3_600n) % 24n).toString()).times(sign);
    if (name === 'minutes') return new Decimal(((seconds / 60n) % 60n).toString()).times(sign);
    return new Decimal((total % (60n * SECOND)).toString()).div(SECOND.toString()).times(sign);
  }

  toString(): string {
    if (this.nanos === 0n) return 'PT0S';
    const total = this.nanos < 0n ? -this.nanos : this.nanos;
    const seconds = total / SECOND;
    const [days, hours, minutes, rest] = [total / DAY, (seconds / 3_600n) % 24n, (seconds / 60n) % 60n, seconds % 60n];
    const fraction = (total % SECOND).toString().padStart(9, '0').replace(/0+$/, '');
    const date = days > 0n ? `${days.toString()}D` : '';
    const second = rest > 0n || fraction !== '' ? `${rest.toString()}${fraction === '' ? '' : `.${fraction}`}S` : '';
    const time = (hours > 0n ? `${hours.toString()}H` : '') + (minutes > 0n ? `${minutes.toString()}M` : '') + second;
    return `${this.nanos < 0n ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`;
  }
}

/** A years and months duration (clause 10.3.2.3.7). */
export class MonthsDuration {
  readonly months: number;

  constructor(months: number) {
    this.months = months === 0 ? 0 : months;
  }

  get years(): number {
    return Math.trunc(this.months / 12) || 0;
  }

  get monthsOfYear(): number {
    return this.months % 12 || 0;
  }

  toString(): string {
    if (this.months === 0) return 'P0M';
    const total = Math.abs(this.months);
    const [years, months] = [Math.floor(total / 12), total % 12];
    return `${this.months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`;
  }
}

const MONTHS = /^(-)?P(?:(\d{1,12})Y)?(?:(\d{1,12})M)?$/;
const DAYS = /^(-)?P(?:(\d{1,15})D)?(?:T(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{0,30}))?S)?)?$/;

/** Reads an ISO 8601 duration of one of FEEL's two kinds; undefined for mixed, empty or malformed ones. */
export function parseDuration(text: string): DaysDuration | MonthsDuration | undefined {
  if (/[PT]$/.test(text)) return undefined;
  const months = MONTHS.exec(text);
  if (months !== null) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return Number.isSafeInteger(total) ? new MonthsDuration(months[1] === undefined ? total : -total) : undefined;
  }
  const days = DAYS.exec(text);
  if (days === null) return undefined;
  const [, sign, day, hour, minute, second, fraction] = days;
  const seconds =
    BigInt(day ?? 0) * 86_400n + BigInt(hour ?? 0) * 3_600n + BigInt(minute ?? 0) * 60n + BigInt(second ?? 0);
  const nanos = seconds * SECOND + BigInt((fraction ?? '').slice(0, 9).padEnd(9, '0'));
  return new DaysDuration(sign === undefined ? nanos : -nanos);
}
