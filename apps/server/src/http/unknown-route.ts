import type { Request } from 'express';
import { ProblemError } from '#platform';
import type { OperationDescription } from './operation.ts';

/** Why there is nothing at this address: 405 with the methods there are, or 404. */
export function unknownRoute(
  request: Request,
  operations: readonly OperationDescription[],
): { readonly problem: ProblemError; readonly allow?: string } {
  if (request.path.includes('//')) {
    return {
      problem: new ProblemError(
        404,
        'NOT_FOUND',
        `Expected an address without an empty part, but there is one in ${request.path}: an id is missing.`,
      ),
    };
  }
  const methods = operations
    .filter(({ path }) => matches(path, request.path))
    .map(({ method }) => method.toUpperCase());
  if (methods.length === 0) {
    return {
      problem: new ProblemError(
        404,
        'NOT_FOUND',
        `Expected an address of the API, but there is nothing at ${request.path}. See /api/docs.`,
      ),
    };
  }
  const allow = [...new Set(methods)].join(', ');
  return {
    problem: new ProblemError(
      405,
      'METHOD_NOT_ALLOWED',
      `Expected ${allow} at ${request.path}, but it is ${request.method}.`,
    ),
    allow,
  };
}

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern, path].map((text) => text.replace(/\/$/, '').split('/'));
  return (
    wanted?.length === given?.length &&
    (wanted ?? []).every((part, index) => part.startsWith(':') || part === given?.[index])
  );
}
