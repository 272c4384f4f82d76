import { Body, Controller, Inject, Param } from '@nestjs/common';
import type {
  BatchSummary,
  InstanceSummary,
  MigrateInstanceRequest,
  MigrationDryRun,
  MigrationPlanRequest,
  MigrationProposal,
  MigrationRequest,
  MigrationValidation,
  ProposeMigrationRequest,
} from '#contracts';
import type { Account } from '#identity';
import { RuntimeError, type Runtime } from '#runtime';
import { batchSummary } from '../batches/batch-views.ts';
import { CurrentAccount } from '../http/caller.ts';
import { Operation } from '../http/operation.ts';
import { InstanceViews } from '../instances/instance-views.ts';
import { RUNTIME } from '../server-ports.ts';
import { mappingOf, MigrationViews, planOf } from './migration-views.ts';

const tag = 'Migration';
const problems = { 404: 'There is no such process version, or no such case.' } as const;

/**
 * Running cases go on in another version. Planning changes nothing and is open to whoever may release a version; carrying it out
 * is work of operators.
 */
@Controller()
export class MigrationsController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly views: MigrationViews,
    private readonly instances: InstanceViews,
  ) {}

  @Operation({
    method: 'post',
    path: '/api/migrations/plan',
    access: 'process:deploy',
    summary: 'A plan to begin with: equal elements are mapped',
    tag,
    body: 'ProposeMigrationRequest',
    answer: { shape: 'MigrationProposal' },
    problems,
  })
  async propose(
    @Body() { sourceDefinitionId, targetDefinitionId }: ProposeMigrationRequest,
  ): Promise<MigrationProposal> {
    return this.views.proposal(await this.runtime.instances.proposeMigration(sourceDefinitionId, targetDefinitionId));
  }

  @Operation({
    method: 'post',
    path: '/api/migrations/validate',
    access: 'process:deploy',
    summary: 'What is wrong with a plan, by element',
    tag,
    body: 'MigrationPlanRequest',
    answer: { shape: 'MigrationValidation' },
    problems,
  })
  async validate(@Body() body: MigrationPlanRequest): Promise<MigrationValidation> {
    return this.views.validation(planOf(body));
  }

  @Operation({
    method: 'post',
    path: '/api/migrations/dry-run',
    access: 'process:deploy',
    summary: 'Which cases would move and which would stay, and why; nothing is changed',
    tag,
    body: 'MigrationRequest',
    answer: { shape: 'MigrationDryRun' },
    problems,
  })
  async try(@Body() body: MigrationRequest): Promise<MigrationDryRun> {
    return this.views.dryRun(await this.runtime.instances.tryMigration(planOf(body), body.instanceIds));
  }

  @Operation({
    method: 'post',
    path: '/api/migrations',
    access: 'instance:operate',
    summary: 'Migrate the cases that can, as a batch in the background',
    tag,
    body: 'MigrationRequest',
    status: 201,
    answer: { shape: 'BatchSummary' },
    problems: { ...problems, 422: 'The plan does not work, or none of the cases can move.' },
  })
  async execute(@Body() body: MigrationRequest, @CurrentAccount() account: Account): Promise<BatchSummary> {
    const plan = planOf(body);
    const trial = await this.runtime.instances.tryMigration(plan, body.instanceIds);
    const reasons = [...trial.problems, ...trial.staying.flatMap((one) => one.problems)];
    if (trial.problems.length > 0 || trial.movable.length === 0) {
      const reason = reasons[0]?.message ?? 'there is none.';
      throw new RuntimeError('MIGRATION_INVALID', `Expected cases that can be migrated, but: ${reason}`, {
        problems: reasons,
      });
    }
    const operation = { kind: 'migrate', plan } as const;
    return batchSummary(await this.runtime.batches.create({ operation, targets: trial.movable, by: account.name }));
  }

  @Operation({
    method: 'post',
    path: '/api/instances/:id/migrate',
    access: 'instance:operate',
    summary: 'Let one case go on in another version',
    tag,
    body: 'MigrateInstanceRequest',
    answer: { shape: 'InstanceSummary' },
    problems: { ...problems, 422: 'The plan does not work, or the case stands where it says nothing.' },
  })
  async migrate(@Param('id') id: string, @Body() body: MigrateInstanceRequest): Promise<InstanceSummary> {
    const { definitionId } = await this.runtime.instances.get(id);
    const { targetDefinitionId, mapping } = body;
    const plan =
      mapping === undefined
        ? await this.runtime.instances.proposeMigration(definitionId, targetDefinitionId)
        : { sourceDefinitionId: definitionId, targetDefinitionId, mapping: mappingOf(mapping) };
    await this.runtime.instances.migrate(plan, id);
    return this.instances.summary(await this.runtime.instances.get(id));
  }
}
