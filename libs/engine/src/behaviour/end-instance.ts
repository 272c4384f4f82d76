import type { Run } from '../execution/run.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { Item } from '../state/item.ts';
import { typesVisibleTo } from '../state/visible-types.ts';
import { visibleTo } from '../state/visible-variables.ts';
import { emptyRecord, mergeRecords, withPath } from '../variables-record.ts';
import { computeMappings } from './evaluate.ts';
import { resolveIncidents } from './incident.ts';
import { closeWaits } from './waits.ts';

/** A process instance is over: a called one hands its results back, and its call activity goes on (clause 13.3.4). */
export function endInstance(
  run: Run,
  instance: Item,
  end: {
    readonly outcome: 'completed' | 'terminated' | 'failed';
    readonly reason?: string;
    readonly endNodeId?: string;
  },
): void {
  const caller = instance.parentId === null ? undefined : run.find(instance.parentId);
  const results = caller === undefined ? emptyRecord<Value>() : resultsFor(run, caller, instance);
  closeWaits(run, instance.id);
  resolveIncidents(run, instance.id);
  run.emit(instance, { type: 'InstanceEnded', ...end });
  if (caller !== undefined) run.push({ kind: 'complete', itemId: caller.id, variables: results });
}

function resultsFor(run: Run, caller: Item, instance: Item): Variables {
  const node = run.node(caller);
  if (node.type !== 'callActivity') return emptyRecord<Value>();
  const all = node.takeBack.all ? visibleTo(run.state, instance) : {};
  let results: Variables = mergeRecords(all);
  if (node.takeBack.all) run.declarations.declare(results, { types: typesVisibleTo(run.state, instance) });
  for (const { target, value } of computeMappings(run, instance, node.takeBack.mappings, 'output')) {
    results = withPath(results, target, value);
  }
  return results;
}
