import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Account } from '#identity';
import { CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { ChangeHub } from './change-hub.ts';

const HEARTBEAT_MILLISECONDS = 20_000;
/** A browser that reads this much slower than we write is cut off; it reconnects and catches up. */
const BACKLOG_BYTES = 1_000_000;

@Controller()
export class ChangesController {
  constructor(private readonly hub: ChangeHub) {}

  @Operation({
    method: 'get',
    path: '/api/changes',
    access: 'session',
    summary: 'Server-sent events: what has changed and may be read by the caller',
    tag: 'Changes',
    answer: { mediaType: 'text/event-stream' },
  })
  listen(@Req() request: Request, @Res() response: Response, @CurrentAccount() account: Account): void {
    response.status(200).set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    response.write('retry: 2000\n\n');
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MILLISECONDS);
    const close = () => response.end();
    const stop = this.hub.listen(
      {
        account,
        close,
        send: ({ id, event, data }) => {
          if (response.writableLength > BACKLOG_BYTES) response.destroy();
          else
            response.write(
              `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
            );
        },
      },
      request.get('last-event-id'),
    );
    response.once('close', () => {
      clearInterval(heartbeat);
      stop();
    });
  }
}
