import { type CorrelationResult, isRuntimeError, type Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { flagOf, required, textOf } from '../value/body-value.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { plainVariables, saying, sentLocal, sentVariables } from '../value/sent-variables.ts';
import { subscriptionDto } from './execution.ts';
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
        const { tenantId, withoutTenantId } = body;
        const executionId = textOf(body['executionId'], 'executionId');
        if (executionId !== undefined && (tenantId != null || withoutTenantId === true))
          throw invalid('Cannot throw signal: a tenant cannot be given for a signal to one execution.');
        if (tenantId != null && withoutTenantId === true)
          throw invalid('Cannot throw signal: parameters tenantId and withoutTenantId exclude each other.');
        // There are no tenants: nobody waits for a signal to one.
        if (tenantId != null) return noContent();
        const signal = { signalName, ...sent, by: call.caller.userId };
        if (executionId === undefined) await runtime.events.broadcastSignal(signal);
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
        const definitionId = textOf(body['processDefinitionId'], 'processDefinitionId');
        const definition = definitionId === undefined ? undefined : await runtime.definitions.get({ id: definitionId });
        const started = await runtime.events.evaluateConditionalStarts({
          ...sentVariables(body['variables']),
          by: call.caller.userId,
          ...given({
            businessKey: textOf(body['businessKey'], 'businessKey'),
            definitionKey: definition?.key,
          }),
        });
        const views = await Promise.all(started.map(({ instanceId }) => runtime.instances.get(instanceId)));
        return json(views.map((view) => processInstanceDto(view)));
      },
    },
    {
      method: 'GET',
      path: '/event-subscription',
      permission: 'instance:read',
      handle: async (call) => {
        const filter = Filter.of(call);
        return json(filter.page(await subscriptions(runtime, filter)).map(subscriptionDto));
      },
    },
    {
      method: 'GET',
      path: '/event-subscription/count',
      permission: 'instance:read',
      handle: async (call) => json({ count: (await subscriptions(runtime, Filter.of(call))).length }),
    },
  ];
}

async function subscriptions(runtime: Runtime, filter: Filter) {
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
  return ordered.filter(
    (one) =>
      (executionId === undefined || one.elementInstanceId === executionId) &&
      (nodeId === undefined || one.nodeId === nodeId) &&
      (only === undefined || one.id === only),
  );
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

/** Camunda 7 tells it as a RestException; clients look for the name of the cause in its message. */
function mismatch(messageName: string, why: string): CamundaError {
  return new CamundaError(
    400,
    'RestException',
    `org.camunda.bpm.engine.MismatchingMessageCorrelationException: Cannot correlate message '${messageName}': ${why}`,
  );
}

async function correlate(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const messageName = required(body['messageName'], 'messageName');
  if (body['tenantId'] != null && body['withoutTenantId'] === true)
    throw invalid('Parameter tenantId cannot be used together with parameter withoutTenantId.');
  // There are no tenants: nobody waits for a message to one.
  if (body['tenantId'] != null)
    throw mismatch(
      messageName,
      `nobody of tenant ${JSON.stringify(body['tenantId'])} waits, for there are no tenants.`,
    );
  const [keys, sent, local, begun] = saying('Cannot deliver message', () => [
    { ...plainVariables(body['correlationKeys']), ...plainVariables(body['localCorrelationKeys']) },
    sentVariables(body['processVariables']),
    sentLocal(body['processVariablesLocal']),
    sentVariables(body['processVariablesToTriggeredScope']),
  ]);
  const results = await runtime.events
    .correlateMessage({
      messageName,
      correlationKeys: keys,
      ...sent,
      ...local,
      scopeVariables: begun.variables,
      scopeDeclared: begun.declared,
      all: flagOf(body['all'], 'all') ?? false,
      by: call.caller.userId,
      ...given({
        businessKey: textOf(body['businessKey'], 'businessKey'),
        instanceId: textOf(body['processInstanceId'], 'processInstanceId'),
      }),
    })
    .catch((error: unknown) => {
      const isMismatch =
        isRuntimeError(error) && (error.code === 'NO_MATCHING_SUBSCRIPTION' || error.code === 'AMBIGUOUS_CORRELATION');
      throw isMismatch ? mismatch(messageName, error.message) : error;
    });
  if (flagOf(body['resultEnabled'], 'resultEnabled') !== true) return noContent();
  return json(
    await Promise.all(
      // One of several triggers a start event needs has no effect to show yet.
      results
        .filter(hasEffect)
        .map((result) =>
          resultDto(
            runtime,
            call,
            result,
            flagOf(body['variablesInResultEnabled'], 'variablesInResultEnabled') === true,
          ),
        ),
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
    processInstance: result.kind === 'started' ? processInstanceDto(view) : null,
    ...(withVariables ? { variables: answeredVariables(await ownVariables(runtime, view.id)) } : {}),
  };
}
