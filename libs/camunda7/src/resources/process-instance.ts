import type { Modification } from '#engine';
import type { InstanceFilter, InstanceView, Runtime } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { Filter, everyPage, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { fromTyped } from '../value/typed-value.ts';
import { activityTree } from './activity-tree.ts';
import { id } from './deployment.ts';
import { isRunning, processInstanceDto } from './instance-dto.ts';
import { required } from './process-definition.ts';
import { variableFilters } from './variable-filter.ts';
import { variableRoutes } from './variable-routes.ts';

/** `/process-instance`: the running ones. */
export function processInstanceRoutes(runtime: Runtime): readonly Route[] {
  const list: Route['handle'] = async (call) => {
    const filter = Filter.of(call);
    const wanted = instanceFilter(filter);
    const found = await everyPage(filter, (page) => runtime.instances.list({ ...wanted, ...page }));
    return json(found.map((view) => processInstanceDto(call, view)));
  };
  const count: Route['handle'] = async (call) =>
    json({ count: await runtime.instances.count(instanceFilter(Filter.of(call))) });
  return [
    { method: 'GET', path: '/process-instance', permission: 'instance:read', handle: list },
    { method: 'POST', path: '/process-instance', permission: 'instance:read', handle: list },
    { method: 'GET', path: '/process-instance/count', permission: 'instance:read', handle: count },
    { method: 'POST', path: '/process-instance/count', permission: 'instance:read', handle: count },
    {
      method: 'GET',
      path: '/process-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => json(processInstanceDto(call, await running(runtime, id(call)))),
    },
    {
      method: 'DELETE',
      path: '/process-instance/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        await running(runtime, id(call));
        await runtime.instances.cancel(id(call), { reason: 'deleted through the API', by: call.caller.userId });
        return noContent();
      },
    },
    {
      method: 'PUT',
      path: '/process-instance/{id}/suspended',
      permission: 'instance:operate',
      handle: async (call) => {
        if (jsonBody(call)['suspended'] === true) await runtime.instances.suspend(id(call));
        else await runtime.instances.resume(id(call));
        return noContent();
      },
    },
    {
      method: 'PUT',
      path: '/process-instance/suspended',
      permission: 'instance:operate',
      handle: (call) => suspendMany(runtime, call),
    },
    {
      method: 'GET',
      path: '/process-instance/{id}/activity-instances',
      permission: 'instance:read',
      handle: async (call) => {
        const view = await running(runtime, id(call));
        return json(activityTree(view, await runtime.instances.tokens(view.id)));
      },
    },
    {
      method: 'POST',
      path: '/process-instance/{id}/modification',
      permission: 'instance:operate',
      handle: async (call) => {
        const modifications = modificationsOf(jsonBody(call)['instructions']);
        await runtime.instances.modify(id(call), modifications, { by: call.caller.userId });
        return noContent();
      },
    },
    ...variableRoutes(runtime, {
      path: '/process-instance/{id}/variables',
      read: 'instance:read',
      write: 'instance:operate',
      local: true,
      scope: async (call) => {
        const { id: instanceId } = await running(runtime, id(call));
        return { instanceId, scopeId: instanceId };
      },
    }),
  ];
}

async function running(runtime: Runtime, instanceId: string): Promise<InstanceView> {
  const view = await runtime.instances.get(instanceId);
  if (!isRunning(view)) throw invalid(`Process instance with id ${instanceId} does not exist`);
  return view;
}

/** Criteria shared with nothing else: history has other names for the same things. */
function instanceFilter(filter: Filter): InstanceFilter {
  const active = filter.flag('active');
  const suspended = filter.flag('suspended');
  filter.flag('withoutTenantId');
  const wanted: InstanceFilter = {
    running: true,
    ...given({
      ids: filter.list('processInstanceIds'),
      businessKey: filter.text('businessKey'),
      businessKeyLike: filter.text('businessKeyLike'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      definitionKeys: filter.list('processDefinitionKeyIn'),
      superInstanceId: filter.text('superProcessInstance'),
      rootsOnly: filter.flag('rootProcessInstances'),
      activeNodeIds: filter.list('activityIdIn'),
      withIncidents: filter.flag('withIncident'),
      states: suspended === true ? (['suspended'] as const) : active === true ? (['active'] as const) : undefined,
      variables: variableFilters(filter, 'variables'),
    }),
    sort: filter.sorting({
      instanceId: 'id',
      definitionId: 'definitionKey',
      definitionKey: 'definitionKey',
      businessKey: 'businessKey',
    } as const),
  };
  filter.close();
  return wanted;
}

async function suspendMany(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const ids = Array.isArray(body['processInstanceIds'])
    ? body['processInstanceIds'].map(String)
    : (
        await everyPage({ firstResult: 0, maxResults: Infinity }, (page) =>
          runtime.instances.list({
            running: true,
            ...page,
            ...(typeof body['processDefinitionId'] === 'string'
              ? { definitionId: body['processDefinitionId'] }
              : { definitionKey: required(body['processDefinitionKey'], 'processDefinitionKey') }),
          }),
        )
      ).map((view) => view.id);
  for (const instanceId of ids)
    await (body['suspended'] === true ? runtime.instances.suspend(instanceId) : runtime.instances.resume(instanceId));
  return noContent();
}

/** Instructions of a modification request in the engine's words. @throws CamundaError 400 */
export function modificationsOf(instructions: unknown): readonly Modification[] {
  if (!Array.isArray(instructions) || instructions.length === 0)
    throw invalid('Expected instructions to be a list with at least one.');
  return (instructions as Record<string, unknown>[]).map((instruction): Modification => {
    const variables = fromTyped(instruction['variables']);
    const ancestor = instruction['ancestorActivityInstanceId'];
    const under = typeof ancestor === 'string' ? { ancestorId: ancestor } : {};
    switch (instruction['type']) {
      case 'cancel':
        if (typeof instruction['activityInstanceId'] === 'string')
          return { kind: 'cancel', elementInstanceId: instruction['activityInstanceId'] };
        return { kind: 'cancelAll', nodeId: required(instruction['activityId'], 'activityId') };
      case 'startBeforeActivity':
        return { kind: 'startBefore', nodeId: required(instruction['activityId'], 'activityId'), variables, ...under };
      case 'startAfterActivity':
        return { kind: 'startAfter', nodeId: required(instruction['activityId'], 'activityId'), variables, ...under };
      case 'startTransition':
        return { kind: 'takeFlow', flowId: required(instruction['transitionId'], 'transitionId'), variables, ...under };
      default:
        throw invalid(
          `Expected type to be cancel, startBeforeActivity, startAfterActivity or startTransition, but got ${JSON.stringify(instruction['type'])}.`,
        );
    }
  });
}
