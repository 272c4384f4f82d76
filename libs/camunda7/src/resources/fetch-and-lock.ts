import type { Variables } from '#engine';
import type { FetchTopic, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { all, both } from '../http/allowed-values.ts';
import { given } from '../http/filter.ts';
import { json } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { duration, flagOf, milliseconds, names, objects, required, textOf, wholeNumber } from '../value/body-value.ts';
import { lockedExternalTaskDto } from './external-task-dto.ts';
import { requireTopics } from './topic-permission.ts';

type Body = Readonly<Record<string, unknown>>;

/** Camunda 7's limit for long polling. */
const LONGEST_WAIT_MS = 1_800_000;

/** `/external-task/fetchAndLock`: work for a program outside, by topic, waiting for it where wanted. */
export function fetchAndLockRoutes(runtime: Runtime): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/external-task/fetchAndLock',
      permission: 'job:work',
      handle: (call) => fetchAndLock(runtime, call),
    },
  ];
}

async function fetchAndLock(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const workerId = required(body['workerId'], 'workerId');
  const maxTasks = wholeNumber(body['maxTasks'], 'maxTasks');
  const waitMs = milliseconds(body['asyncResponseTimeout'] ?? 0, 'asyncResponseTimeout');
  if (waitMs > LONGEST_WAIT_MS)
    throw invalid(
      `The asynchronous response timeout cannot be set to a value greater than ${LONGEST_WAIT_MS} milliseconds`,
    );
  const asked = objects(body['topics'] ?? [], 'topics');
  const topics = asked.map(topicOf);
  const createTime = createTimeOrder(body['sorting']);
  requireTopics(
    call.caller,
    topics.map(({ topic }) => topic),
  );
  const possible = topics.filter((_, index) => !ofSomeTenant(asked[index] ?? {}));
  // No topic, or none that can have work, or nothing wanted: an answer without a wait.
  if (possible.length === 0 || maxTasks === 0) return json([]);
  const locked = await runtime.externalTasks.fetchAndLock({
    workerId,
    maxTasks,
    usePriority: flagOf(body['usePriority'], 'usePriority') ?? false,
    topics: possible,
    waitMs,
    signal: call.signal,
    ...given({ createTime }),
  });
  const topicsThat = (wish: string) =>
    new Set(asked.filter((topic) => flagOf(topic[wish], wish) === true).map((topic) => topic['topicName']));
  const withSettings = topicsThat('includeExtensionProperties');
  const withData = topicsThat('deserializeValues');
  return json(
    locked.map((job) =>
      lockedExternalTaskDto(job, { settings: withSettings.has(job.topic), deserialize: withData.has(job.topic) }),
    ),
  );
}

function topicOf(topic: Body): FetchTopic {
  const text = (name: string) => textOf(topic[name], `${name} of a topic`);
  // An empty list asks for nothing here, as in Camunda 7.
  const listed = (name: string) => all(names(topic[name], name));
  return {
    topic: required(topic['topicName'], 'topicName'),
    lockDurationMs: duration(topic['lockDuration'], 'lockDuration'),
    localVariables: flagOf(topic['localVariables'], 'localVariables') ?? false,
    ...given({
      variables: names(topic['variables'], 'variables'),
      businessKey: text('businessKey'),
      definitionIds: both(text('processDefinitionId'), listed('processDefinitionIdIn')),
      definitionKeys: both(text('processDefinitionKey'), listed('processDefinitionKeyIn')),
      definitionVersionTag: text('processDefinitionVersionTag'),
      instanceVariables: instanceVariables(topic['processVariables']),
    }),
  };
}

/** There are no tenants here: a topic that wants work of some has none. */
function ofSomeTenant(topic: Body): boolean {
  return (names(topic['tenantIdIn'], 'tenantIdIn')?.length ?? 0) > 0 && topic['withoutTenantId'] !== true;
}

/** `sorting` of a fetch: Camunda 7 knows the time of creation only. @throws CamundaError 400 */
function createTimeOrder(sorting: unknown): 'asc' | 'desc' | undefined {
  const [first] = objects(sorting ?? [], 'sorting');
  if (first === undefined) return undefined;
  const { sortBy, sortOrder } = first;
  if (sortBy !== 'createTime') throw invalid(`Cannot set query sortBy parameter to value ${JSON.stringify(sortBy)}`);
  if (sortOrder !== 'asc' && sortOrder !== 'desc' && sortOrder !== undefined && sortOrder !== null)
    throw new CamundaError(400, 'InvalidRequestException', 'Expected sortOrder to be asc or desc.');
  return sortOrder === 'asc' ? 'asc' : 'desc';
}

/** `processVariables` of a topic: plain values by name. @throws CamundaError 400 */
function instanceVariables(wanted: unknown): Variables | undefined {
  if (wanted === undefined || wanted === null) return undefined;
  if (typeof wanted !== 'object' || Array.isArray(wanted)) throw invalid('Expected processVariables to be an object.');
  for (const [name, value] of Object.entries(wanted))
    if (typeof value === 'object' && value !== null)
      throw invalid(`Expected ${name} of processVariables to be text, a number, true, false or null.`);
  return wanted as Variables;
}
