import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import type { FieldError } from '#contracts';
import { ProblemError } from '#platform';
import { factsOf } from './caller.ts';
import { OPERATION, type OperationDescription } from './operation.ts';
import { queryValues } from './query-values.ts';
import { shapeFaults } from './shape-check.ts';

/** Checks body and query against the shapes the operation names, after the guard and before the handler. */
@Injectable()
export class RequestCheckInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const operation = this.reflector.get<OperationDescription | undefined>(OPERATION, context.getHandler());
    if (operation?.body !== undefined && operation.body !== 'multipart' && operation.body !== 'file') {
      const isLeftOut = request.body === undefined && operation.bodyOptional === true;
      requireJson(request, isLeftOut);
      if (!isLeftOut) refuse(shapeFaults(operation.body, request.body as unknown), 'body');
    }
    if (operation?.query !== undefined) {
      const query = queryValues(operation.query, request.query);
      refuse(
        shapeFaults(operation.query, query).map(({ pointer, detail }) => ({ pointer: `?${pointer.slice(1)}`, detail })),
        'query',
      );
      factsOf(request).query = query;
    }
    return next.handle();
  }
}

function requireJson(request: Request, mayBeMissing: boolean): void {
  const type = request.get('content-type');
  if (request.body === undefined && type !== undefined && request.is('application/json') === false) {
    throw new ProblemError(
      415,
      'MEDIA_TYPE_UNSUPPORTED',
      `Expected a body of type application/json, but it is ${JSON.stringify(type)}.`,
    );
  }
  if (request.body === undefined && !mayBeMissing) {
    throw new ProblemError(400, 'REQUEST_INVALID', 'Expected a JSON body, but there is none.');
  }
}

function refuse(errors: readonly FieldError[], where: 'body' | 'query'): void {
  const [first] = errors;
  if (first === undefined) return;
  const place = first.pointer === '' ? `the ${where}` : `${first.pointer} in the ${where}`;
  throw new ProblemError(400, 'REQUEST_INVALID', `The ${where} is not as described: at ${place}: ${first.detail}`, {
    errors,
  });
}
