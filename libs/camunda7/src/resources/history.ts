import type { ActivityView, InstanceView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage, given } from '../http/filter.ts';
import { json, noContent } from '../http/reply.ts';
import type { Call } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { id } from './deployment.ts';
import { decisionInstances, historicDecisionDto } from './historic-decision.ts';
import { historicTaskDto } from './historic-task.ts';
import { incidentDto, incidentFilter } from './incident.ts';
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
    ['activity-instance', async (filter) => (await activities(runtime, filter)).map(activityDto)],
    [
      'task',
      async (filter) => {
        const wanted = given({
          instanceId: filter.text('processInstanceId'),
          definitionKey: filter.text('processDefinitionKey'),
          completedBy: filter.text('taskAssignee'),
          endedAfter: filter.date('finishedAfter'),
          endedBefore: filter.date('finishedBefore'),
        });
        const unfinished = filter.flag('unfinished');
        const finished = filter.flag('finished');
        filter.sorting({ startTime: 'createdAt', endTime: 'endedAt', taskName: 'name', taskId: 'id' });
        filter.close();
        const ended =
          unfinished === true
            ? []
            : await everyPage(UNLIMITED, (page) => runtime.tasks.history({ ...wanted, ...page }));
        const open =
          finished === true || wanted.completedBy !== undefined
            ? []
            : await everyPage(UNLIMITED, (page) =>
                runtime.tasks.list({
                  ...page,
                  ...given({ instanceId: wanted.instanceId, definitionKey: wanted.definitionKey }),
                }),
              );
        return [...ended, ...open]
          .slice(filter.firstResult, filter.firstResult + filter.maxResults)
          .map(historicTaskDto);
      },
    ],
    ['decision-instance', (filter) => decisionInstances(runtime, filter)],
    [
      'incident',
      async (filter) => {
        const open = filter.flag('open');
        const resolved = filter.flag('resolved');
        const wanted = incidentFilter(filter, true);
        const of = (isOpen: boolean) =>
          everyPage(UNLIMITED, (page) => runtime.incidents.list({ ...wanted, open: isOpen, ...page }));
        const found = [...(resolved === true ? [] : await of(true)), ...(open === true ? [] : await of(false))];
        return found.slice(filter.firstResult, filter.firstResult + filter.maxResults).map((view) => ({
          ...incidentDto(view),
          processDefinitionKey: view.definitionKey,
          createTime: toCamundaDate(view.raisedAt),
          endTime: toCamundaDate(view.endedAt),
          open: view.endedAt === null,
          resolved: view.endedAt !== null,
          deleted: false,
          rootProcessInstanceId: view.rootId,
          removalTime: null,
        }));
      },
    ],
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
      path: '/history/activity-instance/{id}',
      permission: 'instance:read',
      handle: async (call) => {
        const { items } = await runtime.instances.activities({ ids: [id(call)], limit: 1 });
        const [view] = items;
        if (view === undefined) throw notFound(`Historic activity instance with id '${id(call)}' does not exist`);
        return json(activityDto(view));
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

async function activities(runtime: Runtime, filter: Filter): Promise<readonly ActivityView[]> {
  const finished = filter.flag('finished');
  const unfinished = filter.flag('unfinished');
  const only = filter.text('activityInstanceId');
  const wanted = given({
    ids: only === undefined ? undefined : [only],
    instanceId: filter.text('processInstanceId'),
    definitionId: filter.text('processDefinitionId'),
    nodeId: filter.text('activityId'),
    nodeType: filter.text('activityType'),
    canceled: filter.flag('canceled'),
    finished: finished === true ? true : unfinished === true ? false : undefined,
  });
  filter.flag('withoutTenantId');
  filter.sorting({ startTime: 'startedAt', endTime: 'endedAt', activityId: 'nodeId', occurrence: 'startedAt' });
  filter.close();
  return everyPage(filter, (page) => runtime.instances.activities({ ...wanted, ...page }));
}

function activityDto(view: ActivityView): Record<string, unknown> {
  return {
    id: view.id,
    parentActivityInstanceId: view.parentId,
    // Camunda 7 tells the body of a multi-instance by this suffix, so that it is not counted as one of its instances.
    activityId: view.nodeType === 'multiInstanceBody' ? `${view.nodeId}#multiInstanceBody` : view.nodeId,
    activityName: view.nodeName,
    activityType: view.nodeType,
    processDefinitionKey: view.definitionKey,
    processDefinitionId: view.definitionId,
    processInstanceId: view.instanceId,
    executionId: view.id,
    taskId: view.taskId,
    calledProcessInstanceId: view.calledInstanceId,
    calledCaseInstanceId: null,
    assignee: view.assignee,
    startTime: toCamundaDate(view.startedAt),
    endTime: toCamundaDate(view.endedAt),
    durationInMillis: view.endedAt === null ? null : Date.parse(view.endedAt) - Date.parse(view.startedAt),
    canceled: view.canceled,
    completeScope: false,
    tenantId: null,
    removalTime: null,
    rootProcessInstanceId: view.rootId,
  };
}
