import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, html, json, send } from './answer.ts';
import type { Fault } from './fault-plan.ts';
import { escaped } from './page.ts';

/**
 * Does the work as the fault wants it: late, never, twice, with the line cut, before or after. Without one, as it should be.
 *
 * @param refusal what the partner answers when it fails, in its own form
 */
export async function sufferFault(
  fault: Fault | undefined,
  work: () => Promise<Answer>,
  response: ServerResponse,
  stopped: AbortSignal,
  refusal: (fault: Fault) => Answer = ({ status, message }) => json({ code: 'OUT_OF_ORDER', message }, status),
): Promise<void> {
  if (fault === undefined) {
    send(response, await work());
    return;
  }
  const { kind, delayMs } = fault;
  const wait = () => delay(delayMs, undefined, { signal: stopped }).catch(() => undefined);
  if (kind === 'delay' || kind === 'late') await wait();
  const done =
    kind === 'delay' || kind === 'late' || kind === 'repeat' || kind === 'answer-twice' || kind.endsWith('-after');
  const answer = done ? await work() : undefined;
  switch (kind) {
    case 'fail':
    case 'fail-after':
      send(response, refusal(fault));
      return;
    case 'html':
    case 'html-after':
      send(
        response,
        html(`<!DOCTYPE html><html lang="de"><title>Wartung</title><h1>${escaped(fault.message)}</h1></html>`),
      );
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
