import type { InstanceView, Runtime } from '#runtime';
import { invalid, notFound } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { activityTree } from './activity-tree.ts';
import { runningInstanceFilter } from './instance-filter.ts';
import { isRunning, processInstanceDto } from './instance-dto.ts';
import { selectedInstances } from './instance-selection.ts';
import { modificationsOf } from './modification-instructions.ts';
import { variablesForWorkers } from './topic-permission.ts';
import { variableRoutes } from './variable-routes.ts';

/** `/process-instance`: the running ones. */
export function processInstanceRoutes(runtime: Runtime): readonly Route[] {
  const list: Listing['list'] = async (call) => {
    const filter = Filter.of(call);
    const wanted = runningInstanceFilter(filter);
    const found = await everyPage(filter, (page) => runtime.instances.list({ ...wanted, ...page }));
    return found.map((view) => processInstanceDto(view));
  };
  const count: Listing['count'] = (call) => runtime.instances.count(runningInstanceFilter(Filter.of(call)));
  return [
    ...listRoutes('/process-instance', 'instance:read', { list, count }),
    {
      method: 'GET',
      path: '/process-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => json(processInstanceDto(await running(runtime, id(call)))),
    },
    {
      method: 'DELETE',
      path: '/process-instance/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        const filter = Filter.of(call);
        // Nothing listens to the end of an instance, and its mappings are not evaluated.
        for (const name of ['skipCustomListeners', 'skipIoMappings', 'deleteSubprocesses']) filter.flag(name);
        const leaveCalled = filter.flag('skipSubprocesses') === true;
        const failIfNotExists = filter.flag('failIfNotExists') ?? true;
        filter.close();
        const { items } = await runtime.instances.list({ ids: [id(call)], running: true, limit: 1 });
        if (items.length === 0 && !failIfNotExists) return noContent();
        await running(runtime, id(call));
        const { total } = leaveCalled
          ? await runtime.instances.list({ superInstanceId: id(call), running: true, limit: 1 })
          : { total: 0 };
        if (total > 0)
          throw invalid(
            'Expected an instance that has called none: those it called end with it, skipSubprocesses is not possible.',
          );
        await runtime.instances.cancel(id(call), { reason: 'deleted through the API', by: call.caller.userId });
        return noContent();
      },
    },
    {
      method: 'PUT',
      path: '/process-instance/{id}/suspended',
      permission: 'instance:operate',
      handle: async (call) => {
        const { suspended } = jsonBody(call);
        if (suspended !== undefined && typeof suspended !== 'boolean')
          throw invalid('Expected suspended to be true or false.');
        await running(runtime, id(call));
        if (suspended === true) await runtime.instances.suspend(id(call));
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
        const model = await runtime.definitions.model({ id: view.definitionId });
        return json(activityTree(view, await runtime.instances.tokens(view.id), model));
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
    ...variablesForWorkers(
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

/** @throws CamundaError 404 for an instance that never was or has ended */
async function running(runtime: Runtime, instanceId: string): Promise<InstanceView> {
  const { items } = await runtime.instances.list({ ids: [instanceId], limit: 1 });
  const [view] = items;
  if (view === undefined || !isRunning(view)) throw notFound(`Process instance with id ${instanceId} does not exist`);
  return view;
}

/** By ids or queries, or all instances of a definition, which may be none. */
async function suspendMany(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  if (typeof body['suspended'] !== 'boolean') throw invalid('Expected suspended to be true or false.');
  const { processDefinitionId: definitionId, processDefinitionKey: definitionKey } = body;
  if (definitionId != null && definitionKey != null)
    throw invalid('Only one of processDefinitionId and processDefinitionKey can be set.');
  const ofDefinition =
    typeof definitionId === 'string'
      ? { definitionId }
      : typeof definitionKey === 'string'
        ? { definitionKey }
        : undefined;
  const ids =
    ofDefinition === undefined
      ? await selectedInstances(runtime, body)
      : (await everyPage(UNLIMITED, (page) => runtime.instances.list({ ...ofDefinition, running: true, ...page }))).map(
          (view) => view.id,
        );
  for (const instanceId of ids)
    await (body['suspended'] ? runtime.instances.suspend(instanceId) : runtime.instances.resume(instanceId));
  return noContent();
}
