import { daysInMonth, fromEpochDay, MAX_YEAR, toEpochDay } from './calendar.ts';
import { formatZone, offsetAtInstant, offsetAtLocal, parseZone, type Zone } from './zone.ts';

export const NANOS_PER_SECOND = 1_000_000_000n;
const SECONDS_PER_DAY = 86_400;
const NANOS_PER_DAY = 86_400_000_000_000;

const two = (value: number): string => String(value).padStart(2, '0');

/** A calendar date (DMN 1.5, clause 10.3.2.3.4). Compared with date and time it is midnight UTC. */
export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;

  private constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** The date, or undefined if there is none such. */
  static of(year: number, month: number, day: number): FeelDate | undefined {
    const valid =
      Number.isInteger(year) &&
      Math.abs(year) <= MAX_YEAR &&
      Number.isInteger(month) &&
      month >= 1 &&
      month <= 12 &&
      Number.isInteger(day) &&
      day >= 1 &&
      day <= daysInMonth(year, month);
    return valid ? new FeelDate(year, month, day) : undefined;
  }

  static ofEpochDay(epochDay: number): FeelDate | undefined {
    const { year, month, day } = fromEpochDay(epochDay);
    return FeelDate.of(year, month, day);
  }

  get epochDay(): number {
    return toEpochDay(this.year, this.month, this.day);
  }

  /** Moves by whole months; a day the month does not have becomes its last. */
  plusMonths(months: number): FeelDate | undefined {
    const total = this.year * 12 + (this.month - 1) + months;
    const year = Math.floor(total / 12);
    const month = total - year * 12 + 1;
    return FeelDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${two(this.month)}-${two(this.day)}`;
  }
}

/** A time of day, local (zone null) or with an offset or region (clause 10.3.2.3.3). */
export class FeelTime {
  /** Nanoseconds since midnight on the local clock. */
  readonly nanos: number;
  readonly zone: Zone | null;

  constructor(nanos: number, zone: Zone | null) {
    this.nanos = nanos;
    this.zone = zone;
  }

  get hour(): number {
    return Math.floor(this.nanos / 3_600_000_000_000);
  }

  get minute(): number {
    return Math.floor(this.nanos / 60_000_000_000) % 60;
  }

  get second(): number {
    return Math.floor(this.nanos / 1_000_000_000) % 60;
  }

  /** Offset in seconds; of a region the one at the start of 1970, since a time alone has no date. Null if local. */
  get offset(): number | null {
    return this.zone === null ? null : offsetAtLocal(this.zone, Math.floor(this.nanos / 1_000_000_000));
  }

  /** Adds nanoseconds and wraps around midnight. */
  plusNanos(nanos: bigint): FeelTime {
    const day = BigInt(NANOS_PER_DAY);
    const sum = (((BigInt(this.nanos) + nanos) % day) + day) % day;
    return new FeelTime(Number(sum), this.zone);
  }

  toString(): string {
    const fraction = String(this.nanos % 1_000_000_000)
      .padStart(9, '0')
      .replace(/0+$/, '');
    const clock = `${two(this.hour)}:${two(this.minute)}:${two(this.second)}`;
    return clock + (fraction === '' ? '' : `.${fraction}`) + formatZone(this.zone);
  }
}

/** A date with a time of day (clause 10.3.2.3.5). */
export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;

  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
  }

  /** Offset in seconds at this very date, null if local. */
  get offset(): number | null {
    return this.time.zone === null ? null : offsetAtLocal(this.time.zone, this.#localSeconds);
  }

  get #localSeconds(): number {
    return this.date.epochDay * SECONDS_PER_DAY + Math.floor(this.time.nanos / 1_000_000_000);
  }

  /** Nanoseconds since 1970-01-01T00:00 on the local clock. */
  get localNanos(): bigint {
    return BigInt(this.date.epochDay) * BigInt(NANOS_PER_DAY) + BigInt(this.time.nanos);
  }

  /** Nanoseconds since 1970-01-01T00:00Z; a local value counts as UTC. */
  get instantNanos(): bigint {
    return this.localNanos - BigInt(this.offset ?? 0) * NANOS_PER_SECOND;
  }

  /** Adds to the instant and shows the result on the clock of the same zone; undefined beyond the calendar. */
  plusNanos(nanos: bigint): FeelDateTime | undefined {
    const { zone } = this.time;
    if (zone?.kind !== 'region') return FeelDateTime.#ofLocalNanos(this.localNanos + nanos, zone);
    return FeelDateTime.ofInstant(this.instantNanos + nanos, zone);
  }

  /** The date and time an instant has in a zone. */
  static ofInstant(instantNanos: bigint, zone: Zone): FeelDateTime | undefined {
    const offset = offsetAtInstant(zone, Number(floorDivide(instantNanos, NANOS_PER_SECOND)));
    return FeelDateTime.#ofLocalNanos(instantNanos + BigInt(offset) * NANOS_PER_SECOND, zone);
  }

  static #ofLocalNanos(localNanos: bigint, zone: Zone | null): FeelDateTime | undefined {
    const day = floorDivide(localNanos, BigInt(NANOS_PER_DAY));
    const date = FeelDate.ofEpochDay(Number(day));
    const nanos = Number(localNanos - day * BigInt(NANOS_PER_DAY));
    return date === undefined ? undefined : new FeelDateTime(date, new FeelTime(nanos, zone));
  }

  /** Moves on the calendar; the clock shows the same time. */
  plusDays(days: number): FeelDateTime | undefined {
    const date = FeelDate.ofEpochDay(this.date.epochDay + days);
    return date === undefined ? undefined : new FeelDateTime(date, this.time);
  }

  plusMonths(months: number): FeelDateTime | undefined {
    const date = this.date.plusMonths(months);
    return date === undefined ? undefined : new FeelDateTime(date, this.time);
  }

  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

const DATE = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,30}))?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@\S+)?$/;

/** Reads a date in the lexical form of XML Schema; undefined for anything else. */
export function parseDate(text: string): FeelDate | undefined {
  const match = DATE.exec(text);
  return match === null ? undefined : FeelDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Reads a time in the lexical form of XML Schema, or with `@Region/City`; `24:00:00` is midnight of the next day. */
export function parseTime(text: string): FeelTime | undefined {
  return readTime(text)?.time;
}

function readTime(text: string): { time: FeelTime; nextDay: boolean } | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, hour, minute, second, fraction, zoneText] = match;
  const zone = zoneText === undefined ? null : parseZone(zoneText);
  if (zone === undefined) return undefined;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  const nanos = Number((fraction ?? '').slice(0, 9).padEnd(9, '0'));
  const nextDay = hours === 24 && minutes === 0 && seconds === 0 && nanos === 0;
  if ((hours > 23 && !nextDay) || minutes > 59 || seconds > 59) return undefined;
  const total = ((hours % 24) * 3_600 + minutes * 60 + seconds) * 1_000_000_000 + nanos;
  return { time: new FeelTime(total, zone), nextDay };
}

/** Reads a date and time; a date alone is its midnight on the local clock. */
export function parseDateTime(text: string): FeelDateTime | undefined {
  const separator = text.indexOf('T');
  const date = parseDate(separator < 0 ? text : text.slice(0, separator));
  if (date === undefined) return undefined;
  if (separator < 0) return new FeelDateTime(date, new FeelTime(0, null));
  const read = readTime(text.slice(separator + 1));
  if (read === undefined) return undefined;
  const day = read.nextDay ? FeelDate.ofEpochDay(date.epochDay + 1) : date;
  return day === undefined ? undefined : new FeelDateTime(day, read.time);
}
