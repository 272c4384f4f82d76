import type { StartPlace } from '#engine';
import { type DefinitionView, isRuntimeError, type InstanceView, type Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { json } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { flagOf, objects, textOf } from '../value/body-value.ts';
import { formFields, sentToActivity, sentVariables } from '../value/sent-variables.ts';
import { processInstanceDto } from './instance-dto.ts';
import { ownVariables } from './own-variables.ts';

type Body = Readonly<Record<string, unknown>>;

/** `start`: at the start event, or where the instructions say. @throws CamundaError 400, 500 */
export async function startInstance(runtime: Runtime, view: DefinitionView, call: Call) {
  const body = jsonBody(call);
  const instance = await begin(runtime, view, call, body, { startAt: startPlaces(body['startInstructions']) });
  const dto = processInstanceDto(instance, call);
  if (flagOf(body['withVariablesInReturn'], 'withVariablesInReturn') !== true) return json(dto);
  return json({ ...dto, variables: answeredVariables(await ownVariables(runtime, instance.id)) });
}

/** What cannot begin is told in Camunda 7's words; what was wrong with it stays the same. @throws CamundaError 400, 500 */
export async function begin(
  runtime: Runtime,
  { id }: DefinitionView,
  call: Call,
  body: Body,
  options: { readonly startAt?: readonly StartPlace[]; readonly isForm?: boolean } = {},
): Promise<InstanceView> {
  const { startAt = [], isForm = false } = options;
  const businessKey = textOf(body['businessKey'], 'businessKey');
  try {
    const sent = sentVariables(body['variables']);
    const { instance } = await runtime.instances.start({
      definition: { id },
      ...sent,
      ...(isForm ? { formFields: formFields(sent) } : {}),
      by: call.caller.userId,
      ...(businessKey === undefined ? {} : { businessKey }),
      ...(startAt.length === 0 ? {} : { startAt }),
    });
    return instance;
  } catch (error) {
    throw refused(id, error);
  }
}

const BAD_REQUEST = new Set(['VARIABLES_INVALID', 'INPUT_INVALID', 'NODE_NOT_FOUND']);

function refused(definitionId: string, error: unknown): unknown {
  const words = (message: string) => `Cannot instantiate process definition ${definitionId}: ${message}`;
  if (error instanceof CamundaError)
    return new CamundaError(error.status, 'InvalidRequestException', words(error.message));
  if (!isRuntimeError(error)) return error;
  if (BAD_REQUEST.has(error.code)) return invalid(words(error.message));
  return new CamundaError(500, 'RestException', words(error.message));
}

/** Instructions where to begin, of a start or a restart. @throws CamundaError 400 */
export function startPlaces(instructions: unknown): readonly StartPlace[] {
  if (instructions === undefined || instructions === null) return [];
  return objects(instructions, 'the instructions').map(({ type, activityId, transitionId, variables }) => {
    const known = variables === undefined || variables === null ? {} : sentToActivity(variables);
    switch (type) {
      case 'startBeforeActivity':
      case 'startAfterActivity':
        if (typeof activityId !== 'string' || activityId === '')
          throw invalid(`For instruction type '${type}': 'activityId' must be set`);
        return { nodeId: activityId, after: type === 'startAfterActivity', ...known };
      case 'startTransition':
        if (typeof transitionId !== 'string' || transitionId === '')
          throw invalid("For instruction type 'startTransition': 'transitionId' must be set");
        return { flowId: transitionId, ...known };
      default:
        throw invalid(
          `Expected type to be startBeforeActivity, startAfterActivity or startTransition, but got ${JSON.stringify(type)}.`,
        );
    }
  });
}
