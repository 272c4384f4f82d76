import type { JobLogFilter, JobLogView, Runtime } from '#runtime';
import { notFound } from '../http/camunda-error.ts';
import { everyPage, Filter, given, UNLIMITED } from '../http/filter.ts';
import { listRoutes } from '../http/list-routes.ts';
import { json, text } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { jobDefinitionId, jobPlacesOf } from './job-words.ts';
import { exactly, kindOfLog, logId, ofLogId, outcomesOf } from './job-log-id.ts';

const SORTS = {
  timestamp: 'at',
  jobId: 'jobId',
  jobDefinitionId: 'nodeId',
  jobDueDate: 'dueAt',
  jobRetries: 'retries',
  jobPriority: 'priority',
  activityId: 'nodeId',
  executionId: 'elementInstanceId',
  processInstanceId: 'instanceId',
  processDefinitionId: 'definitionId',
  processDefinitionKey: 'definitionKey',
  deploymentId: 'deploymentId',
  hostname: 'workerId',
  occurrence: 'at',
  tenantId: 'kind',
} as const;

type Row = Record<string, unknown>;
type JobWord = Pick<ReturnType<typeof jobPlacesOf>[number], 'jobType' | 'jobConfiguration'>;

/** `/history/job-log`: what the engine does later by itself: its own work, continuations, timers. */
export function jobLogRoutes(runtime: Runtime): readonly Route[] {
  const find = async (call: Call): Promise<readonly Row[]> => {
    const filter = Filter.of(call);
    const wanted = criteria(filter);
    const matches = ofDefinition(filter);
    const sort = filter.sorting(SORTS);
    if (wanted === undefined) return [];
    const words = new JobWords(runtime);
    const rows = (page: Pick<Filter, 'firstResult' | 'maxResults'>) =>
      everyPage(page, (request) => runtime.jobs.log({ ...wanted, sort, ...request }));
    if (matches === undefined) return Promise.all((await rows(filter)).map((row) => words.dto(row)));
    // What the model says is not in the log: looked at row by row.
    const all = await Promise.all((await rows(UNLIMITED)).map((row) => words.dto(row)));
    return filter.page(all.filter(matches));
  };
  const count = async (call: Call): Promise<number> => {
    const filter = Filter.of(call);
    const wanted = criteria(filter);
    if (wanted === undefined) return 0;
    if (ofDefinition(filter) !== undefined) return (await find(call)).length;
    return (await runtime.jobs.log({ ...wanted, limit: 1 })).total;
  };
  const one = async (call: Call): Promise<JobLogView> => {
    const wanted = ofLogId(id(call));
    const found = wanted && (await runtime.jobs.log({ ...wanted, performerNot: 'external', limit: 1 })).items[0];
    if (found === undefined) throw notFound(`Historic job log with id ${id(call)} does not exist`);
    return found;
  };
  return [
    ...listRoutes('/history/job-log', 'instance:read', { list: find, count }),
    {
      method: 'GET',
      path: '/history/job-log/{id}',
      permission: 'instance:read',
      handle: async (call) => json(await new JobWords(runtime).dto(await one(call))),
    },
    {
      method: 'GET',
      path: '/history/job-log/{id}/stacktrace',
      permission: 'instance:read',
      handle: async (call) => {
        const { details, message } = await one(call);
        return text(details ?? message);
      },
    },
  ];
}

/** Undefined when nothing can match. */
function criteria(filter: Filter): JobLogFilter | undefined {
  const only = filter.text('logId');
  const named = only === undefined ? {} : ofLogId(only);
  const failedAt = filter.list('failedActivityIdIn');
  const activities = filter.list('activityIdIn');
  const outcomes = outcomesOf(filter).filter(
    (outcome) => (named?.outcomes?.includes(outcome) ?? true) && (failedAt === undefined || outcome === 'failed'),
  );
  const jobId = filter.text('jobId');
  const instanceId = filter.text('processInstanceId');
  if (filter.tenants() || named === undefined) return undefined;
  if (jobId !== undefined && named.jobId !== undefined && jobId !== named.jobId) return undefined;
  if (instanceId !== undefined && named.instanceId !== undefined && instanceId !== named.instanceId) return undefined;
  return {
    ...named,
    performerNot: 'external',
    outcomes,
    ...given({
      jobId: jobId ?? named.jobId,
      instanceId: instanceId ?? named.instanceId,
      messageLike: exactly(filter.text('jobExceptionMessage')),
      nodeIds:
        activities === undefined || failedAt === undefined
          ? (activities ?? failedAt)
          : activities.filter((activity) => failedAt.includes(activity)),
      elementInstanceIds: filter.list('executionIdIn'),
      definitionId: filter.text('processDefinitionId'),
      definitionKey: filter.text('processDefinitionKey'),
      deploymentId: filter.text('deploymentId'),
      workerId: filter.text('hostname'),
      priorityTo: filter.integer('jobPriorityLowerThanOrEquals'),
      priorityFrom: filter.integer('jobPriorityHigherThanOrEquals'),
    }),
  };
}

/** What is asked about the job definition; undefined when nothing is. */
function ofDefinition(filter: Filter): ((row: Row) => boolean) | undefined {
  const wanted = (['jobDefinitionId', 'jobDefinitionType', 'jobDefinitionConfiguration'] as const).flatMap((name) => {
    const value = filter.text(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return wanted.length === 0 ? undefined : (row) => wanted.every(([name, value]) => row[name] === value);
}

/** Tells rows with what the model says of the place where the job arose; reads each model once. */
class JobWords {
  readonly #runtime: Runtime;
  readonly #places = new Map<string, Promise<ReadonlyMap<string, JobWord>>>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async dto(row: JobLogView): Promise<Row> {
    const { definitionId, nodeId, kind } = row;
    const definition =
      definitionId === null || kind === null ? null : jobDefinitionId({ definitionId, nodeId, place: kind });
    const place =
      definitionId === null || definition === null ? undefined : (await this.#placesOf(definitionId)).get(definition);
    const failed = row.outcome === 'failed';
    return {
      id: logId(row),
      timestamp: toCamundaDate(row.at),
      removalTime: null,
      jobId: row.jobId,
      jobDueDate: toCamundaDate(row.dueAt),
      jobRetries: row.retries,
      jobPriority: row.priority,
      jobExceptionMessage: failed ? row.message : null,
      failedActivityId: failed ? nodeId : null,
      jobDefinitionId: definition,
      jobDefinitionType: place?.jobType ?? null,
      jobDefinitionConfiguration: place?.jobConfiguration ?? null,
      activityId: nodeId,
      executionId: row.elementInstanceId,
      processInstanceId: row.instanceId,
      processDefinitionId: definitionId,
      processDefinitionKey: row.definitionKey,
      deploymentId: row.deploymentId,
      rootProcessInstanceId: row.rootId,
      tenantId: null,
      hostname: row.workerId,
      batchId: null,
      ...kindOfLog(row),
    };
  }

  #placesOf(definitionId: string) {
    const known = this.#places.get(definitionId);
    if (known !== undefined) return known;
    const read = this.#runtime.definitions
      .model({ id: definitionId })
      .then(
        (model) => new Map(jobPlacesOf(definitionId, model).map(({ at, ...words }) => [jobDefinitionId(at), words])),
      );
    this.#places.set(definitionId, read);
    return read;
  }
}
