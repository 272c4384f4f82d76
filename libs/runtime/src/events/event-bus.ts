import type { Command, Declared, Expression, Variables } from '#engine';
import type { CorrelateCommand, CorrelationResult, EventBus } from '../api/events.ts';
import { beginInstance, startLog } from '../instances/start-instance.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import type { StartSubscriptionRow, SubscriptionRow } from '../ports/rows.ts';
import { isRuntimeError, RuntimeError } from '../runtime-error.ts';
import { isoNow, type RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf, localOf, scopeOf } from '../variables.ts';
import { collectStart } from './collect-start.ts';

/** Most receivers of one message sent to all. */
const MOST_RECEIVERS = 1000;

export function createEventBus(parts: RuntimeParts): EventBus {
  return {
    correlateMessage: (command) => correlateMessage(parts, command),
    broadcastSignal: (command) => broadcastSignal(parts, command),
    evaluateConditionalStarts: (command) => evaluateConditionalStarts(parts, command),
    subscriptions: (filter) => parts.events.subscriptions(filter),
  };
}

async function correlateMessage(parts: RuntimeParts, command: CorrelateCommand): Promise<readonly CorrelationResult[]> {
  const message = { ...command, correlationKeys: checkedVariables(command.correlationKeys) };
  const variables = checkedVariables(command.variables);
  const local = { ...localOf(command), ...scopeOf(command) };
  const mode = command.start ?? 'also';
  const waiting = mode === 'only' ? [] : await parts.events.matches(message, command.all === true ? MOST_RECEIVERS : 2);
  // Somebody who already waits is meant; a start event is meant when nobody does (or when all are).
  const starting =
    mode === 'never' ||
    message.instanceId !== undefined ||
    message.elementInstanceId !== undefined ||
    (waiting.length > 0 && command.all !== true)
      ? []
      : await parts.definitions.startSubscriptions('message', command.messageName);
  const matches = waiting.length + starting.length;
  if (matches === 0) {
    throw new RuntimeError(
      'NO_MATCHING_SUBSCRIPTION',
      `Expected somebody to wait for message "${command.messageName}" with these keys, but nobody does.`,
      { messageName: command.messageName },
    );
  }
  if (matches > 1 && command.all !== true) {
    throw new RuntimeError(
      'AMBIGUOUS_CORRELATION',
      `Expected one receiver of message "${command.messageName}", but several match. Give more keys.`,
      {
        messageName: command.messageName,
        matches: [
          ...waiting.map(({ instanceId, nodeId, correlation }) => ({ instanceId, nodeId, correlation })),
          ...starting.map(({ definitionId, nodeId }) => ({ definitionId, nodeId })),
        ],
      },
    );
  }
  const results: CorrelationResult[] = [];
  for (const subscription of waiting) {
    await deliver(parts, subscription, {
      messageName: command.messageName,
      variables,
      ...declaredOf(command),
      ...local,
    });
    const { instanceId, nodeId, elementInstanceId } = subscription;
    results.push({ kind: 'delivered', instanceId, nodeId, elementInstanceId });
  }
  const everything = together({ variables, ...declaredOf(command) }, local);
  for (const start of starting) {
    if (start.needed > 1) {
      results.push(...(await collectMessage(parts, start, command, message.correlationKeys, everything)));
      continue;
    }
    const instanceId = parts.ids.next();
    await beginInstance(
      parts,
      { id: start.definitionId, key: start.definitionKey },
      {
        instanceId,
        ...everything,
        startNodeId: start.nodeId,
        log: startLog(parts, { id: start.definitionId, key: start.definitionKey }, instanceId),
        ...(command.businessKey === undefined ? {} : { businessKey: command.businessKey }),
        ...(command.by === undefined ? {} : { by: command.by }),
      },
    );
    results.push({ kind: 'started', instanceId, definitionId: start.definitionId });
  }
  return results;
}

interface Sent {
  readonly variables: Variables;
  readonly declared?: Declared;
}

