import type { EngineUnderTest } from './engine-under-test.ts';

interface CamundaReply<Body = unknown> {
  readonly status: number;
  readonly body: Body;
}

/** Speaks to `/engine-rest` as programs do: HTTP Basic, JSON. */
export interface CamundaClient {
  get<Body = unknown>(path: string): Promise<CamundaReply<Body>>;
  post<Body = unknown>(path: string, body?: unknown): Promise<CamundaReply<Body>>;
  put<Body = unknown>(path: string, body?: unknown): Promise<CamundaReply<Body>>;
  delete<Body = unknown>(path: string): Promise<CamundaReply<Body>>;
  /** Deploys a file; answers the id of its process definition. */
  deploy(name: string, xml: string): Promise<string>;
}

/** A client with the account of a role; those of integrator, for deploying. */
export function openCamundaClient(engine: EngineUnderTest, account = 'operator'): CamundaClient {
  const basic = (name: string) => `Basic ${Buffer.from(`${name}:${name}`).toString('base64')}`;
  const call = async <Body>(method: string, path: string, body?: unknown): Promise<CamundaReply<Body>> => {
    const response = await fetch(`${engine.engineRest}${path}`, {
      method,
      headers: { authorization: basic(account), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
    put: (path, body = {}) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
    async deploy(name, xml) {
      const form = new FormData();
      form.set('deployment-name', name);
      form.set('file', new Blob([xml]), `${name}.bpmn`);
      const response = await fetch(`${engine.engineRest}/deployment/create`, {
        method: 'POST',
        headers: { authorization: basic('integrator') },
        body: form,
      });
      const { deployedProcessDefinitions: deployed } = (await response.json()) as {
        readonly deployedProcessDefinitions: Readonly<Record<string, unknown>> | null;
      };
      return Object.keys(deployed ?? {})[0] ?? '';
    },
  };
}
