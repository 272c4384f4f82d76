import type { DefinitionView, IncidentView, JobView, Runtime } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { everyPage, type Filter, UNLIMITED } from '../http/filter.ts';
import { processDefinitionDto } from './definition-dto.ts';
import { incidentTypeOf } from './incident.ts';

/** Which figures a request wants beside the number of instances. */
interface Wanted {
  readonly failedJobs: boolean;
  /** Incidents of any type, of one, or none. */
  readonly incidents: boolean | { readonly type: string };
}

/** `/process-definition/statistics`: what runs of each version, and what is wrong there. */
export async function definitionStatistics(
  runtime: Runtime,
  filter: Filter,
): Promise<readonly Record<string, unknown>[]> {
  const wanted = wantedFigures(filter, ['rootIncidents']);
  const views = await everyPage(UNLIMITED, (page) => runtime.definitions.list({ kind: 'process', ...page }));
  const running = new Map(
    (await runtime.definitions.statistics(views.map(({ id }) => id))).map((one) => [one.definitionId, one.running]),
  );
  const trouble = await Trouble.of(runtime, wanted, {});
  return views.map((view) => ({
    '@class': 'org.camunda.bpm.engine.rest.dto.repository.ProcessDefinitionStatisticsResultDto',
    id: view.id,
    instances: running.get(view.id) ?? 0,
    ...trouble.figures(({ definitionId }) => definitionId === view.id),
    definition: processDefinitionDto(view),
  }));
}

/** `/process-definition/{id}/statistics`: where the instances of a version stand, and what is wrong there. */
export async function activityStatistics(
  runtime: Runtime,
  { id: definitionId }: DefinitionView,
  filter: Filter,
): Promise<readonly Record<string, unknown>[]> {
  const wanted = wantedFigures(filter, []);
  const [figures] = await runtime.definitions.statistics([definitionId]);
  const trouble = await Trouble.of(runtime, wanted, { definitionId });
  return (figures?.elements ?? []).map(({ nodeId, running }) => ({
    '@class': 'org.camunda.bpm.engine.rest.dto.repository.ActivityStatisticsResultDto',
    id: nodeId,
    instances: running,
    ...trouble.figures((one) => one.nodeId === nodeId),
  }));
}

/** Incidents are asked for in one way at a time. @throws CamundaError 400 */
function wantedFigures(filter: Filter, more: readonly string[]): Wanted {
  const failedJobs = filter.flag('failedJobs') === true;
  const type = filter.text('incidentsForType');
  const flags = ['incidents', ...more].flatMap((name) => {
    const value = filter.flag(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  filter.close();
  const asked = [...flags.map(([name]) => name), ...(type === undefined ? [] : ['incidentsForType'])];
  if (asked.length > 1) throw invalid(`Only one of the query parameter ${asked.join(' or ')} can be set.`);
  return { failedJobs, incidents: type === undefined ? flags.some(([, value]) => value) : { type } };
}

type Place = Pick<IncidentView, 'definitionId' | 'nodeId'>;

/** Failed jobs and open incidents, read once for all rows of an answer. */
class Trouble {
  readonly #jobs: readonly JobView[];
  readonly #incidents: readonly IncidentView[];

  private constructor(jobs: readonly JobView[], incidents: readonly IncidentView[]) {
    this.#jobs = jobs;
    this.#incidents = incidents;
  }

  static async of(
    runtime: Runtime,
    { failedJobs, incidents }: Wanted,
    where: { readonly definitionId?: string },
  ): Promise<Trouble> {
    const jobs = failedJobs
      ? await everyPage<JobView>(UNLIMITED, (page) => runtime.jobs.list({ ...where, noRetriesLeft: true, ...page }))
      : [];
    const open =
      incidents === false
        ? []
        : await everyPage<IncidentView>(UNLIMITED, (page) => runtime.incidents.list({ ...where, ...page }));
    return new Trouble(
      jobs.filter(({ performer }) => performer !== 'external'),
      open.filter((one) => typeof incidents === 'boolean' || incidentTypeOf(one) === incidents.type),
    );
  }

  figures(isThere: (place: Place) => boolean): Record<string, unknown> {
    const counts = new Map<string, number>();
    for (const incident of this.#incidents.filter(isThere)) {
      const type = incidentTypeOf(incident);
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    return {
      failedJobs: this.#jobs.filter(isThere).length,
      incidents: [...counts].map(([incidentType, incidentCount]) => ({ incidentType, incidentCount })),
    };
  }
}
