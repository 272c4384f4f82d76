import { describe, expect, it } from '@jest/globals';
import type { ModificationEffect } from '../api/contracts.ts';
import { german } from '../language/german/german.ts';
import { effectWords } from './effect-words.ts';

const who = (name: string): string => (name === 'adam' ? 'Frau Adam' : name);
const told = (...effects: readonly Partial<ModificationEffect>[]) =>
  effectWords(
    effects.map((effect) => ({ kind: 'step-passed', count: 1, ...effect })),
    german,
    who,
  );

describe('what a change by hand would do, in words', () => {
  it('given a task that falls away and one that begins, then each is told once, with who has it', () => {
    const words = told(
      { kind: 'task-canceled', nodeId: 'a', name: 'Prüfen', assignee: 'adam' },
      { kind: 'step-canceled', nodeId: 'a', name: 'Prüfen' },
      { kind: 'step-begun', nodeId: 'b', name: 'Bescheid' },
      { kind: 'task-created', nodeId: 'b', name: 'Bescheid', candidateGroups: ['Bauamt', 'Leitung'] },
    );
    expect(words).toEqual({
      ends: ['Aufgabe „Prüfen“ (bei Frau Adam)'],
      begins: ['Aufgabe „Bescheid“ (für Bauamt, Leitung)'],
      besides: [],
      endsCase: false,
    });
  });

  it('given a step without work of its own, then the step itself is told, with its number and its kind', () => {
    const words = told(
      { kind: 'step-canceled', nodeId: 'sub', nodeType: 'subProcess', count: 3 },
      { kind: 'step-passed', nodeId: 'g', nodeType: 'exclusiveGateway' },
      { kind: 'step-passed', nodeId: 'h', name: 'Vollständig?' },
    );
    expect(words.ends).toEqual([`„${german.diagram.type.subProcess}“ wird abgebrochen (3-mal)`]);
    expect(words.besides).toEqual(['„Vollständig?“ wird durchlaufen']);
  });

  it('given trouble where something would begin, then only the trouble is told', () => {
    const words = told(
      { kind: 'step-begun', nodeId: 'g', name: 'Wie?' },
      { kind: 'incident-raised', nodeId: 'g', name: 'Wie?', message: 'Expected …' },
    );
    expect([words.begins, words.besides]).toEqual([[], ['„Wie?“ bleibt mit einer Störung stehen']]);
  });

  it('given a case that would be over, then that is said apart', () => {
    expect(told({ kind: 'case-ended', outcome: 'canceled' })).toMatchObject({ besides: [], endsCase: true });
  });
});
