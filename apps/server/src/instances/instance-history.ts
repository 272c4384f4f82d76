import { Inject, Injectable, Optional } from '@nestjs/common';
import type { DocumentState, RecordCaseFiles } from '#documents';
import type { ActivityView, Page, Runtime } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { CASE_FILES, RUNTIME } from '../server-ports.ts';
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
    };
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
