import {
  type InstanceState,
  localTypesOf,
  localVariablesOf,
  restoreState,
  visibleTypes,
  visibleVariables,
  waitingActivities,
} from '#engine';
import type { Instances, TypedVariables } from '../api/instances.ts';
import type { MigrationPlan } from '../api/migrations.ts';
import { toPartition } from '../execution/loaded-tree.ts';
import type { CommandRequest } from '../execution/command-request.ts';
import { assertAnnotation } from '../operations/assert-annotation.ts';
import { operationLog, type PropertyChange } from '../operations/operation-log.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf } from '../variables.ts';
import { deleteInstanceHistory } from './delete-history.ts';
import { gatheringsOf } from './gatherings.ts';
import { instanceOf } from './instance-of.ts';
import { checkMigration, proposeMigration, tryMigration } from './check-migration.ts';
import { migrate } from './migrate-instance.ts';
import { effectsOf } from './modification-effects.ts';
import { modificationPlaces } from './modification-places.ts';
import { checkedModifications } from './modifications.ts';
import { restartInstance } from './restart-instance.ts';
import { startInstance } from './start-instance.ts';

export function createInstances(parts: RuntimeParts): Instances {
  const { queries, executor } = parts;
  const onInstance = async (
    instanceId: string,
    command: CommandRequest['command'],
    log: CommandRequest['log'] = [],
  ): Promise<void> => {
    await executor.execute({ target: { kind: 'lookup', of: 'instance', id: instanceId }, command, log });
  };
  const onItem = async (
    id: string,
    command: CommandRequest['command'],
    log: CommandRequest['log'] = [],
  ): Promise<void> => {
    await executor.execute({ target: { kind: 'lookup', of: 'item', id }, command, log });
  };
  const logOf = (
    type: string,
    instanceId: string,
    changes: readonly PropertyChange[] = [],
    annotation: string | null = null,
  ) => operationLog(parts, { type, entity: 'ProcessInstance', instanceId, annotation }, changes);
  return {
    start: (command) => startInstance(parts, command),
    list: (filter) => queries.instances.list(filter),
    count: (filter) => queries.instances.count(filter),
    get: (instanceId) => instanceOf(parts, instanceId),
    tokens: (instanceId) => queries.instances.tokens(instanceId),
    gatherings: (instanceId) => gatheringsOf(parts, instanceId),
    executions: (filter) => queries.instances.executions(filter ?? {}),
    countExecutions: (filter) => queries.instances.countExecutions(filter ?? {}),
    activities: (filter) => queries.instances.activities(filter),
    variableHistory: (instanceId, name) => queries.instances.variableHistory(instanceId, name),
    async variables(instanceId, scopeId) {
      const [instance, latest, live] = await Promise.all([
        instanceOf(parts, instanceId),
        queries.instances.latestVariables(instanceId, scopeId),
        queries.instances.liveScopes(instanceId),
      ]);
      // While it runs, variables of scopes that are over are history; at the end all of them are.
      return instance.endedAt === null ? latest.filter((variable) => live.has(variable.scopeId)) : latest;
    },
    visibleVariables: async (scopeId) => (await visibleAt(parts, scopeId)).variables,
    visibleTyped: (scopeId, options) => visibleAt(parts, scopeId, options?.local ?? false),
    async setVariables(scopeId, change) {
      const variables = checkedVariables(change.variables);
      const sets = Object.keys(variables).length > 0;
      const removes = (change.remove ?? []).length > 0;
      const type = !removes ? 'SetVariable' : sets ? 'ModifyVariable' : 'RemoveVariable';
      await onItem(
        scopeId,
        {
          type: 'SetVariables',
          scopeId,
          variables,
          ...declaredOf(change),
          local: change.local ?? false,
          ...(change.remove === undefined ? {} : { remove: change.remove }),
        },
        operationLog(parts, { type, entity: 'Variable', executionId: scopeId }),
      );
    },
    async cancel(instanceId, { reason, by }) {
      await onInstance(
        instanceId,
        { type: 'CancelInstance', processInstanceId: instanceId, reason, ...(by === undefined ? {} : { by }) },
        logOf('Delete', instanceId),
      );
    },
    async suspend(instanceId, { reason = null } = {}) {
      assertAnnotation(reason);
      await onInstance(
        instanceId,
        { type: 'SuspendInstance', processInstanceId: instanceId },
        logOf('Suspend', instanceId, [['suspensionState', null, 'suspended']], reason),
      );
    },
    async resume(instanceId, { reason = null } = {}) {
      assertAnnotation(reason);
      await onInstance(
        instanceId,
        { type: 'ResumeInstance', processInstanceId: instanceId },
        logOf('Activate', instanceId, [['suspensionState', null, 'active']], reason),
      );
    },
    async modify(instanceId, modifications, options) {
      await onInstance(
        instanceId,
        {
          type: 'ModifyInstance',
          processInstanceId: instanceId,
          modifications: checkedModifications(modifications),
          ...(options?.by === undefined ? {} : { by: options.by }),
        },
        logOf(
          'ModifyProcessInstance',
          instanceId,
          (options?.steps ?? []).map(({ change, from, to }) => [change, from, to]),
          options?.annotation ?? null,
        ),
      );
    },
    async previewModification(instanceId, modifications) {
      const preview = await executor.preview({
        target: { kind: 'lookup', of: 'instance', id: instanceId },
        command: {
          type: 'ModifyInstance',
          processInstanceId: instanceId,
          modifications: checkedModifications(modifications),
        },
      });
      return effectsOf(instanceId, preview);
    },
    async modificationPlaces(instanceId) {
      const instance = await instanceOf(parts, instanceId);
      const [model, tokens] = await Promise.all([
        parts.cache.loadModel(instance.definitionId),
        queries.instances.tokens(instanceId),
      ]);
      if (model === undefined || instance.endedAt !== null) {
        throw new RuntimeError('INSTANCE_NOT_FOUND', `Expected a running case ${instanceId}, but it has ended.`, {
          instanceId,
        });
      }
      return modificationPlaces(model, instanceId, tokens);
    },
    proposeMigration: (source, target) => proposeMigration(parts, source, target),
    checkMigration: (plan, instanceIds) => checkMigration(parts, plan, instanceIds ?? []),
    tryMigration: (plan, instanceIds) => tryMigration(parts, plan, instanceIds),
    migrate: (plan, instanceId) =>
      migrate(parts, plan, instanceId, undefined, logOf('Migrate', instanceId, migrationChanges(plan))),
    async evaluateConditions(instanceId, variables, declared) {
      await onInstance(instanceId, {
        type: 'EvaluateConditions',
        processInstanceId: instanceId,
        variables: checkedVariables(variables),
        ...declaredOf({ declared }),
      });
    },
    restart: async (instanceId, options) =>
      instanceOf(
        parts,
        await restartInstance(parts, instanceId, options ?? {}, undefined, (ended) =>
          operationLog(
            parts,
            { type: 'RestartProcessInstance', entity: 'ProcessInstance', definitionId: ended.definitionId },
            [
              ['nrOfInstances', null, 1],
              ['async', null, false],
            ],
          ),
        ),
      ),
    deleteHistory: (instanceId) =>
      deleteInstanceHistory(
        parts,
        instanceId,
        // About no instance: it outlives the one it is about.
        operationLog(parts, { type: 'DeleteHistory', entity: 'ProcessInstance' }, [
          ['nrOfInstances', null, 1],
          ['async', null, false],
        ]),
      ),
    chooseAdHocActivities: (elementInstanceId, activityIds) =>
      onItem(
        elementInstanceId,
        { type: 'ChooseAdHocActivities', elementInstanceId, activityIds },
        operationLog(
          parts,
          { type: 'ChooseAdHocActivities', entity: 'ProcessInstance', executionId: elementInstanceId },
          activityIds.map((activityId): PropertyChange => ['activityId', null, activityId]),
        ),
      ),
    waitingActivities: async (elementInstanceId) =>
      waitingActivities(await stateAround(parts, elementInstanceId), elementInstanceId),
    completeAdHoc: (elementInstanceId) =>
      onItem(
        elementInstanceId,
        { type: 'CompleteAdHoc', elementInstanceId },
        operationLog(parts, {
          type: 'CompleteAdHocSubprocess',
          entity: 'ProcessInstance',
          executionId: elementInstanceId,
        }),
      ),
  };
}

