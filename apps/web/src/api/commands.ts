import {
  APPLICATION_PARTS,
  apiPaths,
  type ApplicationDocumentRequest,
  type ApplicationReceipt,
  type ApplicationStatus,
  type ApplicationStatusRequest,
  type IntakeDecisionRequest,
  type IntakePreview,
  type IntakeService,
  DEPLOY_FILES_FIELD,
  type AssignTaskRequest,
  type BatchSummary,
  type BeginStepsRequest,
  type CaseRecord,
  type ChangeRetentionRequest,
  type CompleteTaskRequest,
  type CreateBatchRequest,
  type Deployment,
  type FollowUpRequest,
  type HandOverRequest,
  type InboxFilter,
  type InboxMemory,
  type InstanceSummary,
  type JsonObject,
  type LogInRequest,
  type MigrateInstanceRequest,
  type MigrationDryRun,
  type MigrationRequest,
  type MessageDelivery,
  type ModifyInstanceRequest,
  type ParticipationReceipt,
  type PublishMessageRequest,
  type RestartRequest,
  type Retention,
  type RetryResult,
  type RunScenariosRequest,
  type ScenarioReport,
  type SendSignalRequest,
  type Session,
  type SetVariablesRequest,
  type SignalDelivery,
  type StartInstanceRequest,
  type SuspensionRequest,
  type TaskCompletion,
  type TaskDetail,
  type TaskNote,
  type Trial,
  type TrialRequest,
  type Validation,
  type WriteNoteRequest,
} from './contracts.ts';
import { requestFile, requestJson } from './request.ts';

function filesForm(files: readonly File[]): FormData {
  const form = new FormData();
  for (const file of files) form.append(DEPLOY_FILES_FIELD, file, file.name);
  return form;
}

const post = <Answer>(path: string, body?: unknown): Promise<Answer> =>
  requestJson<Answer>(path, { method: 'POST', body });

