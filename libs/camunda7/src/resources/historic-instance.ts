import type { InstanceView, Runtime } from '#runtime';
import { Filter, everyPage } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import { json, noContent } from '../http/reply.ts';
import { id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { historicInstanceFilter } from './instance-filter.ts';
import { historicProcessInstanceDto } from './instance-dto.ts';

/** `/history/process-instance`: cases, running and ended. */
export function historicInstanceRoutes(runtime: Runtime): readonly Route[] {
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const wanted = historicInstanceFilter(filter);
      const found = await everyPage<InstanceView>(filter, (page) => runtime.instances.list({ ...wanted, ...page }));
      return found.map(historicProcessInstanceDto);
    },
    count: (call) => runtime.instances.count(historicInstanceFilter(Filter.of(call))),
  };
  return [
    ...listRoutes('/history/process-instance', 'instance:read', listing),
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
