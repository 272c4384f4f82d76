import type { NodeModel, ProcessModel } from '#engine';
import type { MigrationPlan, MigrationReport } from '../api/instances.ts';
import { definitionOf } from '../definitions/definition-of.ts';
import type { Fence } from '../execution/command-request.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf } from '../variables.ts';
import { instanceOf } from './instance-of.ts';

type Problem = MigrationReport['problems'][number];

/** Each element to the one of the same id and type. */
export async function proposeMigration(
  parts: RuntimeParts,
  sourceDefinitionId: string,
  targetDefinitionId: string,
): Promise<MigrationPlan> {
  const [source, target] = await Promise.all([modelOf(parts, sourceDefinitionId), modelOf(parts, targetDefinitionId)]);
  const targets = new Map(target.nodes.map((node) => [node.id, node]));
  const mapping = source.nodes
    .filter((node) => targets.get(node.id)?.type === node.type)
    .map(({ id }) => ({ sourceId: id, targetId: id, updateTrigger: false }));
  return { sourceDefinitionId, targetDefinitionId, mapping };
}

/** Checks the plan against both models, and against where the instances stand now. */
export async function checkMigration(
  parts: RuntimeParts,
  plan: MigrationPlan,
  instanceIds: readonly string[],
): Promise<MigrationReport> {
  const [source, target] = await Promise.all([
    modelOf(parts, plan.sourceDefinitionId),
    modelOf(parts, plan.targetDefinitionId),
  ]);
  const problems = [...mappingProblems(plan, source, target)];
  for (const instanceId of instanceIds) problems.push(...(await instanceProblems(parts, plan, instanceId)));
  return { valid: problems.length === 0, problems };
}

/** See {@link Instances.migrate}. */
export async function migrate(
  parts: RuntimeParts,
  plan: MigrationPlan,
  instanceId: string,
  fence?: Fence,
  log: readonly OperationRow[] = [],
): Promise<void> {
  const { problems } = await checkMigration(parts, plan, [instanceId]);
  const [first] = problems;
  if (first !== undefined) {
    throw new RuntimeError('MIGRATION_INVALID', `Expected a plan that works, but: ${first.message}`, { problems });
  }
  await parts.executor.execute({
    target: { kind: 'lookup', of: 'instance', id: instanceId },
    command: {
      type: 'MigrateInstance',
      processInstanceId: instanceId,
      targetDefinitionId: plan.targetDefinitionId,
      mapping: plan.mapping,
      variables: checkedVariables(plan.variables),
      ...declaredOf(plan),
    },
    ...(fence === undefined ? {} : { fence }),
    log,
  });
}

function mappingProblems(plan: MigrationPlan, source: ProcessModel, target: ProcessModel): readonly Problem[] {
  const problems: Problem[] = [];
  const sources = new Map(source.nodes.map((node) => [node.id, node]));
  const targets = new Map(target.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  for (const { sourceId, targetId } of plan.mapping) {
    const from = sources.get(sourceId);
    const to = targets.get(targetId);
    const problem = (code: string, message: string) => problems.push({ code, message, sourceId });
    if (from === undefined)
      problem('SOURCE_UNKNOWN', `Expected element "${sourceId}" in the source, but it is not there.`);
    else if (to === undefined)
      problem('TARGET_UNKNOWN', `Expected element "${targetId}" in the target, but it is not there.`);
    else if (!compatible(from, to)) {
      problem(
        'TYPE_DIFFERS',
        `Expected "${targetId}" to be a ${from.type} like "${sourceId}", but it is a ${to.type}.`,
      );
    }
    if (seen.has(sourceId))
      problem('SOURCE_TWICE', `Expected "${sourceId}" to be mapped once, but it is mapped twice.`);
    seen.add(sourceId);
  }
  return problems;
}

function compatible(from: NodeModel, to: NodeModel): boolean {
  return from.type === to.type;
}

async function instanceProblems(
  parts: RuntimeParts,
  plan: MigrationPlan,
  instanceId: string,
): Promise<readonly Problem[]> {
  const instance = await instanceOf(parts, instanceId);
  if (instance.endedAt !== null) {
    return [
      { code: 'INSTANCE_ENDED', message: `Expected a running instance, but ${instanceId} has ended.`, instanceId },
    ];
  }
  if (instance.definitionId !== plan.sourceDefinitionId) {
    return [
      {
        code: 'OTHER_DEFINITION',
        message: `Expected an instance of ${plan.sourceDefinitionId}, but ${instanceId} is one of ${instance.definitionId}.`,
        instanceId,
      },
    ];
  }
  const mapped = new Set(plan.mapping.map(({ sourceId }) => sourceId));
  const tokens = await parts.queries.instances.tokens(instanceId);
  return tokens
    .filter(({ nodeId }) => !mapped.has(nodeId))
    .map(({ nodeId }) => ({
      code: 'ACTIVE_UNMAPPED',
      message: `Expected every active element to be mapped, but "${nodeId}" is not.`,
      sourceId: nodeId,
      instanceId,
    }));
}

async function modelOf(parts: RuntimeParts, definitionId: string): Promise<ProcessModel> {
  const { id } = await definitionOf(parts, 'process', { id: definitionId });
  const model = await parts.cache.loadModel(id);
  if (model === undefined) throw new Error(`Expected a model of ${definitionId}, but none is stored.`);
  return model;
}
