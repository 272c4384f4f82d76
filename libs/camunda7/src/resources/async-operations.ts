import type { BatchOperation, DecisionRecordView, JobView, Runtime } from '#runtime';
import { CamundaError, invalid, notFound } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage } from '../http/filter.ts';
import { json } from '../http/reply.ts';
import { type Call, id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { required, wholeNumber } from '../value/body-value.ts';
import { sentVariables } from '../value/sent-variables.ts';
import { batchDto } from './batch-dto.ts';
import { externalTaskFilter } from './external-task-filter.ts';
import { historicDecisionFilter } from './historic-decision.ts';
import { selectedInstances } from './instance-selection.ts';
import { jobFilter } from './job-filter.ts';
import { modificationsOf } from './modification-instructions.ts';
import { planWithin } from './migration.ts';
import { restartOptions } from './restart.ts';

type Body = Readonly<Record<string, unknown>>;

const HISTORIC = {
  ids: 'historicProcessInstanceIds',
  query: 'processInstanceQuery',
  historic: 'historicProcessInstanceQuery',
} as const;
const OF_RETRIES = {
  ids: 'processInstances',
  query: 'processInstanceQuery',
  historic: 'historicProcessInstanceQuery',
} as const;

/** Operations on many instances or jobs that answer with a batch. */
export function asyncOperationRoutes(runtime: Runtime): readonly Route[] {
  const batch = (
    path: string,
    operation: (body: Body, call: Call) => BatchOperation | Promise<BatchOperation>,
    targets: (body: Body, call: Call) => Promise<readonly string[]> = (body) => selectedInstances(runtime, body),
    permission: Route['permission'] = 'instance:operate',
  ): Route => ({
    method: 'POST',
    path,
    permission,
    handle: async (call) => {
      const body = jsonBody(call);
      const made = await operation(body, call);
      const command = { operation: made, targets: await targets(body, call), by: call.caller.userId };
      return json(batchDto(await runtime.batches.create(command)));
    },
  });
  const remove = (body: Body): BatchOperation => ({
    kind: 'deleteInstances',
    reason: typeof body['deleteReason'] === 'string' ? body['deleteReason'] : 'deleted through the API',
  });
  const retries = (body: Body): BatchOperation => ({ kind: 'setRetries', retries: retriesOf(body) });
  return [
    batch('/process-instance/delete', remove),
    batch('/process-instance/delete-historic-query-based', remove),
    batch('/process-instance/suspended-async', ({ suspended }) => {
      if (typeof suspended !== 'boolean') throw invalid('Expected suspended to be true or false.');
      return { kind: suspended ? 'suspend' : 'resume' };
    }),
    batch('/process-instance/variables-async', ({ variables }) => {
      if (variables === undefined || variables === null) throw invalid('Expected variables to be given.');
      return { kind: 'setVariables', ...sentVariables(variables) };
    }),
    batch(
      '/process-instance/message-async',
      (body) => ({
        kind: 'correlate',
        messageName: required(body['messageName'], 'messageName'),
        ...sentVariables(body['variables']),
      }),
      undefined,
      'message:send',
    ),
    batch('/process-instance/job-retries', retries, (body) => jobsOfInstances(runtime, body), 'incident:retry'),
    batch(
      '/process-instance/job-retries-historic-query-based',
      retries,
      (body) => jobsOfInstances(runtime, body),
      'incident:retry',
    ),
    batch('/job/retries', retries, (body) => jobsOf(runtime, body), 'incident:retry'),
    batch(
      '/external-task/retries-async',
      (body) => ({ kind: 'setExternalTaskRetries', retries: retriesOf(body) }),
      (body) => externalTasksOf(runtime, body),
      'incident:retry',
    ),
    batch(
      '/process-instance/{id}/modification-async',
      (body) => ({ kind: 'modify', modifications: modificationsOf(body['instructions']) }),
      async (_body, call) => {
        const { items } = await runtime.instances.list({ ids: [id(call)], running: true, limit: 1 });
        if (items.length === 0) throw notFound(`Process instance with id ${id(call)} does not exist`);
        return [id(call)];
      },
    ),
    batch('/modification/executeAsync', (body) => ({
      kind: 'modify',
      modifications: modificationsOf(body['instructions']),
    })),
    batch('/migration/executeAsync', (body) => ({
      kind: 'migrate',
      plan: planWithin(body),
    })),
    batch('/process-definition/{id}/restart-async', async (body, call) => ({
      kind: 'restart',
      restart: await restartOptions(runtime, id(call), body),
    })),
    batch(
      '/history/process-instance/delete',
      () => ({ kind: 'deleteHistory' }),
      (body) => selectedInstances(runtime, body, HISTORIC),
    ),
    batch(
      '/history/decision-instance/delete',
      () => ({ kind: 'deleteDecisions' }),
      (body) => evaluationsOf(runtime, body),
    ),
  ];
}

function retriesOf({ retries }: Body): number {
  return wholeNumber(retries, 'retries');
}

/** External tasks a body names by id, by query, or by their instances. @throws CamundaError 400 when there are none */
export async function externalTasksOf(runtime: Runtime, body: Body): Promise<readonly string[]> {
  const ids = new Set(idsOf(body, 'externalTaskIds'));
  const query = Filter.within(body, 'externalTaskQuery');
  if (query !== undefined) {
    const wanted = externalTaskFilter(query);
    const found = await everyPage<JobView>(UNLIMITED, (page) => runtime.jobs.list({ ...wanted, ...page }));
    for (const job of found) ids.add(job.id);
  }
  if (['processInstanceIds', 'processInstanceQuery', 'historicProcessInstanceQuery'].some((name) => body[name] != null))
    for (const job of await jobsAt(runtime, await selectedInstances(runtime, body)))
      if (job.performer === 'external') ids.add(job.id);
  return some(ids, 'externalTaskIds');
}

/**
 * Evaluations a body names by id, by query, or both. A decision that was required goes with the evaluation it is part of.
 * @throws CamundaError 400 when there are none
 */
async function evaluationsOf(runtime: Runtime, body: Body): Promise<readonly string[]> {
  const ids = new Set(idsOf(body, 'historicDecisionInstanceIds').map((one) => one.split(':')[0] ?? one));
  const query = Filter.within(body, 'historicDecisionInstanceQuery');
  const wanted = query === undefined ? undefined : historicDecisionFilter(query);
  query?.close();
  if (wanted !== undefined) {
    const found = await everyPage<DecisionRecordView>(UNLIMITED, (page) =>
      runtime.decisions.records({ ...wanted, ...page }),
    );
    for (const one of found) ids.add(one.rootDecisionId ?? one.id);
  }
  return some(ids, 'historicDecisionInstanceIds');
}

async function jobsOfInstances(runtime: Runtime, body: Body): Promise<readonly string[]> {
  const instanceIds = await selectedInstances(runtime, body, OF_RETRIES);
  const jobs = await everyPage(UNLIMITED, (page) => runtime.ownJobs.list({ instanceIds, ...page }));
  return some(new Set(jobs.map((job) => job.id)), 'jobIds');
}

async function jobsOf(runtime: Runtime, body: Body): Promise<readonly string[]> {
  const ids = new Set(idsOf(body, 'jobIds'));
  const query = Filter.within(body, 'jobQuery');
  if (query !== undefined) {
    const wanted = jobFilter(query);
    for (const job of await everyPage(UNLIMITED, (page) => runtime.ownJobs.list({ ...wanted, ...page })))
      ids.add(job.id);
  }
  return some(ids, 'jobIds');
}

async function jobsAt(runtime: Runtime, instanceIds: readonly string[]): Promise<readonly JobView[]> {
  return everyPage<JobView>(UNLIMITED, (page) => runtime.jobs.list({ instanceIds, ...page }));
}

function idsOf(body: Body, name: string): readonly string[] {
  const ids = body[name] ?? [];
  if (!Array.isArray(ids) || !ids.every((one) => typeof one === 'string'))
    throw invalid(`Expected ${name} to be a list of ids.`);
  return ids;
}

function some(ids: ReadonlySet<string>, name: string): readonly string[] {
  if (ids.size === 0) throw new CamundaError(400, 'BadUserRequestException', `${name} is empty`);
  return [...ids];
}
