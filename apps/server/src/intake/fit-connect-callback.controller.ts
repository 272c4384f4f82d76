import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { Intake } from '#execution';
import { isGenuineCallback } from '#intake';
import { ProblemError } from '#platform';
import { Operation } from '../http/operation.ts';
import { readBody } from '../http/read-body.ts';
import { INTAKE } from './intake-ports.ts';

const BODY_LIMIT = 64 * 1024;
/** How long a callback is known; as long as its timestamp would be believed, both ways. */
const REMEMBERED_MS = 10 * 60_000;
const REMEMBERED_CALLBACKS = 10_000;

/**
 * FIT-Connect says that something waits. Nothing in the body is believed: a genuine callback rings the next round and no
 * more, so that a forged or replayed one could gain nothing but a look; both are refused all the same.
 */
@Controller()
export class FitConnectCallbackController {
  readonly #seen = new Map<string, number>();

  constructor(@Inject(INTAKE) private readonly intake: Intake) {}

  @Operation({
    method: 'post',
    path: '/api/intake/fit-connect/callback',
    access: 'public',
    summary: 'Callback of FIT-Connect, signed with the secret of the destination',
    tag: 'Intake',
    body: 'file',
    answer: 'nothing',
    problems: {
      401: 'It is not signed with the secret, is too old, or came before.',
      404: 'No connection with callbacks is configured.',
      413: 'It is larger than any callback.',
    },
  })
  async callback(@Req() request: Request): Promise<void> {
    const bytes = await readBody(request, BODY_LIMIT);
    if (bytes === undefined)
      throw new ProblemError(413, 'TOO_LARGE', `Expected at most ${BODY_LIMIT} bytes, but there are more.`);
    const connection = await this.intake.fitConnect().catch(() => undefined);
    if (connection?.callbackSecret === undefined)
      throw new ProblemError(404, 'NOT_FOUND', 'Expected a connection with callbacks, but none is configured.');
    const authentication = request.get('callback-authentication') ?? '';
    const now = Date.now();
    const genuine = isGenuineCallback({
      timestamp: request.get('callback-timestamp') ?? '',
      authentication,
      body: new TextDecoder().decode(bytes),
      secret: connection.callbackSecret,
      hash: connection.callbackHash,
      now,
    });
    if (!genuine || !this.#isNew(authentication.toLowerCase(), now))
      throw new ProblemError(
        401,
        'CALLBACK_NOT_GENUINE',
        'Expected a fresh callback signed with the secret of the destination, but this is none.',
      );
    await this.intake.ring();
  }

  #isNew(authentication: string, now: number): boolean {
    for (const [known, until] of this.#seen) {
      if (until > now && this.#seen.size <= REMEMBERED_CALLBACKS) break;
      this.#seen.delete(known);
    }
    if (this.#seen.has(authentication)) return false;
    this.#seen.set(authentication, now + REMEMBERED_MS);
    return true;
  }
}
