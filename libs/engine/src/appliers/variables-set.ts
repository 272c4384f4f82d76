import { isEmptyRecord, mergeRecords, without } from '../variables-record.ts';
import type { Applier } from './applier.ts';
import { changeItem } from './item-changes.ts';

/** Local variables of one scope are set and removed. */
export const applyVariablesSet: Applier<'VariablesSet'> = (state, event) =>
  changeItem(state, event.scopeId, (item) => {
    const { types: before, ...rest } = item;
    const removed = event.removed ?? [];
    const variables = mergeRecords(item.variables, event.variables);
    // A type belongs to the value it came with: a new value has the type it comes with, or none.
    const kept = before === undefined ? {} : without(before, [...Object.keys(event.variables), ...removed]);
    const types = mergeRecords(kept, event.types);
    return {
      ...rest,
      variables: removed.length === 0 ? variables : without(variables, removed),
      ...(!isEmptyRecord(types) && { types }),
    };
  });
