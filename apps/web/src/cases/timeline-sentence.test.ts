import { describe, expect, it } from '@jest/globals';
import { HISTORY_TYPES, type HistoryEntry } from '../api/contracts.ts';
import { english } from '../language/english/english.ts';
import { german } from '../language/german/german.ts';
import { timelineDetails, timelineSentence } from './timeline-sentence.ts';

const entry = (part: Partial<HistoryEntry>): HistoryEntry => ({
  sequence: 1,
  at: '2026-11-20T08:00:00.000Z',
  type: 'other',
  data: {},
  ...part,
});
const who = (name: string): string => (name === 'adam' ? 'Frau Adam' : name);

describe('the timeline in plain words', () => {
  it('given a completed task, when told, then person and task have their names', () => {
    expect(timelineSentence(entry({ type: 'task-completed', by: 'adam', name: 'Antrag prüfen' }), german, who)).toBe(
      'Frau Adam hat „Antrag prüfen“ erledigt.',
    );
  });

  it('given answers to a question, when told, then question and answer stand below', () => {
    const completed = entry({ type: 'task-completed', data: { answers: { 'Vollständig?': ['ja'] } } });
    expect(timelineDetails(completed, german)).toEqual(['Vollständig? Antwort: ja']);
  });

  it.each(HISTORY_TYPES)(
    'given a fact of type %s without any data, when told, then both languages have a sentence',
    (type) => {
      for (const text of [german, english]) expect(timelineSentence(entry({ type }), text, who)).toMatch(/^.{8,}\.$/);
    },
  );

  it('given a case that was cancelled, when its end is told, then how it ended is said', () => {
    expect(timelineSentence(entry({ type: 'instance-ended', data: { state: 'canceled' } }), german, who)).toContain(
      'abgebrochen',
    );
  });
});
