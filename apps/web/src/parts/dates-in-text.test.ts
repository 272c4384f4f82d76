import { describe, expect, it } from '@jest/globals';
import { datesInText } from './dates-in-text.ts';

describe('dates in the texts of forms', () => {
  it('given days and moments, then they are shown as people write them', () => {
    expect(datesInText('vom 2026-11-20, fällig (**2026-12-01**).')).toBe('vom 20.11.2026, fällig (**01.12.2026**).');
    expect(datesInText('um 2026-11-20T08:05 Uhr')).toBe('um 20.11.2026, 08:05 Uhr');
  });

  it('given what only looks like a date, then it stays', () => {
    for (const text of [
      'RE-2026-11-20',
      '2026-02-30',
      '2026-13-01',
      'https://example.org/2026-11-20',
      '2026-11-20-b.pdf',
    ])
      expect(datesInText(text)).toBe(text);
  });
});
