import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Variables } from '#engine';
import type { ConnectorJob } from '#runtime';
import { createHttpConnector } from './http-connector.ts';
import { isPrivateAddress } from './private-address.ts';

let server: Server | undefined;

async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const listening = createServer(handle);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

function job(variables: Variables, settings: Variables = {}): ConnectorJob {
  return {
    jobId: 'j1',
    idempotencyKey: 'j1',
    topic: 'http',
    instanceId: 'i1',
    definitionKey: 'p',
    businessKey: null,
    nodeId: 'call',
    variables,
    settings,
    attempt: 1,
    signal: new AbortController().signal,
  };
}

const local = createHttpConnector({ privateHosts: ['127.0.0.1'] });

describe('http connector', () => {
  it('given a JSON service, when a structure is posted, then the answer is a structure and the key was sent', async () => {
    let seen: unknown;
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen = { method: request.method, key: request.headers['idempotency-key'], body: JSON.parse(body) as unknown };
        response.setHeader('content-type', 'application/json; charset=utf-8');
        response.end('{"ok":true}');
      });
    });

    const result = await local.execute(job({ body: { a: 1 } }, { url, method: 'post' }));

    expect(result).toMatchObject({ kind: 'done', localVariables: { httpStatus: 200, httpBody: { ok: true } } });
    expect(seen).toEqual({ method: 'POST', key: 'j1', body: { a: 1 } });
  });

  it.each([
    [404, { kind: 'error', code: 'HTTP_404' }],
    [429, { kind: 'failed', retryAfterMs: 7000 }],
    [503, { kind: 'failed', retryAfterMs: 7000 }],
  ])('given an answer %i, then it is %o', async (status, expected) => {
    const url = await serve((_, response) => {
      response.writeHead(status, { 'retry-after': '7' });
      response.end('no');
    });
    expect(await local.execute(job({ url }))).toMatchObject(expected);
  });

  it('given a redirect, then it is not followed', async () => {
    const url = await serve((_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/' });
      response.end();
    });
    expect(await local.execute(job({ url }))).toMatchObject({ kind: 'done', localVariables: { httpStatus: 302 } });
  });

  it('given a host of the own network that nobody allowed, then it is refused for good', async () => {
    const url = await serve((_, response) => response.end('secret'));
    expect(await createHttpConnector().execute(job({ url }))).toMatchObject({ kind: 'failed', final: true });
    const named = url.replace('127.0.0.1', 'localhost');
    expect(await createHttpConnector().execute(job({ url: named }))).toMatchObject({ kind: 'failed', final: true });
  });

  it('given an endless answer, then it stops at the limit', async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const limited = createHttpConnector({ privateHosts: ['127.0.0.1'], maxBytes: 100_000 });
    expect(await limited.execute(job({ url }))).toMatchObject({ kind: 'failed' });
  });

  it('given a service that does not answer, then it gives up in time', async () => {
    const url = await serve(() => undefined);
    const started = Date.now();
    expect(await local.execute(job({ url, timeoutSeconds: 0.2 }))).toMatchObject({ kind: 'failed' });
    expect(Date.now() - started).toBeLessThan(5000);
  });

  it.each([
    [{}, 'url'],
    [{ url: 'file:///etc/passwd' }, 'file:'],
    [{ url: 'http://example.org', method: 'BREW' }, 'BREW'],
  ])('given %o, then it fails for good and says why', async (variables, why) => {
    const result = await local.execute(job(variables));
    expect(result).toMatchObject({ kind: 'failed', final: true });
    expect(result.kind === 'failed' ? result.message : '').toContain(why);
  });

  it.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['::1', true],
    ['::ffff:192.168.0.1', true],
    ['fd00::1', true],
    ['nonsense', true],
    ['8.8.8.8', false],
    ['2a00:1450::1', false],
  ])('given the address %s, then private is %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });
});
