import { describe, expect, it } from '@jest/globals';
import { showsTaskOf } from './shows-task-of.ts';

const changed = new Set(['case-1']);
const task = (id: string) => ({ id: 't', instance: { id } });

describe('whether an answer shows a task of a case', () => {
  it('given a task, a page or pages, then it is found wherever it stands', () => {
    expect(showsTaskOf(task('case-1'), changed)).toBe(true);
    expect(showsTaskOf({ items: [task('case-2'), task('case-1')], total: 2 }, changed)).toBe(true);
    expect(showsTaskOf({ pages: [{ items: [] }, { items: [task('case-1')] }] }, changed)).toBe(true);
  });

  it('given other cases, counts or nothing, then it is not', () => {
    expect(showsTaskOf(task('case-2'), changed)).toBe(false);
    expect(showsTaskOf(task('case-1'), new Set())).toBe(false);
    for (const answer of [undefined, null, { mine: 3 }, 'case-1']) expect(showsTaskOf(answer, changed)).toBe(false);
  });
});
