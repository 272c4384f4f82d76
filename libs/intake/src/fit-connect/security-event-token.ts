import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, type JWK, jwtVerify, SignJWT } from 'jose';
import type { IntakeProblem } from '../port/submission.ts';
import type { FitConnectClient } from './fit-connect-client.ts';
import { importKey } from './import-key.ts';

const EVENT = 'https://schema.fitko.de/fit-connect/events/';
type SubmissionEvent = 'create' | 'submit' | 'notify' | 'forward' | 'reject' | 'accept' | 'delete';

/** Tags of all parts as the sender saw them; an event that names others is about another content. */
export interface AuthenticationTags {
  readonly metadata: string;
  readonly data: string | null;
  readonly attachments: Readonly<Record<string, string>>;
}

export interface VerifiedEvent {
  readonly kind: SubmissionEvent;
  readonly submissionId: string;
  readonly tags: AuthenticationTags | null;
}

/** The event log of FIT-Connect holds a token that nobody we trust has signed, or that is malformed. */
export class EventTokenError extends Error {
  readonly code = 'EVENT_TOKEN_INVALID';
  constructor(message: string) {
    super(message);
    this.name = 'EventTokenError';
  }
}

/**
 * Signs the event that ends a submission (RFC 8417 security event token, PS512). With `accept` FIT-Connect deletes it;
 * `reject` tells the sender why.
 */
export async function signEvent(event: {
  readonly kind: 'accept' | 'reject';
  readonly submissionId: string;
  readonly caseId: string;
  readonly destinationId: string;
  readonly tags: AuthenticationTags;
  readonly problems: readonly IntakeProblem[];
  readonly signingKey: JWK;
}): Promise<string> {
  const { data, metadata, attachments } = event.tags;
  const payload = {
    authenticationTags: { metadata, ...(data === null ? {} : { data }), attachments },
    ...(event.kind === 'accept' ? {} : { problems: event.problems.map(problemOf) }),
  };
  return new SignJWT({
    jti: randomUUID(),
    iss: event.destinationId,
    sub: `submission:${event.submissionId}`,
    txn: `case:${event.caseId}`,
    events: { [`${EVENT}${event.kind}-submission`]: payload },
  })
    .setIssuedAt()
    .setProtectedHeader({ typ: 'secevent+jwt', alg: 'PS512', kid: event.signingKey.kid ?? '' })
    .sign(await importKey(event.signingKey, 'PS512'));
}

/** Problem types of FIT-Connect by our codes; anything else is told as a technical error. */
function problemOf(problem: IntakeProblem): Record<string, string> {
  const types: Readonly<Record<string, string>> = {
    HASH_MISMATCH: 'hash-mismatch',
    DECRYPTION_FAILED: 'encryption-issue',
    ENCRYPTION_INVALID: 'encryption-issue',
    KEY_UNKNOWN: 'encryption-issue',
    SCHEMA_UNKNOWN: 'unsupported-data-schema',
    SYNTAX_INVALID: 'syntax-violation',
    ATTACHMENTS_MISMATCH: 'attachments-mismatch',
    TAGS_MISMATCH: 'incorrect-authentication-tag',
  };
  return {
    type: `${EVENT}problems/${types[problem.code] ?? 'technical-error'}`,
    title: problem.code,
    detail: problem.detail,
    instance: problem.part,
  };
}

/**
 * Verifies one token of the event log: FIT-Connect's own are signed with its service keys, those of a destination with a
 * key of that destination. @throws EventTokenError
 */
export async function verifyEvent(token: string, client: FitConnectClient): Promise<VerifiedEvent> {
  let header: ReturnType<typeof decodeProtectedHeader>;
  let issuer: string;
  try {
    header = decodeProtectedHeader(token);
    issuer = decodeJwt(token).iss ?? '';
  } catch {
    throw new EventTokenError('Expected a signed event (JWT), but it is none.');
  }
  if (header.typ !== 'secevent+jwt' || header.alg !== 'PS512' || header.kid === undefined)
    throw new EventTokenError(
      `Expected a secevent+jwt signed with PS512, but it is ${String(header.typ)} with ${String(header.alg)}.`,
    );
  const jwk = /^https?:/.test(issuer)
    ? (await client.serviceKeys()).find((key) => key['kid'] === header.kid)
    : await client.destinationKey(issuer, header.kid);
  if (jwk === undefined)
    throw new EventTokenError(`Expected a key ${header.kid} of the issuer ${issuer}, but there is none.`);
  const { payload } = await jwtVerify(token, await importKey(jwk, 'PS512'), {
    typ: 'secevent+jwt',
    algorithms: ['PS512'],
  }).catch((error: unknown) => {
    throw new EventTokenError(`Expected a valid signature, but: ${error instanceof Error ? error.message : 'unknown'}`);
  });
  return readEvent(payload);
}

function readEvent(payload: Readonly<Record<string, unknown>>): VerifiedEvent {
  const events = (payload['events'] ?? {}) as Readonly<Record<string, unknown>>;
  const [uri, ...more] = Object.keys(events);
  const kind =
    uri === undefined
      ? undefined
      : /\/events\/(create|submit|notify|forward|reject|accept|delete)-submission$/.exec(uri)?.[1];
  const subject = /^submission:(.+)$/.exec(typeof payload['sub'] === 'string' ? payload['sub'] : '')?.[1];
  if (uri === undefined || kind === undefined || more.length > 0 || subject === undefined)
    throw new EventTokenError('Expected exactly one event about a submission, but the token says something else.');
  const tags = (events[uri] as { authenticationTags?: Partial<AuthenticationTags> } | null)?.authenticationTags;
  return {
    kind: kind as SubmissionEvent,
    submissionId: subject,
    tags:
      tags === undefined
        ? null
        : { metadata: tags.metadata ?? '', data: tags.data ?? null, attachments: tags.attachments ?? {} },
  };
}
