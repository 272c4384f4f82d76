const segment = encodeURIComponent;

/** Every address of the API, relative to the server. Functions encode what they are given. */
export const apiPaths = {
  /** GET, public → About */
  about: '/api/about',
  /** POST log in, GET who am I, DELETE log out */
  session: '/api/session',
  /** GET → InboxMemory */
  inboxMemory: '/api/account/inbox',
  /** POST KeepInboxFilterRequest, DELETE with ForgetInboxFilterQuery → InboxMemory */
  inboxFilters: '/api/account/inbox/filters',
  /** POST SeeTasksRequest → InboxMemory */
  inboxSeenTasks: '/api/account/inbox/seen',
  /** GET → People */
  people: '/api/people',
  /** GET, see PeopleNamesQuery → PeopleNames */
  peopleNames: '/api/people/names',
  /** POST multipart; GET → Page<Deployment>, newest first */
  deployments: '/api/deployments',
  /** POST multipart → Validation */
  validateDeployment: '/api/deployments/validate',
  /** GET → Page<DefinitionSummary> */
  definitions: '/api/definitions',
  /** GET → Page<DefinitionVersion> */
  definitionVersions: (key: string) => `/api/definitions/${segment(key)}/versions`,
  /** GET → DefinitionDetail */
  definition: (key: string, version: number | 'latest' = 'latest') =>
    `/api/definitions/${segment(key)}/versions/${version}`,
  /** GET → the file as it was deployed, `application/xml` */
  definitionXml: (key: string, version: number | 'latest' = 'latest') =>
    `/api/definitions/${segment(key)}/versions/${version}/xml`,
  /** GET, see ProcessFiguresQuery → ProcessFigures */
  definitionFigures: (key: string, version: number | 'latest' = 'latest') =>
    `/api/definitions/${segment(key)}/versions/${version}/figures`,
  /** GET → ProcessEvents */
  definitionEvents: (key: string, version: number | 'latest' = 'latest') =>
    `/api/definitions/${segment(key)}/versions/${version}/events`,
  /** GET, see RetentionQuery → Retention; POST ChangeRetentionRequest → Retention */
  definitionRetention: (key: string) => `/api/definitions/${segment(key)}/retention`,
  /** POST RunScenariosRequest → ScenarioReport */
  runScenarios: '/api/scenarios/run',
  /** POST TrialRequest → Trial */
  trials: '/api/trials',
  /** GET → Page<InstanceSummary>; POST starts one */
  instances: '/api/instances',
  /** GET → InstanceDetail */
  instance: (id: string) => `/api/instances/${segment(id)}`,
  /** GET → the XML of the definition it runs on, `application/xml` */
  instanceXml: (id: string) => `/api/instances/${segment(id)}/xml`,
  /** GET → Page<HistoryEntry> */
  instanceHistory: (id: string) => `/api/instances/${segment(id)}/history`,
  /** PATCH SetVariablesRequest → 204 */
  instanceVariables: (id: string) => `/api/instances/${segment(id)}/variables`,
  /** POST → 204 */
  cancelInstance: (id: string) => `/api/instances/${segment(id)}/cancel`,
  /** GET → CasePlaces */
  casePlaces: (id: string) => `/api/instances/${segment(id)}/places`,
  /** POST ModifyInstanceRequest → 204 */
  modifyInstance: (id: string) => `/api/instances/${segment(id)}/modification`,
  /** POST PreviewModificationRequest → ModificationPreview */
  previewModification: (id: string) => `/api/instances/${segment(id)}/modification/preview`,
  /** POST SuspensionRequest or nothing → 204 */
  suspendInstance: (id: string) => `/api/instances/${segment(id)}/suspend`,
  /** POST SuspensionRequest or nothing → 204 */
  resumeInstance: (id: string) => `/api/instances/${segment(id)}/resume`,
  /** GET → CaseRecord; POST a file, see UploadDocumentQuery → DocumentSummary */
  caseDocuments: (instanceId: string) => `/api/instances/${segment(instanceId)}/documents`,
  /** POST: what the DMS refused is tried again → CaseRecord */
  retryDelivery: (instanceId: string) => `/api/instances/${segment(instanceId)}/documents/retry-delivery`,
  /** GET → DocumentDetail */
  caseDocument: (instanceId: string, documentId: string) =>
    `/api/instances/${segment(instanceId)}/documents/${segment(documentId)}`,
  /** POST a file, see UploadDocumentQuery → DocumentSummary */
  documentVersions: (instanceId: string, documentId: string) =>
    `/api/instances/${segment(instanceId)}/documents/${segment(documentId)}/versions`,
  /** GET → the bytes, see DocumentContentQuery */
  documentContent: (instanceId: string, documentId: string) =>
    `/api/instances/${segment(instanceId)}/documents/${segment(documentId)}/content`,
  /** POST RestartRequest → InstanceSummary */
  restartInstance: (id: string) => `/api/instances/${segment(id)}/restart`,
  /** POST MigrateInstanceRequest → InstanceSummary */
  migrateInstance: (id: string) => `/api/instances/${segment(id)}/migrate`,
  /** POST MigrationRequest → BatchSummary */
  migrations: '/api/migrations',
  /** POST ProposeMigrationRequest → MigrationProposal */
  proposeMigration: '/api/migrations/plan',
  /** POST MigrationPlanRequest → MigrationValidation */
  validateMigration: '/api/migrations/validate',
  /** POST MigrationRequest → MigrationDryRun */
  tryMigration: '/api/migrations/dry-run',
  /** GET → Page<BatchSummary>; POST CreateBatchRequest → BatchSummary */
  batches: '/api/batches',
  /** GET → BatchSummary; DELETE → 204 */
  batch: (id: string) => `/api/batches/${segment(id)}`,
  /** GET → Page<BatchItem> */
  batchItems: (id: string) => `/api/batches/${segment(id)}/items`,
  /** POST → 204 */
  suspendBatch: (id: string) => `/api/batches/${segment(id)}/suspend`,
  /** POST → 204 */
  resumeBatch: (id: string) => `/api/batches/${segment(id)}/resume`,
  /** POST → BatchSummary */
  retryBatch: (id: string) => `/api/batches/${segment(id)}/retry`,
  /** GET → Page<TaskSummary> */
  tasks: '/api/tasks',
  /** GET → TaskCounts */
  taskCounts: '/api/tasks/counts',
  /** GET → TaskDetail */
  task: (id: string) => `/api/tasks/${segment(id)}`,
  /** POST → TaskDetail */
  claimTask: (id: string) => `/api/tasks/${segment(id)}/claim`,
  /** POST → TaskDetail */
  unclaimTask: (id: string) => `/api/tasks/${segment(id)}/unclaim`,
  /** POST AssignTaskRequest → TaskDetail */
  assignTask: (id: string) => `/api/tasks/${segment(id)}/assign`,
  /** GET → TaskColleagues */
  taskColleagues: (id: string) => `/api/tasks/${segment(id)}/colleagues`,
  /** POST HandOverRequest → TaskDetail */
  handOverTask: (id: string) => `/api/tasks/${segment(id)}/hand-over`,
  /** GET → TaskNotes; POST WriteNoteRequest → TaskNote */
  taskNotes: (id: string) => `/api/tasks/${segment(id)}/notes`,
  /** POST FollowUpRequest → TaskDetail */
  followUpTask: (id: string) => `/api/tasks/${segment(id)}/follow-up`,
  /** POST BeginStepsRequest → TaskDetail */
  beginSteps: (id: string) => `/api/tasks/${segment(id)}/steps`,
  /** POST CompleteTaskRequest → TaskCompletion */
  completeTask: (id: string) => `/api/tasks/${segment(id)}/complete`,
  /** POST PublishMessageRequest → MessageDelivery */
  messages: '/api/messages',
  /** POST SendSignalRequest → SignalDelivery */
  signals: '/api/signals',
  /** GET → Page<InvoiceSummary>; POST the raw file with its name in the query → InvoiceReceipt */
  invoices: '/api/invoices',
  /** GET → InvoiceCounts */
  invoiceCounts: '/api/invoices/counts',
  /** GET → InvoiceDetail */
  invoice: (id: string) => `/api/invoices/${segment(id)}`,
  /** GET → the file as it arrived */
  invoiceOriginal: (id: string) => `/api/invoices/${segment(id)}/original`,
  /** GET → one file inside the invoice, see InvoiceAttachment.index */
  invoiceAttachment: (id: string, index: number) => `/api/invoices/${segment(id)}/attachments/${index}`,
  /** GET → InvoiceDetail of the invoice of a case; 404 for other cases */
  invoiceOfInstance: (instanceId: string) => `/api/instances/${segment(instanceId)}/invoice`,
  /** GET → Page<MailForReview>, oldest first */
  mailsForReview: '/api/mailbox/review',
  /** GET → the mail as it arrived, `message/rfc822` */
  mailSource: (id: string) => `/api/mailbox/review/${segment(id)}/source`,
  /** POST: somebody has dealt with it */
  clearMail: (id: string) => `/api/mailbox/review/${segment(id)}/clear`,
  /** GET → Page<PaymentOrder> */
  paymentOrders: '/api/payment-orders',
  /** GET → SEPA pain.001.001.09, `application/xml` */
  paymentOrderSepa: (id: string) => `/api/payment-orders/${segment(id)}/pain001.xml`,
  /** GET → `text/csv` */
  paymentOrderCsv: (id: string) => `/api/payment-orders/${segment(id)}/order.csv`,
  /** GET, public → ParticipationView; POST multipart (`answer` as JSON, files) → ParticipationReceipt */
  participation: (secret: string) => `/api/participation/${segment(secret)}`,
  /** GET, public → the file */
  participationDocument: (secret: string, documentId: string) =>
    `/api/participation/${segment(secret)}/documents/${segment(documentId)}`,
  /** POST the raw file → InvoiceValidation */
  validateInvoice: '/api/invoices/validate',
  /** GET → LeitwegIdCheck */
  leitwegId: (value: string) => `/api/invoices/leitweg-id/${segment(value)}`,
  /** GET → IntakeOverview */
  intake: '/api/intake',
  /** GET → Page<IntakeArrival> */
  intakeArrivals: '/api/intake/arrivals',
  /** GET → a file of an arrival as it came */
  intakeFile: (sourceId: string, submissionId: string, position: number) =>
    `/api/intake/arrivals/${segment(sourceId)}/${segment(submissionId)}/files/${position}`,
  /** POST IntakeDecisionRequest → IntakeArrival, or 204 when it is to be fetched again */
  intakeDecisions: '/api/intake/decisions',
  /** POST → 204, looks at every source soon */
  intakeRounds: '/api/intake/rounds',
  /** POST multipart: a sample file and a part `mapping` → IntakePreview */
  intakePreview: '/api/intake/preview',
  /** POST ChangeMappingRequest → IntakeService */
  intakeMapping: (key: string) => `/api/intake/services/${segment(key)}/mapping`,
  /** GET, public → OnlineServices */
  onlineServices: '/api/online-services',
  /** GET, public → OnlineServiceForm */
  onlineService: (key: string) => `/api/online-services/${segment(key)}`,
  /** POST multipart, public → ApplicationReceipt */
  applications: (key: string) => `/api/online-services/${segment(key)}/applications`,
  /** POST ApplicationStatusRequest, public → ApplicationStatus */
  applicationStatus: '/api/application-status',
  /** POST multipart with number, secret and files, public → ApplicationStatus */
  applicationPapers: '/api/application-status/papers',
  /** POST ApplicationDocumentRequest, public → the file */
  applicationDocument: '/api/application-status/document',
  /** GET → list of element templates, see ElementTemplateQuery */
  elementTemplates: '/api/element-templates',
  /** GET → Page<IncidentSummary> */
  incidents: '/api/incidents',
  /** GET → IncidentCauses */
  incidentCauses: '/api/incidents/causes',
  /** POST RetryIncidentsRequest → RetryResult */
  retryIncidents: '/api/incidents/retry',
  /** POST → RetryResult */
  retryIncident: (id: string) => `/api/incidents/${segment(id)}/retry`,
  /** GET server-sent events, see Change */
  changes: '/api/changes',
  /** GET OpenAPI 3.1 */
  openApi: '/api/openapi.json',
  /** GET page */
  docs: '/api/docs',
  health: '/health',
  healthLive: '/health/live',
  healthReady: '/health/ready',
} as const;
