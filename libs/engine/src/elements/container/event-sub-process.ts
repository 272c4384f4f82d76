import { openScope } from '../../behaviour/start-scope.ts';
import type { EventSubProcessModel } from '../../model/process-model.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/** Event subprocess (clause 10.3.5, 13.5.4): begins with its one start event, which has occurred; no flow leads out of it. */
export const eventSubProcess: ElementBehaviour<EventSubProcessModel> = {
  activate(run, item, node, occurred) {
    openScope(run, item.id);
    const start = run.index(item).triggerOf(node.id);
    if (start === undefined) {
      run.push({ kind: 'complete', itemId: item.id, variables: {} });
      return;
    }
    run.push({ kind: 'enter', scopeId: item.id, nodeId: start.id, occurred: occurred ?? {} });
  },
  drained(run, item) {
    run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
};
