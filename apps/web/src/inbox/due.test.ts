import { describe, expect, it } from '@jest/globals';
import { dueLevel } from './due.ts';

const now = new Date(2026, 10, 20, 8, 0);
const due = (day: number, hour = 12): { dueDate: string; late: boolean; state: 'open' } => ({
  dueDate: new Date(2026, 10, day, hour).toISOString(),
  late: false,
  state: 'open',
});

describe('traffic light of a due date', () => {
  it('given dates around now, when shown, then late, today, soon and later', () => {
    expect(dueLevel(due(20, 7), now)).toBe('late');
    expect(dueLevel(due(20, 23), now)).toBe('today');
    expect(dueLevel(due(23), now)).toBe('soon');
    expect(dueLevel(due(24), now)).toBe('later');
  });

  it('given a day without a time, when shown, then it is due until its end, whatever zone the instant came from', () => {
    const day = (date: string) => ({
      dueDate: `${date}T10:59:59.999Z`,
      dueDay: date,
      late: false,
      state: 'open' as const,
    });
    expect(dueLevel(day('2026-11-19'), now)).toBe('late');
    expect(dueLevel(day('2026-11-20'), now)).toBe('today');
    expect(dueLevel(day('2026-11-23'), now)).toBe('soon');
    expect(dueLevel(day('2026-11-24'), now)).toBe('later');
  });

  it('given the server says late, when this computer runs slow, then the server is believed', () => {
    expect(dueLevel({ ...due(21), late: true }, now)).toBe('late');
  });

  it('given no date or a finished task, when shown, then no light', () => {
    expect(dueLevel({ late: false, state: 'open' }, now)).toBeUndefined();
    expect(dueLevel({ ...due(1), state: 'completed' }, now)).toBeUndefined();
  });
});
