import type { InstanceView, Runtime } from '#runtime';
import { Filter, everyPage } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { id } from './deployment.ts';
import { historicInstanceFilter } from './instance-filter.ts';
import { historicProcessInstanceDto } from './instance-dto.ts';

/** `/history/process-instance`: cases, running and ended. */
export function historicInstanceRoutes(runtime: Runtime): readonly Route[] {
  return [
    ...(['GET', 'POST'] as const).flatMap((method): Route[] => [
      {
        method,
        path: '/history/process-instance',
        permission: 'instance:read',
        handle: async (call) => {
          const filter = Filter.of(call).ignoringUnknown();
          const wanted = historicInstanceFilter(filter);
          const found = await everyPage<InstanceView>(filter, (page) => runtime.instances.list({ ...wanted, ...page }));
          return json(found.map(historicProcessInstanceDto));
        },
      },
      {
        method,
        path: '/history/process-instance/count',
        permission: 'instance:read',
        handle: async (call) =>
          json({ count: await runtime.instances.count(historicInstanceFilter(Filter.of(call).ignoringUnknown())) }),
      },
    ]),
    {
      method: 'GET',
      path: '/history/process-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => json(historicProcessInstanceDto(await runtime.instances.get(id(call)))),
    },
    {
      method: 'DELETE',
      path: '/history/process-instance/{id}',
      permission: 'instance:operate',
      handle: async (call) => {
        await runtime.instances.deleteHistory(id(call));
        return noContent();
      },
    },
  ];
}
