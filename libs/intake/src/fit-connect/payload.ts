import { createHash, timingSafeEqual } from 'node:crypto';
import { compactDecrypt, decodeProtectedHeader, type CryptoKey, type JWK } from 'jose';
import { importKey } from './import-key.ts';

/** A part could not be decrypted, or is not what its metadata says. `code` is told to the sender. */
export class PayloadError extends Error {
  readonly code: 'KEY_UNKNOWN' | 'ENCRYPTION_INVALID' | 'DECRYPTION_FAILED' | 'HASH_MISMATCH' | 'CONTENT_TYPE_MISSING';
  constructor(code: PayloadError['code'], message: string) {
    super(message);
    this.name = 'PayloadError';
    this.code = code;
  }
}

/** Decrypts what was encrypted for one of our keys (JWE compact, RSA-OAEP-256 with A256GCM, RFC 7516). */
export class PayloadReader {
  readonly #keys: ReadonlyMap<string, JWK>;
  readonly #imported = new Map<string, CryptoKey | Uint8Array>();
  readonly #maxBytes: number;

  /** @throws Error when a key has no `kid` */
  constructor(keys: readonly JWK[], maxBytes: number) {
    this.#keys = new Map(
      keys.map((key) => {
        if (key.kid === undefined) throw new Error('Expected every decryption key to have a kid, but one has none.');
        return [key.kid, key];
      }),
    );
    this.#maxBytes = maxBytes;
  }

  /** @throws PayloadError */
  async read(jwe: string): Promise<{ readonly content: Uint8Array; readonly contentType: string | null }> {
    let header: ReturnType<typeof decodeProtectedHeader>;
    try {
      header = decodeProtectedHeader(jwe);
    } catch {
      throw new PayloadError('ENCRYPTION_INVALID', 'Expected an encrypted part (JWE compact), but it is none.');
    }
    if (header.alg !== 'RSA-OAEP-256' || header['enc'] !== 'A256GCM')
      throw new PayloadError(
        'ENCRYPTION_INVALID',
        `Expected RSA-OAEP-256 with A256GCM, but it is ${String(header.alg)} with ${String(header['enc'])}.`,
      );
    const key = await this.#key(header.kid);
    try {
      const { plaintext } = await compactDecrypt(jwe, key, {
        keyManagementAlgorithms: ['RSA-OAEP-256'],
        contentEncryptionAlgorithms: ['A256GCM'],
        maxDecompressedLength: this.#maxBytes,
      });
      return { content: plaintext, contentType: typeof header['cty'] === 'string' ? header['cty'] : null };
    } catch (error) {
      const why = error instanceof Error ? error.message : 'no reason given';
      throw new PayloadError('DECRYPTION_FAILED', `Expected a part that our key opens, but it does not: ${why}`);
    }
  }

  async #key(kid: string | undefined): Promise<CryptoKey | Uint8Array> {
    const jwk = kid === undefined ? undefined : this.#keys.get(kid);
    if (kid === undefined || jwk === undefined)
      throw new PayloadError('KEY_UNKNOWN', `Expected encryption for one of our keys, but it is for ${kid ?? 'none'}.`);
    const known = this.#imported.get(kid);
    if (known !== undefined) return known;
    const key = await importKey(jwk, 'RSA-OAEP-256');
    this.#imported.set(kid, key);
    return key;
  }
}

/** The authentication tag of a part: the last segment of its JWE. Events name it, so that nobody can swap a part. */
export function authenticationTag(jwe: string): string {
  return jwe.slice(jwe.lastIndexOf('.') + 1);
}

/** Compares SHA-512 (hexadecimal) of a decrypted part with what the metadata says. @throws PayloadError HASH_MISMATCH */
export function checkHash(part: string, content: Uint8Array, hash: unknown): void {
  const { type, content: expected } = (hash ?? {}) as { type?: unknown; content?: unknown };
  if (type !== 'sha512' || typeof expected !== 'string')
    throw new PayloadError('HASH_MISMATCH', `Expected a sha512 hash of ${part} in the metadata, but there is none.`);
  const actual = createHash('sha512').update(content).digest();
  const claimed = Buffer.from(expected, 'hex');
  if (claimed.length !== actual.length || !timingSafeEqual(claimed, actual))
    throw new PayloadError(
      'HASH_MISMATCH',
      `Expected the hash of ${part} to be the one in the metadata, but it differs.`,
    );
}
