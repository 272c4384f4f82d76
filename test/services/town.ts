import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ApplicationReceipt, InstanceDetail, JsonObject, Page, TaskDetail, TaskSummary } from '#contracts';
import { eventually, startTestServer, type TestServer } from '../api/test-server.ts';

/** A mail the town has sent. */
export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface ExternalTask {
  readonly id: string;
  readonly topicName: string;
  readonly variables: Readonly<Record<string, { readonly value: unknown }>>;
}

/**
 * A town with the shipped processes, over HTTP with its own PostgreSQL. Mail and payment are done by a worker outside, which
 * remembers what it was asked for.
 */
export class Town {
  readonly mails: SentMail[] = [];
  readonly payments: { readonly paymentId: string; readonly amount: number }[] = [];
  readonly server: TestServer;
  #working = true;
  #worker: Promise<void> = Promise.resolve();

  private constructor(server: TestServer) {
    this.server = server;
  }

  static async open(): Promise<Town> {
    const town = new Town(await startTestServer({ LAUFZETTEL_PROCESSES: 'processes' }));
    town.#worker = town.#work();
    return town;
  }

  async close(): Promise<void> {
    this.#working = false;
    await this.#worker;
    await this.server.close();
  }

  /** A citizen fills in the online form of a service. */
  async apply(
    service: string,
    data: object,
    files: readonly (readonly [string, Blob])[] = [],
  ): Promise<ApplicationReceipt> {
    const body = new FormData();
    body.append('data', JSON.stringify(data));
    body.append('submission', randomUUID());
    for (const [name, blob] of files) body.append('files', blob, name);
    const { status, body: receipt } = await this.server.api.call<ApplicationReceipt>(
      'POST',
      `/api/online-services/${service}/applications`,
      { body },
    );
    expect([status, service]).toEqual([201, service]);
    return receipt;
  }

  /** The case of a number. */
  async caseOf(number: string): Promise<InstanceDetail> {
    const { items } = await eventually(
      () => this.server.api.get<Page<{ id: string }>>(`/api/instances?businessKey=${number}`, 'head'),
      ({ items }) => items.length > 0,
    );
    return (await this.server.api.get<InstanceDetail>(`/api/instances/${items[0]?.id ?? ''}`, 'head')).body;
  }

  /** The open task of a case at a step, as soon as it is there. */
  async task(instanceId: string, nodeId: string, as: string): Promise<TaskDetail> {
    const find = ({ items }: Page<TaskSummary>) => items.find((task) => task.nodeId === nodeId);
    const path = (scope: string) => `/api/tasks?scope=${scope}&instanceId=${instanceId}`;
    const put = await eventually(
      () => this.server.api.get<Page<TaskSummary>>(path('groups'), as),
      (page) => find(page) !== undefined,
    ).catch(() => this.server.api.get<Page<TaskSummary>>(path('followUps'), as).then(({ body }) => body));
    const found = find(put);
    if (found === undefined) throw new Error(`Expected the task ${nodeId}, but ${await this.#where(instanceId)}.`);
    return (await this.server.api.get<TaskDetail>(`/api/tasks/${found.id}`, as)).body;
  }

  /** Somebody takes a task and does it. */
  async do(instanceId: string, nodeId: string, as: string, variables: JsonObject): Promise<void> {
    const { id } = await this.task(instanceId, nodeId, as);
    expect((await this.server.api.post(`/api/tasks/${id}/claim`, as)).status).toBe(200);
    const { status, body } = await this.server.api.post(`/api/tasks/${id}/complete`, as, { variables });
    expect([status, nodeId, status === 200 ? null : body]).toEqual([200, nodeId, null]);
  }

  /** The case when it has ended. */
  async ended(instanceId: string): Promise<InstanceDetail> {
    return eventually(
      () => this.server.api.get<InstanceDetail>(`/api/instances/${instanceId}`, 'head'),
      ({ state }) => state === 'completed',
    ).catch(async (error: unknown) => {
      throw new Error(`${String(error).slice(0, 200)} … ${await this.#where(instanceId)}`);
    });
  }

  /** The payment service tells the town how a payment ended. */
  async settle(paymentId: string, name: 'zahlung-eingegangen' | 'zahlung-fehlgeschlagen'): Promise<void> {
    await eventually(
      () =>
        this.server.api.post<unknown>('/api/messages', 'operator', {
          name,
          correlation: { correlationKey: paymentId },
        }),
      (body) => typeof body === 'object' && body !== null && 'delivered' in body,
    );
  }

  async #where(instanceId: string): Promise<string> {
    const { body } = await this.server.api.get<InstanceDetail>(`/api/instances/${instanceId}`, 'operator');
    const { body: incidents } = await this.server.api.get(`/api/incidents?instanceId=${instanceId}`, 'operator');
    return `the case is ${body.state}, at ${JSON.stringify(body.tokens)}; incidents: ${JSON.stringify(incidents)}`;
  }

  async #work(): Promise<void> {
    while (this.#working) {
      const { body } = await this.#rest<readonly ExternalTask[]>('fetchAndLock', {
        workerId: 'partners',
        maxTasks: 10,
        topics: ['mail-send', 'payment-request'].map((topicName) => ({ topicName, lockDuration: 10_000 })),
      });
      for (const task of body) {
        const variables = task.topicName === 'mail-send' ? this.#send(task) : this.#ask(task);
        await this.#rest(`${task.id}/complete`, { workerId: 'partners', localVariables: variables });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #send({ variables }: ExternalTask): object {
    const text = (name: string) => String(variables[name]?.value);
    this.mails.push({ to: text('to'), subject: text('subject'), text: text('text') });
    return {};
  }

  #ask({ id, variables }: ExternalTask): object {
    const paymentId = `payment-${id}`;
    this.payments.push({ paymentId, amount: Number(variables['amount']?.value) });
    const value = JSON.stringify({ paymentId, url: `http://bezahlen.example/${paymentId}` });
    return { payment: { value, type: 'Json' } };
  }

  async #rest<Body>(path: string, json: object): Promise<{ readonly body: Body }> {
    return this.server.api.call<Body>('POST', `/engine-rest/external-task/${path}`, { as: 'operator', json });
  }
}
