import { importJWK, type CryptoKey, type JWK } from 'jose';

/** Says what the public half may be used for; importing the private half, or for verifying, would fail by it. */
const USAGE = ['use', 'key_ops', 'ext'];

/** Imports a key of FIT-Connect for one algorithm, whatever usage is written into it. */
export function importKey(
  jwk: Readonly<Record<string, unknown>> | JWK,
  algorithm: 'RSA-OAEP-256' | 'PS512',
): Promise<CryptoKey | Uint8Array> {
  const bare = Object.fromEntries(Object.entries(jwk).filter(([name]) => !USAGE.includes(name)));
  return importJWK(bare as JWK, algorithm);
}
