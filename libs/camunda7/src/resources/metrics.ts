import type { Metric, Runtime } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { Filter, given } from '../http/filter.ts';
import { json } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';

/** Ours by Camunda 7's names, the short ones after the long ones they stand for. */
const METRICS: Readonly<Record<string, Metric>> = {
  'activity-instance-start': 'activityStarts',
  'activity-instance-end': 'activityEnds',
  'root-process-instance-start': 'instanceStarts',
  'job-successful': 'jobsSucceeded',
  'job-failed': 'jobsFailed',
  'executed-decision-instances': 'decisions',
  'unique-task-workers': 'taskWorkers',
  'flow-node-instances': 'activityStarts',
  'process-instances': 'instanceStarts',
  'decision-instances': 'decisions',
  'task-users': 'taskWorkers',
};
/**
 * What Camunda 7's job executor counts of itself. Nothing is acquired by polling here: workers are rung for each job, hence
 * there is never anything to count.
 */
const OF_JOB_EXECUTOR: ReadonlySet<string> = new Set([
  'job-acquisition-attempt',
  'job-acquired-success',
  'job-acquired-failure',
  'job-execution-rejected',
  'job-locked-exclusive',
]);
/** What a list without a name tells; people are counted over a period only, for one may be in many intervals. */
const LISTED = Object.keys(METRICS).slice(0, 6);
const DEFAULT_INTERVAL_SECONDS = 900;
/** Camunda 7's limit for one answer. */
const MOST_INTERVALS = 200;

/** `/metrics`: figures of operation, counted from what runs and what history still holds. */
export function metricsRoutes(runtime: Runtime): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/metrics',
      permission: 'instance:read',
      handle: async (call) => json(await intervals(runtime, Filter.of(call))),
    },
    {
      method: 'GET',
      path: '/metrics/{name}/sum',
      permission: 'instance:read',
      handle: async (call) => {
        const filter = Filter.of(call);
        const period = periodOf(filter);
        filter.close();
        const name = call.params['name'] ?? '';
        if (OF_JOB_EXECUTOR.has(name)) return json({ result: 0 });
        return json({ result: await runtime.metrics.sum(metricOf(name), period) });
      },
    },
    {
      method: 'DELETE',
      path: '/metrics/task-worker',
      permission: 'instance:operate',
      handle: () => {
        throw invalid(
          'Expected figures that are kept, but people are counted from the tasks of cases: they are gone when the cases are, see the times to live.',
        );
      },
    },
  ];
}

async function intervals(runtime: Runtime, filter: Filter): Promise<readonly Record<string, unknown>[]> {
  const name = filter.text('name');
  const reporter = filter.text('reporter');
  filter.flag('aggregateByReporter');
  const seconds = filter.integer('interval') ?? DEFAULT_INTERVAL_SECONDS;
  if (seconds < 1 || seconds > 2_147_483_647)
    throw invalid(`Expected interval to be at least one second, but got ${seconds}.`);
  const period = periodOf(filter);
  const { firstResult } = filter;
  const most = Math.min(MOST_INTERVALS, filter.maxResults);
  filter.close();
  const names = name === undefined ? LISTED : [name];
  const metrics = names.filter((one) => !OF_JOB_EXECUTOR.has(one)).map((one) => [one, metricOf(one)] as const);
  // One engine, no name: figures of a certain program are not kept.
  if (reporter !== undefined || most < 1) return [];
  const limit = Math.min(1000, firstResult + most);
  const found = await Promise.all(
    metrics.map(async ([one, metric]) =>
      (await runtime.metrics.intervals(metric, { ...period, seconds, limit })).map((row) => ({ ...row, name: one })),
    ),
  );
  return found
    .flat()
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(firstResult, firstResult + most)
    .map((row) => ({ timestamp: toCamundaDate(row.at), name: row.name, reporter: null, value: row.value }));
}

function periodOf(filter: Filter) {
  return given({ from: filter.date('startDate'), until: filter.date('endDate') });
}

function metricOf(name: string): Metric {
  const metric = Object.hasOwn(METRICS, name) ? METRICS[name] : undefined;
  if (metric === undefined)
    throw invalid(`Expected one of the metrics ${Object.keys(METRICS).join(', ')}, but got ${JSON.stringify(name)}.`);
  return metric;
}
