import { createHash, randomUUID } from 'node:crypto';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { Destination } from './destination.ts';

interface CitizenFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface CitizenApplication {
  readonly service: { readonly identifier: string; readonly name: string };
  readonly schemaUri: string;
  readonly data: unknown;
  readonly files: readonly CitizenFile[];
}

/** Sends an application the way an online service does: announce, encrypt every part, upload, submit. Answers its ids. */
export async function sendApplication(
  url: string,
  destination: Destination,
  application: CitizenApplication,
): Promise<{ readonly submissionId: string; readonly caseId: string }> {
  const jwk = destination.keys.find((key) => key.kid === destination.encryptionKid);
  if (jwk === undefined) throw new Error('Expected the destination to have its encryption key, but it has not.');
  const files = application.files.map((file) => ({ ...file, id: randomUUID() }));
  const { submissionId, caseId } = (await call(`${url}/v2/submissions`, 'POST', {
    destinationId: destination.id,
    announcedAttachments: files.map((file) => file.id),
    publicService: application.service,
    region: 'DE065310006006',
  })) as { submissionId: string; caseId: string };
  for (const file of files)
    await call(
      `${url}/v2/submissions/${submissionId}/attachments/${file.id}`,
      'PUT',
      await encrypt(file.content, jwk, file.mediaType),
    );
  const data = new TextEncoder().encode(JSON.stringify(application.data));
  const metadata = {
    $schema: 'https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json',
    publicService: application.service,
    contentStructure: {
      data: {
        submissionSchema: { schemaUri: application.schemaUri, mimeType: 'application/json' },
        hash: sha512(data),
      },
      attachments: files.map((file) => ({
        attachmentId: file.id,
        filename: file.fileName,
        purpose: 'attachment',
        mimeType: file.mediaType,
        hash: sha512(file.content),
      })),
    },
  };
  await call(`${url}/v2/submissions/${submissionId}`, 'PUT', {
    encryptedMetadata: await encrypt(new TextEncoder().encode(JSON.stringify(metadata)), jwk, 'application/json'),
    encryptedData: await encrypt(data, jwk, 'application/json'),
  });
  return { submissionId, caseId };
}

/** JWE compact, RSA-OAEP-256 with A256GCM. */
export async function encrypt(content: Uint8Array, jwk: JWK, cty: string): Promise<string> {
  const bare = Object.fromEntries(Object.entries(jwk).filter(([name]) => !['use', 'key_ops', 'ext'].includes(name)));
  return new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: jwk.kid ?? '', cty })
    .encrypt(await importJWK(bare as JWK, 'RSA-OAEP-256'));
}

function sha512(content: Uint8Array): { readonly type: 'sha512'; readonly content: string } {
  return { type: 'sha512', content: createHash('sha512').update(content).digest('hex') };
}

async function call(url: string, method: string, body: unknown): Promise<unknown> {
  const text = typeof body === 'string';
  const headers = { 'content-type': text ? 'application/jose' : 'application/json' };
  const response = await fetch(url, { method, headers, body: text ? body : JSON.stringify(body) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${answer}`);
  return answer === '' ? null : JSON.parse(answer);
}
