import type { MigrationPlan, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { sentVariables } from '../value/sent-variables.ts';
import { selectedInstances } from './instance-selection.ts';
import { modificationsOf } from './modification-instructions.ts';
import { required } from './process-definition.ts';

/** `/migration` and `/modification`: moving many cases at once. */
export function migrationRoutes(runtime: Runtime): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/migration/generate',
      permission: 'instance:operate',
      handle: async (call) => {
        const body = jsonBody(call);
        const plan = await runtime.instances.proposeMigration(
          required(body['sourceProcessDefinitionId'], 'sourceProcessDefinitionId'),
          required(body['targetProcessDefinitionId'], 'targetProcessDefinitionId'),
        );
        const update = body['updateEventTriggers'] === true;
        return json(
          planDto({
            ...plan,
            mapping: plan.mapping.map((one) => ({ ...one, updateTrigger: one.updateTrigger || update })),
          }),
        );
      },
    },
    {
      method: 'POST',
      path: '/migration/validate',
      permission: 'instance:operate',
      handle: async (call) => {
        const report = await runtime.instances.checkMigration(planOf(jsonBody(call)));
        return json({
          instructionReports: report.problems.map((problem) => ({
            instruction: { sourceActivityIds: problem.sourceId === undefined ? [] : [problem.sourceId] },
            failures: [problem.message],
          })),
          variableReports: {},
        });
      },
    },
    {
      method: 'POST',
      path: '/migration/execute',
      permission: 'instance:operate',
      handle: (call) => execute(runtime, call),
    },
    {
      method: 'POST',
      path: '/modification/execute',
      permission: 'instance:operate',
      handle: async (call) => {
        const body = jsonBody(call);
        const modifications = modificationsOf(body['instructions']);
        for (const instanceId of await selectedInstances(runtime, body))
          await runtime.instances.modify(instanceId, modifications, { by: call.caller.userId });
        return noContent();
      },
    },
  ];
}

async function execute(runtime: Runtime, call: Call) {
  const body = jsonBody(call);
  const plan = planOf((body['migrationPlan'] ?? {}) as Record<string, unknown>);
  const ids = await selectedInstances(runtime, body);
  const report = await runtime.instances.checkMigration(plan, ids);
  if (!report.valid)
    throw new CamundaError(
      400,
      'MigratingProcessInstanceValidationException',
      'The migration plan does not fit; nothing was migrated.',
      {
        validationReport: { problems: report.problems },
      },
    );
  for (const instanceId of ids) await runtime.instances.migrate(plan, instanceId);
  return noContent();
}

/** A migration plan of a request. @throws CamundaError 400 */
export function planOf(body: Readonly<Record<string, unknown>>): MigrationPlan {
  const instructions = body['instructions'];
  if (!Array.isArray(instructions)) throw invalid('Expected a migration plan with instructions.');
  return {
    sourceDefinitionId: required(body['sourceProcessDefinitionId'], 'sourceProcessDefinitionId'),
    targetDefinitionId: required(body['targetProcessDefinitionId'], 'targetProcessDefinitionId'),
    mapping: (instructions as Record<string, unknown>[]).map((one) => ({
      sourceId: onlyOne(one['sourceActivityIds'], 'sourceActivityIds'),
      targetId: onlyOne(one['targetActivityIds'], 'targetActivityIds'),
      updateTrigger: one['updateEventTrigger'] === true,
    })),
    ...sentVariables(body['variables']),
  };
}

function onlyOne(value: unknown, name: string): string {
  if (!Array.isArray(value) || value.length !== 1) throw invalid(`Expected ${name} to name exactly one activity.`);
  return String(value[0]);
}

function planDto(plan: MigrationPlan): Record<string, unknown> {
  return {
    sourceProcessDefinitionId: plan.sourceDefinitionId,
    targetProcessDefinitionId: plan.targetDefinitionId,
    instructions: plan.mapping.map((one) => ({
      sourceActivityIds: [one.sourceId],
      targetActivityIds: [one.targetId],
      updateEventTrigger: one.updateTrigger,
    })),
    variables: null,
  };
}
