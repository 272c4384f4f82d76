import { describe, expect, it } from '@jest/globals';
import { tabular } from './tabular.ts';

const told = (accept: string, rows: readonly Readonly<Record<string, unknown>>[] = []) => {
  const { contentType, body, headers } = tabular(accept, 'groups.csv', { GROUP: 'group', TASKS: 'tasks' }, rows);
  return { contentType, text: new TextDecoder().decode(body), disposition: headers['content-disposition'] };
};

describe('a report as a table', () => {
  it.each([
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/json', 'application/json'],
    ['text/csv', 'text/csv'],
    ['application/csv', 'application/csv'],
    ['text/*', 'text/csv'],
    ['text/csv, application/json', 'application/json'],
    ['text/csv, application/json;q=0.5', 'text/csv'],
    ['text/csv;q=0.2, */*', 'application/json'],
    ['application/json;q=0, TEXT/CSV', 'text/csv'],
  ])('given Accept %j, then it is %s', (accept, type) => {
    expect(told(accept).contentType).toBe(type);
  });

  it.each(['image/png', 'application/json;q=0', 'text/csv;q=much'])('given Accept %j, then it is refused', (accept) => {
    expect(() => told(accept)).toThrow(expect.objectContaining({ status: 406 }));
  });

  it('given rows, when told as CSV, then cells that need it are quoted and the columns are the named ones', () => {
    const rows = [
      { group: 'Tax, "new"', tasks: 3, more: true },
      { group: null, tasks: 0 },
    ];
    const { text, disposition } = told('text/csv', rows);
    expect(text).toBe('GROUP,TASKS\n"Tax, ""new""",3\n,0');
    expect(disposition).toContain('attachment; filename="groups.csv"');
  });
});
