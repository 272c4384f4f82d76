import type { JWK } from 'jose';

/** A destination as its owner set it up in the self-service portal. */
export interface Destination {
  readonly id: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Public keys by kid: one to encrypt for, one to verify events with. */
  readonly keys: readonly JWK[];
  readonly encryptionKid: string;
  readonly callbackUrl?: string;
  /** What callbacks are signed with (HMAC, SHA-512). */
  readonly callbackSecret?: string;
  readonly services: readonly { readonly identifier: string; readonly name: string; readonly schemaUri: string }[];
}
