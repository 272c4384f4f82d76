import { describe, expect, it } from '@jest/globals';
import { german } from '../language/german/german.ts';
import { formMessage } from './form-messages.ts';

describe('messages of forms', () => {
  it.each([
    ['Field is required.', 'Bitte ausfüllen.'],
    ['Field must have minimum value of 1.', 'Der Wert muss mindestens 1 sein.'],
    ['Value is expected to have at most 2 decimal digits.', 'Höchstens 2 Nachkommastellen.'],
    [
      'Field must be a valid  international phone number. (e.g. +4930664040900)',
      'Bitte eine Telefonnummer mit Landesvorwahl angeben, zum Beispiel +49 611 123456.',
    ],
  ])('given %p of the library, when shown, then it is German', (message, words) => {
    expect(formMessage(message, german.form)).toBe(words);
  });

  it('given a message the form author wrote, when shown, then it stays', () => {
    expect(formMessage('Bitte im Format HS-0000.', german.form)).toBe('Bitte im Format HS-0000.');
  });
});
