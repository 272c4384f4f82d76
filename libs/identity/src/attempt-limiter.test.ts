import { describe, expect, it } from '@jest/globals';
import { AttemptLimiter } from './attempt-limiter.ts';

describe('limiting log-in attempts', () => {
  it('given five failures of one person at one place, then a sixth must wait until the first is a quarter of an hour old', () => {
    let now = 0;
    const limiter = new AttemptLimiter(() => now);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(limiter.waitSeconds('adam', '10.0.0.1')).toBe(0);
      limiter.begun('adam', '10.0.0.1');
      now += 1000;
    }
    expect(limiter.waitSeconds('ADAM', '10.0.0.1')).toBe(15 * 60 - 5);
    now += (15 * 60 - 5) * 1000;
    expect(limiter.waitSeconds('adam', '10.0.0.1')).toBe(0);
  });

  it('given a stranger who fails on a name, then the person of that name is not locked out elsewhere', () => {
    const limiter = new AttemptLimiter(() => 0);
    for (let attempt = 0; attempt < 20; attempt += 1) limiter.begun('adam', '203.0.113.9');
    expect(limiter.waitSeconds('adam', '203.0.113.9')).toBeGreaterThan(0);
    expect(limiter.waitSeconds('adam', '10.0.0.1')).toBe(0);
  });

  it('given one password tried on many names from one place, then the place must wait', () => {
    const limiter = new AttemptLimiter(() => 0);
    for (let attempt = 0; attempt < 100; attempt += 1) limiter.begun(`name${attempt}`, '203.0.113.9');
    expect(limiter.waitSeconds('new', '203.0.113.9')).toBeGreaterThan(0);
  });

  it('given a success, then the failures of that person at that place are forgotten', () => {
    const limiter = new AttemptLimiter(() => 0);
    for (let attempt = 0; attempt < 5; attempt += 1) limiter.begun('adam', '10.0.0.1');
    limiter.succeeded('adam', '10.0.0.1');
    expect(limiter.waitSeconds('adam', '10.0.0.1')).toBe(0);
  });
});
