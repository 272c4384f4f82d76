import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { Observable } from 'rxjs';
import type { Runtime } from '#runtime';
import { RUNTIME } from '../server-ports.ts';
import { factsOf } from './caller.ts';

/** Carries out each request on behalf of the account that sent it, so that the operation log knows who did what. */
@Injectable()
export class OperatorInterceptor implements NestInterceptor {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const userId = factsOf(request).caller?.account.name;
    // The handler runs when somebody subscribes.
    return new Observable((subscriber) =>
      this.runtime.operations.as(userId, () => next.handle().subscribe(subscriber)),
    );
  }
}
