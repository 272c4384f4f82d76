import type { Declared, StartPlace, Variables } from '#engine';
import type { DefinitionReference } from '../api/definitions.ts';
import type { InstanceView, StartCommand } from '../api/instances.ts';
import { definitionOf } from '../definitions/definition-of.ts';
import type { CommandOutcome, Fence } from '../execution/command-request.ts';
import { operationLog } from '../operations/operation-log.ts';
import type { DefinitionRow } from '../ports/definition-store.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf, localOf } from '../variables.ts';
import { instanceOf } from './instance-of.ts';

const LONGEST_KEY = 255;

/** See {@link Instances.start}. */
export async function startInstance(
  parts: RuntimeParts,
  command: StartCommand,
): Promise<{ readonly instance: InstanceView; readonly created: boolean }> {
  const variables = checkedVariables(command.variables);
  checkKey('business key', command.businessKey);
  checkKey('idempotency key', command.idempotencyKey);
  const definition = await startableDefinition(parts, command.definition);
  const { startNodeId, startAt, by, businessKey, idempotencyKey } = command;
  const instanceId = parts.ids.next();
  const outcome = await beginInstance(parts, definition, {
    instanceId,
    variables,
    log: startLog(parts, definition, instanceId),
    ...declaredOf(command),
    ...(command.formFields === undefined ? {} : { formFields: command.formFields }),
    ...(businessKey === undefined ? {} : { businessKey }),
    ...(command.uniqueBusinessKey === true ? { unique: true } : {}),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(startNodeId === undefined ? {} : { startNodeId }),
    ...(startAt === undefined ? {} : { startAt: checkedPlaces(startAt) }),
    ...(by === undefined ? {} : { by }),
  });
  return { instance: await instanceOf(parts, outcome.rootId), created: outcome.earlier === undefined };
}

/** How a start somebody has asked for is logged: by hand, by message or by condition. */
export function startLog(
  parts: Pick<RuntimeParts, 'ids' | 'clock'>,
  definition: Pick<DefinitionRow, 'id' | 'key'>,
  instanceId: string,
): readonly OperationRow[] {
  const about = { instanceId, rootId: instanceId, definitionId: definition.id, definitionKey: definition.key };
  return operationLog(parts, { type: 'Create', entity: 'ProcessInstance', ...about });
}

export interface Beginning {
  /** Id of the new instance; the same one again when a delivery is repeated. */
  readonly instanceId: string;
  readonly variables: Variables;
  readonly declared?: Declared;
  readonly businessKey?: string;
  readonly unique?: boolean;
  readonly idempotencyKey?: string;
  readonly startNodeId?: string;
  readonly startAt?: readonly StartPlace[];
  readonly by?: string;
  readonly restartOf?: string;
  /** A thrown message or signal starts it, see {@link StartInstance}. */
  readonly startedInLine?: number;
  readonly fence?: Fence;
  readonly formFields?: Readonly<Record<string, string>>;
  /** Whose doing it is, see {@link startLog}. */
  readonly log?: readonly OperationRow[];
}

/** Begins an instance of a definition that has been found, by whatever started it. */
export function beginInstance(
  parts: Pick<RuntimeParts, 'executor'>,
  definition: Pick<DefinitionRow, 'id' | 'key'>,
  beginning: Beginning,
): Promise<CommandOutcome> {
  const { instanceId, variables, businessKey, unique, idempotencyKey, fence, log, formFields, ...rest } = beginning;
  const key = businessKey === undefined ? {} : { businessKey };
  return parts.executor.execute({
    target: { kind: 'start', instanceId, ...key, ...(unique === true ? { unique } : {}) },
    command: {
      type: 'StartInstance',
      processInstanceId: instanceId,
      definitionId: definition.id,
      variables,
      ...key,
      ...rest,
    },
    ...(idempotencyKey === undefined ? {} : { idempotencyKey: `${definition.key}:${idempotencyKey}` }),
    ...(fence === undefined ? {} : { fence }),
    ...(formFields === undefined ? {} : { formFields }),
    ...(log === undefined ? {} : { log }),
  });
}

/** @throws DEFINITION_NOT_FOUND, DEFINITION_SUSPENDED */
export async function startableDefinition(
  parts: Pick<RuntimeParts, 'definitions'>,
  reference: DefinitionReference,
): Promise<DefinitionRow> {
  const definition = await definitionOf(parts, 'process', reference);
  if (definition.suspended) {
    throw new RuntimeError(
      'DEFINITION_SUSPENDED',
      `Expected process "${definition.key}" version ${definition.version} to be active, but it is suspended.`,
      { definitionId: definition.id },
    );
  }
  return definition;
}

/** @throws VARIABLES_INVALID */
export function checkedPlaces(places: readonly StartPlace[]): readonly StartPlace[] {
  return places.map((place) => ({
    ...place,
    ...(place.variables === undefined ? {} : { variables: checkedVariables(place.variables) }),
    ...localOf(place),
  }));
}

function checkKey(what: string, key: string | undefined): void {
  if (key === undefined || (key !== '' && key.length <= LONGEST_KEY && !/[\0\p{Cs}]/u.test(key))) return;
  throw new RuntimeError('INPUT_INVALID', `Expected a ${what} of 1 to ${LONGEST_KEY} characters.`, { field: what });
}
