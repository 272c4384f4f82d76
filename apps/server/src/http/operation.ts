import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Permission } from '#contracts';
import type { CONTRACT_SCHEMAS } from '../openapi/contract-schemas.ts';

/** Name of a shape in libs/contracts. */
export type ShapeName = keyof typeof CONTRACT_SCHEMAS;

/** What an operation answers: a shape, a page of shapes, a file of a media type, or nothing. */
export type Answer =
  { readonly shape: ShapeName } | { readonly pageOf: ShapeName } | { readonly mediaType: string } | 'nothing';

/**
 * Who may call it. A permission, any of several, `session` for everybody who is logged in, or `public`: an explicit mark
 * for what needs no log-in. There is no default; the guard refuses what carries none of these.
 */
export type Access = Permission | readonly Permission[] | 'session' | 'public';

/** One operation of the API: its route, its guard, the check of what comes in, and its description all come from this. */
export interface OperationDescription {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** Whole path with `:name` for parameters. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly tag: string;
  /** A shape as JSON, a form with files, or a raw file of any type. */
  readonly body?: ShapeName | 'multipart' | 'file';
  /** The body may be left out; the handler then gets none. */
  readonly bodyOptional?: boolean;
  readonly query?: ShapeName;
  readonly status?: 200 | 201 | 204;
  readonly answer: Answer;
  /** Statuses beside 400, 401, 403 and 500 that it may answer with, and when. */
  readonly problems?: Readonly<Record<number, string>>;
}

export const OPERATION = Symbol('operation');

const METHODS = {
  get: RequestMethod.GET,
  post: RequestMethod.POST,
  patch: RequestMethod.PATCH,
  delete: RequestMethod.DELETE,
} as const;

/** Marks a controller's method as an operation of the API. */
export function Operation(description: OperationDescription): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: description.path, method: METHODS[description.method] }),
    HttpCode(description.status ?? (description.answer === 'nothing' ? 204 : 200)),
    SetMetadata(OPERATION, description),
  );
}
