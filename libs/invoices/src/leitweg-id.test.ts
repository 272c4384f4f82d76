import { describe, expect, it } from '@jest/globals';
import { checkLeitwegId } from './leitweg-id.ts';

describe('given a Leitweg-ID, when it is checked', () => {
  it.each([
    ['05315000-31-70', 'digits in the fine part'],
    ['09162000-KFZ2024-61', 'letters in the fine part'],
    ['146-48', 'no fine part'],
    ['08-0-52', 'a fine part of one character'],
    ['057820445301-AMT7-95', 'twelve digits in the coarse part'],
    ['992-80311-90', 'a federal authority'],
    ['05315000-54-98', 'the largest check digits'],
    ['05315000-86-02', 'the smallest check digits'],
  ])('then %s with %s is valid', (value) => {
    expect(checkLeitwegId(value)).toMatchObject({ valid: true, reason: 'ok' });
  });

  it.each([
    ['09162000-KFZ2042-61', 'checksum', 'two characters are transposed'],
    ['05315000-54-01', 'checksum', '01 is congruent to 98 but never generated'],
    ['05315000-86-99', 'checksum', '99 is congruent to 02 but never generated'],
    ['05315000-3131', 'missing-check-digits', 'the check digits are missing'],
    ['05315000-31-A0', 'format', 'a check digit is a letter'],
    ['05315000-31-2-70', 'format', 'there are four parts'],
    ['05315000--70', 'format', 'a part is empty'],
    ['A5315000-31-70', 'format', 'the coarse part has a letter'],
    ['0531-A1-20', 'length-coarse', 'the coarse part has four digits'],
    ['17-0-73', 'state', 'no state has the number 17'],
    ['00-0-98', 'state', 'no state has the number 00'],
    [`05315000-${'A'.repeat(31)}-83`, 'length-fine', 'the fine part is too long'],
    ['05315000–31–70', 'characters', 'dashes stand for hyphens'],
    ['', 'format', 'it is empty'],
  ])('then %s is invalid by reason %s, because %s', (value, reason) => {
    expect(checkLeitwegId(value)).toMatchObject({ valid: false, reason });
  });

  it('then lower-case letters count like upper-case ones', () => {
    expect(checkLeitwegId('09162000-kfz2024-61').valid).toBe(true);
  });
});
