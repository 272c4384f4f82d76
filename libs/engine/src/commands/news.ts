import { listenersOf } from '../behaviour/throw.ts';
import { removeWhereKnown, setLocal, setWhereKnown } from '../behaviour/variables.ts';
import type { DeliverMessage } from '../command.ts';
import type { Run } from '../execution/run.ts';
import type { Variables } from '../model/expression.ts';
import type { Item, Wait } from '../state/item.ts';
import { toVariables } from '../variables-record.ts';
import { type CommandHandler, findWait, isRejection, refuseSuspended, reject } from './command-handler.ts';

type TimerWait = Extract<Wait, { readonly kind: 'timer' }>;

/** The time has come. A repeating timer of a non-interrupting event is scheduled again at once. */
export const fireTimer: CommandHandler<'FireTimer'> = (run, command) => {
  const found = findWait(run, command.timerId, ['timer'], 'TIMER_NOT_FOUND');
  if (isRejection(found)) return found;
  const { item, wait } = found;
  run.emit(item, { type: 'TimerFired', timerId: wait.id, ...run.of(item, wait.nodeId) });
  repeat(run, run.item(item.id), wait, command.movedTo ?? wait.dueAt);
  run.push({ kind: 'trigger', ownerId: item.id, nodeId: wait.nodeId, definition: wait.definition, variables: {} });
  return undefined;
};

function repeat(run: Run, item: Item, wait: TimerWait, previous: string): void {
  const { cycle } = wait;
  const node = run.nodeOf(item, wait.nodeId);
  const isRepeatable = 'interrupting' in node && !node.interrupting;
  if (!isRepeatable || cycle === undefined || cycle.repetitions === 0) return;
  const next = run.context.calendar.next(cycle.text, previous, run.context.now);
  if (!next.ok) return;
  run.emit(item, {
    type: 'TimerScheduled',
    timerId: run.context.newId(),
    dueAt: next.value.dueAt,
    purpose: wait.purpose,
    definition: wait.definition,
    cycle: { text: cycle.text, repetitions: cycle.repetitions < 0 ? -1 : cycle.repetitions - 1 },
    ...run.of(item, wait.nodeId),
  });
}

export const deliverMessage: CommandHandler<'DeliverMessage'> = (run, command) =>
  deliver(run, command.subscriptionId, 'message', command.messageName, command.variables, command);

export const deliverSignal: CommandHandler<'DeliverSignal'> = (run, command) =>
  deliver(run, command.subscriptionId, 'signal', command.signalName, command.variables);

function deliver(
  run: Run,
  subscriptionId: string,
  kind: 'message' | 'signal',
  name: string,
  variables: Variables,
  local: Partial<Omit<DeliverMessage, 'type' | 'variables'>> = {},
): ReturnType<CommandHandler<'DeliverMessage'>> {
  const found = findWait(run, subscriptionId, ['message', 'signal', 'conditional'], 'SUBSCRIPTION_NOT_FOUND');
  if (isRejection(found)) return found;
  const { item, wait } = found;
  if (wait.kind !== kind || wait.name !== name) {
    const message = `Expected a ${wait.kind} "${wait.name}" for subscription ${subscriptionId}, but got ${kind} "${name}"`;
    return reject('SUBSCRIPTION_NOT_FOUND', message, wait.nodeId);
  }
  run.emit(item, { type: 'SubscriptionTriggered', subscriptionId: wait.id, ...run.of(item, wait.nodeId) });
  if (local.localVariables !== undefined) {
    const own = toVariables(local.localVariables);
    run.declarations.declare(own, local.localDeclared);
    setLocal(run, run.item(item.id), own);
  }
  const scopeVariables = local.scopeVariables === undefined ? undefined : toVariables(local.scopeVariables);
  if (scopeVariables !== undefined) run.declarations.declare(scopeVariables, local.scopeDeclared);
  run.declarations.declare(variables, local.declared);
  run.push({
    kind: 'trigger',
    ownerId: item.id,
    nodeId: wait.nodeId,
    definition: wait.definition,
    variables: toVariables(variables),
    ...(scopeVariables !== undefined && { scopeVariables }),
  });
  return undefined;
}

/** Variables set from outside; conditions that depend on them are looked at. */
export const setVariables: CommandHandler<'SetVariables'> = (run, command) => {
  const scope = run.find(command.scopeId);
  if (scope === undefined) {
    return reject('SCOPE_NOT_FOUND', `Expected a live scope ${command.scopeId}, but there is none`);
  }
  const variables = toVariables(command.variables);
  if (command.local) setLocal(run, scope, variables, command.remove);
  else {
    setWhereKnown(run, scope, variables);
    removeWhereKnown(run, run.item(scope.id), command.remove ?? []);
  }
  return undefined;
};

/** Looks at all waiting conditions of the tree again. */
export const evaluateConditions: CommandHandler<'EvaluateConditions'> = (run, command) => {
  const instance = run.find(command.processInstanceId);
  if (instance?.kind !== 'instance') {
    return reject('INSTANCE_NOT_FOUND', `Expected a live instance ${command.processInstanceId}, but there is none`);
  }
  const suspended = refuseSuspended(run, instance);
  if (suspended !== undefined) return suspended;
  setWhereKnown(run, instance, toVariables(command.variables));
  for (const itemId of listenersOf(run)) run.touched.set(itemId, 'all');
  return undefined;
};
