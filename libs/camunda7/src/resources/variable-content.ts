import type { Value } from '#engine';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { bytes } from '../http/reply.ts';
import type { FacadeResponse, FormPart } from '../http/request.ts';
import { sentBytes, type SentVariables, sentVariable } from '../value/sent-variables.ts';
import { storedFile } from '../value/stored-file.ts';
import { declaredType, valueTypeNamed } from '../value/value-type.ts';

/** What of the content type of an upload a File remembers. */
interface ContentType {
  readonly mimetype: string;
  readonly encoding: string | null;
  readonly transient: boolean;
}

/**
 * The content of a File, as a download with its own type, or of Bytes. @throws CamundaError 400 when it holds neither
 */
export function binaryReply(value: Value, declaration: string | null | undefined, id: string): FacadeResponse {
  const file = storedFile(value);
  if (file === undefined) throw invalid(`Value of variable with id ${id} is not a binary value.`);
  const content = Buffer.from(file.content, 'base64');
  if (declaredType(declaration)?.type === 'Bytes') return bytes(content, 'application/octet-stream');
  const charset = file.encoding === null ? '' : `; charset=${file.encoding}`;
  return bytes(content, `${file.mimetype ?? 'application/octet-stream'}${charset}`, file.filename);
}

/**
 * The variable of a multipart upload: `data` as Bytes, or as what `valueType` says; with `type` (the name of a Java class)
 * an Object serialised as JSON. @throws CamundaError 400
 */
export function uploaded(name: string, parts: readonly FormPart[]): SentVariables {
  const part = (wanted: string) => parts.find((candidate) => candidate.name === wanted);
  const data = part('data');
  if (data === undefined) throw invalid("Expected a part 'data' with the content, but it is missing.");
  const className = textOf(part('type'));
  if (className !== undefined) return uploadedObject(name, className, data);
  const wanted = textOf(part('valueType')) ?? 'Bytes';
  const type = valueTypeNamed(wanted);
  if (type === undefined) throw new CamundaError(400, 'RestException', `Unsupported value type '${wanted}'`);
  if (type === 'Bytes') return sentBytes(name, 'Bytes', data.content, {});
  if (type !== 'File') return sentVariable(name, { type, value: new TextDecoder().decode(data.content) });
  const { mimetype, encoding, transient } = contentTypeOf(data.contentTypeHeader);
  return sentBytes(name, 'File', data.content, { filename: data.fileName ?? name, mimetype, encoding, transient });
}

function uploadedObject(name: string, objectTypeName: string, data: FormPart): SentVariables {
  if (!data.contentTypeHeader.toLowerCase().includes('application/json'))
    throw invalid(`Unrecognized content type for serialized java type: ${data.contentType}`);
  const valueInfo = { objectTypeName, serializationDataFormat: 'application/json' };
  return sentVariable(name, { type: 'Object', value: new TextDecoder().decode(data.content), valueInfo });
}

/** `text/plain; encoding=UTF-8; transient=true` of a part. */
function contentTypeOf(header: string): ContentType {
  const [mimetype = '', ...parameters] = header.split(';').map((piece) => piece.trim());
  if (!/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(mimetype))
    throw new CamundaError(400, 'RestException', 'Invalid mime type given');
  const parameter = (wanted: string) =>
    parameters
      .map((text) => /^([^=]+)=\s*"?([^"]*)"?$/.exec(text))
      .find((found) => found?.[1]?.trim().toLowerCase() === wanted)?.[2];
  return { mimetype, encoding: parameter('encoding') ?? null, transient: parameter('transient') === 'true' };
}

function textOf(part: FormPart | undefined): string | undefined {
  return part === undefined ? undefined : new TextDecoder().decode(part.content).trim();
}
