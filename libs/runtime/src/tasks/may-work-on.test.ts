import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../api/actor.ts';
import { assertMayWorkOn } from './may-work-on.ts';

const ada: Actor = { userId: 'ada', groups: ['Bauamt'] };
const task = (fields: { assignee?: string; candidateUsers?: string[]; candidateGroups?: string[] }) => ({
  id: 't',
  assignee: null,
  candidateUsers: [],
  candidateGroups: [],
  ...fields,
});

function answer(fields: Parameters<typeof task>[0], actor: Actor): string {
  try {
    assertMayWorkOn(task(fields), actor);
    return 'may';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('whose task it is', () => {
  it.each([
    ['nobody is named', {}, 'may'],
    ['it is hers', { assignee: 'ada', candidateGroups: ['Kasse'] }, 'may'],
    ["it is another's", { assignee: 'bob', candidateUsers: ['ada'] }, 'TASK_TAKEN'],
    ['her group is candidate', { candidateGroups: ['Kasse', 'Bauamt'] }, 'may'],
    ['she is candidate', { candidateUsers: ['ada'], candidateGroups: ['Kasse'] }, 'may'],
    ['only another group is candidate', { candidateGroups: ['Kasse'] }, 'NOT_A_CANDIDATE'],
    ['only another person is candidate', { candidateUsers: ['bob'] }, 'NOT_A_CANDIDATE'],
  ])('given that %s, then the answer is right', (_, fields, expected) => {
    expect(answer(fields, ada)).toBe(expected);
    expect(answer(fields, { ...ada, supervises: true })).toBe('may');
  });
});
