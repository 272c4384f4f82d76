/** What came back: status, headers, and the body, parsed when it is JSON of any kind. */
export interface Reply<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Call {
  /** Log-in name; the password is the same. */
  readonly as?: string;
  readonly json?: unknown;
  readonly body?: NonNullable<RequestInit['body']>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Talks to a listening server over real HTTP. `origin`: address without a slash at the end. */
export class ApiClient {
  constructor(readonly origin: string) {}

  async call<Body = unknown>(
    method: string,
    path: string,
    { as, json, body, headers = {} }: Call = {},
  ): Promise<Reply<Body>> {
    const response = await fetch(this.origin + path, {
      method,
      headers: {
        ...(as === undefined ? {} : { authorization: `Basic ${Buffer.from(`${as}:${as}`).toString('base64')}` }),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json === undefined ? (body === undefined ? {} : { body }) : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  }

  get<Body = unknown>(path: string, as?: string): Promise<Reply<Body>> {
    return this.call('GET', path, as === undefined ? {} : { as });
  }

  post<Body = unknown>(path: string, as: string, json: unknown = {}): Promise<Reply<Body>> {
    return this.call('POST', path, { as, json });
  }
}
