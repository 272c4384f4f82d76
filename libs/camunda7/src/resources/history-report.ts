import type { ActivityFigures, CleanableFigure, DurationFigure, ReportUnit, Runtime, TaskCount } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { Filter, given } from '../http/filter.ts';
import { json } from '../http/reply.ts';
import { type Call, type FacadeResponse, id } from '../http/request.ts';
import { tabular } from '../http/tabular.ts';
import type { Route } from '../http/router.ts';
import { daysOf } from './definition-dto.ts';

/** Headings Camunda 7 gives them. */
const DURATION_COLUMNS = {
  PERIOD: 'period',
  PERIOD_UNIT: 'periodUnit',
  MINIMUM: 'minimum',
  MAXIMUM: 'maximum',
  AVERAGE: 'average',
};

/** Figures over history: how long cases and tasks took, what ran where in a definition, what may be erased. */
export function historyReportRoutes(runtime: Runtime): readonly Route[] {
  const get = (path: string, handle: (call: Call) => Promise<FacadeResponse>): Route => ({
    method: 'GET',
    path,
    permission: 'instance:read',
    handle,
  });
  return [
    get('/history/process-instance/report', async (call) => {
      const filter = Filter.of(call);
      if (filter.text('reportType') !== 'duration') throw unknownReport(filter.text('reportType'));
      const unit = unitOf(filter);
      const figures = await runtime.records.instanceDurations(
        unit,
        given({
          definitionIds: filter.list('processDefinitionIdIn'),
          definitionKeys: filter.list('processDefinitionKeyIn'),
          startedAfter: filter.date('startedAfter'),
          startedBefore: filter.date('startedBefore'),
        }),
      );
      const rows = figures.map((figure) => durationDto(figure, unit));
      return tabular(call.accept, 'process-instance-report.csv', DURATION_COLUMNS, rows);
    }),
    get('/history/task/report', async (call) => {
      const filter = Filter.of(call);
      const period = given({
        endedAfter: filter.date('completedAfter'),
        endedBefore: filter.date('completedBefore'),
      });
      switch (filter.text('reportType')) {
        case 'count': {
          const by = filter.text('groupBy');
          if (by !== 'taskName' && by !== 'processDefinition')
            throw invalid(`groupBy parameter has invalid value: ${by ?? 'null'}`);
          const counts = await runtime.records.taskCounts(by === 'taskName' ? 'name' : 'definition', period);
          return json(counts.map(countDto));
        }
        case 'duration': {
          const unit = unitOf(filter);
          return json((await runtime.records.taskDurations(unit, period)).map((figure) => durationDto(figure, unit)));
        }
        default:
          throw unknownReport(filter.text('reportType'));
      }
    }),
    get('/history/process-definition/{id}/statistics', (call) => statistics(runtime, call)),
    get('/history/process-definition/cleanable-process-instance-report', async (call) => {
      const filter = Filter.of(call);
      const found = await cleanable(runtime, filter);
      return json(filter.page(found).map(cleanableDto));
    }),
    get('/history/process-definition/cleanable-process-instance-report/count', async (call) =>
      json({ count: (await cleanable(runtime, Filter.of(call))).length }),
    ),
  ];
}

function unknownReport(type: string | undefined) {
  return invalid(
    type === undefined
      ? 'Parameter "reportType" is required'
      : `Cannot set query parameter 'reportType' to value '${type}'`,
  );
}

function unitOf(filter: Filter): ReportUnit {
  const unit = filter.text('periodUnit')?.toLowerCase();
  if (unit !== 'month' && unit !== 'quarter')
    throw invalid(`Cannot set query parameter 'periodUnit' to value '${filter.text('periodUnit') ?? 'null'}'`);
  return unit;
}

function durationDto({ period, minimum, maximum, average }: DurationFigure, unit: ReportUnit): Record<string, unknown> {
  return { period, periodUnit: unit.toUpperCase(), minimum, maximum, average };
}

function countDto({ name, count, definitionId, definitionKey, definitionName }: TaskCount): Record<string, unknown> {
  return {
    taskName: name,
    count,
    processDefinitionId: definitionId,
    processDefinitionKey: definitionKey,
    processDefinitionName: definitionName,
    tenantId: null,
  };
}

/** Elements with running instances; those that have only ended ones, or incidents, when they are asked for. */
async function statistics(runtime: Runtime, call: Call): Promise<FacadeResponse> {
  const filter = Filter.of(call);
  const [canceled, finished, incidents] = (['canceled', 'finished', 'incidents'] as const).map(
    (name) => filter.flag(name) === true,
  );
  const sorting = filter.sorting({ activityId: 'nodeId' } as const);
  const figures = await runtime.records.activityFigures(
    id(call),
    given({
      instanceIds: filter.list('processInstanceIdIn'),
      startedAfter: filter.date('startedAfter'),
      startedBefore: filter.date('startedBefore'),
      endedAfter: filter.date('finishedAfter'),
      endedBefore: filter.date('finishedBefore'),
    }),
  );
  const wanted = figures.filter(
    (one) =>
      one.running > 0 ||
      (canceled === true && one.canceled > 0) ||
      (finished === true && one.finished > 0) ||
      (incidents === true && one.openIncidents + one.resolvedIncidents + one.deletedIncidents > 0),
  );
  const rows = wanted.map((one: ActivityFigures) => ({
    id: one.nodeId,
    instances: one.running,
    canceled: canceled === true ? one.canceled : 0,
    finished: finished === true ? one.finished : 0,
    // An end event that completes its scope is not told apart from others.
    completeScope: 0,
    openIncidents: incidents === true ? one.openIncidents : 0,
    resolvedIncidents: incidents === true ? one.resolvedIncidents : 0,
    deletedIncidents: incidents === true ? one.deletedIncidents : 0,
  }));
  return json(sorting[0]?.descending === true ? rows.toReversed() : rows);
}

async function cleanable(runtime: Runtime, filter: Filter): Promise<readonly CleanableFigure[]> {
  const compact = filter.flag('compact') === true;
  const sorting = filter.sorting({ finished: 'finished' } as const);
  if (filter.tenants()) return [];
  const found = await runtime.records.cleanableInstances(
    given({
      definitionIds: filter.list('processDefinitionIdIn'),
      definitionKeys: filter.list('processDefinitionKeyIn'),
    }),
  );
  const told = compact ? found.filter((one) => one.cleanable > 0) : found;
  const [order] = sorting;
  if (order === undefined) return told;
  const sign = order.descending ? -1 : 1;
  return told.toSorted((one, other) => sign * (one.finished - other.finished));
}

function cleanableDto(one: CleanableFigure): Record<string, unknown> {
  return {
    processDefinitionId: one.definitionId,
    processDefinitionKey: one.definitionKey,
    processDefinitionName: one.definitionName,
    processDefinitionVersion: one.definitionVersion,
    historyTimeToLive: daysOf(one.historyTimeToLive),
    finishedProcessInstanceCount: one.finished,
    cleanableProcessInstanceCount: one.cleanable,
    tenantId: null,
  };
}
