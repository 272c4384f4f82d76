import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { PaymentError } from './payment-error.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

const LARGEST_ANSWER = 1024 * 1024;

/**
 * One request on a line of its own, so that whatever a broken gateway writes behind its answer is thrown away with the line.
 * @throws PaymentError PAYMENT_UNAVAILABLE when there is no whole answer in time, PAYMENT_PROTOCOL when it is too large
 */
export function exchange(
  url: URL,
  options: {
    readonly method: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly timeoutMs: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<HttpAnswer> {
  const { method, headers, body, timeoutMs, signal } = options;
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const time = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      const reason = time.aborted ? `no answer within ${timeoutMs} ms` : error.message || error.name;
      reject(
        error instanceof PaymentError
          ? error
          : new PaymentError('PAYMENT_UNAVAILABLE', `Expected an answer of ${url.host}, but: ${reason}.`),
      );
    };
    const outgoing = open(
      url,
      {
        method,
        agent: false,
        headers: { accept: 'application/json', ...headers, ...length },
        signal: signal === undefined ? time : AbortSignal.any([time, signal]),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.byteLength;
          if (size <= LARGEST_ANSWER) chunks.push(chunk);
          else
            outgoing.destroy(
              new PaymentError(
                'PAYMENT_PROTOCOL',
                `Expected an answer up to ${LARGEST_ANSWER} bytes, but it is larger.`,
              ),
            );
        });
        incoming.on('error', fail);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            mediaType: (incoming.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}
