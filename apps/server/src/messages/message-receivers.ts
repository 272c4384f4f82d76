import { Inject, Injectable } from '@nestjs/common';
import type { MessageReceiver } from '#contracts';
import type { Account } from '#identity';
import { ProblemError } from '#platform';
import { isRuntimeError, type Runtime, type RuntimeError, type SubscriptionView } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { may } from '../http/caller.ts';
import { present } from '../http/present.ts';
import { problemOf } from '../http/problem-of.ts';
import { RUNTIME } from '../server-ports.ts';

/** More are not told: who waits by the hundred is found by the list of cases. */
const TOLD = 20;
const CORRELATION: ReadonlySet<string> = new Set(['NO_MATCHING_SUBSCRIPTION', 'AMBIGUOUS_CORRELATION']);

/** Says who waits for a message that found no receiver, or which ones it has found, to those who may see cases. */
@Injectable()
export class MessageReceivers {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  /** The error itself, or the same with what the caller needs to mend the message. */
  async explained(error: unknown, messageName: string, account: Account): Promise<unknown> {
    const problem = problemOf(error);
    if (!isRuntimeError(error) || !CORRELATION.has(error.code) || problem === undefined) return error;
    if (!may(account, 'instance:read')) return error;
    const waiting = await this.#waiting(error, messageName);
    const told = await Promise.all(waiting.slice(0, TOLD).map((one) => this.#receiver(one)));
    const keys = told.map(({ correlation, businessKey, definition }) => {
      const who = `${definition.name ?? definition.key}${businessKey === undefined ? '' : ` "${businessKey}"`}`;
      return Object.keys(correlation).length === 0 ? who : `${who} with ${JSON.stringify(correlation)}`;
    });
    const detail =
      keys.length === 0
        ? `${problem.message} No case and no start event waits for a message of this name.`
        : `${problem.message} Waiting for it: ${keys.join('; ')}${waiting.length > TOLD ? '; and others' : ''}.`;
    return new ProblemError(problem.status, problem.code, detail, { cause: error, receivers: told });
  }

  /** Of several that match those that were found; where none does, everybody who waits for the name. */
  async #waiting({ code, details }: RuntimeError, name: string): Promise<readonly SubscriptionView[]> {
    const all = await this.runtime.events.subscriptions({ kind: 'message', name });
    if (code !== 'AMBIGUOUS_CORRELATION') return all;
    const { matches } = details as { readonly matches?: readonly Partial<SubscriptionView>[] };
    return all.filter((one) => matches?.some((match) => isSame(one, match)) === true);
  }

  async #receiver({ instanceId, definitionId, nodeId, correlation }: SubscriptionView): Promise<MessageReceiver> {
    if (instanceId === null) {
      return { definition: await this.catalogue.ref(definitionId ?? ''), instanceId: null, nodeId, correlation };
    }
    const instance = await this.runtime.instances.get(instanceId);
    const definition = await this.catalogue.ref(instance.definitionId);
    return { definition, instanceId, nodeId, correlation, ...present({ businessKey: instance.businessKey }) };
  }
}

function isSame(one: SubscriptionView, match: Partial<SubscriptionView>): boolean {
  return (
    one.nodeId === match.nodeId &&
    (match.instanceId === undefined ? one.definitionId === match.definitionId : one.instanceId === match.instanceId)
  );
}
