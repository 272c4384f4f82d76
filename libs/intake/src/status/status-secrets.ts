import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';

/** Without 0 and O, 1, I and L: it is read off paper. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 16;

/**
 * The secrets applicants look at their case with. Each is derived from the number of the case and one key of the
 * installation, so that a receipt shown again shows the same, and no list of secrets exists that could be stolen.
 * 16 of 31 letters are 79 bits.
 */
export class StatusSecrets {
  readonly #pool: Pool;
  #key: Promise<Buffer> | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** As people read it: four groups of four. */
  async of(number: string): Promise<string> {
    const letters = await this.#letters(number);
    return letters.match(/.{4}/g)?.join('-') ?? letters;
  }

  /** Compares in constant time; blanks, hyphens and case do not matter. */
  async matches(number: string, given: string): Promise<boolean> {
    const expected = Buffer.from(await this.#letters(number));
    const actual = Buffer.alloc(LENGTH);
    const text = given.toUpperCase().replace(/[\s-]/g, '').slice(0, 100);
    actual.write(text, 'latin1');
    return timingSafeEqual(expected, actual) && text.length === LENGTH;
  }

  async #letters(number: string): Promise<string> {
    const digest = createHmac('sha512', await this.#secretKey())
      .update(`status:${number}`)
      .digest();
    let rest = BigInt(`0x${digest.toString('hex')}`);
    let letters = '';
    while (letters.length < LENGTH) {
      letters += LETTERS.charAt(Number(rest % BigInt(LETTERS.length)));
      rest /= BigInt(LETTERS.length);
    }
    return letters;
  }

  #secretKey(): Promise<Buffer> {
    this.#key ??= this.#readKey().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #readKey(): Promise<Buffer> {
    await this.#pool.query('INSERT INTO intake_secret (key) VALUES ($1) ON CONFLICT DO NOTHING', [randomBytes(32)]);
    const { rows } = await this.#pool.query<{ key: Buffer }>('SELECT key FROM intake_secret');
    if (rows[0] === undefined) throw new Error('Expected the key of the applicants’ secrets after writing it.');
    return rows[0].key;
  }
}
