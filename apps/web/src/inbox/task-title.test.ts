import { describe, expect, it } from '@jest/globals';
import type { TaskRound } from '../api/contracts.ts';
import { english } from '../language/english/english.ts';
import { german } from '../language/german/german.ts';
import { taskTitle } from './task-title.ts';

const name = 'Stellungnahme einholen';
const title = (...rounds: readonly TaskRound[]): string => taskTitle({ name, rounds }, 'de', german);

describe('the title of a task', () => {
  it('given no round, then it is the name', () => {
    expect(taskTitle({ name }, 'de', german)).toBe(name);
    expect(title()).toBe(name);
  });

  it('given one of several, then it says what it is about and which one it is', () => {
    expect(title({ index: 2, total: 5, subject: ['Bauamt'] })).toBe('Stellungnahme einholen · Bauamt (2 von 5)');
    expect(title({ index: 2, total: 5 })).toBe('Stellungnahme einholen · 2 von 5');
    expect(taskTitle({ name, rounds: [{ index: 2, total: 5, subject: ['Bauamt'] }] }, 'en', english)).toBe(
      'Stellungnahme einholen · Bauamt (2 of 5)',
    );
  });

  it('given the only one, then its place says nothing', () => {
    expect(title({ index: 1, total: 1 })).toBe(name);
    expect(title({ index: 1, total: 1, subject: ['Bauamt'] })).toBe('Stellungnahme einholen · Bauamt');
  });

  it('given a loop, then it says how often it has come round', () => {
    expect(title({ index: 3 })).toBe('Stellungnahme einholen · 3. Durchgang');
  });

  it('given values of other kinds, then they stand as people write them', () => {
    expect(title({ index: 1, total: 2, subject: ['2026-11-20', 2026, 1.5, true] })).toBe(
      'Stellungnahme einholen · 20.11.2026, 2026, 1,5, Ja (1 von 2)',
    );
  });

  it('given rounds inside rounds, then the outermost comes first', () => {
    expect(title({ index: 1, total: 2, subject: ['Bauamt'] }, { index: 3, total: 4 })).toBe(
      'Stellungnahme einholen · Bauamt (1 von 2) › 3 von 4',
    );
  });
});
