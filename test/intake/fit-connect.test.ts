import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import {
  FitConnectSource,
  isGenuineCallback,
  takeIn,
  type CaseRequest,
  type CaseStarter,
  type FitConnectSettings,
} from '#intake';
import { createHmac } from 'node:crypto';
import type { Destination } from '../../apps/partners/src/fit-connect/destination.ts';
import { FitConnectServer } from '../../apps/partners/src/fit-connect/fit-connect-server.ts';
import { encrypt, sendApplication, type CitizenApplication } from '../../apps/partners/src/fit-connect/citizen.ts';
import { MemoryIntakeStore } from './memory-intake-store.ts';

const DESTINATION = 'b6f1f2a0-52a5-4bb4-9b0b-0c1c6d1f2a11';
const SCHEMA = 'https://schema.fitko.de/fim/s00000096_1.0.schema.json';
const APPLICATION: CitizenApplication = {
  service: { identifier: 'urn:de:fim:leika:leistung:99102013104000', name: 'Hundesteuer Anmeldung' },
  schemaUri: SCHEMA,
  data: { halter: 'Erika Beispiel', hund: { name: 'Waldi', rasse: 'Dackel' } },
  files: [
    { fileName: '../../impfpass.pdf', mediaType: 'application/pdf', content: new TextEncoder().encode('%PDF-1.7') },
  ],
};

/** Starts cases in memory and keeps its promise of idempotency. */
class Cases implements CaseStarter {
  readonly started = new Map<string, string>();
  readonly filed = new Map<string, string>();
  starts = 0;
  number({ idempotencyKey }: { readonly idempotencyKey: string }): Promise<string> {
    return Promise.resolve(`nr-${idempotencyKey}`);
  }
  start({ idempotencyKey }: CaseRequest): Promise<{ instanceId: string }> {
    this.starts += 1;
    const instanceId = this.started.get(idempotencyKey) ?? `case-${this.started.size + 1}`;
    this.started.set(idempotencyKey, instanceId);
    return Promise.resolve({ instanceId });
  }
  file(_instanceId: string, { idempotencyKey, files }: CaseRequest): Promise<readonly []> {
    for (const { id, fileName } of files) this.filed.set(`${idempotencyKey}:${id}`, fileName);
    return Promise.resolve([]);
  }
}

let server: FitConnectServer;
let keys: { encryption: JWK; signing: JWK; signingKey: CryptoKey; publicKeys: JWK[] };
let settings: FitConnectSettings;
let destination: Destination;
let cases: Cases;
let store: MemoryIntakeStore;

beforeAll(async () => {
  const pair = async (alg: string, kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { modulusLength: 2048, extractable: true });
    return {
      secret: { ...(await exportJWK(privateKey)), kid },
      open: { ...(await exportJWK(publicKey)), kid, alg },
      privateKey,
    };
  };
  const encryption = await pair('RSA-OAEP-256', 'enc-1');
  const signing = await pair('PS512', 'sig-1');
  keys = {
    encryption: { ...encryption.secret, key_ops: ['unwrapKey'] },
    signing: signing.secret,
    signingKey: signing.privateKey,
    publicKeys: [encryption.open, signing.open],
  };
});

beforeEach(async () => {
  server = new FitConnectServer();
  const url = await server.listen(0);
  destination = {
    id: DESTINATION,
    clientId: 'stadt',
    clientSecret: 'geheim',
    keys: keys.publicKeys,
    encryptionKid: 'enc-1',
    services: [{ identifier: APPLICATION.service.identifier, name: APPLICATION.service.name, schemaUri: SCHEMA }],
  };
  server.destinations.set(DESTINATION, destination);
  settings = {
    id: 'buergeramt',
    tokenUrl: `${url}/token`,
    submissionApiUrl: url,
    clientId: 'stadt',
    clientSecret: 'geheim',
    destinationId: DESTINATION,
    decryptionKeys: [keys.encryption],
    signingKey: keys.signing,
    acceptedSchemas: () => [SCHEMA],
    // Only the test in which the service hangs sets a shorter one.
    timeoutMs: 10_000,
  };
  cases = new Cases();
  store = new MemoryIntakeStore();
});

