import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, SignJWT, type CryptoKey } from 'jose';
import type { Destination } from './destination.ts';

const EVENTS = 'https://schema.fitko.de/fit-connect/events/';

/** The authentication tag of a JWE: its last segment. */
export function tagOf(jwe: string): string {
  return jwe.slice(jwe.lastIndexOf('.') + 1);
}

/** An event of the service itself, signed with its own key. */
export function signServiceEvent(
  kind: 'submit' | 'accept' | 'reject',
  submission: { readonly submissionId: string; readonly caseId: string },
  authenticationTags: unknown,
  key: CryptoKey,
  issuer: string,
): Promise<string> {
  return new SignJWT({
    jti: randomUUID(),
    iss: issuer,
    sub: `submission:${submission.submissionId}`,
    txn: `case:${submission.caseId}`,
    events: { [`${EVENTS}${kind}-submission`]: { authenticationTags } },
  })
    .setIssuedAt()
    .setProtectedHeader({ typ: 'secevent+jwt', alg: 'PS512', kid: 'fit-connect-service' })
    .sign(key);
}

/** Is it an accept or reject signed by a destination? */
export async function checkEvent(
  token: string,
  destinations: ReadonlyMap<string, Destination>,
): Promise<
  | { readonly error: string }
  | { readonly kind: 'accept' | 'reject'; readonly submissionId: string; readonly tags: unknown }
> {
  try {
    const header = decodeProtectedHeader(token);
    const issuer = decodeJwt(token).iss ?? '';
    const jwk = destinations.get(issuer)?.keys.find((key) => key.kid === header.kid);
    if (jwk === undefined) return { error: 'The event is not signed with a key of the destination.' };
    const { payload } = await jwtVerify(token, await importJWK(jwk, 'PS512'), {
      typ: 'secevent+jwt',
      algorithms: ['PS512'],
    });
    const events = payload['events'] as Readonly<Record<string, { authenticationTags?: unknown }>>;
    const [uri = ''] = Object.keys(events);
    const kind = /(accept|reject)-submission$/.exec(uri)?.[1];
    const submissionId = /^submission:(.+)$/.exec(payload.sub ?? '')?.[1];
    if ((kind !== 'accept' && kind !== 'reject') || submissionId === undefined)
      return { error: 'Only accept and reject are possible.' };
    return { kind, submissionId, tags: events[uri]?.authenticationTags ?? {} };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'unknown' };
  }
}
