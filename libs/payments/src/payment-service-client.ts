import { exchange, type HttpAnswer } from './http-exchange.ts';
import { PaymentError } from './payment-error.ts';
import { parseTransaction, type PaymentRequest, type PaymentTransaction } from './payment-transaction.ts';

export interface PaymentServiceSettings {
  /** Address up to the folder that holds `paymenttransaction` and `status`. */
  readonly url: string;
  /** Who asks, as agreed with the operator of the service. */
  readonly originatorId: string;
  readonly endPointId: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const BUSY = new Set([408, 425, 429]);

/** XBezahldienste 1.0 from the side of an online service, with HTTP Basic. */
export class PaymentServiceClient {
  readonly #settings: PaymentServiceSettings;

  constructor(settings: PaymentServiceSettings) {
    this.#settings = settings;
  }

  get host(): string {
    return new URL(this.#settings.url).host;
  }

  /** `POST /paymenttransaction/{originatorId}/{endPointId}`. @throws PaymentError */
  create(request: PaymentRequest, signal?: AbortSignal): Promise<PaymentTransaction> {
    return this.#transaction('POST', this.#address('paymenttransaction'), JSON.stringify(request), signal);
  }

  /** `GET /paymenttransaction/{originatorId}/{endPointId}/{transactionId}`. @throws PaymentError */
  read(transactionId: string, signal?: AbortSignal): Promise<PaymentTransaction> {
    return this.#transaction('GET', this.#address('paymenttransaction', transactionId), undefined, signal);
  }

  /** `GET /status/{originatorId}/{endPointId}`: does the service know us and work? @throws PaymentError */
  async check(): Promise<void> {
    const answer = await this.#call('GET', this.#address('status'));
    if (answer.status >= 400) throw this.#refusal(answer);
  }

  async #transaction(
    method: 'GET' | 'POST',
    url: URL,
    body: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<PaymentTransaction> {
    const answer = await this.#call(method, url, body, signal);
    if (answer.status !== 200 && answer.status !== 201) throw this.#refusal(answer);
    return parseTransaction(this.#json(answer));
  }

  #call(method: 'GET' | 'POST', url: URL, body?: string, signal?: AbortSignal): Promise<HttpAnswer> {
    const { user, password, timeoutMs } = this.#settings;
    const basic = Buffer.from(`${user ?? ''}:${password ?? ''}`, 'utf8').toString('base64');
    return exchange(url, {
      method,
      headers: {
        ...(user === undefined ? {} : { authorization: `Basic ${basic}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
      signal,
    });
  }

  #address(resource: 'paymenttransaction' | 'status', transactionId?: string): URL {
    const { url, originatorId, endPointId } = this.#settings;
    const path = [resource, originatorId, endPointId, ...(transactionId === undefined ? [] : [transactionId])];
    return new URL(`${url.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`);
  }

  #json(answer: HttpAnswer): unknown {
    try {
      return JSON.parse(answer.text);
    } catch {
      throw new PaymentError(
        'PAYMENT_PROTOCOL',
        `Expected JSON of ${this.host}, but it answered ${answer.status} with ${answer.mediaType || 'something else'}.`,
      );
    }
  }

  /** The no of the service: its code wherever it stands in the answer, and its words. */
  #refusal(answer: HttpAnswer): PaymentError {
    const { status, text } = answer;
    const words = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 500);
    if (status >= 500 || BUSY.has(status))
      return new PaymentError(
        'PAYMENT_UNAVAILABLE',
        `Expected ${this.host} to work, but it answered ${status}: ${words}`,
      );
    if (/"PAYMENT_EXISTS"/.test(text))
      return new PaymentError(
        'PAYMENT_EXISTS',
        `${this.host} already has this request: ${words}`,
        knownTransaction(text),
      );
    return new PaymentError('PAYMENT_REFUSED', `${this.host} answered ${status}: ${words}`);
  }
}

/** The id of the transaction an error speaks of, wherever it stands. */
function knownTransaction(text: string): string | undefined {
  return /"transactionId"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1];
}
