import { describe, expect, it } from '@jest/globals';
import { HISTORY_TYPES, type HistoryEntry } from '../api/contracts.ts';
import { english } from '../language/english/english.ts';
import { german } from '../language/german/german.ts';
import { taskTitle } from '../inbox/task-title.ts';
import { plainFacts, timelineDetails, timelineSentence, type TimelineNames } from './timeline-sentence.ts';

const entry = (part: Partial<HistoryEntry>): HistoryEntry => ({
  sequence: 1,
  at: '2026-11-20T08:00:00.000Z',
  type: 'other',
  data: {},
  ...part,
});
const names: TimelineNames = {
  who: (name) => (name === 'adam' ? 'Frau Adam' : name),
  what: (nodeId) => (nodeId === 'Gebuehr' ? 'Gebühr anfordern' : undefined),
  task: (task) => taskTitle(task, 'de', german),
};

describe('the timeline in plain words', () => {
  it('given a completed task, when told, then person and task have their names', () => {
    expect(timelineSentence(entry({ type: 'task-completed', by: 'adam', name: 'Antrag prüfen' }), german, names)).toBe(
      'Frau Adam hat „Antrag prüfen“ erledigt.',
    );
  });

  it('given one of several tasks of a name, when told, then which one it was is said', () => {
    const rounds = [{ index: 2, total: 5, subject: ['Bauamt'] }];
    const claimed = entry({ type: 'task-claimed', by: 'adam', name: 'Stellungnahme einholen', data: { rounds } });
    expect(timelineSentence(claimed, german, names)).toBe(
      'Frau Adam hat „Stellungnahme einholen · Bauamt (2 von 5)“ übernommen.',
    );
    expect(timelineSentence({ ...claimed, data: { rounds: 'broken' } }, german, names)).toBe(
      'Frau Adam hat „Stellungnahme einholen“ übernommen.',
    );
  });

  it('given a change by hand, when told, then what was changed and why stand below', () => {
    const changes = [
      { change: 'move', from: 'A', to: 'B', fromName: 'Prüfen', toName: 'Bescheid' },
      { change: 'cancel', from: 'C' },
      { change: 'unheard of', from: 'C' },
    ];
    const modified = entry({ type: 'instance-modified', by: 'adam', data: { changes, reason: 'Irrtum' } });
    expect(timelineSentence(modified, german, names)).toBe('Frau Adam hat den Stand des Vorgangs von Hand geändert.');
    expect(timelineDetails(modified, german, 'de')).toEqual([
      'Verschoben von „Prüfen“ nach „Bescheid“',
      'Abgebrochen: „C“',
      german.timeline.reason('Irrtum'),
    ]);
  });

  it('given a move to another version, when told, then who moved it, from which and to which; two processes have their names', () => {
    const source = { key: 'hund', version: 1, name: 'Hund anmelden' };
    const target = { key: 'hund', version: 2, name: 'Hund anmelden' };
    const moved = (data: HistoryEntry['data']) => entry({ type: 'instance-migrated', by: 'adam', data });
    const inBatch = moved({ source, target, batchId: 'b1' });
    expect(timelineSentence(inBatch, german, names)).toBe(
      'Frau Adam hat den Vorgang aus Version 1 in Version 2 überführt.',
    );
    expect(timelineSentence(inBatch, english, names)).toBe('Frau Adam moved the case from version 1 to version 2.');
    expect(timelineDetails(inBatch, german, 'de')).toEqual(['Zusammen mit anderen in einem Sammelvorgang']);
    expect(timelineDetails(moved({ source, target }), german, 'de')).toEqual([]);
    expect(timelineSentence(moved({ target }), german, names)).toBe(
      'Frau Adam hat den Vorgang in Version 2 überführt.',
    );
    expect(timelineSentence(moved({ source, target: { key: 'tier', version: 5 } }), english, names)).toBe(
      'Frau Adam moved the case from version 1 of “Hund anmelden” to version 5 of “tier”.',
    );
  });

  it('given answers to a question, when told, then question and answer stand below', () => {
    const completed = entry({ type: 'task-completed', data: { answers: { 'Vollständig?': ['ja'] } } });
    expect(timelineDetails(completed, german, 'de')).toEqual(['Vollständig? Antwort: ja']);
  });

  it.each(HISTORY_TYPES)(
    'given a fact of type %s without any data, when told, then both languages have a sentence',
    (type) => {
      for (const text of [german, english]) expect(timelineSentence(entry({ type }), text, names)).toMatch(/^.{8,}\.$/);
    },
  );

  it('given a fact that has only the id of its step, when told, then the step has its name', () => {
    expect(timelineSentence(entry({ type: 'incident-raised', nodeId: 'Gebuehr' }), german, names)).toBe(
      'Bei „Gebühr anfordern“ ist eine Störung aufgetreten.',
    );
  });

  it('given an incident, when raised and resolved, then its message is told once', () => {
    const data = { message: 'Die Gebühr fehlt.' };
    const raised = timelineDetails(entry({ type: 'incident-raised', data }), german, 'de');
    expect(raised).toEqual(['Meldung der Technik: Die Gebühr fehlt.']);
    expect(timelineDetails(entry({ type: 'incident-resolved', data }), german, 'de')).toEqual([]);
  });

  it('given an incident with a fault, then it is told in the language of the reader, and not with the message of the log', () => {
    const data = { message: 'Expected a default flow.', fault: { code: 'NO_FLOW_TAKEN', data: {} } };
    const raised = entry({ type: 'incident-raised', data });
    expect(timelineDetails(raised, german, 'de')[0]).toMatch(/^Keine Bedingung der ausgehenden Pfeile trifft zu/);
    expect(timelineDetails(raised, english, 'en')[0]).toMatch(/^No condition of the outgoing arrows holds/);
  });

  it('given a decision, when told, then it has its name', () => {
    const made = entry({
      type: 'decision-evaluated',
      nodeId: 'Gebuehr',
      name: 'Gebührentabelle',
      data: { decisions: [] },
    });
    expect(timelineSentence(made, german, names)).toBe('Nach der Regel „Gebührentabelle“ ist entschieden.');
    expect(timelineSentence(made, english, names)).toBe('It was decided by the rule “Gebührentabelle”.');
  });

  it('given data nobody is known to have entered, when told, then nobody is named', () => {
    expect(timelineSentence(entry({ type: 'variables-set', data: { variables: { betrag: 1 } } }), german, names)).toBe(
      'Eingetragen wurde: betrag.',
    );
  });

  it('given a case that was cancelled, when its end is told, then how it ended is said', () => {
    expect(timelineSentence(entry({ type: 'instance-ended', data: { outcome: 'canceled' } }), german, names)).toContain(
      'abgebrochen',
    );
  });
});

describe('the facts a clerk reads', () => {
  const types = (entries: readonly HistoryEntry[]): readonly string[] => plainFacts(entries).map(({ type }) => type);

  it('given a task that is dropped with its step, then one line tells it', () => {
    const task = entry({ type: 'task-canceled', elementInstanceId: 'e1', name: 'Antrag prüfen' });
    const step = entry({ type: 'element-canceled', elementInstanceId: 'e1', name: 'Antrag prüfen' });
    expect(types([entry({ type: 'instance-started' }), task, step])).toEqual(['instance-started', 'task-canceled']);
  });

  it('given a dropped step that had neither task nor job, then its line stays; how the machine moved does not', () => {
    const job = entry({ type: 'job-canceled', elementInstanceId: 'e1' });
    const waiting = entry({ type: 'element-canceled', elementInstanceId: 'e2' });
    const unknown = entry({ type: 'element-canceled' });
    expect(types([job, waiting, unknown, entry({ type: 'flow-taken' })])).toEqual([
      'job-canceled',
      'element-canceled',
      'element-canceled',
    ]);
  });
});
