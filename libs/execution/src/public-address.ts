import type { Settings } from '#platform';

/**
 * The address people outside reach this installation at: the source of every link in mails, letters and payments.
 * `LAUFZETTEL_PUBLIC_URL` where it is set; else the address the server listens on, which is known when it does (`PORT=0`
 * takes any free one), and until then what the settings say. A worker program has no server: it goes by the settings.
 */
export class PublicAddress {
  readonly #given: string | undefined;
  #listens: string;

  constructor({ publicUrl, host, port }: Pick<Settings, 'publicUrl' | 'host' | 'port'>) {
    this.#given = publicUrl;
    this.#listens = `http://${typedHost(host)}:${port}`;
  }

  /** The server listens; told before any work is begun that could send a link. */
  listening(url: string): void {
    this.#listens = url.replace(/\/\/(127\.0\.0\.1|\[::1?\]|0\.0\.0\.0)/, '//localhost');
  }

  /** Without a slash at the end. */
  get origin(): string {
    return (this.#given ?? this.#listens).replace(/\/+$/, '');
  }

  /** @param path begins with a slash */
  page(path: string): string {
    return `${this.origin}${path}`;
  }
}

/** People type localhost; an address of its own stays. */
function typedHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
