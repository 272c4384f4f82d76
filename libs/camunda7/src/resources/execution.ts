import type { ExecutionFilter, Runtime } from '#runtime';
import { CamundaError, invalid, notFound } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { required, textOf } from '../value/body-value.ts';
import { saying, sentVariables } from '../value/sent-variables.ts';
import { incidentDto } from './incident.ts';
import { incidentOf } from './instance-filter.ts';
import { variablesForWorkers } from './topic-permission.ts';
import { variableFilters } from './variable-filter.ts';
import { variableRoutes } from './variable-routes.ts';

/**
 * `/execution`: Camunda 7's name for a token. An execution here is a process instance or a live element instance, by its
 * id.
 */
export function executionRoutes(runtime: Runtime): readonly Route[] {
  const list: Listing['list'] = async (call) => {
    const filter = Filter.of(call);
    const wanted = executionFilter(filter);
    const found = await everyPage(filter, (page) => runtime.instances.executions({ ...wanted, ...page }));
    return found.map(({ id: execution, instanceId }) => executionDto(execution, instanceId));
  };
  const count: Listing['count'] = (call) => runtime.instances.countExecutions(executionFilter(Filter.of(call)));
  return [
    ...listRoutes('/execution', 'instance:read', { list, count }),
    {
      method: 'GET',
      path: '/execution/{id}',
      permission: 'instance:read',
      handle: async (call) => {
        const { scopeId, instanceId } = await executionScope(runtime, id(call));
        return json(executionDto(scopeId, instanceId));
      },
    },
    {
      method: 'POST',
      path: '/execution/{id}/create-incident',
      permission: 'incident:retry',
      handle: async (call) => {
        const body = jsonBody(call);
        const kind = required(body['incidentType'], 'incidentType');
        const incident = await runtime.incidents.raise({
          elementInstanceId: await activityOf(runtime, id(call)),
          kind,
          message: textOf(body['message'], 'message') ?? '',
          ...given({ configuration: textOf(body['configuration'], 'configuration') }),
        });
        return json(incidentDto(incident));
      },
    },
    {
      method: 'POST',
      path: '/execution/{id}/signal',
      permission: 'message:send',
      handle: async (call) => {
        const { scopeId, instanceId } = await executionScope(runtime, id(call));
        const waiting = await runtime.events.subscriptions({ instanceId, kind: 'message' });
        const [one] = waiting.filter((subscription) => subscription.elementInstanceId === scopeId);
        if (one === undefined)
          throw new CamundaError(400, 'RestException', `Cannot signal execution ${scopeId}: it waits for no message.`);
        await runtime.events.correlateMessage({
          messageName: one.name,
          instanceId,
          correlationKeys: one.correlation,
          ...saying(`Cannot signal execution ${scopeId}`, () => sentVariables(jsonBody(call)['variables'])),
          start: 'never',
          by: call.caller.userId,
        });
        return noContent();
      },
    },
    {
      method: 'GET',
      path: '/execution/{id}/messageSubscriptions/{messageName}',
      permission: 'instance:read',
      handle: async (call) => {
        const { instanceId } = await executionScope(runtime, id(call));
        const name = call.params['messageName'] ?? '';
        const [one] = await runtime.events.subscriptions({ instanceId, kind: 'message', name });
        if (one === undefined)
          throw notFound(`Message event subscription for execution ${id(call)} named ${name} does not exist`);
        return json(subscriptionDto(one));
      },
    },
    {
      method: 'POST',
      path: '/execution/{id}/messageSubscriptions/{messageName}/trigger',
      permission: 'message:send',
      handle: async (call) => {
        const { instanceId } = await executionScope(runtime, id(call));
        const name = call.params['messageName'] ?? '';
        const waiting = await runtime.events.subscriptions({ instanceId, kind: 'message', name });
        const one = waiting.find((subscription) => subscription.elementInstanceId === id(call)) ?? waiting[0];
        if (one === undefined)
          throw notFound(`Cannot trigger message ${name} for execution ${id(call)}: it does not wait for it.`);
        await runtime.events.correlateMessage({
          messageName: name,
          instanceId,
          correlationKeys: one.correlation,
          ...saying(`Cannot trigger message ${name} for execution ${id(call)}`, () =>
            sentVariables(jsonBody(call)['variables']),
          ),
          start: 'never',
          by: call.caller.userId,
        });
        return noContent();
      },
    },
    ...variablesForWorkers(
      runtime,
      variableRoutes(runtime, {
        path: '/execution/{id}/localVariables',
        read: 'instance:read',
        write: 'instance:operate',
        local: true,
        what: 'execution',
        scope: (call: Call) => executionScope(runtime, id(call)),
      }),
      (elementInstanceId) => ({ elementInstanceId }),
    ),
  ];
}

/** Finds the instance an execution belongs to. @throws CamundaError 404 */
async function executionScope(runtime: Runtime, scopeId: string): Promise<{ instanceId: string; scopeId: string }> {
  const { items } = await runtime.instances.list({ ids: [scopeId], running: true, limit: 1 });
  if (items.length > 0) return { instanceId: scopeId, scopeId };
  const { items: elements } = await runtime.instances.activities({ ids: [scopeId], finished: false, limit: 1 });
  const [element] = elements;
  if (element === undefined) throw notFound(`Execution with id ${scopeId} does not exist`);
  return { instanceId: element.instanceId, scopeId };
}

/** The live activity an incident can be reported at; an instance as a whole is none. @throws CamundaError 400 */
async function activityOf(runtime: Runtime, executionId: string): Promise<string> {
  const { items } = await runtime.instances.activities({ ids: [executionId], finished: false, limit: 1 });
  if (items.length > 0) return executionId;
  throw invalid(`Cannot find an execution with executionId '${executionId}' that is at an activity.`);
}

/** What an execution waits for, as `/event-subscription` tells it. */
export function subscriptionDto(one: {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly instanceId: string | null;
  readonly elementInstanceId: string | null;
  readonly nodeId: string;
  readonly createdAt: string;
}): Record<string, unknown> {
  return {
    id: one.id,
    eventType: one.kind,
    eventName: one.name,
    executionId: one.elementInstanceId ?? one.instanceId,
    processInstanceId: one.instanceId,
    activityId: one.nodeId,
    createdDate: one.createdAt.replace('Z', '+0000'),
    tenantId: null,
  };
}

/** Criteria of `/execution`. */
function executionFilter(filter: Filter): ExecutionFilter {
  const nobody = filter.tenants();
  const wanted: ExecutionFilter = {
    ...given({
      ids: nobody ? [] : undefined,
      instanceId: filter.text('processInstanceId'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      businessKey: filter.text('businessKey'),
      nodeId: filter.text('activityId'),
      message: filter.text('messageEventSubscriptionName'),
      signal: filter.text('signalEventSubscriptionName'),
      suspended: filter.either('suspended', 'active'),
      incident: incidentOf(filter),
      variables: variableFilters(filter, 'variables'),
      instanceVariables: variableFilters(filter, 'processVariables'),
    }),
    sort: filter.sorting({
      instanceId: 'instanceId',
      definitionId: 'definitionId',
      definitionKey: 'definitionKey',
      tenantId: 'instanceId',
    } as const),
  };
  filter.close();
  return wanted;
}

/** What is listed is alive; what has ended is in the history. */
function executionDto(id: string, instanceId: string): Record<string, unknown> {
  return { id, processInstanceId: instanceId, ended: false, tenantId: null };
}
