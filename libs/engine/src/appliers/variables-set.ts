import { mergeRecords, without } from '../variables-record.ts';
import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** Local variables of one scope are set and removed. */
export const applyVariablesSet: Applier<'VariablesSet'> = (state, event) =>
  changeItem(state, event.scopeId, (item) => {
    const variables = mergeRecords(item.variables, event.variables);
    return { ...item, variables: event.removed === undefined ? variables : without(variables, event.removed) };
  });
