import { Inject, Injectable, Optional } from '@nestjs/common';
import type { DefinitionRef } from '#contracts';
import type { DocumentState, RecordCaseFiles } from '#documents';
import { type ActivityView, isRuntimeError, type OperationView, type Page, type Runtime } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { CASE_FILES, RUNTIME } from '../server-ports.ts';
import { migrationsAmong } from './migration-facts.ts';
import type { Remembered } from './timeline.ts';

/** Enough for any case a person reads; a case beyond this shows its first part and says how much there is. */
const REMEMBERED = 5000;
const STEP = 1000;

/** Gathers what the runtime remembers about a case. */
@Injectable()
export class InstanceHistory {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
    @Optional() @Inject(CASE_FILES) private readonly files: Pick<RecordCaseFiles, 'states'> | undefined,
  ) {}

  activities(instanceId: string): Promise<readonly ActivityView[]> {
    return gather((window) => this.runtime.instances.activities({ instanceId, ...window }));
  }

  async remembered(instanceId: string): Promise<Remembered> {
    const { instances, tasks, incidents, operations, decisions, comments } = this.runtime;
    const [instance, activities, openTasks, endedTasks, variables, open, ended, documents, asked, judged, written] =
      await Promise.all([
        instances.get(instanceId),
        this.activities(instanceId),
        gather((window) => tasks.list({ instanceId, ...window })),
        gather((window) => tasks.history({ instanceId, ...window })),
        instances.variableHistory(instanceId),
        gather((window) => incidents.list({ instanceId, open: true, ...window })),
        gather((window) => incidents.list({ instanceId, open: false, ...window })),
        this.files?.states(instanceId) ?? ([] as readonly DocumentState[]),
        gather((window) => operations.list({ instanceId, ...window })),
        gather((window) => decisions.history({ instanceId, ...window })),
        comments.ofInstance(instanceId),
      ]);
    const { nodes } = await this.catalogue.model(instance.definitionId);
    return {
      instance,
      nodeNames: new Map(nodes.map(({ id, name }) => [id, name])),
      activities,
      openTasks,
      endedTasks,
      variables,
      incidents: [...open, ...ended],
      documents,
      operations: asked,
      decisions: judged,
      comments: written,
      versions: await this.#versions(asked),
    };
  }

  /** The versions the case has been moved from and to. One that was deleted meanwhile is left out. */
  async #versions(operations: readonly OperationView[]): Promise<Remembered['versions']> {
    const ids = new Set(migrationsAmong(operations).flatMap(({ orgValue, newValue }) => [orgValue, newValue]));
    const found = await Promise.all(
      [...ids].map(async (id): Promise<readonly [string, DefinitionRef][]> => {
        if (id === null) return [];
        try {
          return [[id, await this.catalogue.ref(id)]];
        } catch (error) {
          if (isRuntimeError(error) && error.code === 'DEFINITION_NOT_FOUND') return [];
          throw error;
        }
      }),
    );
    return new Map(found.flat());
  }
}

/** All pages of a list, up to {@link REMEMBERED} items. */
export async function gather<T>(
  read: (window: { readonly offset: number; readonly limit: number }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  while (all.length < REMEMBERED) {
    const { items, total } = await read({ offset: all.length, limit: STEP });
    all.push(...items);
    if (items.length === 0 || all.length >= total) break;
  }
  return all;
}
