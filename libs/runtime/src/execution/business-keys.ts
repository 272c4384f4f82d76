import { runtimeFault } from '../runtime-faults.ts';
import { type EngineEvent, type Need, NeedsLoading, type ProcessModel, type StepContext } from '#engine';
import type { InstanceTransaction } from '../ports/instance-store.ts';

type Asked = Extract<Need, { readonly kind: 'businessKey' }>;
type Claim = NonNullable<StepContext['claimBusinessKey']>;

interface Holder {
  readonly instanceId: string;
  readonly rootId: string;
}

/**
 * Who has which business key, for one transaction. What the store answers stays true until the transaction is over, because
 * everybody else who asks for the same key of the same process waits that long; what this transaction begins and ends is
 * noted here.
 */
export class BusinessKeys {
  readonly #stored = new Map<string, readonly Holder[]>();
  readonly #begun = new Map<string, readonly Holder[]>();
  readonly #transaction: InstanceTransaction;
  readonly #model: (definitionId: string) => ProcessModel;
  readonly #byDefault: boolean;

  /** @param byDefault whether a process that says nothing wants unique business keys */
  constructor(transaction: InstanceTransaction, model: (definitionId: string) => ProcessModel, byDefault: boolean) {
    this.#transaction = transaction;
    this.#model = model;
    this.#byDefault = byDefault;
  }

  /** Does the process of this definition want its business keys to be unique? */
  areUnique(definitionId: string): boolean {
    return this.#model(definitionId).uniqueBusinessKey ?? this.#byDefault;
  }

  async load({ definitionId, businessKey }: Omit<Asked, 'kind'>): Promise<void> {
    const name = this.#nameOf(definitionId, businessKey);
    if (this.#stored.has(name)) return;
    this.#stored.set(name, await this.#transaction.businessKeyHolders(this.#model(definitionId).id, businessKey));
  }

  /** The running instance that has the key; call {@link load} before. */
  holder(definitionId: string, businessKey: string): string | undefined {
    const name = this.#nameOf(definitionId, businessKey);
    return [...(this.#stored.get(name) ?? []), ...(this.#begun.get(name) ?? [])][0]?.instanceId;
  }

  /** The engine's question, for one try of one step: what that try has claimed is forgotten with it. */
  claims(rootId: string): Claim {
    const claimed = new Map<string, string>();
    return (definitionId, businessKey, processInstanceId, lifeOf) => {
      if (!this.areUnique(definitionId)) return { ok: true, value: true };
      const name = this.#nameOf(definitionId, businessKey);
      const stored = this.#stored.get(name);
      if (stored === undefined) throw new NeedsLoading({ kind: 'businessKey', definitionId, businessKey });
      const others = [...stored, ...(this.#begun.get(name) ?? [])];
      const own = claimed.get(name);
      const holder =
        others.find((one) => one.rootId !== rootId || lifeOf(one.instanceId) !== 'over')?.instanceId ??
        (own !== undefined && lifeOf(own) === 'running' ? own : undefined);
      if (holder !== undefined) {
        return {
          ok: false,
          error: `"${businessKey}" is the one of instance ${holder}, which still runs.`,
          fault: runtimeFault('BUSINESS_KEY_HELD', { businessKey }),
        };
      }
      claimed.set(name, processInstanceId);
      return { ok: true, value: true };
    };
  }

  /** Notes what a step has begun and ended. */
  note(rootId: string, events: readonly EngineEvent[]): void {
    const ended = new Set(events.flatMap((event) => (event.type === 'InstanceEnded' ? [event.processInstanceId] : [])));
    if (ended.size > 0) {
      for (const holders of [this.#stored, this.#begun]) {
        for (const [name, known] of holders) {
          holders.set(
            name,
            known.filter(({ instanceId }) => !ended.has(instanceId)),
          );
        }
      }
    }
    for (const event of events) {
      if (event.type !== 'InstanceStarted' || event.businessKey === undefined) continue;
      if (ended.has(event.processInstanceId)) continue;
      const name = this.#nameOf(event.definitionId, event.businessKey);
      this.#begun.set(name, [...(this.#begun.get(name) ?? []), { instanceId: event.processInstanceId, rootId }]);
    }
  }

  #nameOf(definitionId: string, businessKey: string): string {
    return JSON.stringify([this.#model(definitionId).id, businessKey]);
  }
}