/** A start event has no place of its own to wait at: what is meant for it alone goes to the new instance, too. */
function together(sent: Sent, local: ReturnType<typeof localOf> & ReturnType<typeof scopeOf>): Sent {
  const { localVariables, localDeclared, scopeVariables, scopeDeclared } = local;
  if (localVariables === undefined && scopeVariables === undefined) return sent;
  const declared = [sent.declared, localDeclared, scopeDeclared];
  return {
    variables: { ...sent.variables, ...localVariables, ...scopeVariables },
    declared: {
      types: Object.fromEntries(declared.flatMap((one) => Object.entries(one?.types ?? {}))),
      transient: declared.flatMap((one) => one?.transient ?? []),
    },
  };
}

/** The message is one of several triggers its start event needs. @throws NO_MATCHING_SUBSCRIPTION when it has come before */
async function collectMessage(
  parts: RuntimeParts,
  start: StartSubscriptionRow,
  command: CorrelateCommand,
  correlation: Variables,
  sent: Sent,
): Promise<readonly CorrelationResult[]> {
  const { definitionId, nodeId, definition, needed } = start;
  const businessKey = command.businessKey ?? null;
  const occurrence = { definition, needed, businessKey, correlation, ...sent, broadcast: false };
  const started = await collectStart(parts, { definitionId, startNodeId: nodeId }, occurrence, null, command.by);
  if (started === undefined) {
    throw new RuntimeError(
      'NO_MATCHING_SUBSCRIPTION',
      `Expected start event ${nodeId} to wait for message "${command.messageName}", but it has come before and still waits for the others.`,
      { messageName: command.messageName },
    );
  }
  if (started.length === 0) return [{ kind: 'collected', definitionId, nodeId }];
  return started.map((instanceId) => ({ kind: 'started', instanceId, definitionId }));
}

async function deliver(
  parts: RuntimeParts,
  subscription: SubscriptionRow,
  message: Omit<Extract<Command, { type: 'DeliverMessage' }>, 'type' | 'subscriptionId'>,
): Promise<void> {
  const { messageName } = message;
  try {
    await parts.executor.execute({
      target: { kind: 'known', rootId: subscription.rootId, itemId: subscription.elementInstanceId },
      command: { type: 'DeliverMessage', subscriptionId: subscription.id, ...message },
      log: operationLog(
        parts,
        {
          type: 'CorrelateMessage',
          entity: 'ProcessInstance',
          rootId: subscription.rootId,
          instanceId: subscription.instanceId,
          executionId: subscription.elementInstanceId,
        },
        [
          ['messageName', null, messageName],
          ['nrOfInstances', null, 1],
          ...countOf(message.variables),
          ['async', null, false],
        ],
      ),
    });
  } catch (error) {
    // Somebody else was faster: to the sender this is the same as nobody waiting.
    if (isRuntimeError(error) && error.code === 'SUBSCRIPTION_NOT_FOUND') {
      throw new RuntimeError(
        'NO_MATCHING_SUBSCRIPTION',
        `Expected somebody to wait for message "${messageName}", but the receiver has just gone on.`,
        { messageName },
      );
    }
    throw error;
  }
}

/** A signal for one waiting element alone. @throws NO_MATCHING_SUBSCRIPTION */
async function signalOne(
  parts: RuntimeParts,
  command: Parameters<EventBus['broadcastSignal']>[0],
  elementInstanceId: string,
): Promise<{ readonly receivers: number }> {
  const { signalName } = command;
  const waiting = await parts.events.subscriptions({ kind: 'signal', name: signalName });
  const subscription = waiting.find((one) => one.elementInstanceId === elementInstanceId);
  if (subscription === undefined) {
    throw new RuntimeError(
      'NO_MATCHING_SUBSCRIPTION',
      `Expected element instance ${elementInstanceId} to wait for signal "${signalName}", but it does not.`,
      { signalName, elementInstanceId },
    );
  }
  const variables = checkedVariables(command.variables);
  await parts.executor.execute({
    target: { kind: 'lookup', of: 'item', id: elementInstanceId },
    command: {
      type: 'DeliverSignal',
      subscriptionId: subscription.id,
      signalName,
      variables,
      ...declaredOf(command),
    },
    log: operationLog(parts, { type: 'ThrowSignal', entity: 'ProcessInstance', executionId: elementInstanceId }, [
      ['signalName', null, signalName],
      ...countOf(variables),
    ]),
  });
  return { receivers: 1 };
}

