import { isRuntimeError, type Runtime } from '#runtime';
import { CamundaError, invalid } from './http/camunda-error.ts';
import { failure } from './http/reply.ts';
import type { FacadeRequest, FacadeResponse } from './http/request.ts';
import { Router } from './http/router.ts';
import { authorizationRoutes } from './resources/authorization.ts';
import { groupRoutes } from './resources/group.ts';
import { identityRoutes } from './resources/identity.ts';
import { installationRoutes } from './resources/installation.ts';
import { NOBODY, type People } from './resources/people.ts';
import { tenantListRoutes } from './resources/tenant.ts';
import { userRoutes } from './resources/user.ts';
import { asyncOperationRoutes } from './resources/async-operations.ts';
import { batchRoutes } from './resources/batch.ts';
import { decisionDefinitionRoutes } from './resources/decision-definition.ts';
import { decisionRequirementsRoutes } from './resources/decision-requirements.ts';
import { deploymentRoutes } from './resources/deployment.ts';
import { engineRoutes } from './resources/engine.ts';
import { executionRoutes } from './resources/execution.ts';
import { externalTaskLogRoutes } from './resources/external-task-log.ts';
import { externalTaskRoutes } from './resources/external-task.ts';
import { fetchAndLockRoutes } from './resources/fetch-and-lock.ts';
import { historicDetailRoutes } from './resources/historic-detail.ts';
import { historicVariableRoutes } from './resources/historic-variable.ts';
import { historicActivityRoutes } from './resources/historic-activity.ts';
import { historicIncidentRoutes } from './resources/historic-incident.ts';
import { historicTaskRoutes } from './resources/historic-task.ts';
import { historyCleanupRoutes } from './resources/history-cleanup.ts';
import { historyReportRoutes } from './resources/history-report.ts';
import { historicDecisionRoutes } from './resources/historic-decision.ts';
import { historicInstanceRoutes } from './resources/historic-instance.ts';
import { identityLinkLogRoutes } from './resources/identity-link-log.ts';
import { incidentRoutes } from './resources/incident.ts';
import { jobDefinitionRoutes } from './resources/job-definition.ts';
import { jobLogRoutes } from './resources/job-log.ts';
import { jobRoutes } from './resources/job.ts';
import { eventRoutes } from './resources/message.ts';
import { metricsRoutes } from './resources/metrics.ts';
import { migrationRoutes } from './resources/migration.ts';
import { processDefinitionRoutes } from './resources/process-definition.ts';
import { processInstanceRoutes } from './resources/process-instance.ts';
import { restartRoutes } from './resources/restart.ts';
import type { GroupsOf } from './resources/task-filter.ts';
import { taskRoutes } from './resources/task.ts';
import { variableInstanceRoutes } from './resources/variable-instance.ts';
import { userOperationRoutes } from './resources/user-operation.ts';

/** The Camunda 7.24 interface over this engine, free of any web framework. */
export interface Camunda7 {
  /** Answers every request; never rejects. `onBug` hears of failures that are not expected ones. */
  handle(request: FacadeRequest): Promise<FacadeResponse>;
  /** All operations, for documentation and for the walk over permissions. */
  readonly routes: Router['routes'];
}

/**
 * Builds the façade. It knows the runtime's use cases only: what Camunda 7 calls a job is a timer or work of our own
 * workers, an execution is an element instance, a job definition a place in a model.
 * `people` tells who has an account, for questions about who may take a task or start a process.
 * `strict` refuses diagrams that break a rule of the standard even where it does not matter for running.
 */
export function createCamunda7(
  runtime: Runtime,
  onBug: (error: unknown, request: FacadeRequest) => void,
  options: { readonly strict?: boolean; readonly people?: People } = {},
): Camunda7 {
  const { strict = false, people = NOBODY } = options;
  const groupsOf: GroupsOf = async (userId) => (await people.find(userId))?.groups ?? [];
  const router = new Router([
    ...engineRoutes(),
    ...metricsRoutes(runtime),
    ...deploymentRoutes(runtime, strict),
    ...processDefinitionRoutes(runtime, groupsOf),
    ...decisionDefinitionRoutes(runtime),
    ...decisionRequirementsRoutes(runtime),
    ...processInstanceRoutes(runtime),
    ...executionRoutes(runtime),
    ...taskRoutes(runtime, groupsOf),
    ...externalTaskRoutes(runtime),
    ...fetchAndLockRoutes(runtime),
    ...eventRoutes(runtime),
    ...jobRoutes(runtime),
    ...jobDefinitionRoutes(runtime),
    ...incidentRoutes(runtime),
    ...migrationRoutes(runtime),
    ...batchRoutes(runtime),
    ...asyncOperationRoutes(runtime),
    ...restartRoutes(runtime),
    ...historicInstanceRoutes(runtime),
    ...historicDecisionRoutes(runtime),
    ...historicActivityRoutes(runtime),
    ...historyReportRoutes(runtime),
    ...historyCleanupRoutes(),
    ...identityLinkLogRoutes(runtime),
    ...historicTaskRoutes(runtime),
    ...historicIncidentRoutes(runtime),
    ...externalTaskLogRoutes(runtime),
    ...jobLogRoutes(runtime),
    ...variableInstanceRoutes(runtime),
    ...historicVariableRoutes(runtime),
    ...historicDetailRoutes(runtime),
    ...userOperationRoutes(runtime),
    ...userRoutes(people),
    ...groupRoutes(people),
    ...identityRoutes(people),
    ...tenantListRoutes(),
    ...authorizationRoutes(),
    ...installationRoutes(),
  ]);
  return {
    routes: router.routes,
    async handle(request) {
      try {
        const path = ofDefaultEngine(request.path);
        return await runtime.operations.as(request.caller.userId, () => router.dispatch({ ...request, path }));
      } catch (error) {
        const answer = failure(error);
        const isExpected = error instanceof CamundaError || isRuntimeError(error);
        if (answer.status >= 500 && !isExpected) onBug(error, request);
        return answer;
      }
    },
  };
}

/** `/engine/default/…` names the one engine there is. @throws CamundaError 400 for another one */
function ofDefaultEngine(path: string): string {
  const [, name, rest] = /^\/engine\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (name === undefined || rest === undefined) return path;
  if (name === 'default') return rest;
  throw invalid(`No process engine available: expected 'default', but got '${name}'.`);
}
