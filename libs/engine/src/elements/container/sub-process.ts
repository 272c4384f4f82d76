import { openScope, startEntries } from '../../behaviour/start-scope.ts';
import type { SubProcessModel } from '../../model/process-model.ts';
import type { ElementBehaviour } from '../element-behaviour.ts';

/** Embedded subprocess (clause 10.3.5, 13.3.4): a scope that is done when no token is left in it. */
export const subProcess: ElementBehaviour<SubProcessModel> = {
  activate(run, item) {
    openScope(run, item.id);
    startEntries(run, run.item(item.id));
  },
  drained(run, item) {
    run.push({ kind: 'complete', itemId: item.id, variables: {} });
  },
};