function migrationChanges({
  sourceDefinitionId,
  targetDefinitionId,
  variables,
}: MigrationPlan): readonly PropertyChange[] {
  const count = Object.keys(variables ?? {}).length;
  return [
    ['processDefinitionId', sourceDefinitionId, targetDefinitionId],
    ['nrOfInstances', null, 1],
    ...(count === 0 ? [] : [['nrOfVariables', null, count] as const]),
    ['async', null, false],
  ];
}

/** What a scope sees. @throws SCOPE_NOT_FOUND */
export async function visibleAt(
  parts: Pick<RuntimeParts, 'queries'>,
  scopeId: string,
  local = false,
): Promise<TypedVariables> {
  const state = await stateAround(parts, scopeId);
  return local
    ? { variables: localVariablesOf(state, scopeId) ?? {}, types: localTypesOf(state, scopeId) }
    : { variables: visibleVariables(state, scopeId), types: visibleTypes(state, scopeId) };
}

/** A scope with the scopes around it, as they are stored. @throws SCOPE_NOT_FOUND */
async function stateAround(parts: Pick<RuntimeParts, 'queries'>, scopeId: string): Promise<InstanceState> {
  const path = await parts.queries.instances.path(scopeId);
  const [first] = path;
  if (first === undefined) {
    throw new RuntimeError('SCOPE_NOT_FOUND', `Expected a running scope ${scopeId}, but there is none.`, { scopeId });
  }
  return restoreState(path.map(toPartition), { complete: false, rootId: first.rootId });
}
