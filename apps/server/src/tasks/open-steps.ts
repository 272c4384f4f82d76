import { Inject, Injectable } from '@nestjs/common';
import type { OpenStep } from '#contracts';
import { Identity } from '#identity';
import { isRuntimeError, type Runtime, type TaskView, type TokenView } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';

/** More are not told one by one. */
const TOLD = 200;

/** Tells what is open inside an ad-hoc subprocess, and so falls away when its task is completed. */
@Injectable()
export class OpenSteps {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
    private readonly identity: Identity,
  ) {}

  /** Steps that are live, oldest first, then those whose turn has not come. */
  async of({ instanceId, definitionId, elementInstanceId }: TaskView): Promise<readonly OpenStep[]> {
    const [tokens, waiting, { nodes }] = await Promise.all([
      this.runtime.instances.tokens(instanceId),
      this.#waiting(elementInstanceId),
      this.catalogue.model(definitionId),
    ]);
    const live = innermost(tokens, elementInstanceId).slice(0, TOLD);
    const ids = live.map((token) => token.elementInstanceId);
    const tasks =
      ids.length === 0 ? [] : (await this.runtime.tasks.list({ elementInstanceIds: ids, limit: TOLD })).items;
    const named = (nodeId: string) => oneLine(nodes.find(({ id }) => id === nodeId)?.name ?? nodeId);
    const steps = live.map(async (token): Promise<OpenStep> => {
      const task = tasks.find((one) => one.elementInstanceId === token.elementInstanceId);
      const rounds = task === undefined || task.rounds.length === 0 ? undefined : task.rounds;
      return {
        nodeId: token.nodeId,
        label: task === undefined ? named(token.nodeId) : oneLine(task.name),
        ...present({ rounds, assignee: await this.#person(task?.assignee ?? null) }),
      };
    });
    return [
      ...(await Promise.all(steps)),
      ...waiting.map((nodeId) => ({ nodeId, label: named(nodeId), waiting: true })),
    ];
  }

  /** Somebody may complete it while we look. */
  async #waiting(elementInstanceId: string): Promise<readonly string[]> {
    try {
      return await this.runtime.instances.waitingActivities(elementInstanceId);
    } catch (error) {
      if (isRuntimeError(error) && error.code === 'SCOPE_NOT_FOUND') return [];
      throw error;
    }
  }

  async #person(name: string | null): Promise<OpenStep['assignee']> {
    if (name === null) return undefined;
    return { name, displayName: (await this.identity.find(name))?.displayName ?? name };
  }
}

/** Of the tokens inside `scopeId`: those nothing else is inside of. */
function innermost(tokens: readonly TokenView[], scopeId: string): readonly TokenView[] {
  const parents = new Map(tokens.map((token) => [token.elementInstanceId, token.parentId]));
  const isInside = (token: TokenView): boolean => {
    let parent: string | undefined = token.parentId;
    while (parent !== undefined && parent !== scopeId) parent = parents.get(parent);
    return parent === scopeId;
  };
  const isParent = new Set(parents.values());
  return tokens.filter((token) => !isParent.has(token.elementInstanceId) && isInside(token));
}
