import type { JWK } from 'jose';

/** One destination (Zustellpunkt) of FIT-Connect, as the integrator configures it. */
export interface FitConnectSettings {
  /** Name of this connection. */
  readonly id: string;
  readonly tokenUrl: string;
  readonly submissionApiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly destinationId: string;
  /** Private keys (RSA) that payloads may be encrypted for; several during a change of keys. `kid` is required. */
  readonly decryptionKeys: readonly JWK[];
  /** Private key (RSA, PS512) that security event tokens are signed with. `kid` is required. */
  readonly signingKey: JWK;
  /** Schemas of structured data this town can read for a service; anything else is refused. Empty: all. */
  readonly acceptedSchemas: (service: string) => readonly string[];
  /** Largest submission in bytes over all parts, decrypted. */
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
}

export const DEFAULT_MAX_BYTES = 100 * 1024 * 1024;
export const DEFAULT_TIMEOUT_MS = 30_000;
