import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './loopback.ts';

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '[::1]', 'localhost'])(
    'given %s, then only this machine reaches it',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.0.7', '127.0.0.1.example.org', '127.evil.org', 'rathaus.example', ''])(
    'given %s, then others may reach it',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
