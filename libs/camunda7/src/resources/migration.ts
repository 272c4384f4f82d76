import type { MigrationPlan, MigrationReport, Runtime } from '#runtime';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { json, noContent } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { objects, required } from '../value/body-value.ts';
import { sentVariables } from '../value/sent-variables.ts';
import { selectedInstances } from './instance-selection.ts';
import { modificationsOf } from './modification-instructions.ts';

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
        const { nodes } = await runtime.definitions.model({ id: plan.sourceDefinitionId });
        // Only events have something they wait for that could become another.
        const events = new Set(nodes.filter((node) => 'definitions' in node).map((node) => node.id));
        const update = body['updateEventTriggers'] === true;
        const mapping = plan.mapping.map((one) => ({
          ...one,
          updateTrigger: one.updateTrigger || (update && events.has(one.sourceId)),
        }));
        sentVariables(body['variables']);
        return json({ ...planDto({ ...plan, mapping }), variables: body['variables'] ?? null });
      },
    },
    {
      method: 'POST',
      path: '/migration/validate',
      permission: 'instance:operate',
      handle: async (call) => {
        const plan = planOf(jsonBody(call));
        const report = await runtime.instances.checkMigration(plan);
        return json({ instructionReports: instructionReports(plan, report.problems), variableReports: {} });
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
  const plan = planWithin(body);
  const ids = await selectedInstances(runtime, body);
  refuseBadPlan(plan, (await runtime.instances.checkMigration(plan)).problems);
  refuseBadInstance((await runtime.instances.checkMigration(plan, ids)).problems);
  for (const instanceId of ids) await runtime.instances.migrate(plan, instanceId);
  return noContent();
}

type Problems = MigrationReport['problems'];

/** @throws CamundaError 400 with the instructions that do not fit */
function refuseBadPlan(plan: MigrationPlan, problems: Problems): void {
  if (problems.length === 0) return;
  throw new CamundaError(
    400,
    'MigrationPlanValidationException',
    `The migration plan does not fit; nothing was migrated. ${problems.map(({ message }) => message).join(' ')}`,
    { validationReport: { instructionReports: instructionReports(plan, problems), variableReports: {} } },
  );
}

/** @throws CamundaError 400 with what of the first instance does not fit */
function refuseBadInstance(problems: Problems): void {
  const [first] = problems;
  if (first === undefined) return;
  const own = problems.filter(({ instanceId }) => instanceId === first.instanceId);
  throw new CamundaError(
    400,
    'MigratingProcessInstanceValidationException',
    `Instance ${String(first.instanceId)} cannot be migrated; nothing was. ${own.map(({ message }) => message).join(' ')}`,
    {
      validationReport: {
        processInstanceId: first.instanceId ?? null,
        failures: own.filter(({ sourceId }) => sourceId === undefined).map(({ message }) => message),
        activityInstanceValidationReports: own
          .filter(({ sourceId }) => sourceId !== undefined)
          .map(({ sourceId, message }) => ({
            migrationInstruction: null,
            activityInstanceId: null,
            sourceScopeId: sourceId,
            failures: [message],
          })),
        transitionInstanceValidationReports: [],
      },
    },
  );
}

/** Problems by the instruction they are about, each with all that is wrong with it. */
function instructionReports(plan: MigrationPlan, problems: Problems): readonly Record<string, unknown>[] {
  const sources = [...new Set(problems.map(({ sourceId }) => sourceId))];
  return sources.map((sourceId) => {
    const one = plan.mapping.find((mapped) => mapped.sourceId === sourceId);
    return {
      instruction: one === undefined ? null : instructionDto(one),
      failures: problems.filter((problem) => problem.sourceId === sourceId).map(({ message }) => message),
    };
  });
}

function instructionDto(one: MigrationPlan['mapping'][number]): Record<string, unknown> {
  return {
    sourceActivityIds: [one.sourceId],
    targetActivityIds: [one.targetId],
    updateEventTrigger: one.updateTrigger,
  };
}

/** `migrationPlan` of a body. @throws CamundaError 400 */
export function planWithin(body: Readonly<Record<string, unknown>>): MigrationPlan {
  const [plan = {}] = objects([body['migrationPlan'] ?? {}], 'migrationPlan');
  return planOf(plan);
}

/** A migration plan of a request. @throws CamundaError 400 */
function planOf(body: Readonly<Record<string, unknown>>): MigrationPlan {
  const instructions = body['instructions'] ?? undefined;
  if (instructions === undefined) throw invalid('Expected a migration plan with instructions.');
  return {
    sourceDefinitionId: required(body['sourceProcessDefinitionId'], 'sourceProcessDefinitionId'),
    targetDefinitionId: required(body['targetProcessDefinitionId'], 'targetProcessDefinitionId'),
    mapping: objects(instructions, 'instructions').map((one) => ({
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
    instructions: plan.mapping.map(instructionDto),
    variables: null,
  };
}
