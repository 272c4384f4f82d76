import { describe, expect, it } from '@jest/globals';
import { faultSentence } from './fault-sentence.ts';

const condition = {
  code: 'EXPRESSION_FAILED',
  data: { expression: 'betrag > "viel"' },
  place: { field: 'condition', name: 'über\nder Grenze' },
  because: { code: 'COMPARISON_IMPOSSIBLE', data: { left: 'number', right: 'string' }, position: 8 },
};

describe('faultSentence', () => {
  it('given a condition that cannot be evaluated, then both languages say where, what, at which character and what to do', () => {
    expect(faultSentence(condition, 'de')).toBe(
      'Bedingung am Pfeil „über der Grenze“: Der Ausdruck „betrag > "viel"“ lässt sich nicht auswerten. ' +
        'Zahl und Text lassen sich nicht vergleichen (Zeichen 8). Berichtigen Sie die Daten des Vorgangs und versuchen ' +
        'Sie es noch einmal, oder lassen Sie den Ausdruck in der Zeichnung ändern.',
    );
    expect(faultSentence(condition, 'en')).toBe(
      'Condition of the arrow “über der Grenze”: The expression “betrag > "viel"” cannot be evaluated. ' +
        'Number and text cannot be compared (character 8). Correct the data of the case and try again, or have the ' +
        'expression in the drawing changed.',
    );
  });

  it('given numbers, then they have the separators of the language', () => {
    const loop = { code: 'ENDLESS_LOOP', data: { most: 10_000 } };
    expect(faultSentence(loop, 'de')).toContain('10.000-mal');
    expect(faultSentence(loop, 'en')).toContain('10,000 times');
  });

  it('given a code of another room, then the words of its problem speak, with what the other side said', () => {
    const fault = { code: 'JOB_FAILED', data: {}, because: { code: 'DMS_REFUSED', data: { reported: 'no rights' } } };
    expect(faultSentence(fault, 'de')).toBe(
      'Die Maschine konnte den Schritt nicht erledigen. Das Dokumentensystem lehnt ab. Technische Meldung: no rights ' +
        'Die technische Meldung sagt, warum. Ist das behoben, versuchen Sie es noch einmal.',
    );
  });

  it('given data that looks like a template, then it is shown as it is', () => {
    const fault = { code: 'REPORTED_FROM_OUTSIDE', data: { reported: '{code} [x {reported}] $& constructor' } };
    expect(faultSentence(fault, 'en')).toContain('{code} [x {reported}] $& constructor');
  });

  it('given a code or a place it does not know, then it has no sentence, and the place stands for itself', () => {
    expect(faultSentence({ code: 'FROM_THE_FUTURE', data: {} }, 'de')).toBeUndefined();
    expect(faultSentence({ code: 'constructor', data: {} }, 'de')).toBeUndefined();
    const odd = { code: 'NO_FLOW_TAKEN', data: {}, place: { field: 'toString' } };
    expect(faultSentence(odd, 'de')).toMatch(/^toString: Keine Bedingung/);
  });
});
