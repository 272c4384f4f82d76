import { describe, expect, it } from '@jest/globals';
import { readableName } from './readable-name.ts';

describe('technical names as people read them', () => {
  it.each([
    ['applicantName', 'Applicant name'],
    ['applicant_name', 'Applicant name'],
    ['antragsteller.name', 'Antragsteller: Name'],
    ['antragsteller.anschrift.hausNummer', 'Antragsteller: Anschrift: Haus nummer'],
    ['übergabe.am-tag', 'Übergabe: Am tag'],
    ['anlage1.titel', 'Anlage1: Titel'],
    ['fassung_1.5', 'Fassung 1.5'],
    ['.name..vorname.', 'Name: Vorname'],
  ])('given %s, then it reads %s', (name, read) => {
    expect(readableName(name)).toBe(read);
  });

  it.each(['...', '_', '', '-.-'])('given %j, which has no word, then it stays as it is', (name) => {
    expect(readableName(name)).toBe(name);
  });
});
