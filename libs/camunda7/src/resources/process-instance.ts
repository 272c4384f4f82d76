import type { InstanceView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { Filter, everyPage } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { activityTree } from './activity-tree.ts';
import { id } from './deployment.ts';
import { runningInstanceFilter } from './instance-filter.ts';
import { isRunning, processInstanceDto } from './instance-dto.ts';
import { selectedInstances } from './instance-selection.ts';
import { modificationsOf } from './modification-instructions.ts';
import { filesForWorkers } from './topic-permission.ts';
import { variableRoutes } from './variable-routes.ts';

/** `/process-instance`: the running ones. */
export function processInstanceRoutes(runtime: Runtime): readonly Route[] {
  const list: Route['handle'] = async (call) => {
    const filter = Filter.of(call);
    const wanted = runningInstanceFilter(filter);
    const found = await everyPage(filter, (page) => runtime.instances.list({ ...wanted, ...page }));
    return json(found.map((view) => processInstanceDto(call, view)));
  };
  const count: Route['handle'] = async (call) =>
    json({ count: await runtime.instances.count(runningInstanceFilter(Filter.of(call))) });
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
        const { instructions, annotation } = jsonBody(call);
        await runtime.instances.modify(id(call), modificationsOf(instructions), {
          by: call.caller.userId,
          ...(typeof annotation === 'string' ? { annotation } : {}),
        });
        return noContent();
      },
    },
    ...filesForWorkers(
      runtime,
      variableRoutes(runtime, {
        path: '/process-instance/{id}/variables',
        read: 'instance:read',
        write: 'instance:operate',
        local: true,
        what: 'process instance',
        scope: async (call) => {
          const { id: instanceId } = await running(runtime, id(call));
          return { instanceId, scopeId: instanceId };
        },
      }),
      (instanceId) => ({ instanceId }),
    ),
  ];
}

async function running(runtime: Runtime, instanceId: string): Promise<InstanceView> {
  const view = await runtime.instances.get(instanceId);
  if (!isRunning(view)) throw notFound(`Process instance with id ${instanceId} does not exist`);
  return view;
}

async function suspendMany(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const query = Array.isArray(body['processInstanceIds'])
    ? body
    : typeof body['processDefinitionId'] === 'string'
      ? { processInstanceQuery: { processDefinitionId: body['processDefinitionId'] } }
      : typeof body['processDefinitionKey'] === 'string'
        ? { processInstanceQuery: { processDefinitionKey: body['processDefinitionKey'] } }
        : body;
  const ids = await selectedInstances(runtime, query);
  for (const instanceId of ids)
    await (body['suspended'] === true ? runtime.instances.suspend(instanceId) : runtime.instances.resume(instanceId));
  return noContent();
}
