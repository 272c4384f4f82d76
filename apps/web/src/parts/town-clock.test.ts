import { describe, expect, it } from '@jest/globals';
import { withTownClock } from './town-clock.ts';

describe('times in forms', () => {
  it('given times anywhere in a form, then they are on 24 hours and everything else is as it was', () => {
    const schema = {
      id: 'f',
      components: [
        { type: 'datetime', key: 'a', use24h: false },
        {
          type: 'group',
          path: 'g',
          components: [
            { type: 'datetime', key: 'b' },
            { type: 'number', key: 'c' },
          ],
        },
      ],
    };
    expect(withTownClock(schema)).toEqual({
      id: 'f',
      components: [
        { type: 'datetime', key: 'a', use24h: true },
        {
          type: 'group',
          path: 'g',
          components: [
            { type: 'datetime', key: 'b', use24h: true },
            { type: 'number', key: 'c' },
          ],
        },
      ],
    });
    expect(withTownClock({ components: 'none' })).toEqual({ components: 'none' });
  });
});
