import { fromEpochDay, isoWeek, toEpochDay, weekday } from '../temporal/calendar.ts';
import { FeelDate, FeelDateTime, FeelTime, parseDate, parseDateTime, parseTime } from '../temporal/date-time.ts';
import { DaysDuration, MonthsDuration, parseDuration } from '../temporal/duration.ts';
import { regionOf, UTC, type Zone } from '../temporal/zone.ts';
import { Decimal } from '../values/decimal.ts';
import { type FeelValue } from '../values/value.ts';
import { type BuiltIn, signature } from './signature.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MAX_OFFSET_NANOS = 14n * 3_600_000_000_000n;

const dateOf = (value: FeelValue | undefined): FeelDate =>
  value instanceof FeelDateTime ? value.date : (value as FeelDate);
const integer = (value: FeelValue | undefined): number =>
  value instanceof Decimal && value.isInteger() ? value.toNumber() : Number.NaN;

/** A function of the calendar date of a date or date and time. */
function ofDate(run: (date: FeelDate) => FeelValue): readonly BuiltIn[] {
  return [
    signature('date: date', ([date]) => run(dateOf(date))),
    signature('date: date and time', ([date]) => run(dateOf(date))),
  ];
}

/** A time from its parts; the seconds may have a fraction. Undefined if a part is out of range. */
function timeOf(hour: FeelValue, minute: FeelValue, second: FeelValue, zone: Zone | null): FeelTime | undefined {
  const [hours, minutes] = [integer(hour), integer(minute)];
  if (!(hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59) || !(second instanceof Decimal)) return undefined;
  if (second.isNegative() && !second.isZero()) return undefined;
  const nanos = second.times(1_000_000_000).trunc().toNumber();
  return nanos >= 60_000_000_000 ? undefined : new FeelTime((hours * 60 + minutes) * 60_000_000_000 + nanos, zone);
}

function offsetOf(offset: FeelValue): Zone | null | undefined {
  if (offset === null) return null;
  if (!(offset instanceof DaysDuration)) return undefined;
  const size = offset.nanos < 0n ? -offset.nanos : offset.nanos;
  return size > MAX_OFFSET_NANOS ? undefined : { kind: 'offset', seconds: Number(offset.nanos / 1_000_000_000n) };
}

/** Whole months between two dates; the time of day does not count. */
function monthsBetween(from: FeelDate, to: FeelDate): MonthsDuration {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return new MonthsDuration(months - 1);
  return new MonthsDuration(months < 0 && to.day > from.day ? months + 1 : months);
}

const DATE_OR_DATE_TIME = ['date', 'date and time'];

const monthsSignatures = DATE_OR_DATE_TIME.flatMap((from) =>
  DATE_OR_DATE_TIME.map((to) => signature(`from: ${from}, to: ${to}`, ([a, b]) => monthsBetween(dateOf(a), dateOf(b)))),
);

/** Conversion to and functions of dates, times and durations (DMN 1.5, clauses 10.3.4.1 and 10.3.4.6). */
export const TEMPORAL_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  [
    'date',
    [
      signature('from: string', ([text]) => parseDate(text as string)),
      signature('from: date', ([date]) => date),
      signature('from: date and time', ([value]) => dateOf(value)),
      signature('year: number, month: number, day: number', ([year, month, day]) =>
        FeelDate.of(integer(year), integer(month), integer(day)),
      ),
    ],
  ],
  [
    'time',
    [
      signature('from: string', ([text]) => parseTime(text as string)),
      signature('from: time', ([time]) => time),
      signature('from: date', () => new FeelTime(0, UTC)),
      signature('from: date and time', ([value]) => (value as FeelDateTime).time),
      signature(
        'hour: number, minute: number, second: number, offset?: days and time duration',
        ([hour, minute, second, offset]) => {
          const zone = offsetOf(offset ?? null);
          return zone === undefined ? undefined : timeOf(hour ?? null, minute ?? null, second ?? null, zone);
        },
      ),
    ],
  ],
  [
    'date and time',
    [
      signature('from: string', ([text]) => parseDateTime(text as string)),
      ...DATE_OR_DATE_TIME.map((type) =>
        signature(`date: ${type}, time: time`, ([date, time]) => new FeelDateTime(dateOf(date), time as FeelTime)),
      ),
      signature('date: date and time, timezone: string', ([value, zone]) =>
        inZone(value as FeelDateTime, zone as string),
      ),
      signature(
        'year: number, month: number, day: number, hour: number, minute: number, second: number, offset?: days and time duration',
        ([year, month, day, hour, minute, second, offset]) => {
          const date = FeelDate.of(integer(year), integer(month), integer(day));
          const zone = offsetOf(offset ?? null);
          const time = zone === undefined ? undefined : timeOf(hour ?? null, minute ?? null, second ?? null, zone);
          return date === undefined || time === undefined ? undefined : new FeelDateTime(date, time);
        },
      ),
    ],
  ],
  [
    'duration',
    [
      signature('from: string', ([text]) => parseDuration(text as string)),
      signature('from: duration', ([value]) => value),
    ],
  ],
  ['years and months duration', monthsSignatures],
  ['now', [signature('', (_, host) => host.now ?? undefined)]],
  ['today', [signature('', (_, host) => host.now?.date)]],
  ['day of year', ofDate((date) => new Decimal(date.epochDay - toEpochDay(date.year, 1, 1) + 1))],
  ['day of week', ofDate((date) => WEEKDAYS[weekday(date.epochDay) - 1] ?? null)],
  ['month of year', ofDate((date) => MONTHS[date.month - 1] ?? null)],
  ['week of year', ofDate((date) => new Decimal(isoWeek(date.year, date.month, date.day)))],
  ['last day of month', ofDate((date) => lastDayOfMonth(date))],
];

function lastDayOfMonth(date: FeelDate): FeelValue {
  const next = date.month === 12 ? toEpochDay(date.year + 1, 1, 1) : toEpochDay(date.year, date.month + 1, 1);
  const { year, month, day } = fromEpochDay(next - 1);
  return FeelDate.of(year, month, day) ?? null;
}

/** The same instant on the clock of another region. */
function inZone(value: FeelDateTime, region: string): FeelDateTime | undefined {
  const zone = regionOf(region);
  return zone === undefined || value.time.zone === null ? undefined : FeelDateTime.ofInstant(value.instantNanos, zone);
}
