import { openEvent } from '../../behaviour/subscribe.ts';
import type { BoundaryEventModel, CatchEventModel, StartEventModel } from '../../model/process-model.ts';
import { toVariables } from '../../variables-record.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/**
 * Intermediate catch event in the flow (clause 10.5.4): rests until what it waits for has happened. One that has
 * occurred already (behind an event-based gateway, a link) passes on. A link catch event is only ever entered so.
 */
export const intermediateCatchEvent: ElementBehaviour<CatchEventModel> = {
  activate(run, item, node, occurred) {
    if (occurred !== undefined || (node.definitions.length === 0 && node.confirmation === undefined)) {
      run.push({ kind: 'complete', itemId: item.id, variables: occurred ?? {} });
      return;
    }
    openEvent(run, item, node, 'catch');
  },
};

/** A start or boundary event is entered only when it has occurred: it passes its variables on (clause 10.5.2, 10.5.4). */
export const occurredEvent: ElementBehaviour<StartEventModel | BoundaryEventModel> = {
  activate(run, item, _node, occurred) {
    run.push({ kind: 'complete', itemId: item.id, variables: toVariables(occurred ?? {}) });
  },
};
