import type { DefinitionView, Runtime } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { everyPage, UNLIMITED } from '../http/filter.ts';
import { fromCamundaDate } from '../value/date.ts';

type Body = Readonly<Record<string, unknown>>;

/** Suspends or activates one version, at once or on a date. @throws CamundaError 400 */
export async function suspendDefinition(
  runtime: Runtime,
  { id }: Pick<DefinitionView, 'id'>,
  body: Body,
): Promise<void> {
  const { suspended, options } = wish(body);
  await (suspended ? runtime.definitions.suspend({ id }, options) : runtime.definitions.resume({ id }, options));
}

/** Suspends or activates all versions of a key. @throws CamundaError 400 */
export async function suspendByKey(runtime: Runtime, body: Body): Promise<void> {
  if (body['processDefinitionId'] !== undefined && body['processDefinitionId'] !== null)
    throw invalid('Only processDefinitionKey can be set to update the suspension state.');
  const key = body['processDefinitionKey'];
  if (typeof key !== 'string' || key === '')
    throw invalid('Either processDefinitionId or processDefinitionKey should be set to update the suspension state.');
  wish(body);
  const versions = await everyPage(UNLIMITED, (page) => runtime.definitions.list({ kind: 'process', key, ...page }));
  for (const version of versions) await suspendDefinition(runtime, version, body);
}

function wish(body: Body) {
  const { suspended, includeProcessInstances, executionDate } = body;
  if (typeof suspended !== 'boolean') throw invalid('Expected suspended to be true or false.');
  const at = executionDate ?? undefined;
  const instant = typeof at === 'string' ? fromCamundaDate(at) : undefined;
  if (at !== undefined && instant === undefined) throw invalid("Expected executionDate as yyyy-MM-dd'T'HH:mm:ss.SSSZ.");
  return {
    suspended,
    options: { includeInstances: includeProcessInstances === true, ...(instant === undefined ? {} : { at: instant }) },
  };
}