/** What the screens do. Each answers what the API answers and throws ProblemError when it says no. */
export const commands = {
  clearMail: (id: string) => requestJson<undefined>(apiPaths.clearMail(id), { method: 'POST' }),

  logIn: (request: LogInRequest) => post<Session>(apiPaths.session, request),
  logOut: () => requestJson<undefined>(apiPaths.session, { method: 'DELETE' }),
  keepInboxFilter: (filter: InboxFilter) => post<InboxMemory>(apiPaths.inboxFilters, filter),
  forgetInboxFilter: (filter: InboxFilter) =>
    requestJson<InboxMemory>(apiPaths.inboxFilters, { method: 'DELETE', query: { ...filter } }),
  seeTasks: (taskIds: readonly string[]) => post<InboxMemory>(apiPaths.inboxSeenTasks, { taskIds }),
  claim: (taskId: string) => post<TaskDetail>(apiPaths.claimTask(taskId)),
  unclaim: (taskId: string) => post<TaskDetail>(apiPaths.unclaimTask(taskId)),
  assign: (taskId: string, request: AssignTaskRequest) => post<TaskDetail>(apiPaths.assignTask(taskId), request),
  handOver: (taskId: string, request: HandOverRequest) => post<TaskDetail>(apiPaths.handOverTask(taskId), request),
  writeNote: (taskId: string, request: WriteNoteRequest) => post<TaskNote>(apiPaths.taskNotes(taskId), request),
  followUp: (taskId: string, request: FollowUpRequest) => post<TaskDetail>(apiPaths.followUpTask(taskId), request),
  beginSteps: (taskId: string, request: BeginStepsRequest) => post<TaskDetail>(apiPaths.beginSteps(taskId), request),
  complete: (taskId: string, request: CompleteTaskRequest) =>
    post<TaskCompletion>(apiPaths.completeTask(taskId), request),
  answerParticipation: (secret: string, data: JsonObject, files: readonly File[]) => {
    const form = new FormData();
    form.set('answer', JSON.stringify(data));
    for (const file of files) form.append('files', file, file.name);
    return post<ParticipationReceipt>(apiPaths.participation(secret), form);
  },
  apply: (
    service: string,
    application: { readonly submission: string; readonly data: JsonObject; trap: string; papers: readonly File[] },
  ) => {
    const form = new FormData();
    form.set(APPLICATION_PARTS.data, JSON.stringify(application.data));
    form.set(APPLICATION_PARTS.submission, application.submission);
    form.set(APPLICATION_PARTS.trap, application.trap);
    for (const paper of application.papers) form.append(APPLICATION_PARTS.files, paper, paper.name);
    return post<ApplicationReceipt>(apiPaths.applications(service), form);
  },
  applicationStatus: (request: ApplicationStatusRequest) =>
    post<ApplicationStatus>(apiPaths.applicationStatus, request),
  applicationDocument: (request: ApplicationDocumentRequest) =>
    requestFile(apiPaths.applicationDocument, { method: 'POST', body: request }),
  sendPapers: (number: string, secret: string, papers: readonly File[]) => {
    const form = new FormData();
    form.set('number', number);
    form.set('secret', secret);
    for (const paper of papers) form.append(APPLICATION_PARTS.files, paper, paper.name);
    return post<ApplicationStatus>(apiPaths.applicationPapers, form);
  },
  lookAtSources: () => post<undefined>(apiPaths.intakeRounds),
  decideArrival: (request: IntakeDecisionRequest) => post<undefined>(apiPaths.intakeDecisions, request),
  previewMapping: (sample: File, variables: Readonly<Record<string, string>>, required: readonly string[]) => {
    const form = filesForm([sample]);
    form.set('mapping', JSON.stringify({ variables, required }));
    return post<IntakePreview>(apiPaths.intakePreview, form);
  },
  changeMapping: (service: string, variables: Readonly<Record<string, string>> | null) =>
    post<IntakeService>(apiPaths.intakeMapping(service), { variables }),
  validate: (files: readonly File[]) => post<Validation>(apiPaths.validateDeployment, filesForm(files)),
  playTrial: (request: TrialRequest) => post<Trial>(apiPaths.trials, request),
  runScenarios: (request: RunScenariosRequest) => post<ScenarioReport>(apiPaths.runScenarios, request),
  /** Releases the files together; with `onlySound` without those that have errors and what depends on them. */
  deploy: (files: readonly File[], onlySound: boolean) => {
    const form = filesForm(files);
    if (onlySound) form.set('onlySound', 'true');
    return post<Deployment>(apiPaths.deployments, form);
  },
  start: (request: StartInstanceRequest) => post<InstanceSummary>(apiPaths.instances, request),
  cancel: (instanceId: string, reason: string) => post<undefined>(apiPaths.cancelInstance(instanceId), { reason }),
  setVariables: (instanceId: string, request: SetVariablesRequest) =>
    requestJson<undefined>(apiPaths.instanceVariables(instanceId), { method: 'PATCH', body: request }),
  modify: (instanceId: string, request: ModifyInstanceRequest) =>
    post<undefined>(apiPaths.modifyInstance(instanceId), request),
  changeRetention: (key: string, request: ChangeRetentionRequest) =>
    post<Retention>(apiPaths.definitionRetention(key), request),
  suspend: (instanceId: string, request: SuspensionRequest) =>
    post<undefined>(apiPaths.suspendInstance(instanceId), request),
  resume: (instanceId: string, request: SuspensionRequest) =>
    post<undefined>(apiPaths.resumeInstance(instanceId), request),
  sendMessage: (request: PublishMessageRequest) => post<MessageDelivery>(apiPaths.messages, request),
  sendSignal: (request: SendSignalRequest) => post<SignalDelivery>(apiPaths.signals, request),
  restart: (instanceId: string, request: RestartRequest) =>
    post<InstanceSummary>(apiPaths.restartInstance(instanceId), request),
  tryMigration: (request: MigrationRequest) => post<MigrationDryRun>(apiPaths.tryMigration, request),
  migrate: (request: MigrationRequest) => post<BatchSummary>(apiPaths.migrations, request),
  migrateInstance: (instanceId: string, request: MigrateInstanceRequest) =>
    post<InstanceSummary>(apiPaths.migrateInstance(instanceId), request),
  createBatch: (request: CreateBatchRequest) => post<BatchSummary>(apiPaths.batches, request),
  suspendBatch: (batchId: string) => post<undefined>(apiPaths.suspendBatch(batchId)),
  resumeBatch: (batchId: string) => post<undefined>(apiPaths.resumeBatch(batchId)),
  retryBatch: (batchId: string) => post<BatchSummary>(apiPaths.retryBatch(batchId)),
  removeBatch: (batchId: string) => requestJson<undefined>(apiPaths.batch(batchId), { method: 'DELETE' }),
  retryDelivery: (instanceId: string) => post<CaseRecord>(apiPaths.retryDelivery(instanceId)),
  retryCause: (causeId: string) => post<RetryResult>(apiPaths.retryIncidents, { causeId }),
  retryIncident: (incidentId: string) => post<RetryResult>(apiPaths.retryIncident(incidentId)),
} as const;
