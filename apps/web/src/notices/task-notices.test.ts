import { describe, expect, it } from '@jest/globals';
import type { TaskSummary } from '../api/contracts.ts';
import { taskNotices } from './task-notices.ts';

const now = new Date(2026, 10, 20, 8, 0);
const at = (day: number, hour = 7): string => new Date(2026, 10, day, hour).toISOString();
const task = (id: string, more: Partial<TaskSummary> = {}): TaskSummary => ({
  id,
  name: id,
  purpose: 'perform',
  state: 'open',
  nodeId: 'n',
  instance: { id: 'i' },
  definition: { id: 'd', key: 'd', version: 1 },
  candidateGroups: [],
  candidateUsers: [],
  priority: 50,
  createdAt: at(1),
  late: false,
  ...more,
});
const told = (...tasks: readonly TaskSummary[]) =>
  taskNotices(tasks, (id) => id.startsWith('seen'), now).map(({ task: { id }, reason }) => [id, reason]);

describe('notices of my tasks', () => {
  it('given tasks, then each is told once for its most urgent reason, the most urgent first', () => {
    expect(
      told(
        task('fresh'),
        task('seen'),
        task('seen-back', { followUpDate: at(20) }),
        task('today', { dueDate: at(20, 18) }),
        task('seen-late', { dueDate: at(19), late: true }),
        task('seen-later', { dueDate: at(25) }),
      ),
    ).toEqual([
      ['seen-late', 'late'],
      ['today', 'today'],
      ['seen-back', 'back'],
      ['fresh', 'new'],
    ]);
  });

  it('given a task put off to a later day, then it keeps still unless it is overdue', () => {
    expect(told(task('put-off', { followUpDate: at(21), dueDate: at(20, 18) }))).toEqual([]);
    expect(told(task('put-off', { followUpDate: at(21), dueDate: at(20, 6) }))).toEqual([['put-off', 'late']]);
  });
});
