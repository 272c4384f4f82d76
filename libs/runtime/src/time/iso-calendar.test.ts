import { describe, expect, it } from '@jest/globals';
import { createCalendar, dayAtEdge } from './iso-calendar.ts';

const calendar = createCalendar('Europe/Berlin');
const NOW = '2026-03-28T08:00:00.000Z';

function value(evaluation: ReturnType<typeof calendar.due>): unknown {
  return evaluation.ok ? evaluation.value : evaluation.error;
}

describe('calendar', () => {
  it.each([
    ['2026-04-01', '2026-03-31T22:00:00.000Z'],
    ['2026-04-01T08:00', '2026-04-01T06:00:00.000Z'],
    ['2026-04-01T08:00:00Z', '2026-04-01T08:00:00.000Z'],
    ['2026-04-01T08:00:00+09:00', '2026-03-31T23:00:00.000Z'],
  ])('given the date %s, then it is due at %s', (text, dueAt) => {
    expect(value(calendar.due('date', text, NOW))).toEqual({ dueAt });
  });

  it.each([
    ['PT15M', '2026-03-28T08:15:00.000Z'],
    // Summer time begins in the night: a day is a calendar day, 24 hours are 24 hours.
    ['P1D', '2026-03-29T07:00:00.000Z'],
    ['PT24H', '2026-03-29T08:00:00.000Z'],
    ['P1M', '2026-04-28T07:00:00.000Z'],
  ])('given the duration %s, then it is due at %s', (text, dueAt) => {
    expect(value(calendar.due('duration', text, NOW))).toEqual({ dueAt });
  });

  it.each([
    ['R3/PT10H', '2026-03-28T18:00:00.000Z', 2],
    ['R/PT10H', '2026-03-28T18:00:00.000Z', -1],
    ['R/2026-03-01T08:00/P1D', '2026-03-29T06:00:00.000Z', -1],
    ['R2/2026-05-01T00:00:00Z/PT1H', '2026-05-01T00:00:00.000Z', 1],
    ['R/PT1H/2027-01-01', '2026-03-28T09:00:00.000Z', -1],
    ['0 0 8 * * ?', '2026-03-29T06:00:00.000Z', -1],
    ['0 8 * * 1-5', '2026-03-30T06:00:00.000Z', -1],
    ['0 0 8 * * ? *', '2026-03-29T06:00:00.000Z', -1],
  ])('given the cycle %s, then it is due at %s with %i firings left', (text, dueAt, repetitions) => {
    expect(value(calendar.due('cycle', text, NOW))).toEqual({ dueAt, repetitions });
  });

  it('given a counted cycle that was missed, when asked for the next, then it makes up for it', () => {
    expect(value(calendar.next('R5/PT1H', '2026-03-28T01:00:00.000Z', NOW))).toEqual({
      dueAt: '2026-03-28T02:00:00.000Z',
    });
  });

  it('given an endless cycle that was missed, when asked for the next, then it goes on in the future in its own rhythm', () => {
    expect(value(calendar.next('R/PT1H', '2026-03-28T01:30:00.000Z', NOW))).toEqual({
      dueAt: '2026-03-28T08:30:00.000Z',
    });
    expect(value(calendar.next('0 0 8 * * ?', '2026-03-01T07:00:00.000Z', NOW))).toEqual({
      dueAt: '2026-03-29T06:00:00.000Z',
    });
  });

  it.each([
    ['date', 'soon'],
    ['duration', '15 minutes'],
    ['cycle', 'R0/PT1H'],
    ['cycle', 'R/PT0S'],
    ['cycle', 'R/PT1H/2020-01-01'],
    ['cycle', 'every day'],
    ['cycle', '99 99 * * *'],
    ['duration', `P${'1'.repeat(300)}D`],
  ] as const)('given the %s "%s", then it is refused with what was expected', (form, text) => {
    expect(value(calendar.due(form, text, NOW))).toMatch(/^Expected/);
  });

  it.each([
    // Winter and summer time of the zone decide where a day ends.
    ['2026-11-23', 'end', '2026-11-23T22:59:59.999Z'],
    ['2026-07-01', 'end', '2026-07-01T21:59:59.999Z'],
    ['2026-11-23', 'start', '2026-11-22T23:00:00.000Z'],
    ['2026-11-23T12:00', 'end', '2026-11-23T11:00:00.000Z'],
    ['2026-11-23T12:00:00@America/New_York', 'end', '2026-11-23T17:00:00.000Z'],
    ['2026-11-23T12:00:00+09:00', 'start', '2026-11-23T03:00:00.000Z'],
    ['P3D', 'end', '2026-03-31T07:00:00.000Z'],
  ] as const)('given the deadline %s at the %s of its day, then it is %s', (text, edge, at) => {
    expect(calendar.deadline(text, edge, NOW)).toEqual({ ok: true, value: at });
  });

  it.each(['bald', '23.11.2026', '2026-13-01', '2026-11-23@Nowhere/Land', 'P', 'x'.repeat(300)])(
    'given the deadline %s, then it is none',
    (text) => {
      expect(calendar.deadline(text, 'end', NOW).ok).toBe(false);
    },
  );

  it('given a deadline that was a plain day, then its day is known again; one with a time has none', () => {
    expect(dayAtEdge('2026-11-23T22:59:59.999Z', 'end', 'Europe/Berlin')).toBe('2026-11-23');
    expect(dayAtEdge('2026-11-22T23:00:00.000Z', 'start', 'Europe/Berlin')).toBe('2026-11-23');
    expect(dayAtEdge('2026-11-23T22:59:59.999Z', 'end', 'UTC')).toBeUndefined();
    expect(dayAtEdge('2026-11-23T11:00:00.000Z', 'end', 'Europe/Berlin')).toBeUndefined();
  });
});
