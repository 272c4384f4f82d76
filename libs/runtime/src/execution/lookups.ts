import { runtimeFault } from '../runtime-faults.ts';
import { type Binding, type DecisionOutcome, type Evaluation, type Need, NeedsLoading, type Variables } from '#engine';
import type { DefinitionReference } from '../api/definitions.ts';
import type { DefinitionRow, DefinitionStore } from '../ports/definition-store.ts';
import type { DefinitionCache } from './definition-cache.ts';

type Called = Extract<Need, { readonly kind: 'called' }>;
type Decided = Extract<Need, { readonly kind: 'decision' }>;

/**
 * Which called process and which decision a step means. "Latest" must be the latest now, so answers are kept for one
 * transaction only; what has not been looked up yet is announced with {@link NeedsLoading}.
 */
export class Lookups {
  readonly #answers = new Map<string, Evaluation<string>>();
  readonly #store: DefinitionStore;
  readonly #cache: DefinitionCache;

  constructor(store: DefinitionStore, cache: DefinitionCache) {
    this.#store = store;
    this.#cache = cache;
  }

  called(
    key: string,
    binding: Binding,
    version: number | string | undefined,
    callerDefinitionId: string,
  ): Evaluation<string> {
    const need: Called = { kind: 'called', key, binding, version, callerDefinitionId };
    const answer = this.#answers.get(nameOf(need));
    if (answer === undefined) throw new NeedsLoading(need);
    return answer;
  }

  decide(
    decision: string,
    binding: Binding,
    version: number | string | undefined,
    variables: Variables,
    callerDefinitionId: string,
    now: string,
  ): Evaluation<DecisionOutcome> {
    const need: Decided = { kind: 'decision', decision, binding, version, callerDefinitionId };
    const answer = this.#answers.get(nameOf(need));
    if (answer === undefined) throw new NeedsLoading(need);
    if (!answer.ok) return answer;
    const loaded = this.#cache.decision(answer.value);
    if (loaded === undefined) throw new NeedsLoading(need);
    return loaded.ok ? loaded.value.decide(variables, now) : loaded;
  }

  /** Loads what a lookup asked for. */
  async load(need: Called | Decided): Promise<void> {
    const kind = need.kind === 'called' ? 'process' : 'decision';
    const key = need.kind === 'called' ? need.key : need.decision;
    const row = await this.#find(kind, key, need);
    const answer: Evaluation<string> =
      row === undefined
        ? {
            ok: false,
            error: `Expected a ${kind} definition "${key}"${described(need)}, but none is deployed.`,
            fault: runtimeFault('DEFINITION_MISSING', { kind, key }),
          }
        : row.suspended
          ? {
              ok: false,
              error: `Expected ${kind} definition "${key}" to be active, but it is suspended.`,
              fault: runtimeFault('DEFINITION_RESTS', { kind, key }),
            }
          : { ok: true, value: row.id };
    this.#answers.set(nameOf(need), answer);
    if (!answer.ok) return;
    if (need.kind === 'decision') await this.#cache.loadDecision(answer.value);
    else await this.#cache.loadModel(answer.value);
  }

  async #find(kind: 'process' | 'decision', key: string, need: Called | Decided): Promise<DefinitionRow | undefined> {
    const reference = (more: { version?: number; versionTag?: string }): DefinitionReference => ({ key, ...more });
    switch (need.binding.kind) {
      case 'latest':
        return this.#store.find(kind, reference({}));
      case 'version': {
        const version = Number(need.version);
        // What an expression gave may be no version at all: then there is none.
        return isVersion(version) ? this.#store.find(kind, reference({ version })) : undefined;
      }
      case 'versionTag':
        return this.#store.find(kind, reference({ versionTag: String(need.version) }));
      case 'deployment':
        return this.#store.inDeploymentOf(kind, key, need.callerDefinitionId);
    }
  }
}

/** Versions are counted from 1, in a column of 32 bits. */
function isVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version < 2 ** 31;
}

function nameOf(need: Called | Decided): string {
  const key = need.kind === 'called' ? need.key : need.decision;
  const caller = need.binding.kind === 'deployment' ? need.callerDefinitionId : null;
  return JSON.stringify([need.kind, key, need.binding.kind, need.version ?? null, caller]);
}

function described(need: Called | Decided): string {
  switch (need.binding.kind) {
    case 'latest':
      return '';
    case 'version':
      return ` of version ${need.version ?? '?'}`;
    case 'versionTag':
      return ` with version tag "${need.version ?? '?'}"`;
    case 'deployment':
      return ' in the deployment of the caller';
  }
}
