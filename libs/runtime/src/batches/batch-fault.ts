import { type Fault, shownValue } from '#engine';
import type { BatchKind, BatchOperation } from '../api/batches.ts';
import type { MigrationPlan, MigrationProblem } from '../api/migrations.ts';
import { isRuntimeError } from '../runtime-error.ts';
import { runtimeFault } from '../runtime-faults.ts';
import type { RuntimeParts } from '../runtime-parts.ts';

/** These can be done to ended instances, so an unknown one never was. Everything else needs a running one. */
const OF_ENDED: ReadonlySet<BatchKind> = new Set(['deleteHistory', 'deleteDecisions', 'restart']);
const GONE: ReadonlySet<string> = new Set(['INSTANCE_NOT_FOUND', 'SCOPE_NOT_FOUND']);

/**
 * Why a target of a batch could not be done, for people: of what a use case refuses its code, which has words of its own in
 * every language; of trouble of another kind what was reported.
 */
export async function batchFault(
  parts: Pick<RuntimeParts, 'cache'>,
  operation: BatchOperation,
  error: unknown,
): Promise<Fault> {
  if (!isRuntimeError(error)) {
    return runtimeFault('BATCH_TARGET_BROKE', { reported: shownValue(error instanceof Error ? error.message : error) });
  }
  if (GONE.has(error.code) && !OF_ENDED.has(operation.kind)) return runtimeFault('CASE_NOT_RUNNING', {});
  const refused: Fault = { code: error.code, data: {} };
  if (operation.kind !== 'migrate' || error.code !== 'MIGRATION_INVALID') return refused;
  const { problems = [] } = error.details as { readonly problems?: readonly MigrationProblem[] };
  const because = await obstacle(parts, operation.plan, problems);
  return because === undefined ? refused : { ...refused, because };
}

/** What of the instance is in the way of its migration; undefined when only the engine has said no. */
async function obstacle(
  { cache }: Pick<RuntimeParts, 'cache'>,
  plan: MigrationPlan,
  problems: readonly MigrationProblem[],
): Promise<Fault | undefined> {
  const [first] = problems;
  if (first === undefined) return undefined;
  if (first.code === 'INSTANCE_ENDED') return runtimeFault('CASE_NOT_RUNNING', {});
  if (first.code === 'OTHER_DEFINITION') return runtimeFault('CASE_IN_OTHER_VERSION', {});
  if (first.code === 'COMPENSATION_RUNNING') return runtimeFault('CASE_IS_UNDOING', {});
  // Without its drawing the steps go by their ids: that the reason is told matters more.
  const model = await cache.loadModel(plan.sourceDefinitionId).catch(() => undefined);
  const nodes = model?.nodes ?? [];
  const nameOf = (id: string) =>
    nodes
      .find((node) => node.id === id)
      ?.name?.replace(/\s+/g, ' ')
      .trim() || id;
  const alike = problems.filter(({ code }) => (code === 'ACTIVE_UNMAPPED') === (first.code === 'ACTIVE_UNMAPPED'));
  const steps = shownValue(
    alike.flatMap(({ sourceId }) => (sourceId === undefined ? [] : [nameOf(sourceId)])).join(', '),
  );
  return first.code === 'ACTIVE_UNMAPPED'
    ? runtimeFault('STEPS_WITHOUT_COUNTERPART', { steps })
    : runtimeFault('STEPS_WITHOUT_MATCH', { steps });
}
