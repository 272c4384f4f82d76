import { beginInstance } from '../instances/start-instance.ts';
import type { OutboxBody, OutboxRow, SubscriptionRow } from '../ports/rows.ts';
import { isRuntimeError } from '../runtime-error.ts';
import { collectStart } from '../events/collect-start.ts';
import { declaredOf } from '../variables.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';

/** After this time another relay takes over what this one has taken. */
const TAKEN_MS = 30_000;
const GROUP = 200;
/** A message nobody waits for (yet) is looked at again after 100 ms, then 200 ms …, at most 2 s. */
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 2000;
/** A receiver that sleeps is asked again this often. */
const SUSPENDED_RETRY_MS = 30_000;

type Of<K extends OutboxBody['kind']> = Extract<OutboxBody, { readonly kind: K }>;

/**
 * Delivers thrown messages and signals after the commit, each to each receiver exactly once: a row is removed in the same
 * transaction in which its receiver takes it.
 */
export class OutboxRelay {
  readonly #parts: RuntimeParts;

  constructor(parts: RuntimeParts) {
    this.#parts = parts;
  }

  /** Delivers everything that is due, and what follows from it. Returns how many rows were handled. */
  async drain(): Promise<number> {
    const { events, clock } = this.#parts;
    for (let handled = 0; ;) {
      const nextLookAt = new Date(clock.now() + TAKEN_MS).toISOString();
      const rows = await events.due({ now: isoNow(clock), nextLookAt, limit: GROUP });
      if (rows.length === 0) return handled;
      await Promise.all(rows.map((row) => this.#handle(row)));
      handled += rows.length;
    }
  }

  async #handle(row: OutboxRow): Promise<void> {
    const { log, events, clock, ids } = this.#parts;
    try {
      switch (row.body.kind) {
        case 'message':
          await this.#route(row, row.body);
          break;
        case 'signal':
          await events.fanOut(row.id, () => ids.next(), isoNow(clock));
          break;
        case 'start':
          await this.#start(row, row.body);
          break;
        case 'collect':
          await collectStart(this.#parts, row.body, row.body, { kind: 'outbox', outboxId: row.id });
          break;
        default:
          await this.#deliver(row, row.body);
      }
    } catch (error) {
      if (isRuntimeError(error) && error.code === 'INSTANCE_SUSPENDED') {
        await this.#postpone(row, SUSPENDED_RETRY_MS);
      } else if (isRuntimeError(error)) {
        // The receiver has gone on or is gone: the row was removed with the answer.
        log.warn('news could not be delivered', { outboxId: row.id, kind: row.body.kind, code: error.code });
      } else {
        log.error('news will be delivered later', { outboxId: row.id, kind: row.body.kind, error: String(error) });
      }
    }
  }

  /** Finds the one receiver of a message and addresses it. */
  async #route(row: OutboxRow, message: Of<'message'>): Promise<void> {
    const { events, definitions, clock, ids } = this.#parts;
    const receiver = await this.#receiver(message);
    const envelope = { ...row, id: ids.next(), wakeAt: isoNow(clock), attempts: 0 };
    if (receiver !== undefined) {
      const { id: subscriptionId, rootId: targetRootId, elementInstanceId } = receiver;
      const { name, variables } = message;
      const body = {
        kind: 'deliverMessage',
        name,
        subscriptionId,
        targetRootId,
        elementInstanceId,
        variables,
        ...declaredOf(message),
      } as const;
      await events.replace(row.id, { ...envelope, body });
      return;
    }
    const [start] = await definitions.startSubscriptions('message', message.name);
    if (start !== undefined && start.needed > 1) {
      const { definitionId, nodeId: startNodeId, definition, needed } = start;
      const { businessKey, correlation, variables } = message;
      const occurrence = {
        definition,
        needed,
        businessKey,
        correlation,
        variables,
        ...declaredOf(message),
        broadcast: false,
      };
      const fence = { kind: 'outbox', outboxId: row.id } as const;
      const started = await collectStart(this.#parts, { definitionId, startNodeId }, occurrence, fence);
      if (started === undefined) await this.#expireOrPostpone(row, message);
    } else if (start !== undefined) {
      const { definitionId, nodeId: startNodeId } = start;
      const { businessKey, variables } = message;
      const body = {
        kind: 'start',
        definitionId,
        startNodeId,
        instanceId: ids.next(),
        businessKey,
        variables,
        ...declaredOf(message),
        startedInLine: (message.startedInLine ?? 0) + 1,
      } as const;
      await events.replace(row.id, { ...envelope, body });
    } else {
      await this.#expireOrPostpone(row, message);
    }
  }

  /** Nobody waits for it (yet). */
  async #expireOrPostpone(row: OutboxRow, message: Of<'message'>): Promise<void> {
    const { events, clock, log } = this.#parts;
    if (clock.now() >= Date.parse(message.expiresAt)) {
      await events.replace(row.id, null);
      log.warn('nobody waited for a message', { message: message.name, originRootId: row.originRootId });
    } else {
      await this.#postpone(row, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(row.attempts, 10)));
    }
  }

  /**
   * Who is meant: the only match; among several, the one of the same business key; among several with explicit keys, the
   * one that has waited longest. Several without any key are nobody: a guess would put a case's post into another's file.
   */
  async #receiver(message: Of<'message'>): Promise<SubscriptionRow | undefined> {
    const { events, log } = this.#parts;
    const { name: messageName, correlation: correlationKeys, businessKey: conversation } = message;
    const wanted = { messageName, correlationKeys, conversation };
    const matches = await events.matches(wanted, 2);
    if (matches.length <= 1) return matches[0];
    if (message.businessKey !== null) {
      const same = await events.matches({ ...wanted, businessKey: message.businessKey }, 2);
      if (same.length === 1) return same[0];
    }
    if (Object.keys(message.correlation).length > 0) return matches[0];
    log.warn('several wait for a message without keys', { message: message.name });
    return undefined;
  }

  async #deliver(row: OutboxRow, body: Of<'deliverMessage' | 'deliverSignal'>): Promise<void> {
    const { subscriptionId, name, variables } = body;
    await this.#parts.executor.execute({
      target: { kind: 'known', rootId: body.targetRootId, itemId: body.elementInstanceId },
      fence: { kind: 'outbox', outboxId: row.id },
      command:
        body.kind === 'deliverMessage'
          ? { type: 'DeliverMessage', subscriptionId, messageName: name, variables, ...declaredOf(body) }
          : { type: 'DeliverSignal', subscriptionId, signalName: name, variables, ...declaredOf(body) },
    });
  }

  async #start(row: OutboxRow, body: Of<'start'>): Promise<void> {
    const { definitionId, startNodeId, instanceId, businessKey, variables, startedInLine } = body;
    await beginInstance(
      this.#parts,
      { id: definitionId, key: '' },
      {
        instanceId,
        variables,
        ...declaredOf(body),
        startNodeId,
        ...(startedInLine === undefined ? {} : { startedInLine }),
        fence: { kind: 'outbox', outboxId: row.id },
        ...(businessKey === null ? {} : { businessKey }),
      },
    );
  }

  async #postpone(row: OutboxRow, ms: number): Promise<void> {
    const { events, clock } = this.#parts;
    await events.postpone(row.id, new Date(clock.now() + ms).toISOString(), row.attempts);
  }
}
