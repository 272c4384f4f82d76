import { Inject, Injectable } from '@nestjs/common';
import type { CasePlace, ModificationEffect } from '#contracts';
import type { ModificationEffect as Effect, ModificationPlace, Runtime, TaskView } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';
import { gather } from '../instances/instance-history.ts';

/** What a modification would do, as the contract tells it: with the names people know. */
@Injectable()
export class ModificationViews {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  place({ nodeId, nodeName, nodeType, scopeId, before, after, ancestors }: ModificationPlace): CasePlace {
    return {
      nodeId,
      nodeType,
      scopeId,
      ...present({
        name: nodeName === null ? undefined : oneLine(nodeName),
        before,
        after,
        ancestors: ancestors.length === 0 ? undefined : ancestors,
      }),
    };
  }

  async effects(instanceId: string, effects: readonly Effect[]): Promise<readonly ModificationEffect[]> {
    const dropsTasks = effects.some(({ kind }) => kind === 'task-canceled');
    const { rootId } = await this.runtime.instances.get(instanceId);
    const open = dropsTasks ? await gather((window) => this.runtime.tasks.list({ rootId, ...window })) : [];
    const tasks = new Map(open.map((task) => [task.id, task]));
    return Promise.all(effects.map((effect) => this.#effect(effect, instanceId, tasks)));
  }

  async #effect(effect: Effect, instanceId: string, tasks: ReadonlyMap<string, TaskView>): Promise<ModificationEffect> {
    const { kind, count, nodeId, nodeType, definitionId } = effect;
    const task = kind === 'task-canceled' ? tasks.get(effect.taskId) : undefined;
    const name = ('name' in effect ? effect.name : task?.name) ?? (await this.#name(definitionId, nodeId));
    return {
      kind,
      count,
      ...present({
        nodeId,
        nodeType,
        name: name === undefined || name === '' ? undefined : oneLine(name),
        assignee: 'assignee' in effect ? effect.assignee : task?.assignee,
        candidateGroups: 'candidateGroups' in effect ? effect.candidateGroups : task?.candidateGroups,
        dueAt: 'dueAt' in effect ? effect.dueAt : undefined,
        topic: 'topic' in effect ? effect.topic : undefined,
        message: 'message' in effect ? effect.message : undefined,
        outcome: 'outcome' in effect ? effect.outcome : undefined,
        calledInstanceId: effect.instanceId === instanceId ? undefined : effect.instanceId,
      }),
    };
  }

  /** The name of an element; without one, of the process. */
  async #name(definitionId: string, nodeId: string | null): Promise<string | undefined> {
    if (definitionId === '') return undefined;
    if (nodeId !== null) return (await this.catalogue.node(definitionId, nodeId))?.name;
    const { name, key } = await this.catalogue.view(definitionId);
    return name ?? key;
  }
}
