import { type CorrelationResult, isRuntimeError, type Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { required } from '../value/body-value.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { plainVariables, saying, sentLocal, sentVariables } from '../value/sent-variables.ts';
import { executionScope, subscriptionDto } from './execution.ts';
import { processInstanceDto } from './instance-dto.ts';
import { ownVariables } from './own-variables.ts';

/** `/message`, `/signal`, `/condition`, `/event-subscription`: news for waiting cases. */
export function eventRoutes(runtime: Runtime): readonly Route[] {
  return [
    { method: 'POST', path: '/message', permission: 'message:send', handle: (call) => correlate(runtime, call) },
    {
      method: 'POST',
      path: '/signal',
      permission: 'message:send',
      handle: async (call) => {
        const body = jsonBody(call);
        const signalName = required(body['name'], 'name');
        const sent = saying('Cannot throw signal', () => sentVariables(body['variables']));
        const { executionId, tenantId, withoutTenantId } = body;
        if (executionId != null && (tenantId != null || withoutTenantId === true))
          throw invalid('Cannot throw signal: a tenant cannot be given for a signal to one execution.');
        if (tenantId != null && withoutTenantId === true)
          throw invalid('Cannot throw signal: parameters tenantId and withoutTenantId exclude each other.');
        // There are no tenants: nobody waits for a signal to one.
        if (tenantId != null) return noContent();
        const signal = { signalName, ...sent, by: call.caller.userId };
        if (typeof executionId !== 'string') await runtime.events.broadcastSignal(signal);
        else await signalExecution(() => runtime.events.broadcastSignal({ ...signal, elementInstanceId: executionId }));
        return noContent();
      },
    },
    {
      method: 'POST',
      path: '/condition',
      permission: 'instance:start',
      handle: async (call) => {
        const body = jsonBody(call);
        const definitionId = body['processDefinitionId'];
        const definition =
          typeof definitionId === 'string' ? await runtime.definitions.get({ id: definitionId }) : undefined;
        const started = await runtime.events.evaluateConditionalStarts({
          ...sentVariables(body['variables']),
          by: call.caller.userId,
          ...given({
            businessKey: typeof body['businessKey'] === 'string' ? body['businessKey'] : undefined,
            definitionKey: definition?.key,
          }),
        });
        const views = await Promise.all(started.map(({ instanceId }) => runtime.instances.get(instanceId)));
        return json(views.map((view) => processInstanceDto(call, view)));
      },
    },
    {
      method: 'GET',
      path: '/event-subscription',
      permission: 'instance:read',
      handle: async (call) => json((await subscriptions(runtime, call)).map(subscriptionDto)),
    },
    {
      method: 'GET',
      path: '/event-subscription/count',
      permission: 'instance:read',
      handle: async (call) => json({ count: (await subscriptions(runtime, call)).length }),
    },
  ];
}

async function subscriptions(runtime: Runtime, call: Call) {
  const filter = Filter.of(call);
  const kind = filter.text('eventType');
  const executionId = filter.text('executionId');
  const nodeId = filter.text('activityId');
  const only = filter.text('eventSubscriptionId');
  const nobody = filter.tenants('includeEventSubscriptionsWithoutTenantId');
  const [sort] = filter.sorting({ created: 'createdAt', tenantId: 'id' } as const);
  const wanted = given({ instanceId: filter.text('processInstanceId'), name: filter.text('eventName') });
  filter.close();
  if (kind !== undefined && kind !== 'message' && kind !== 'signal' && kind !== 'conditional' && kind !== 'compensate')
    throw invalid(`Expected eventType message, signal, conditional or compensate, but got ${kind}.`);
  // What waits for compensation is remembered by its scope, not subscribed to.
  if (nobody || kind === 'compensate') return [];
  const found = await runtime.events.subscriptions({ ...wanted, ...(kind === undefined ? {} : { kind }) });
  const ordered = sort?.descending === true ? found.toReversed() : found;
  return ordered
    .filter(
      (one) =>
        (executionId === undefined || one.elementInstanceId === executionId) &&
        (nodeId === undefined || one.nodeId === nodeId) &&
        (only === undefined || one.id === only),
    )
    .slice(filter.firstResult, filter.firstResult + filter.maxResults);
}

/** Camunda 7 answers 500 when the one execution does not wait for the signal. */
async function signalExecution(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (isRuntimeError(error) && error.code === 'NO_MATCHING_SUBSCRIPTION')
      throw new CamundaError(500, 'RestException', error.message);
    throw error;
  }
}

async function correlate(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  required(body['messageName'], 'messageName');
  if (body['tenantId'] != null && body['withoutTenantId'] === true)
    throw invalid('Parameter tenantId cannot be used together with parameter withoutTenantId.');
  // There are no tenants: nobody waits for a message to one.
  if (body['tenantId'] != null)
    throw new CamundaError(
      400,
      'MismatchingMessageCorrelationException',
      `Expected somebody of tenant '${JSON.stringify(body['tenantId'])}' to wait for the message, but there are no tenants.`,
    );
  const instanceId = body['processInstanceId'];
  if (typeof instanceId === 'string') await executionScope(runtime, instanceId);
  const [keys, sent, local, begun] = saying('Cannot deliver message', () => [
    { ...plainVariables(body['correlationKeys']), ...plainVariables(body['localCorrelationKeys']) },
    sentVariables(body['processVariables']),
    sentLocal(body['processVariablesLocal']),
    sentVariables(body['processVariablesToTriggeredScope']),
  ]);
  const results = await runtime.events.correlateMessage({
    messageName: required(body['messageName'], 'messageName'),
    correlationKeys: keys,
    ...sent,
    ...local,
    scopeVariables: begun.variables,
    scopeDeclared: begun.declared,
    all: body['all'] === true,
    by: call.caller.userId,
    ...given({
      businessKey: typeof body['businessKey'] === 'string' ? body['businessKey'] : undefined,
      instanceId: typeof instanceId === 'string' ? instanceId : undefined,
    }),
  });
  if (body['resultEnabled'] !== true) return noContent();
  return json(
    await Promise.all(
      // One of several triggers a start event needs has no effect to show yet.
      results
        .filter(hasEffect)
        .map((result) => resultDto(runtime, call, result, body['variablesInResultEnabled'] === true)),
    ),
  );
}

type Effect = Exclude<CorrelationResult, { readonly kind: 'collected' }>;

function hasEffect(result: CorrelationResult): result is Effect {
  return result.kind !== 'collected';
}

async function resultDto(runtime: Runtime, call: Call, result: Effect, withVariables: boolean) {
  const view = await runtime.instances.get(result.instanceId);
  return {
    resultType: result.kind === 'started' ? 'ProcessDefinition' : 'Execution',
    execution:
      result.kind === 'started'
        ? null
        : { id: result.elementInstanceId, processInstanceId: view.id, ended: false, tenantId: null },
    processInstance: result.kind === 'started' ? processInstanceDto(call, view) : null,
    ...(withVariables ? { variables: answeredVariables(await ownVariables(runtime, view.id)) } : {}),
  };
}