afterEach(() => server.close());
const round = (change: Partial<FitConnectSettings> = {}) =>
  takeIn(new FitConnectSource({ ...settings, ...change }), store, cases);
const stateOf = (submissionId: string) => server.overview().find((one) => one.submissionId === submissionId)?.state;

describe('applications from FIT-Connect', () => {
  it('given a submission, when a round runs, then it is one case with its attachment and is accepted', async () => {
    const { submissionId } = await sendApplication(server.url, destination, APPLICATION);
    expect(await round()).toEqual({ taken: 1, refused: 0, doubtful: 0, failures: [] });
    expect(stateOf(submissionId)).toBe('accepted');
    expect(await store.data('buergeramt', submissionId)).toEqual(APPLICATION.data);
    expect([...cases.filed.values()]).toEqual(['antrag.json', '../../impfpass.pdf']);
    expect(await round()).toEqual({ taken: 0, refused: 0, doubtful: 0, failures: [] });
    expect(cases.started.size).toBe(1);
  });

  it('given more than one page of submissions, then all become cases', async () => {
    for (let i = 0; i < 60; i += 1) await sendApplication(server.url, destination, { ...APPLICATION, files: [] });
    expect((await round()).taken).toBe(60);
    expect(cases.started.size).toBe(60);
  });

  it('given an expired token, then it is renewed and the round goes on', async () => {
    const source = new FitConnectSource(settings);
    await takeIn(source, store, cases);
    server.forgetTokens();
    await sendApplication(server.url, destination, APPLICATION);
    expect((await takeIn(source, store, cases)).taken).toBe(1);
  });

  it('given a wrong secret, then nothing happens and health says why', async () => {
    const source = new FitConnectSource({ ...settings, clientSecret: 'falsch' });
    await expect(takeIn(source, store, cases)).rejects.toMatchObject({ code: 'SOURCE_REFUSED_LOGIN' });
    expect((await source.health()).ok).toBe(false);
  });

  it.each([
    [
      'data swapped after it was submitted',
      'TAGS_MISMATCH',
      async (id: string) => {
        server.tamper(id, {
          data: await encrypt(new TextEncoder().encode('{"betrag":0}'), keys.publicKeys[0] ?? {}, 'application/json'),
        });
      },
    ],
    [
      'a part encrypted for a key we do not have',
      'TAGS_MISMATCH',
      async (id: string) => {
        const { publicKey } = await generateKeyPair('RSA-OAEP-256', { modulusLength: 2048, extractable: true });
        server.tamper(id, {
          data: await encrypt(
            new Uint8Array([123, 125]),
            { ...(await exportJWK(publicKey)), kid: 'other' },
            'application/json',
          ),
        });
      },
    ],
  ])('given %s, then it is refused with %s and no case starts', async (_, code, tamper) => {
    const { submissionId } = await sendApplication(server.url, destination, APPLICATION);
    await tamper(submissionId);
    expect(await round()).toMatchObject({ refused: 1, failures: [] });
    expect((await store.find('buergeramt', submissionId))?.problems.map((problem) => problem.code)).toEqual([code]);
    expect(stateOf(submissionId)).toBe('rejected');
    expect(cases.started.size).toBe(0);
  });

  it('given data of a schema nobody agreed on, then the sender is told', async () => {
    const { submissionId } = await sendApplication(server.url, destination, {
      ...APPLICATION,
      schemaUri: 'https://example.org/x',
    });
    expect((await round()).refused).toBe(1);
    expect(stateOf(submissionId)).toBe('rejected');
  });

  it('given keys that have been changed since, then the sender is told that nobody can read it', async () => {
    const { submissionId } = await sendApplication(server.url, destination, APPLICATION);
    await round({ decryptionKeys: [{ ...keys.encryption, kid: 'enc-2' }] });
    const entry = await store.find('buergeramt', submissionId);
    expect(new Set(entry?.problems.map((problem) => problem.code))).toEqual(new Set(['KEY_UNKNOWN']));
    expect(stateOf(submissionId)).toBe('rejected');
  });

  it('given a forged event in the log, then nobody is told anything and a person must look', async () => {
    const { submissionId, caseId } = await sendApplication(server.url, destination, APPLICATION);
    const forged = await new SignJWT({ iss: server.url, sub: `submission:${submissionId}`, events: {} })
      .setProtectedHeader({ typ: 'secevent+jwt', alg: 'PS512', kid: 'fit-connect-service' })
      .sign(keys.signingKey);
    server.addEvent(caseId, forged);
    expect((await round()).doubtful).toBe(1);
    expect(stateOf(submissionId)).toBe('submitted');
    expect(cases.started.size).toBe(0);
  });

  it('given a service that will not take our answer, then a person must look, and it is not tried for ever', async () => {
    const { submissionId } = await sendApplication(server.url, destination, APPLICATION);
    server.faults.next.push({ how: 'refuse', matching: /^POST .*events$/ });
    expect(await round()).toEqual({ taken: 0, refused: 0, doubtful: 1, failures: [] });
    expect(await round()).toEqual({ taken: 0, refused: 0, doubtful: 0, failures: [] });
    expect(await store.find('buergeramt', submissionId)).toMatchObject({
      state: 'doubtful',
      problems: [{ code: 'SOURCE_REFUSED_ANSWER', part: 'acknowledgement' }],
    });
    expect(cases.started.size).toBe(0);
  });

  it('given a failure at every single call in turn, then the next rounds finish it exactly once', async () => {
    for (const how of ['fail', 'html', 'drop', 'hang'] as const)
      for (let place = 0; ; place += 1) {
        const { submissionId } = await sendApplication(server.url, destination, APPLICATION);
        const before = cases.started.size;
        let seen = 0;
        const matching = { test: () => seen++ === place } as unknown as RegExp;
        server.faults.next.push({ how, matching });
        await round({ timeoutMs: 150 }).catch(() => undefined);
        server.faults.next.length = 0;
        await round();
        expect([how, place, stateOf(submissionId), cases.started.size - before]).toEqual([how, place, 'accepted', 1]);
        if (seen <= place) break;
      }
  });

  it('given a proxy that repeats every request, then everything is still done once', async () => {
    server.faults.twice = true;
    await sendApplication(server.url, destination, APPLICATION);
    const before = server.overview().filter((one) => one.state === 'submitted').length;
    expect((await round()).taken).toBe(before);
    expect(cases.started.size).toBe(before);
  });
});

describe('callbacks of FIT-Connect', () => {
  const secret = 'callback-geheim';
  const now = Date.parse('2026-11-20T08:00:00Z');
  const body = '{"type":"https://schema.fitko.de/fit-connect/callbacks/new-submissions"}';
  const sign = (timestamp: string) => createHmac('sha512', secret).update(`${timestamp}.${body}`).digest('hex');

  it.each([
    ['a fresh genuine one', String(now / 1000), undefined, true],
    ['one from ten minutes ago', String(now / 1000 - 600), undefined, false],
    ['one from the future', String(now / 1000 + 600), undefined, false],
    ['a wrong signature', String(now / 1000), 'ab'.repeat(64), false],
    ['an empty signature', String(now / 1000), '', false],
    ['a timestamp that is no number', 'jetzt', undefined, false],
  ])('given %s, then it is judged rightly', (_, timestamp, authentication, genuine) => {
    const request = {
      timestamp,
      authentication: authentication ?? sign(timestamp),
      body,
      secret,
      hash: 'sha512' as const,
      now,
    };
    expect(isGenuineCallback(request)).toBe(genuine);
  });
});
