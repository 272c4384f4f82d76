import { createHash, createHmac } from 'node:crypto';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/**
 * The secrets of links: 256 bits each, derived from the link's id with a key of the installation that is not in the database.
 * A job that runs again after a crash therefore sends the same link, although the database knows only hashes; who reads the
 * database cannot answer for anybody.
 */
export class LinkSecrets {
  readonly #key: Uint8Array;

  /** @param key at least 32 random bytes */
  constructor(key: Uint8Array) {
    if (key.byteLength < 32) throw new RangeError(`Expected a key of at least 32 bytes, but got ${key.byteLength}.`);
    this.#key = key;
  }

  /** The part of the address only the invited person knows; 43 characters of base64url. */
  secretOf(linkId: string): string {
    return createHmac('sha256', this.#key).update(`participation:${linkId}`).digest('base64url');
  }

  /** What is stored of a secret; undefined for a text that cannot be one. */
  static hash(secret: string): Buffer | undefined {
    return SECRET.test(secret) ? createHash('sha256').update(secret).digest() : undefined;
  }
}
