import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches } from './password-hash.ts';

const cheap = { N: 1024, r: 8, p: 1 };

describe('password hash', () => {
  it('given a password, then its hash carries the cost, differs each time and matches only that password', async () => {
    const [first, second] = await Promise.all([
      hashPassword('Grüße aus Gießen', cheap),
      hashPassword('Grüße aus Gießen', cheap),
    ]);
    expect(first).toMatch(/^scrypt\$N=1024,r=8,p=1\$/);
    expect(first).not.toBe(second);
    expect(await passwordMatches('Grüße aus Gießen', first)).toBe(true);
    expect(await passwordMatches('Grüsse aus Gießen', first)).toBe(false);
  });

  it('given the same letters composed differently, then they match', async () => {
    expect(await passwordMatches('Mu\u0308ller', await hashPassword('M\u00fcller', cheap))).toBe(true);
  });

  it('given something that is no hash, then nothing matches', async () => {
    expect(await passwordMatches('', '')).toBe(false);
    expect(await passwordMatches('x', 'scrypt$N=1024,r=8,p=1$short$short')).toBe(false);
  });
});
