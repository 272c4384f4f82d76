import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Destination } from '../fit-connect/destination.ts';
import { FitConnectServer } from '../fit-connect/fit-connect-server.ts';
import { SAMPLE_SCHEMA, SAMPLE_SERVICES } from '../fit-connect/sample-application.ts';
import type { Partner, PartnerOptions } from './partner.ts';

const DESTINATION_ID = '7a2668a1-da99-4cc3-ae82-8c1f0e7b4f52';
const CLIENT_ID = 'musterstadt';
/** Where the product takes callbacks, docs/how-to/connect-fit-connect.md. */
const CALLBACK_PATH = '/api/intake/fit-connect/callback';

/**
 * Starts FIT-Connect's stand-in with one destination of the town: its keys are made at the first start and kept, as is the
 * connection file the product reads.
 */
export async function startFitConnectPartner({ directory, port }: PartnerOptions): Promise<Partner> {
  await mkdir(directory, { recursive: true });
  const encryption = await keptKey(join(directory, 'decryption.jwk.json'), 'RSA-OAEP-256', 'town-encryption');
  const signing = await keptKey(join(directory, 'signing.jwk.json'), 'PS512', 'town-signing');
  const server = new FitConnectServer(directory);
  const url = await server.listen(await port('fit-connect-port'));
  const destination: Destination = {
    id: DESTINATION_ID,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_ID,
    keys: [publicPart(encryption), publicPart(signing)],
    encryptionKid: 'town-encryption',
    services: Object.values(SAMPLE_SERVICES).map((service) => ({ ...service, schemaUri: SAMPLE_SCHEMA })),
  };
  server.destinations.set(DESTINATION_ID, destination);
  const callbackSecret = randomBytes(32).toString('base64url');
  const connection = resolve(join(directory, 'connection.json'));
  const content = {
    id: 'fit-connect',
    tokenUrl: `${url}/token`,
    submissionApiUrl: url,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_ID,
    destinations: [DESTINATION_ID],
    decryptionKeys: ['decryption.jwk.json'],
    signingKey: 'signing.jwk.json',
    callbackSecret,
  };
  await writeFile(connection, JSON.stringify(content, undefined, 2), { mode: 0o600 });
  return {
    id: 'fit-connect',
    title: 'FIT-Connect (Anträge)',
    plays:
      'Zustellpunkt und Ereignisprotokoll von FIT-Connect: hier wird ein Beispielantrag gestellt, wie es ein Portal täte.',
    pageUrl: `${url}/`,
    ports: { 'fit-connect-port': Number(new URL(url).port) },
    environment: { LAUFZETTEL_FIT_CONNECT: connection },
    productListens(product) {
      const callbackUrl = new URL(CALLBACK_PATH, product).href;
      server.destinations.set(DESTINATION_ID, { ...destination, callbackUrl, callbackSecret });
    },
    close: () => server.close(),
  };
}

async function keptKey(file: string, algorithm: 'RSA-OAEP-256' | 'PS512', kid: string): Promise<JWK> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as JWK;
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid, alg: algorithm };
  await writeFile(file, JSON.stringify(jwk), { mode: 0o600 });
  return jwk;
}

function publicPart({ kty, n, e, kid, alg }: JWK): JWK {
  return Object.fromEntries(Object.entries({ kty, n, e, kid, alg }).filter(([, value]) => value !== undefined));
}
