import type { JobFilter } from '#runtime';
import { type Filter, given } from '../http/filter.ts';

/** Criteria of `/external-task` and of an `externalTaskQuery`. */
export function externalTaskFilter(filter: Filter): JobFilter {
  const locked = filter.flag('locked');
  const notLocked = filter.flag('notLocked');
  const active = filter.flag('active');
  const suspended = filter.flag('suspended');
  const withRetries = filter.flag('withRetriesLeft');
  const only = filter.text('externalTaskId');
  const instanceId = filter.text('processInstanceId');
  const nodeId = filter.text('activityId');
  const nobody = filter.tenants();
  const wanted: JobFilter = {
    performer: 'external',
    ...given({
      ids: nobody ? [] : (filter.list('externalTaskIdIn') ?? (only === undefined ? undefined : [only])),
      topic: filter.text('topicName'),
      workerId: filter.text('workerId'),
      instanceId,
      instanceIds: filter.list('processInstanceIdIn'),
      elementInstanceId: filter.text('executionId'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      definitionName: filter.text('processDefinitionName'),
      definitionNameLike: filter.text('processDefinitionNameLike'),
      nodeId,
      nodeIds: filter.list('activityIdIn'),
      lockedUntilAfter: filter.date('lockExpirationAfter'),
      lockedUntilBefore: filter.date('lockExpirationBefore'),
      priorityFrom: filter.integer('priorityHigherThanOrEquals'),
      priorityTo: filter.integer('priorityLowerThanOrEquals'),
      // A lock whose time is over is no lock.
      locked: locked === true ? true : notLocked === true ? false : undefined,
      noRetriesLeft: filter.flag('noRetriesLeft') ?? (withRetries === true ? false : undefined),
      suspended: suspended === true ? true : active === true ? false : undefined,
    }),
    sort: filter.sorting({
      id: 'id',
      lockExpirationTime: 'lockedUntil',
      processInstanceId: 'instanceId',
      processDefinitionId: 'definitionId',
      processDefinitionKey: 'definitionKey',
      taskPriority: 'priority',
      priority: 'priority',
      createTime: 'createdAt',
      tenantId: 'id',
    } as const),
  };
  filter.close();
  return wanted;
}
