import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../api/problem-error.ts';
import { takeOverBrowserMemory } from './browser-memory.ts';

const FILTERS = 'laufzettel.inbox-filters.clerk';
const SEEN = 'laufzettel.seen-tasks.clerk';

/** A browser that holds these, and an account that refuses what `refuse` gives a status for. */
function browser(
  held: Readonly<Record<string, string>>,
  refuse: (sent: unknown) => number | undefined = () => undefined,
) {
  const kept = new Map(Object.entries(held));
  const sent: unknown[] = [];
  const take = (what: unknown): Promise<void> => {
    const status = refuse(what);
    if (status !== undefined) return Promise.reject(new ProblemError({ code: 'REFUSED', status, detail: 'no' }));
    sent.push(what);
    return Promise.resolve();
  };
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, sent, takeOver: () => takeOverBrowserMemory('clerk', storage, { keepFilter: take, seeTasks: take }) };
}

describe('what a browser already holds of an inbox', () => {
  it('given filters and seen tasks, then the account gets them once and the browser holds them no more', async () => {
    const { kept, sent, takeOver } = browser({
      [FILTERS]: JSON.stringify(['scope=groups&group=Amt+66&search=M%C3%BCller', 'scope=mine&search=RE']),
      [SEEN]: JSON.stringify(['t1', 't2']),
      'laufzettel.inbox-filters.head': '["scope=mine&search=other"]',
    });
    await takeOver();
    await takeOver();
    expect(sent).toEqual([
      ['t1', 't2'],
      { scope: 'groups', group: 'Amt 66', search: 'Müller' },
      { scope: 'mine', search: 'RE' },
    ]);
    expect([...kept.keys()]).toEqual(['laufzettel.inbox-filters.head']);
  });

  it('given a server that cannot be reached, then what is not taken over stays for the next time', async () => {
    let isUp = false;
    const { kept, sent, takeOver } = browser({ [FILTERS]: '["scope=mine&search=RE"]', [SEEN]: '["t1"]' }, (what) =>
      isUp || Array.isArray(what) ? undefined : 503,
    );
    await expect(takeOver()).rejects.toMatchObject({ status: 503 });
    expect([...kept.keys()]).toEqual([FILTERS]);
    isUp = true;
    await takeOver();
    expect(sent).toEqual([['t1'], { scope: 'mine', search: 'RE' }]);
    expect(kept.size).toBe(0);
  });

  it('given a filter the account refuses for good, then the others are taken over and it is dropped', async () => {
    const { kept, sent, takeOver } = browser({ [FILTERS]: '["search=bad","search=good"]' }, (what) =>
      JSON.stringify(what).includes('bad') ? 422 : undefined,
    );
    await takeOver();
    expect(sent).toEqual([{ scope: 'mine', search: 'good' }]);
    expect(kept.size).toBe(0);
  });

  it('given nonsense or too much, then only what is sound is sent', async () => {
    const { sent, takeOver } = browser({
      [FILTERS]: JSON.stringify([
        7,
        null,
        'scope=mine',
        ...Array.from({ length: 40 }, (_, index) => `search=${index}`),
      ]),
      [SEEN]: JSON.stringify(['', 'x'.repeat(101), {}, ...Array.from({ length: 600 }, (_, index) => `t${index}`)]),
    });
    await takeOver();
    expect(sent[0]).toEqual(Array.from({ length: 500 }, (_, index) => `t${index + 100}`));
    expect(sent.slice(1)).toEqual(Array.from({ length: 20 }, (_, index) => ({ scope: 'mine', search: `${index}` })));
    const other = browser({ [FILTERS]: '{"a":1}', [SEEN]: 'not json' });
    await other.takeOver();
    expect(other.sent).toEqual([]);
  });
});
