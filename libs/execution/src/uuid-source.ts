import { randomBytes } from 'node:crypto';
import type { IdSource } from '#runtime';

/**
 * UUIDs of version 7 (RFC 9562): they grow with time, so that new rows go to the end of their indexes and not all over them.
 * Within a millisecond a counter keeps the order.
 */
export function createUuidSource(now: () => number = Date.now): IdSource {
  let last = 0;
  let counter = 0;
  let pool = Buffer.alloc(0);
  let used = 0;
  return {
    next() {
      const time = Math.max(now(), last);
      counter = time === last ? counter + 1 : 0;
      if (counter > 0xfff) {
        // More than 4096 in a millisecond: borrow from the next one.
        last = time + 1;
        counter = 0;
      } else {
        last = time;
      }
      if (used + 8 > pool.length) {
        pool = randomBytes(4096);
        used = 0;
      }
      const random = pool.toString('hex', used, used + 8);
      used += 8;
      const hex = last.toString(16).padStart(12, '0');
      const variant = ((parseInt(random.slice(0, 1), 16) & 0x3) | 0x8).toString(16);
      return `${hex.slice(0, 8)}-${hex.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
    },
  };
}
