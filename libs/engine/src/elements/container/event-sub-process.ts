import { openScope } from '../../behaviour/start-scope.ts';
import type { EventSubProcessModel } from '../../model/process-model.ts';
import { isRecord } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/** Event subprocess (clause 10.3.5, 13.5.4): begins with its start event, which has occurred; no flow leads out of it. */
export const eventSubProcess: ElementBehaviour<EventSubProcessModel> = {
  activate(run, item, node, occurred) {
    openScope(run, item.id);
    const index = run.index(item);
    const starts = index.triggersOf(node.id);
    const startedBy = isRecord(item.state) ? item.state['startedBy'] : undefined;
    const start = starts.find(({ id }) => id === startedBy) ?? starts[0];
    if (start === undefined) {
      run.push({ kind: 'complete', itemId: item.id, variables: {} });
      return;
    }
    run.push(
      { kind: 'enter', scopeId: item.id, nodeId: start.id, occurred: occurred ?? {} },
      ...index.activitiesStartingWith(node.id).map(({ id }) => ({
        kind: 'enter' as const,
        scopeId: item.id,
        nodeId: id,
      })),
    );
  },
  drained(run, item) {
    run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
};
