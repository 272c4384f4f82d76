import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../enaio/fault-plan.ts';

/** An answer of a stand-in. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export function html(body: string, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body,
  };
}

export function redirect(location: string): Answer {
  return { status: 303, headers: { location }, body: '' };
}

export function send(response: ServerResponse, answer: Answer): void {
  if (!response.destroyed) response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** Does the work as the fault wants it: late, never, twice, with the line cut, before or after. Without one, as it should be. */
export async function sufferFault(
  fault: Fault | undefined,
  work: () => Promise<Answer>,
  response: ServerResponse,
  stopped: AbortSignal,
): Promise<void> {
  if (fault === undefined) {
    send(response, await work());
    return;
  }
  const { kind, status, message, delayMs } = fault;
  const wait = () => delay(delayMs, undefined, { signal: stopped }).catch(() => undefined);
  if (kind === 'delay' || kind === 'late') await wait();
  const done =
    kind === 'delay' || kind === 'late' || kind === 'repeat' || kind === 'answer-twice' || kind.endsWith('-after');
  const answer = done ? await work() : undefined;
  switch (kind) {
    case 'fail':
    case 'fail-after':
      send(response, json({ code: 'OUT_OF_ORDER', message }, status));
      return;
    case 'html':
    case 'html-after':
      send(response, html(`<!DOCTYPE html><html lang="de"><title>Wartung</title><h1>Wartung</h1></html>`));
      return;
    case 'reset':
    case 'reset-after':
      response.destroy();
      return;
    case 'hang':
    case 'hang-after':
    case 'late':
      return;
    case 'repeat':
      send(response, await work());
      return;
    case 'delay':
    case 'answer-twice': {
      const line = response.socket;
      if (kind === 'answer-twice')
        response.once('finish', () =>
          line?.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}'),
        );
      if (answer !== undefined) send(response, answer);
      return;
    }
  }
}
