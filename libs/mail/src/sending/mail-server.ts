import { createTransport } from 'nodemailer';

/** How the line is secured: TLS from the first byte, by STARTTLS (without it nothing is sent), or not at all. */
export type LineSecurity = 'tls' | 'starttls' | 'none';

export interface MailServerSettings {
  readonly host: string;
  readonly port: number;
  readonly security: LineSecurity;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Address mails come from. */
  readonly from: string;
  readonly timeoutMs?: number;
}

/** How the server answered. `refused`: never; `failed`: not now. `words` are its own, or what went wrong on the way. */
export type Delivery =
  | { readonly kind: 'taken'; readonly words: string; readonly rejected: readonly string[] }
  | { readonly kind: 'refused' | 'failed'; readonly words: string };

const DEFAULT_TIMEOUT_MS = 30_000;

/** The town's mail server (SMTP, RFC 5321). Every mail goes over a line of its own. */
export class MailServer {
  readonly #settings: MailServerSettings;

  constructor(settings: MailServerSettings) {
    this.#settings = settings;
  }

  get from(): string {
    return this.#settings.from;
  }

  get host(): string {
    return `${this.#settings.host}:${this.#settings.port}`;
  }

  async deliver(message: Buffer, recipients: readonly string[]): Promise<Delivery> {
    const transport = this.#transport();
    try {
      const info = await transport.sendMail({
        envelope: { from: this.#settings.from, to: [...recipients] },
        raw: message,
      });
      return {
        kind: 'taken',
        words: info.response,
        rejected: info.rejected,
      };
    } catch (error) {
      return failureOf(error);
    } finally {
      transport.close();
    }
  }

  /** Rejects with a readable message when the server does not let us in. */
  async check(): Promise<void> {
    const transport = this.#transport();
    try {
      await transport.verify();
    } finally {
      transport.close();
    }
  }

  #transport() {
    const { host, port, security, user, password, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#settings;
    return createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

/** RFC 5321, section 4.2.1: 5yz is for ever, 4yz for now. What is no answer at all may work another time. */
function failureOf(error: unknown): Delivery {
  const { responseCode, response, message } = error as {
    readonly responseCode?: unknown;
    readonly response?: unknown;
    readonly message?: unknown;
  };
  const words = (typeof response === 'string' && response !== '' ? response : String(message)).slice(0, 1000);
  const isFinal = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600;
  return { kind: isFinal ? 'refused' : 'failed', words };
}
