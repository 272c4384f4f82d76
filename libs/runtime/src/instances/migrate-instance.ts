import type { MigrationPlan } from '../api/migrations.ts';
import type { Fence } from '../execution/command-request.ts';
import type { OperationRow } from '../ports/operation-store.ts';
import { RuntimeError } from '../runtime-error.ts';
import type { RuntimeParts } from '../runtime-parts.ts';
import { checkedVariables, declaredOf } from '../variables.ts';
import { checkMigration } from './check-migration.ts';

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
