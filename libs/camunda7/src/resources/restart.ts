import type { RestartOptions, Runtime } from '#runtime';
import { noContent } from '../http/reply.ts';
import { id, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { selectedInstances } from './instance-selection.ts';
import { startPlaces } from './start-instance.ts';

/** `/process-definition/{id}/restart`: ended instances once more, one after another. */
export function restartRoutes(runtime: Runtime): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/process-definition/{id}/restart',
      permission: 'instance:operate',
      handle: async (call) => {
        const body = jsonBody(call);
        const options = { ...(await restartOptions(runtime, id(call), body)), by: call.caller.userId };
        for (const instanceId of await selectedInstances(runtime, body))
          await runtime.instances.restart(instanceId, options);
        return noContent();
      },
    },
  ];
}

/**
 * How a restart request begins its instances.
 * @throws CamundaError 400, DEFINITION_NOT_FOUND
 */
export async function restartOptions(
  runtime: Runtime,
  definitionId: string,
  body: Readonly<Record<string, unknown>>,
): Promise<RestartOptions> {
  await runtime.definitions.get({ id: definitionId });
  const startAt = startPlaces(body['instructions']);
  return {
    definitionId,
    startAt,
    initialVariables: body['initialVariables'] === true,
    withoutBusinessKey: body['withoutBusinessKey'] === true,
  };
}
