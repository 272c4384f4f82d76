import { describe, expect, it } from '@jest/globals';
import { AttemptLimiter } from './attempt-limiter.ts';
import { networkOf } from './network-of.ts';

describe('whom an address stands for', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:DB8::6', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('given %s, then it is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('given guesses from many addresses of one connection, then all of them must wait', () => {
    const limiter = new AttemptLimiter(() => 0);
    for (let attempt = 0; attempt < 100; attempt += 1)
      limiter.begun(`name${attempt}`, `2001:db8:1:2::${attempt.toString(16)}`);
    expect(limiter.waitSeconds('new', '2001:db8:1:2:ffff::1')).toBeGreaterThan(0);
    expect(limiter.waitSeconds('new', '2001:db8:1:3::1')).toBe(0);
  });
});
