import { describe, expect, it } from '@jest/globals';
import {
  formatDuration,
  daysUntil,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatMoney,
  formatRelative,
} from './format.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('dates and amounts on screen', () => {
  it('given a day, when shown, then day and month come in the German order with points', () => {
    expect(formatDate(new Date(2026, 10, 20))).toBe('20.11.2026');
    expect(formatDateTime(new Date(2026, 0, 5, 8, 5))).toBe('05.01.2026, 08:05');
  });

  it('given an amount, when shown in German, then it has points, a comma and the sign behind', () => {
    expect(plain(formatMoney(1190, 'EUR', 'de'))).toBe('1.190,00 €');
    expect(plain(formatMoney(1190, 'EUR', 'en'))).toBe('€1,190.00');
  });

  it('given a due date late at night, when counted, then calendar days decide and not hours', () => {
    const now = new Date(2026, 10, 20, 23, 50);
    expect(daysUntil(new Date(2026, 10, 21, 0, 5), now)).toBe(1);
    expect(formatDay(new Date(2026, 10, 20, 0, 5), now, 'de')).toBe('heute');
    expect(formatDay(new Date(2026, 10, 23), now, 'de')).toBe('in 3 Tagen');
    expect(formatDay(new Date(2026, 10, 19), now, 'en')).toBe('yesterday');
  });

  it('given a moment, when told relative to now, then the largest fitting unit is used', () => {
    const now = new Date(2026, 10, 20, 12);
    expect(formatRelative(new Date(2026, 10, 20, 11, 59, 40), now, 'de')).toBe('jetzt');
    expect(formatRelative(new Date(2026, 10, 20, 11, 30), now, 'de')).toBe('vor 30 Minuten');
    expect(formatRelative(new Date(2026, 10, 20, 15), now, 'en')).toBe('in 3 hours');
  });

  it('given a file, when its size is shown, then never as 0 kB', () => {
    expect(formatBytes(12, 'de')).toBe('1 kB');
    expect(formatBytes(2_411_725, 'de')).toBe('2,3 MB');
    expect(formatBytes(16 * 1024 * 1024, 'de')).toBe('16 MB');
  });

  it('given a length of time, when shown, then in the unit a person would say', () => {
    expect([0, 45, 90, 5400, 36_000, 86_400, 1_000_000].map((seconds) => formatDuration(seconds, 'de'))).toEqual([
      '0 Sek.',
      '45 Sek.',
      '1,5 Min.',
      '1,5 Std.',
      '10 Std.',
      '1 Tag',
      '12 Tage',
    ]);
    expect(formatDuration(5400, 'en')).toBe('1.5 hrs');
  });
});
