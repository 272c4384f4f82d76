import { type PlaceFault, type ProcessModel, relocate, type Relocation } from '#engine';
import type { MigrationPlan, MigrationProblem, MigrationReport, MigrationTrial, Standing } from '../api/migrations.ts';
import { definitionOf } from '../definitions/definition-of.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { instanceOf } from './instance-of.ts';

/** How many instances are looked at with one query. */
const PAGE = 1000;

/** Each element to the one of the same id, where it can go on. */
export async function proposeMigration(
  parts: RuntimeParts,
  sourceDefinitionId: string,
  targetDefinitionId: string,
): Promise<MigrationPlan> {
  const [source, target] = await Promise.all([modelOf(parts, sourceDefinitionId), modelOf(parts, targetDefinitionId)]);
  const places = relocate(source, target, []);
  const mapping = source.nodes
    .filter(({ id }) => places.faultOf(id) === undefined)
    .map(({ id }) => ({ sourceId: id, targetId: id, updateTrigger: false }));
  return { sourceDefinitionId, targetDefinitionId, mapping };
}

/** See {@link Instances.checkMigration}. */
export async function checkMigration(
  parts: RuntimeParts,
  plan: MigrationPlan,
  instanceIds: readonly string[],
): Promise<MigrationReport> {
  const { problems, staying } = await tryMigration(parts, plan, instanceIds);
  const all = [...problems, ...staying.flatMap((one) => one.problems)];
  return { valid: all.length === 0, problems: all };
}

/** See {@link Instances.tryMigration}. */
export async function tryMigration(
  parts: RuntimeParts,
  plan: MigrationPlan,
  instanceIds?: readonly string[],
): Promise<MigrationTrial> {
  const [source, target] = await Promise.all([
    modelOf(parts, plan.sourceDefinitionId),
    modelOf(parts, plan.targetDefinitionId),
  ]);
  const places = relocate(source, target, plan.mapping);
  const named = new Set(plan.mapping.map(({ sourceId }) => sourceId));
  const movable: string[] = [];
  const staying: MigrationTrial['staying'][number][] = [];
  const sort = (standing: Standing): void => {
    const { instanceId, businessKey } = standing;
    const problems = instanceProblems(standing, plan, places, named);
    if (problems.length === 0) movable.push(instanceId);
    else staying.push({ instanceId, businessKey, problems });
  };
  if (instanceIds === undefined) {
    for await (const page of standingsOf(parts, plan.sourceDefinitionId)) page.forEach(sort);
  } else {
    const ids = [...new Set(instanceIds)].sort();
    for (let start = 0; start < ids.length; start += PAGE) {
      const page = ids.slice(start, start + PAGE);
      const found = await parts.queries.instances.standings({ ids: page });
      found.forEach(sort);
      const running = new Set(found.map(({ instanceId }) => instanceId));
      for (const id of page) if (!running.has(id)) staying.push(await ended(parts, id));
    }
  }
  return { problems: mappingProblems(plan, source, places), movable, staying };
}

/** All running instances of a definition, a page at a time, by id: pages do not shift while instances come and go. */
async function* standingsOf(parts: RuntimeParts, definitionId: string): AsyncGenerator<readonly Standing[]> {
  for (let after = ''; ;) {
    const page = await parts.queries.instances.standings({ definitionId, after, limit: PAGE });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.instanceId;
  }
}

function mappingProblems(plan: MigrationPlan, source: ProcessModel, places: Relocation): readonly MigrationProblem[] {
  const problems: MigrationProblem[] = [];
  const known = new Set(source.nodes.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { sourceId } of plan.mapping) {
    if (seen.has(sourceId)) {
      const message = `Expected "${sourceId}" to be mapped once, but it is mapped twice.`;
      problems.push({ code: 'SOURCE_TWICE', message, sourceId });
      continue;
    }
    seen.add(sourceId);
    const fault = places.faultOf(sourceId);
    if (!known.has(sourceId)) {
      const message = `Expected element "${sourceId}" in the source, but it is not there.`;
      problems.push({ code: 'SOURCE_UNKNOWN', message, sourceId });
    } else if (fault !== undefined) problems.push(placeProblem(sourceId, fault));
  }
  return problems;
}

function instanceProblems(
  { instanceId, definitionId, live, kept, compensating }: Standing,
  plan: MigrationPlan,
  places: Relocation,
  named: ReadonlySet<string>,
): readonly MigrationProblem[] {
  if (definitionId !== plan.sourceDefinitionId) {
    const message = `Expected an instance of ${plan.sourceDefinitionId}, but ${instanceId} is one of ${definitionId}.`;
    return [{ code: 'OTHER_DEFINITION', message, instanceId, expected: plan.sourceDefinitionId, actual: definitionId }];
  }
  const problems: MigrationProblem[] = [];
  for (const nodeId of live) {
    if (named.has(nodeId)) continue;
    const message = `Expected every active element to be mapped, but "${nodeId}" is not.`;
    problems.push({ code: 'ACTIVE_UNMAPPED', message, sourceId: nodeId, instanceId });
  }
  // What is named has been looked at with the plan.
  for (const nodeId of new Set(kept)) {
    const fault = named.has(nodeId) || live.includes(nodeId) ? undefined : places.faultOf(nodeId);
    if (fault !== undefined) problems.push({ ...placeProblem(nodeId, fault), instanceId });
  }
  if (compensating) {
    const message = `Expected no running compensation in ${instanceId}, but there is one; wait until it is done.`;
    problems.push({ code: 'COMPENSATION_RUNNING', message, instanceId });
  }
  return problems;
}

function placeProblem(sourceId: string, { code, message, targetId, expected, actual }: PlaceFault): MigrationProblem {
  return {
    ...{ code, message, sourceId, targetId },
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
  };
}

/** @throws INSTANCE_NOT_FOUND */
async function ended(parts: RuntimeParts, instanceId: string): Promise<MigrationTrial['staying'][number]> {
  const { businessKey } = await instanceOf(parts, instanceId);
  const message = `Expected a running instance, but ${instanceId} has ended.`;
  return { instanceId, businessKey, problems: [{ code: 'INSTANCE_ENDED', message, instanceId }] };
}

async function modelOf(parts: RuntimeParts, definitionId: string): Promise<ProcessModel> {
  const { id } = await definitionOf(parts, 'process', { id: definitionId });
  const model = await parts.cache.loadModel(id);
  if (model === undefined) throw new Error(`Expected a model of ${definitionId}, but none is stored.`);
  return model;
}
