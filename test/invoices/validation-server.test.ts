import { type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { validationServer } from './validation-server.ts';

let server: Server;
let base: string;

beforeAll(async () => {
  server = validationServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = async (body: string): Promise<unknown> =>
  (await fetch(`${base}/api/invoices/validate`, { method: 'POST', body })).json();

describe('given the room behind HTTP', () => {
  it('when a file that is no invoice comes, then the verdict tells what is wrong', async () => {
    expect(await post('<order xmlns="urn:order"/>')).toMatchObject({
      accepted: false,
      findings: [{ rule: 'ROOT_NOT_INVOICE', level: 'error', location: { path: '/', line: 1 } }],
    });
  });

  it('when an invoice comes, then its business terms are sent along as plain data', async () => {
    const xml = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
      xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><cbc:ID>7</cbc:ID></Invoice>`;
    const answer = await post(xml);
    expect(answer).toMatchObject({ accepted: false, syntax: 'ubl-invoice', profile: 'other' });
  });

  it('when a Leitweg-ID is asked about, then the answer says whether it is valid', async () => {
    const answer = await fetch(`${base}/api/leitweg/${encodeURIComponent('05315000-31-70')}`);
    expect(await answer.json()).toMatchObject({ valid: true, reason: 'ok' });
  });
});
