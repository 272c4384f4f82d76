import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromEpochDay, isoWeek, toEpochDay, weekday } from './calendar.ts';
import { FeelDateTime, parseDateTime, parseTime } from './date-time.ts';
import { DaysDuration, MonthsDuration, parseDuration } from './duration.ts';
import { parseZone } from './zone.ts';

const days = fc.integer({ min: -365_000_000_000, max: 365_000_000_000 });

describe('dates and times', () => {
  it('given any day of a billion years, when it is taken apart and put together, then it is the same day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth } = fromEpochDay(day);
        expect(toEpochDay(year, month, dayOfMonth)).toBe(day);
      }),
    );
  });

  it('given a day the host knows, when it is taken apart, then host and calendar agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), (day) => {
        const host = new Date(day * 86_400_000);
        expect(fromEpochDay(day)).toEqual({
          year: host.getUTCFullYear(),
          month: host.getUTCMonth() + 1,
          day: host.getUTCDate(),
        });
        expect(weekday(day)).toBe(host.getUTCDay() === 0 ? 7 : host.getUTCDay());
      }),
    );
  });

  it.each([
    [2026, 1, 1, 1],
    [2027, 1, 1, 53],
    [2024, 12, 30, 1],
  ])('given %i-%i-%i, when its week is asked for, then it is week %i', (year, month, day, week) => {
    expect(isoWeek(year, month, day)).toBe(week);
  });

  it('given any duration, when it is written and read, then it is the same', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer(), (nanos, months) => {
        expect(parseDuration(new DaysDuration(nanos).toString())).toEqual(new DaysDuration(nanos));
        expect(parseDuration(new MonthsDuration(months).toString())).toEqual(new MonthsDuration(months));
      }),
    );
  });

  it('given an instant and a zone, when it is shown there, then it is the same instant outside the repeated hour', () => {
    const zone = fc.constantFrom('@Europe/Berlin', '@Asia/Kathmandu', '@America/St_Johns', '+05:45', 'Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zone, (seconds, text) => {
        const parsed = parseZone(text);
        if (parsed === undefined) throw new Error(`Expected ${text} to be a zone, but it is not.`);
        const shown = FeelDateTime.ofInstant(BigInt(seconds) * 1_000_000_000n, parsed);
        const error = Number((shown?.instantNanos ?? 0n) / 1_000_000_000n) - seconds;
        expect([-3_600, 0, 3_600]).toContain(error);
        expect(parseDateTime(shown?.toString() ?? '')?.toString()).toBe(shown?.toString());
      }),
    );
  });

  it.each([
    '24:00:01',
    '12:60:00',
    '12:00',
    '12:00:00+15:00',
    '12:00:00@Nowhere/City',
    '12:00:00Z@Europe/Berlin',
    ' 12:00:00',
  ])('given "%s", when it is read as a time, then it is refused', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it.each(['P', 'PT', 'P1Y1D', 'P1.5D', '1D', 'P-1D', 'PT1H1'])(
    'given "%s", when it is read as a duration, then it is refused',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('given midnight at the end of a day, when it is read, then it is the start of the next', () => {
    expect(parseDateTime('2024-02-28T24:00:00')?.toString()).toBe('2024-02-29T00:00:00');
  });
});
