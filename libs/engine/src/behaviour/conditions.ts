import type { Continuation } from '../execution/continuation.ts';
import type { Run } from '../execution/run.ts';
import type { ConditionalDefinition } from '../model/event-definition.ts';
import { scopesFrom } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { visibleTo } from '../state/visible-variables.ts';
import { listenersOf } from './throw.ts';

/**
 * Looks at waiting conditions whose variables may have changed (clause 10.5.5 "Conditional"): one that has become true
 * triggers its event; it can trigger again only after it has been false. One that cannot be evaluated does not hold.
 * @returns whether any has triggered; the triggers are the next work, in the order of the waits.
 */
export function observeConditions(run: Run): boolean {
  const touched = new Map(run.touched);
  run.touched.clear();
  const triggered: Continuation[] = [];
  for (const itemId of listenersOf(run)) {
    const item = run.find(itemId);
    if (item === undefined) continue;
    const changes = [...scopesFrom(run.state, item)].flatMap((scope) => touched.get(scope.id) ?? []);
    if (changes.length > 0) triggered.push(...observe(run, item, changes));
  }
  run.push(...triggered);
  return triggered.length > 0;
}

type Changes = readonly (ReadonlySet<string> | 'all')[];

/** Does a condition look at any of these changes? One that names variables looks at them only. */
function concerns(definition: ConditionalDefinition, changes: Changes): boolean {
  const names = definition.variableNames;
  if (names === undefined || names.length === 0) return true;
  return changes.some((change) => change === 'all' || names.some((name) => change.has(name)));
}

function observe(run: Run, item: Item, changes: Changes): readonly Continuation[] {
  const triggered: Continuation[] = [];
  for (const wait of item.waits) {
    if (wait.kind !== 'conditional') continue;
    const node = run.nodeOf(item, wait.nodeId);
    const definition = 'definitions' in node ? node.definitions[wait.definition] : undefined;
    if (definition?.kind !== 'conditional' || !concerns(definition, changes)) continue;
    const result = run.context.expressions.evaluate(definition.condition, visibleTo(run.state, item), run.context.now);
    const holds = result.ok && result.value === true;
    if (holds === (wait.holds ?? false)) continue;
    run.emit(item, { type: 'ConditionObserved', subscriptionId: wait.id, holds, ...run.of(item, wait.nodeId) });
    if (!holds) continue;
    run.emit(item, { type: 'SubscriptionTriggered', subscriptionId: wait.id, ...run.of(item, wait.nodeId) });
    triggered.push({
      kind: 'trigger',
      ownerId: item.id,
      nodeId: wait.nodeId,
      definition: wait.definition,
      variables: {},
    });
  }
  return triggered;
}
