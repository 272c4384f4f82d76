import { randomInt, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { FaultPlan } from '../http/fault-plan.ts';
import { ServiceError } from '../http/service-error.ts';
import { readRequest } from '../http/read-request.ts';
import { type Answer, html, json, redirect, send } from '../http/answer.ts';
import { sufferFault } from '../http/suffer-fault.ts';
import { listen } from '../program/listen.ts';
import { checkRequest } from './check-request.ts';
import { payPage, transactionsPage } from './payment-pages.ts';
import { type Status, type Transaction, TransactionBook } from './transaction-book.ts';

export interface PaymentStandInOptions {
  readonly directory: string;
  /** 0 chooses a free one. */
  readonly port: number;
  readonly host?: string;
  readonly originatorId: string;
  readonly endPointId: string;
  readonly user: string;
  readonly password: string;
}

export interface PaymentStandIn {
  /** Address up to the folder of `paymenttransaction`. */
  readonly baseUrl: string;
  readonly pageUrl: string;
  readonly faults: FaultPlan;
  readonly book: TransactionBook;
  /** "METHOD /path" of every call to the service. */
  readonly calls: string[];
  /** What the citizen does on the page. */
  settle(transactionId: string, status: Exclude<Status, 'INITIAL'>, method?: string): Promise<void>;
  close(): Promise<void>;
}

const API = '/xbezahldienste/v1.0.0';
const BODY_LIMIT = 1024 * 1024;

/**
 * Starts a payment service that speaks XBezahldienste 1.0. Besides: the payment page at `/pay/{id}`, all transactions at
 * `/`, and `/stand-in/faults` (GET lists, POST plans, DELETE forgets).
 */
export async function startPaymentStandIn(options: PaymentStandInOptions): Promise<PaymentStandIn> {
  const book = await TransactionBook.open(join(options.directory, 'transactions.json'));
  const faults = new FaultPlan();
  const calls: string[] = [];
  const stopped = new AbortController();
  const host = options.host ?? '127.0.0.1';
  let origin = '';

  const settle = async (transactionId: string, status: Status, method = 'CREDITCARD'): Promise<Transaction> => {
    const transaction = book.get(transactionId);
    if (transaction === undefined) throw new ServiceError(404, 'Diese Zahlung gibt es nicht.');
    if (transaction.status !== 'INITIAL') return transaction;
    const paid = status === 'PAYED';
    const settled: Transaction = {
      ...transaction,
      status,
      statusDetail: paid
        ? null
        : status === 'CANCELED'
          ? 'Von der zahlenden Person abgebrochen'
          : 'Zahlungsart abgelehnt',
      paymentMethod: paid ? method : null,
      reference: paid ? `PAY${randomInt(10 ** 9, 10 ** 10)}` : null,
      changedAt: new Date().toISOString(),
    };
    await book.put(settled);
    return settled;
  };

  const shown = (transaction: Transaction): unknown => ({
    paymentRequest: transaction.request,
    paymentInformation: {
      transactionUrl: `${origin}${API}/paymenttransaction/${transaction.originatorId}/${transaction.endPointId}/${transaction.transactionId}`,
      transactionRedirectUrl: `${origin}/pay/${transaction.transactionId}`,
      transactionId: transaction.transactionId,
      transactionReference: transaction.reference,
      transactionTimestamp: transaction.changedAt,
      paymentMethod: transaction.paymentMethod,
      paymentMethodDetail: null,
      status: transaction.status,
      statusDetail: transaction.statusDetail,
    },
  });

  const create = async (body: Buffer): Promise<Answer> => {
    const { originatorId, endPointId } = options;
    const request = parse(body);
    const refusal = checkRequest(request);
    if (refusal !== undefined) return json(refusal, 400);
    const existing = book.ofRequest(originatorId, endPointId, String(request['requestId']));
    if (existing !== undefined)
      return json(
        {
          code: 'PAYMENT_EXISTS',
          message: 'Zu dieser Anfrage gibt es schon eine Zahlung.',
          transactionId: existing.transactionId,
        },
        409,
      );
    const now = new Date().toISOString();
    const transaction: Transaction = {
      transactionId: randomUUID(),
      originatorId,
      endPointId,
      request,
      status: 'INITIAL',
      statusDetail: null,
      paymentMethod: null,
      reference: null,
      createdAt: now,
      changedAt: now,
    };
    await book.put(transaction);
    return json(shown(transaction), 201);
  };

  const serve = async (request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> => {
    const expected = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
    if (request.headers.authorization !== expected)
      return json({ code: 'FORBIDDEN', message: 'Anmeldung falsch' }, 401);
    const [resource, originator, endPoint, transactionId] = url.pathname.slice(API.length + 1).split('/');
    if (originator !== options.originatorId || endPoint !== options.endPointId)
      return json({ code: 'NO_VALID_ORIGINATOR_OR_ENDPOINT', message: 'Mandant oder Endpunkt unbekannt' }, 400);
    const { method } = request;
    if (resource === 'status' && method === 'GET') return json({ status: 'OK' });
    if (resource === 'paymenttransaction' && method === 'POST' && transactionId === undefined) return create(body);
    const found = resource === 'paymenttransaction' && method === 'GET' ? book.get(transactionId ?? '') : undefined;
    return found === undefined ? json({ code: 'NOT_FOUND', message: 'Unbekannt' }, 404) : json(shown(found));
  };

  const show = async (request: IncomingMessage, url: URL, body: Buffer): Promise<Answer> => {
    const call = `${request.method ?? 'GET'} ${url.pathname}`;
    if (call === 'GET /') return html(transactionsPage(book.all()));
    if (call === 'GET /stand-in/faults') return json(faults.list());
    if (call === 'POST /stand-in/faults') return json(faults.add(parse(body)));
    if (call === 'DELETE /stand-in/faults') {
      faults.clear();
      return json({});
    }
    const [, verb, id] = /^(GET|POST) \/pay\/([\w-]+)$/.exec(call) ?? [];
    if (id === undefined) throw new ServiceError(404, `${call} gibt es nicht.`);
    if (verb === 'POST') {
      const form = new URLSearchParams(body.toString('utf8'));
      const status = (['PAYED', 'CANCELED', 'FAILED'] as const).find((known) => known === form.get('result'));
      if (status === undefined) throw new ServiceError(400, 'Bitte bezahlen oder abbrechen.');
      const { request: asked } = await settle(id, status, form.get('method') ?? undefined);
      return redirect(String(asked['redirectUrl']));
    }
    const transaction = book.get(id);
    if (transaction === undefined) throw new ServiceError(404, 'Diese Zahlung gibt es nicht.');
    return html(payPage(transaction));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const body = await readRequest(request, BODY_LIMIT);
      if (!url.pathname.startsWith(`${API}/`)) {
        send(response, await show(request, url, body));
        return;
      }
      const call = `${request.method ?? 'GET'} ${url.pathname}`;
      calls.push(call);
      const work = () => serve(request, url, body).catch(failure);
      await sufferFault(faults.take(call), work, response, stopped.signal);
    } catch (error) {
      if (!response.headersSent) send(response, failure(error));
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  const port = await listen(server, options.port, host);
  origin = `http://${host}:${port}`;
  return {
    baseUrl: `${origin}${API}`,
    pageUrl: `${origin}/`,
    faults,
    book,
    calls,
    async settle(transactionId, status, method) {
      await settle(transactionId, status, method);
    },
    async close() {
      stopped.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    throw new ServiceError(400, 'Die Anfrage ist kein gültiges JSON.');
  }
  throw new ServiceError(400, 'Die Anfrage ist kein JSON-Objekt.');
}

function failure(error: unknown): Answer {
  const status = error instanceof ServiceError ? error.status : 500;
  return json({ code: 'VALIDATION_ERROR', message: error instanceof Error ? error.message : String(error) }, status);
}
