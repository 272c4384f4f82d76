import { describe, expect, it } from '@jest/globals';
import { form as german } from '../language/german/inbox.ts';
import { formLibraryWord } from './form-library-words.ts';

describe('words of the form library', () => {
  it('given its own words, then they are in the language of the screen, with what stands between them', () => {
    expect(formLibraryWord(' Add new', german)).toBe('Eintrag hinzufügen');
    expect(formLibraryWord('Remove list item 3', german)).toBe('Eintrag 3 entfernen');
    expect(formLibraryWord('Click to sort by Grund descending', german)).toBe('Nach Grund sortieren');
    expect(formLibraryWord('hh:mm', german)).toBe('Std:Min');
    expect(formLibraryWord('Select', german)).toBe('bitte wählen');
    expect(formLibraryWord('Browse', german)).toBe('Datei wählen');
    expect(formLibraryWord('3 files selected', german)).toBe('3 Dateien gewählt');
    for (const pattern of ['dd.mm.yyyy', 'mm/dd/yyyy', 'yyyy-mm-dd', 'yyyy. mm. dd.'])
      expect(formLibraryWord(pattern, german)).toBe('TT.MM.JJJJ');
  });

  it('given words of an author of a form, then they stay', () => {
    expect(formLibraryWord('Search for the owner', german)).toBeUndefined();
    expect(formLibraryWord('', german)).toBeUndefined();
  });
});
