import type { OwnJobFilter } from '#runtime';
import { both } from '../http/allowed-values.ts';
import { invalid } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { fromCamundaDate } from '../value/date.ts';
import { placeNamed } from './job-words.ts';

/** Criteria of `/job` and of a `jobQuery`. */
export function jobFilter(filter: Filter): OwnJobFilter {
  const timers = filter.onlyTrue('timers');
  const messages = filter.onlyTrue('messages');
  if (timers === true && messages === true)
    throw invalid('Parameter timers cannot be used together with parameter messages.');
  const jobDefinition = filter.text('jobDefinitionId');
  const instanceId = filter.text('processInstanceId');
  const instanceIds = filter.list('processInstanceIds');
  const at = jobDefinition === undefined ? undefined : placeNamed(jobDefinition);
  const nowhere = jobDefinition !== undefined && at === undefined;
  const nobody = filter.tenants('includeJobsWithoutTenantId') || nowhere;
  const one = filter.text('jobId');
  const wanted: OwnJobFilter = {
    ...given({
      ids: nobody ? [] : both(one, filter.list('jobIds')),
      at,
      instanceIds: both(instanceId, instanceIds),
      elementInstanceId: filter.text('executionId'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      nodeId: filter.text('activityId'),
      timers: timers ?? (messages === true ? false : undefined),
      retriesLeft: filter.either('withRetriesLeft', 'noRetriesLeft'),
      executable: filter.onlyTrue('executable'),
      failed: filter.onlyTrue('withException'),
      errorMessage: filter.text('exceptionMessage'),
      failedNodeId: filter.text('failedActivityId'),
      suspended: filter.either('suspended', 'active'),
      locked: filter.onlyTrue('acquired'),
      priorityFrom: filter.integer('priorityHigherThanOrEquals'),
      priorityTo: filter.integer('priorityLowerThanOrEquals'),
    }),
    ...range(filter, 'dueDates', 'dueAfter', 'dueBefore'),
    ...range(filter, 'createTimes', 'createdAfter', 'createdBefore'),
    sort: filter.sorting({
      jobId: 'id',
      executionId: 'elementInstanceId',
      processInstanceId: 'instanceId',
      processDefinitionId: 'definitionId',
      processDefinitionKey: 'definitionKey',
      jobPriority: 'priority',
      jobRetries: 'retries',
      jobDueDate: 'dueAt',
      tenantId: 'id',
    } as const),
  };
  filter.close();
  return wanted;
}

/**
 * `dueDates=gt_2026-…,lt_2026-…` of a query, `[{operator, value}]` of a body. Several of a kind narrow to the strictest.
 * @throws CamundaError 400
 */
function range<After extends string, Before extends string>(
  filter: Filter,
  name: string,
  after: After,
  before: Before,
): Partial<Record<After | Before, string>> {
  const raw = filter.raw(name);
  if (raw === undefined) return {};
  const conditions = typeof raw === 'string' ? raw.split(',').map(fromText) : raw;
  if (!Array.isArray(conditions)) throw invalid(`Expected ${name} to be a list of conditions.`);
  const found: Partial<Record<string, string>> = {};
  for (const condition of conditions as { operator?: unknown; value?: unknown }[]) {
    const { operator, value } = condition;
    const at = typeof value === 'string' ? fromCamundaDate(value) : undefined;
    if ((operator !== 'gt' && operator !== 'lt') || at === undefined)
      throw invalid(`Invalid ${name} condition: expected gt or lt with a date, but got ${JSON.stringify(condition)}.`);
    const field = operator === 'gt' ? after : before;
    const earlier = found[field];
    if (earlier === undefined || (operator === 'gt' ? at > earlier : at < earlier)) found[field] = at;
  }
  return found;
}

function fromText(text: string): { operator: string; value: string } {
  const at = text.indexOf('_');
  return { operator: text.slice(0, Math.max(at, 0)), value: text.slice(at + 1) };
}
