import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../http/service-error.ts';
import type { ObjectInput } from './dms-service.ts';
import { parseMultipart } from './multipart.ts';
import type { Value } from './object-repository.ts';

/**
 * The objects a request carries: JSON alone, or multipart with the JSON in `data` and each content in a part of its own.
 *
 * @throws ServiceError 400 or 422 that names what is missing
 */
export function objectsOf(request: IncomingMessage, body: Buffer): readonly ObjectInput[] {
  const contentType = request.headers['content-type'] ?? '';
  const parts = contentType.startsWith('multipart/form-data') ? parseMultipart(contentType, body) : [];
  const data = parts.length === 0 ? body : parts.find((part) => part.name === 'data')?.bytes;
  if (data === undefined) throw new ServiceError(400, "Der Anfrage fehlt der Teil 'data'.");
  const { objects } = parseJson(data);
  if (!Array.isArray(objects)) throw new ServiceError(422, "Der Anfrage fehlen die Objekte ('objects').");
  return objects.map((object: unknown) => {
    const values = new Map(Object.entries(asRecord(object)));
    const properties = Object.entries((values.get('properties') ?? {}) as Record<string, { value?: unknown }>);
    const streams = values.get('contentStreams');
    const stream: unknown = Array.isArray(streams) ? streams[0] : undefined;
    const input = {
      properties: new Map(properties.map(([name, property]) => [name, (property.value ?? null) as Value | null])),
    };
    if (typeof stream !== 'object' || stream === null) return input;
    const { cid, mimeType, fileName } = asRecord(stream);
    const part = parts.find((candidate) => candidate.name === cid);
    if (part === undefined) throw new ServiceError(422, `Der Anfrage fehlt der Teil '${String(cid)}' mit dem Inhalt.`);
    return {
      ...input,
      content: {
        bytes: part.bytes,
        mimeType: typeof mimeType === 'string' ? mimeType : part.mediaType,
        fileName: typeof fileName === 'string' ? fileName : (part.fileName ?? 'inhalt'),
      },
    };
  });
}

/** @throws ServiceError 400 */
export function parseJson(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return asRecord(value);
  } catch {
    throw new ServiceError(400, 'Die Anfrage ist kein gültiges JSON.');
  }
  throw new ServiceError(400, 'Die Anfrage ist kein JSON-Objekt.');
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
