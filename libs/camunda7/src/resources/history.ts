import type { InstanceView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { Filter, everyPage } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import type { Call } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { id } from './deployment.ts';
import { decisionInstances, historicDecisionDto } from './historic-decision.ts';
import { historicInstanceFilter } from './instance-filter.ts';
import { historicProcessInstanceDto } from './instance-dto.ts';

/** `/history`: what was, running cases included. */
export function historyRoutes(runtime: Runtime): readonly Route[] {
  const lists: readonly [string, (filter: Filter) => Promise<readonly Record<string, unknown>[]>][] = [
    [
      'process-instance',
      async (filter) => {
        const wanted = historicInstanceFilter(filter);
        return (await everyPage<InstanceView>(filter, (page) => runtime.instances.list({ ...wanted, ...page }))).map(
          historicProcessInstanceDto,
        );
      },
    ],
    ['decision-instance', (filter) => decisionInstances(runtime, filter)],
  ];
  return [
    ...lists.flatMap(([name, find]): Route[] =>
      (['GET', 'POST'] as const).flatMap((method) => [
        {
          method,
          path: `/history/${name}`,
          permission: 'instance:read',
          handle: async (call: Call) => json(await find(Filter.of(call))),
        },
        {
          method,
          path: `/history/${name}/count`,
          permission: 'instance:read',
          handle: async (call: Call) => json({ count: (await find(Filter.of(call))).length }),
        },
      ]),
    ),
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
    {
      method: 'GET',
      path: '/history/decision-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => {
        const { items } = await runtime.decisions.history({ id: id(call), limit: 1 });
        const [view] = items;
        if (view === undefined) throw notFound(`Historic decision instance with id '${id(call)}' does not exist`);
        return json(historicDecisionDto(view, { inputs: true, outputs: true }));
      },
    },
  ];
}
