import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { JWK } from 'jose';
import type { FitConnectSettings } from './fit-connect-settings.ts';

/** The description of a connection cannot be used; every reason is in the message. */
class ConnectionFileError extends Error {
  readonly code = 'CONNECTION_FILE_INVALID';

  constructor(file: string, problems: readonly string[]) {
    super(`Expected a connection to FIT-Connect in ${file}, but: ${problems.join(' ')}`);
    this.name = 'ConnectionFileError';
  }
}

/** One connection: everything of {@link FitConnectSettings} for each of its destinations. */
export interface FitConnectConnection {
  readonly destinations: readonly FitConnectSettings[];
  readonly callbackSecret: string | undefined;
  readonly callbackHash: 'sha256' | 'sha512';
}

/**
 * Reads a connection file, JSON: `id`, `tokenUrl`, `submissionApiUrl`, `clientId`, `clientSecret`, `destinations` (ids),
 * `decryptionKeys` and `signingKey` (files with one private JWK each, relative to the file), optionally `callbackSecret`,
 * `callbackHash`. Secrets may come from `given` instead.
 * @throws ConnectionFileError naming everything that is wrong at once
 */
export async function readConnectionFile(
  file: string,
  acceptedSchemas: (service: string) => readonly string[],
  given: { readonly clientSecret?: string | undefined; readonly callbackSecret?: string | undefined } = {},
): Promise<FitConnectConnection> {
  const problems: string[] = [];
  const content = await readJsonFile(file, 'it', problems);
  if (content === undefined) throw new ConnectionFileError(file, problems);
  const text = (name: string, fallback?: string): string => {
    const value = content[name] ?? fallback;
    if (typeof value === 'string' && value !== '') return value;
    problems.push(`"${name}" is missing or no text.`);
    return '';
  };
  const texts = (name: string): readonly string[] => {
    const value = content[name];
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')) return value;
    problems.push(`"${name}" is missing or no list of texts.`);
    return [];
  };
  const address = (name: string): string => {
    const value = text(name);
    if (value !== '' && !/^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : ''))
      problems.push(`"${name}" is no address.`);
    return value.replace(/\/+$/, '');
  };
  const key = async (path: string): Promise<JWK> => {
    const jwk = await readJsonFile(resolve(dirname(file), path), `the key ${path}`, problems);
    if (jwk !== undefined && (jwk['kty'] !== 'RSA' || typeof jwk['kid'] !== 'string' || typeof jwk['d'] !== 'string'))
      problems.push(`the key ${path} is no private RSA key with a kid (JWK, RFC 7517).`);
    return jwk ?? {};
  };
  const id = text('id', 'fit-connect');
  const hash = content['callbackHash'] ?? 'sha512';
  if (hash !== 'sha256' && hash !== 'sha512') problems.push('"callbackHash" is neither sha256 nor sha512.');
  const destinations = texts('destinations');
  const common = {
    tokenUrl: address('tokenUrl'),
    submissionApiUrl: address('submissionApiUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret', given.clientSecret),
    decryptionKeys: await Promise.all(texts('decryptionKeys').map(key)),
    signingKey: await key(text('signingKey')),
    acceptedSchemas,
  };
  if (problems.length > 0) throw new ConnectionFileError(file, problems);
  const secret = given.callbackSecret ?? content['callbackSecret'];
  return {
    destinations: destinations.map((destinationId, index) => ({
      ...common,
      id: index === 0 ? id : `${id}-${index + 1}`,
      destinationId,
    })),
    callbackSecret: typeof secret === 'string' && secret !== '' ? secret : undefined,
    callbackHash: hash === 'sha256' ? 'sha256' : 'sha512',
  };
}

async function readJsonFile(
  path: string,
  name: string,
  problems: string[],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as unknown;
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
    problems.push(`${name} is no JSON object.`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    problems.push(`${name} cannot be read (${code ?? 'no JSON'}).`);
  }
  return undefined;
}
