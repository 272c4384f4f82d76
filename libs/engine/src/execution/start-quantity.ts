import { createInstance, gatheringAt } from '../behaviour/enter.ts';
import { engineFault } from '../behaviour/engine-faults.ts';
import { raiseIncident } from '../behaviour/incident.ts';
import { arrivalsOf, setArrivals } from '../behaviour/join.ts';
import type { Entry } from '../elements/element-behaviour.ts';
import { isActivity } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';
import type { Item } from '../state/item.ts';
import { own } from '../variables-record.ts';
import type { Run } from './run.ts';

const ALL = 'tokens';

/**
 * An activity with a start quantity begins when that many tokens have come (clause 10.3, table 10.3 startQuantity). A
 * quantity below one can never be right: it is an incident.
 * @returns whether the token has been taken care of.
 */
export function gatherStartTokens(run: Run, entry: Entry, node: NodeModel, scope: Item): boolean {
  if (!isActivity(node) || node.startQuantity === 1 || entry.occurred !== undefined) return false;
  if (!Number.isInteger(node.startQuantity) || node.startQuantity < 1 || node.completionQuantity < 1) {
    const item = run.item(createInstance(run, entry, node, scope));
    const message = `Expected start and completion quantities of ${node.id} of at least 1, but one is less. Correct the model.`;
    raiseIncident(run, item, { kind: 'model', message, fault: engineFault('TOKEN_QUANTITY_INVALID', {}) });
    return true;
  }
  const waiting = gatheringAt(run, scope, node.id);
  if (waiting === undefined) {
    createInstance(run, entry, node, scope, { state: { arrived: { [ALL]: 1 } } });
    return true;
  }
  const count = (own(arrivalsOf(waiting), ALL) ?? 0) + 1;
  if (count < node.startQuantity) {
    setArrivals(run, waiting, { [ALL]: count }, entry.answers);
    return true;
  }
  run.emit(waiting, { type: 'ElementStateChanged', elementInstanceId: waiting.id, state: null, gathers: false });
  run.push({ kind: 'activate', itemId: waiting.id });
  return true;
}