async function broadcastSignal(
  parts: RuntimeParts,
  command: Parameters<EventBus['broadcastSignal']>[0],
): Promise<{ readonly receivers: number }> {
  if (command.elementInstanceId !== undefined) return signalOne(parts, command, command.elementInstanceId);
  const now = isoNow(parts.clock);
  const id = parts.ids.next();
  const body = {
    kind: 'signal',
    name: command.signalName,
    variables: checkedVariables(command.variables),
    ...declaredOf(command),
  } as const;
  const log = operationLog(parts, { type: 'ThrowSignal', entity: 'ProcessInstance' }, [
    ['signalName', null, command.signalName],
    ...countOf(body.variables),
  ]);
  await parts.events.send([{ id, originRootId: null, body, createdAt: now, wakeAt: now, attempts: 0 }], log);
  const deliveries = await parts.events.fanOut(id, () => parts.ids.next(), now);
  if (deliveries.length > 0) parts.changes.ringOutbox();
  return { receivers: deliveries.length };
}

async function evaluateConditionalStarts(
  parts: RuntimeParts,
  command: Parameters<EventBus['evaluateConditionalStarts']>[0],
): ReturnType<EventBus['evaluateConditionalStarts']> {
  const variables = checkedVariables(command.variables);
  const now = isoNow(parts.clock);
  const waiting = await parts.definitions.startSubscriptions('conditional');
  const started: { instanceId: string; definitionId: string }[] = [];
  for (const start of waiting) {
    if (command.definitionKey !== undefined && command.definitionKey !== start.definitionKey) continue;
    const condition = expressionOf(start);
    if (condition === undefined) continue;
    const held = parts.expressions.evaluate(condition, variables, now);
    if (!held.ok || held.value !== true) continue;
    const { definitionId, nodeId, definition, needed } = start;
    if (needed > 1) {
      const businessKey = command.businessKey ?? null;
      const occurrence = {
        definition,
        needed,
        businessKey,
        correlation: {},
        variables,
        ...declaredOf(command),
        broadcast: true,
      };
      const begun = await collectStart(parts, { definitionId, startNodeId: nodeId }, occurrence, null, command.by);
      started.push(...(begun ?? []).map((instanceId) => ({ instanceId, definitionId })));
      continue;
    }
    const instanceId = parts.ids.next();
    await beginInstance(
      parts,
      { id: start.definitionId, key: start.definitionKey },
      {
        instanceId,
        variables,
        ...declaredOf(command),
        startNodeId: start.nodeId,
        log: startLog(parts, { id: start.definitionId, key: start.definitionKey }, instanceId),
        ...(command.businessKey === undefined ? {} : { businessKey: command.businessKey }),
        ...(command.by === undefined ? {} : { by: command.by }),
      },
    );
    started.push({ instanceId, definitionId: start.definitionId });
  }
  return started;
}

/** The condition as it was stored at deployment. */
function expressionOf({ condition }: StartSubscriptionRow): Expression | undefined {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return undefined;
  const { language, text } = condition as { readonly language?: unknown; readonly text?: unknown };
  if ((language !== 'feel' && language !== 'juel') || typeof text !== 'string') return undefined;
  return { language, text };
}

/** How many variables come along; nothing when there are none. */
function countOf(variables: Variables): readonly PropertyChange[] {
  const count = Object.keys(variables).length;
  return count === 0 ? [] : [['nrOfVariables', null, count]];
}
