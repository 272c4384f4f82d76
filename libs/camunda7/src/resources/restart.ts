import type { RestartOptions, Runtime } from '#runtime';
import { invalid } from '../http/camunda-error.ts';
import { noContent } from '../http/reply.ts';
import { jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { id } from './deployment.ts';
import { selectedInstances } from './instance-selection.ts';
import { required } from './process-definition.ts';

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
 * How a restart request begins its instances. A transition is begun before the element it leads to.
 * @throws CamundaError 400, DEFINITION_NOT_FOUND
 */
export async function restartOptions(
  runtime: Runtime,
  definitionId: string,
  body: Readonly<Record<string, unknown>>,
): Promise<RestartOptions> {
  const model = await runtime.definitions.model({ id: definitionId });
  const instructions = body['instructions'] ?? [];
  if (!Array.isArray(instructions)) throw invalid('Expected instructions to be a list.');
  const startAt = (instructions as Record<string, unknown>[]).map(({ type, activityId, transitionId }) => {
    if (type === 'startBeforeActivity' || type === 'startAfterActivity')
      return { nodeId: required(activityId, 'activityId'), after: type === 'startAfterActivity' };
    if (type !== 'startTransition')
      throw invalid(
        `Expected type to be startBeforeActivity, startAfterActivity or startTransition, but got ${JSON.stringify(type)}.`,
      );
    const flow = model.flows.find((one) => one.id === required(transitionId, 'transitionId'));
    if (flow === undefined) throw invalid(`Expected a transition '${String(transitionId)}', but there is none.`);
    return { nodeId: flow.target, after: false };
  });
  return {
    definitionId,
    startAt,
    initialVariables: body['initialVariables'] === true,
    withoutBusinessKey: body['withoutBusinessKey'] === true,
  };
}
