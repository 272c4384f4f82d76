import type { OperationView, Runtime, TaskRecord } from '#runtime';
import { everyPage, Filter, given, UNLIMITED } from '../http/filter.ts';
import { type Listing, listRoutes } from '../http/list-routes.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';

interface Link {
  readonly at: string;
  readonly type: 'assignee' | 'owner' | 'candidate';
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly operationType: 'add' | 'delete';
  /** Who has changed it; null: the process itself. */
  readonly assignerId: string | null;
  readonly task: TaskRecord;
}

const SORTS = {
  time: 'at',
  type: 'type',
  userId: 'userId',
  groupId: 'groupId',
  taskId: 'taskId',
  processDefinitionId: 'definitionId',
  processDefinitionKey: 'definitionKey',
  operationType: 'operationType',
  assignerId: 'assignerId',
  tenantId: 'none',
} as const;

const SORTED: Readonly<Record<(typeof SORTS)[keyof typeof SORTS], (link: Link) => string>> = {
  at: ({ at }) => at,
  type: ({ type }) => type,
  userId: ({ userId }) => userId ?? '',
  groupId: ({ groupId }) => groupId ?? '',
  taskId: ({ task }) => task.id,
  definitionId: ({ task }) => task.definitionId,
  definitionKey: ({ task }) => task.definitionKey,
  operationType: ({ operationType }) => operationType,
  assignerId: ({ assignerId }) => assignerId ?? '',
  none: () => '',
};

/** `/history/identity-link-log`: who has come to have to do with a task, and who no longer. */
export function identityLinkLogRoutes(runtime: Runtime): readonly Route[] {
  const listing: Listing = {
    async list(call) {
      const filter = Filter.of(call);
      const sorting = filter.sorting(SORTS);
      const found = await links(runtime, filter);
      const sorted = found.toSorted((one, other) => {
        for (const { by, descending } of sorting) {
          const [first, second] = [SORTED[by](one), SORTED[by](other)];
          if (first !== second) return (first < second ? -1 : 1) * (descending ? -1 : 1);
        }
        return 0;
      });
      return filter.page(sorted).map(linkDto);
    },
    count: async (call) => (await links(runtime, Filter.of(call))).length,
  };
  return listRoutes('/history/identity-link-log', 'instance:read', listing, ['GET']);
}

/** Oldest first. */
async function links(runtime: Runtime, filter: Filter): Promise<readonly Link[]> {
  const taskId = filter.text('taskId');
  const wanted = {
    type: filter.text('type'),
    userId: filter.text('userId'),
    groupId: filter.text('groupId'),
    operationType: filter.text('operationType'),
    assignerId: filter.text('assignerId'),
  };
  const [after, before] = [filter.date('dateAfter'), filter.date('dateBefore')];
  const ofDefinition = given({
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
  });
  if (filter.tenants()) return [];
  const [tasks, operations] = await Promise.all([
    everyPage<TaskRecord>(UNLIMITED, (page) =>
      runtime.records.tasks({
        ...ofDefinition,
        ...given({ ids: taskId === undefined ? undefined : [taskId] }),
        ...page,
      }),
    ),
    everyPage<OperationView>(UNLIMITED, (page) =>
      runtime.operations.list({ ...ofDefinition, ...given({ taskId }), entities: ['Task', 'IdentityLink'], ...page }),
    ),
  ]);
  const byTask = new Map<string, OperationView[]>();
  for (const operation of operations) {
    if (operation.taskId !== null) byTask.set(operation.taskId, [...(byTask.get(operation.taskId) ?? []), operation]);
  }
  return tasks
    .flatMap((task) => linksOf(task, byTask.get(task.id) ?? []))
    .filter(
      (link) =>
        (after === undefined || link.at >= after) &&
        (before === undefined || link.at <= before) &&
        Object.entries(wanted).every(
          ([name, value]) => value === undefined || link[name as keyof typeof wanted] === value,
        ),
    )
    .toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? -1 : 1));
}

/** The links a task was born with, worked out backwards from those it has now, and what people have changed since. */
function linksOf(task: TaskRecord, operations: readonly OperationView[]): readonly Link[] {
  const user = (
    at: string,
    type: Link['type'],
    operationType: Link['operationType'],
    userId: string,
    assignerId: string | null,
  ): Link => ({ at, type, operationType, userId, groupId: null, assignerId, task });
  const group = (
    at: string,
    operationType: Link['operationType'],
    groupId: string,
    assignerId: string | null,
  ): Link => ({
    ...user(at, 'candidate', operationType, '', assignerId),
    userId: null,
    groupId,
  });
  const candidates = { User: new Set(task.candidateUsers), Group: new Set(task.candidateGroups) };
  const changed: Link[] = [];
  for (const { at, type, property, orgValue, newValue, userId } of operations) {
    if (property === 'assignee' || property === 'owner') {
      if (orgValue !== null) changed.push(user(at, property, 'delete', orgValue, userId));
      if (newValue !== null) changed.push(user(at, property, 'add', newValue, userId));
    }
    const [, verb, what] = /^(Add|Delete)(User|Group)Link$/.exec(type) ?? [];
    if (verb === undefined || newValue === null) continue;
    const done = verb === 'Add' ? 'add' : 'delete';
    changed.push(what === 'Group' ? group(at, done, newValue, userId) : user(at, 'candidate', done, newValue, userId));
    const before = candidates[what === 'Group' ? 'Group' : 'User'];
    if (verb === 'Add') before.delete(newValue);
    else before.add(newValue);
  }
  const first = (name: 'assignee' | 'owner') => {
    const change = operations.find(({ property }) => property === name);
    return change === undefined ? task[name] : change.orgValue;
  };
  const born: Link[] = [
    ...(['assignee', 'owner'] as const).flatMap((name) => {
      const one = first(name);
      return one === null ? [] : [user(task.createdAt, name, 'add', one, null)];
    }),
    ...[...candidates.User].map((one) => user(task.createdAt, 'candidate', 'add', one, null)),
    ...[...candidates.Group].map((one) => group(task.createdAt, 'add', one, null)),
  ];
  return [...born, ...changed];
}

function linkDto(link: Link): Record<string, unknown> {
  const { at, type, userId, groupId, operationType, assignerId, task } = link;
  return {
    id: [task.id, at, type, operationType, userId ?? groupId].join(':'),
    time: toCamundaDate(at),
    type,
    userId,
    groupId,
    taskId: task.id,
    processDefinitionId: task.definitionId,
    processDefinitionKey: task.definitionKey,
    operationType,
    assignerId,
    tenantId: null,
    removalTime: toCamundaDate(task.removedAt),
    rootProcessInstanceId: task.rootId,
  };
}
