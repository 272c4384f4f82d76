import type { DefinitionView, IncidentView, Runtime } from '#runtime';
import { everyPage, type Filter, UNLIMITED } from '../http/filter.ts';
import type { Caller } from '../http/request.ts';
import { DEFINITION_SORT, definitionCriteria, textCriterion } from './definition-filter.ts';
import { incidentTypeOf } from './incident.ts';
import type { GroupsOf } from './task-filter.ts';

/** What `/process-definition` can be sorted by. */
export const PROCESS_SORT = { ...DEFINITION_SORT, deployTime: 'deployedAt', versionTag: 'versionTag' } as const;

/** The processes a request of `/process-definition` asks for, in no order. @throws CamundaError 400 */
export async function matchingProcesses(
  runtime: Runtime,
  filter: Filter,
  caller: Caller,
  groupsOf: GroupsOf,
): Promise<readonly DefinitionView[]> {
  const matches = definitionCriteria(filter, {
    id: 'processDefinition',
    withoutTenant: 'includeProcessDefinitionsWithoutTenantId',
  });
  const keys = filter.list('keysIn');
  const tag = textCriterion(filter, 'versionTag', 'versionTag');
  const withoutTag = filter.flag('withoutVersionTag') === true;
  const active = filter.flag('active') === true;
  const suspended = filter.flag('suspended') === true;
  const startable = await startableCriterion(filter, caller, groupsOf);
  const troubled = await troubledDefinitions(runtime, filter);
  filter.close();
  const all = await everyPage(UNLIMITED, (page) => runtime.definitions.list({ kind: 'process', ...page }));
  return all.filter(
    (view) =>
      matches(view) &&
      (keys === undefined || keys.includes(view.key)) &&
      tag(view) &&
      (!withoutTag || view.versionTag === null) &&
      (!active || !view.suspended) &&
      (!suspended || view.suspended) &&
      startable(view) &&
      (troubled?.has(view.id) ?? true),
  );
}

/** Who may start it. @throws CamundaError 400 */
async function startableCriterion(
  filter: Filter,
  caller: Caller,
  groupsOf: GroupsOf,
): Promise<(view: DefinitionView) => boolean> {
  const by = filter.text('startableBy');
  const inTasklist = filter.flag('startableInTasklist') === true;
  const notInTasklist = filter.flag('notStartableInTasklist') === true;
  const permitted = filter.flag('startablePermissionCheck') === true;
  const starters = by === undefined || by === caller.userId ? caller.groups : await groupsOf(by);
  const isOpenTo =
    (groups: readonly string[]) =>
    ({ starterGroups }: DefinitionView) =>
      starterGroups.length === 0 || groups.includes('*') || starterGroups.some((group) => groups.includes(group));
  return (view) =>
    (by === undefined || isOpenTo(starters)(view)) &&
    (!inTasklist || view.startable) &&
    (!notInTasklist || !view.startable) &&
    (!permitted || (caller.may('instance:start') && isOpenTo(caller.groups)(view)));
}

/** Ids of definitions with such an incident; undefined when no criterion asks for one. */
async function troubledDefinitions(runtime: Runtime, filter: Filter): Promise<ReadonlySet<string> | undefined> {
  const only = filter.text('incidentId');
  const type = filter.text('incidentType');
  const message = textCriterion(filter, 'incidentMessage', 'message');
  const asked = ['incidentMessage', 'incidentMessageLike'].some((name) => filter.raw(name) !== undefined);
  if (only === undefined && type === undefined && !asked) return undefined;
  const wanted = only === undefined ? {} : { ids: [only] };
  const open = await everyPage<IncidentView>(UNLIMITED, (page) => runtime.incidents.list({ ...wanted, ...page }));
  return new Set(
    open
      .filter((incident) => message(incident) && (type === undefined || incidentTypeOf(incident) === type))
      .map(({ definitionId }) => definitionId),
  );
}
