import type { InstanceFilter, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { Filter, UNLIMITED, everyPage } from '../http/filter.ts';
import { historicInstanceFilter, runningInstanceFilter } from './instance-filter.ts';

/** Under which names a body lists instances. */
const NAMES = {
  ids: 'processInstanceIds',
  query: 'processInstanceQuery',
  historic: 'historicProcessInstanceQuery',
} as const;

/**
 * The instances a request is about: ids, a query over running ones, a query over history, or several of these together,
 * each id once. @throws CamundaError 400 when they name nothing
 */
export async function selectedInstances(
  runtime: Runtime,
  body: Readonly<Record<string, unknown>>,
  names: { readonly ids: string; readonly query: string; readonly historic: string } = NAMES,
): Promise<readonly string[]> {
  const given = body[names.ids];
  if (given !== undefined && given !== null && !(Array.isArray(given) && given.every((id) => typeof id === 'string')))
    throw invalid(`Expected ${names.ids} to be a list of ids.`);
  const found = new Set((given ?? []) as readonly string[]);
  const queries: readonly (InstanceFilter | undefined)[] = [
    filterOf(body, names.query, runningInstanceFilter),
    filterOf(body, names.historic, historicInstanceFilter),
  ];
  for (const query of queries) {
    if (query === undefined) continue;
    const matching = await everyPage(UNLIMITED, (page) => runtime.instances.list({ ...query, ...page }));
    for (const { id } of matching) found.add(id);
  }
  if (found.size === 0)
    throw new CamundaError(400, 'BadUserRequestException', `${names.ids} is empty: no process instance is meant.`);
  return [...found];
}

function filterOf(
  body: Readonly<Record<string, unknown>>,
  name: string,
  read: (filter: Filter) => InstanceFilter,
): InstanceFilter | undefined {
  const filter = Filter.within(body, name);
  return filter && read(filter);
}
