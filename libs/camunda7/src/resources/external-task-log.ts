import type { JobLogView, Runtime } from '#runtime';
import { everyPage, type Filter, given, UNLIMITED } from '../http/filter.ts';
import { toCamundaDate } from '../value/date.ts';

/**
 * Rows of `GET|POST /history/external-task-log`: what external workers have reported. That a task was created or deleted is
 * not written down as a try, so those two questions find nothing.
 */
export async function externalTaskLog(runtime: Runtime, filter: Filter): Promise<readonly Record<string, unknown>[]> {
  const logId = filter.text('logId');
  const wanted = given({
    jobId: filter.text('externalTaskId') ?? logId?.replace(/:\d+$/, ''),
    topic: filter.text('topicName'),
    workerId: filter.text('workerId'),
    messageLike: exactly(filter.text('errorMessage')),
    nodeIds: filter.list('activityIdIn'),
    instanceId: filter.text('processInstanceId'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    outcomes: outcomesOf(filter),
  });
  const nobody = filter.tenants();
  filter.sorting({ timestamp: 'at' });
  filter.close();
  if (nobody) return [];
  // A row's own id names the task and the try: the try is looked for among all of the task.
  const rows = await everyPage(logId === undefined ? filter : UNLIMITED, (page) =>
    runtime.jobs.log({ ...wanted, performer: 'external', ...page }),
  );
  return rows.map(logDto).filter((row) => logId === undefined || row['id'] === logId);
}

/** The kinds asked for; with several of them a row would have to be all at once, as in Camunda 7. */
function outcomesOf(filter: Filter): readonly JobLogView['outcome'][] | undefined {
  const kinds: (readonly JobLogView['outcome'][])[] = [];
  if (filter.flag('creationLog') === true) kinds.push([]);
  if (filter.flag('failureLog') === true) kinds.push(['failed']);
  if (filter.flag('successLog') === true) kinds.push(['completed', 'error']);
  if (filter.flag('deletionLog') === true) kinds.push(['canceled']);
  if (kinds.length === 0) return undefined;
  return kinds.reduce((all, kind) => all.filter((outcome) => kind.includes(outcome)));
}

function exactly(text: string | undefined): string | undefined {
  return text?.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** One try. A BPMN error ends the work as planned in the model: to Camunda 7 that is a success. */
function logDto(row: JobLogView): Record<string, unknown> {
  return {
    id: `${row.jobId}:${row.attempt}`,
    timestamp: toCamundaDate(row.at),
    removalTime: null,
    externalTaskId: row.jobId,
    topicName: row.topic,
    workerId: row.workerId,
    priority: null,
    retries: row.retries,
    errorMessage: row.outcome === 'failed' ? row.message : null,
    activityId: row.nodeId,
    activityInstanceId: null,
    executionId: null,
    processInstanceId: row.instanceId,
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    tenantId: null,
    creationLog: false,
    failureLog: row.outcome === 'failed',
    successLog: row.outcome === 'completed' || row.outcome === 'error',
    deletionLog: row.outcome === 'canceled',
    rootProcessInstanceId: row.rootId,
  };
}
