import type { OpenAPIObject } from '@nestjs/swagger';
import type { Answer, OperationDescription, ShapeName } from '../http/operation.ts';
import { DEPLOY_FILES_FIELD } from '#contracts';
import { CONTRACT_SCHEMAS } from './contract-schemas.ts';

type Schema = Readonly<Record<string, unknown>>;
interface Property extends Schema {
  readonly description?: string;
}

const PROBLEM = { 'application/problem+json': { schema: reference('ProblemDetails') } };

/** The description of the API (OpenAPI 3.1), made from the operations the server really has and the contract's shapes. */
export function openApiDocument(operations: readonly OperationDescription[], version: string): OpenAPIObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  const sorted = Object.entries(paths).sort(([one], [other]) => (one < other ? -1 : 1));
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Laufzettel',
      version,
      description:
        'Workflow engine for digital administrative processes. Log in with POST /api/session (cookie) or send HTTP Basic with each request. Errors are problem details (RFC 9457) with a stable code.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ basic: [] }, { session: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].sort().map((name) => ({ name })),
    paths: Object.fromEntries(sorted),
    components: {
      schemas: CONTRACT_SCHEMAS,
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        session: { type: 'apiKey', in: 'cookie', name: 'laufzettel_session' },
      },
    },
  };
  // The published type knows OpenAPI 3.0 only, whose schemas are a different dialect.
  return document as unknown as OpenAPIObject;
}

function describe(operation: OperationDescription): Record<string, unknown> {
  const { access, answer, body, bodyOptional, method, path, problems, query, status, summary, tag } = operation;
  const success = status ?? (answer === 'nothing' ? 204 : 200);
  return {
    operationId: operationId(method, path),
    summary,
    tags: [tag],
    ...(access === 'public' ? { security: [] } : {}),
    ...(access === 'public' || access === 'session'
      ? {}
      : { 'x-permission': access, description: `Needs ${typeof access === 'string' ? access : access.join(' or ')}.` }),
    parameters: [...pathParameters(path), ...(query === undefined ? [] : queryParameters(query))],
    ...(body === undefined ? {} : { requestBody: requestBody(body, bodyOptional !== true) }),
    responses: {
      [success]: { description: answer === 'nothing' ? 'Done.' : 'Done, with this answer.', ...content(answer) },
      ...Object.fromEntries(
        Object.entries(problems ?? {}).map(([code, description]) => [code, { description, content: PROBLEM }]),
      ),
      default: { description: 'It did not work: problem details say why.', content: PROBLEM },
    },
  };
}

function operationId(method: string, path: string): string {
  const words = path.split('/').filter((part) => part !== '' && part !== 'api');
  return [method, ...words.map((word) => (word.startsWith(':') ? `by-${word.slice(1)}` : word))]
    .join('-')
    .replaceAll(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function pathParameters(path: string): readonly unknown[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(shape: ShapeName): readonly unknown[] {
  const { properties = {} } = CONTRACT_SCHEMAS[shape] as { properties?: Readonly<Record<string, Property>> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    schema,
    ...(schema['type'] === 'array' ? { style: 'form', explode: false } : {}),
    ...(description === undefined ? {} : { description }),
  }));
}

function requestBody(body: ShapeName | 'multipart' | 'file', required: boolean): unknown {
  if (body === 'file')
    return {
      required: true,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  if (body !== 'multipart') return { required, content: { 'application/json': { schema: reference(body) } } };
  const schema = {
    type: 'object',
    properties: {
      [DEPLOY_FILES_FIELD]: { type: 'array', items: { type: 'string', contentMediaType: 'application/octet-stream' } },
      name: { type: 'string' },
      onlyChanged: { type: 'string', enum: ['true', 'false'] },
      onlySound: { type: 'string', enum: ['true', 'false'] },
    },
    required: [DEPLOY_FILES_FIELD],
  };
  return { required: true, content: { 'multipart/form-data': { schema } } };
}

function content(answer: Answer): Record<string, unknown> {
  if (answer === 'nothing') return {};
  if ('mediaType' in answer) return { content: { [answer.mediaType]: { schema: { type: 'string' } } } };
  return { content: { 'application/json': { schema: answerSchema(answer) } } };
}

/** The schema of an answer in JSON. */
function answerSchema(answer: { readonly shape: ShapeName } | { readonly pageOf: ShapeName }): Schema {
  if ('shape' in answer) return reference(answer.shape);
  return {
    type: 'object',
    properties: {
      items: { type: 'array', items: reference(answer.pageOf) },
      total: { type: 'integer', description: 'How many entries the filters match altogether.' },
      nextCursor: { type: 'string', description: 'Absent on the last page.' },
    },
    required: ['items', 'total'],
  };
}

function reference(shape: ShapeName): Schema {
  return { $ref: `#/components/schemas/${shape}` };
}
