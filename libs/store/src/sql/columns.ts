/**
 * Columns of each table the hot path writes: the field name in the row and its SQL type. The column is the field name in
 * snake case. One JSON parameter carries all rows of a table (`json_to_recordset`), which the driver encodes with one call,
 * where UNNEST would need an array per column.
 */
export const INSTANCE = {
  id: 'text',
  rootId: 'text',
  superInstanceId: 'text',
  superElementInstanceId: 'text',
  definitionId: 'text',
  businessKey: 'text',
  suspended: 'boolean',
  startedAt: 'timestamptz',
  startedBy: 'text',
  startNodeId: 'text',
  restartOf: 'text',
  variables: 'jsonb',
  revision: 'integer',
  itemCount: 'integer',
} as const;

export const ITEM = {
  id: 'text',
  rootId: 'text',
  parentId: 'text',
  instanceId: 'text',
  definitionId: 'text',
  nodeId: 'text',
  nodeType: 'text',
  enteredAt: 'timestamptz',
  endedAt: 'timestamptz',
  multiInstanceBody: 'boolean',
  calledInstanceId: 'text',
  data: 'jsonb',
  valueIds: 'jsonb',
} as const;

export const ITEM_VALUE = { id: 'text', rootId: 'text', value: 'jsonb' } as const;

const OF_ELEMENT = {
  id: 'text',
  rootId: 'text',
  instanceId: 'text',
  definitionId: 'text',
  elementInstanceId: 'text',
  nodeId: 'text',
  createdAt: 'timestamptz',
} as const;

export const TASK = {
  ...OF_ELEMENT,
  name: 'text',
  purpose: 'text',
  assignee: 'text',
  owner: 'text',
  candidateUsers: 'text[]',
  candidateGroups: 'text[]',
  formKey: 'text',
  instruction: 'text',
  asks: 'jsonb',
  priority: 'integer',
  dueDate: 'timestamptz',
  followUpDate: 'timestamptz',
  suspended: 'boolean',
  differentFrom: 'text[]',
  rounds: 'jsonb',
} as const;

export const JOB = {
  ...OF_ELEMENT,
  kind: 'text',
  performer: 'text',
  topic: 'text',
  priority: 'integer',
  retries: 'integer',
  retryCycle: 'text',
  settings: 'jsonb',
  state: 'text',
  attempts: 'integer',
  workerId: 'text',
  lockToken: 'text',
  lockedUntil: 'timestamptz',
  wakeAt: 'timestamptz',
  errorMessage: 'text',
  errorDetails: 'text',
  suspended: 'boolean',
} as const;

export const TIMER = { ...OF_ELEMENT, purpose: 'text', dueAt: 'timestamptz', suspended: 'boolean' } as const;

export const SUBSCRIPTION = {
  ...OF_ELEMENT,
  kind: 'text',
  name: 'text',
  correlation: 'jsonb',
  conversation: 'text',
} as const;

export const INCIDENT = {
  ...OF_ELEMENT,
  kind: 'text',
  message: 'text',
  jobId: 'text',
  configuration: 'text',
  annotation: 'text',
  fault: 'jsonb',
} as const;

export const OUTBOX = {
  id: 'text',
  originRootId: 'text',
  body: 'jsonb',
  createdAt: 'timestamptz',
  wakeAt: 'timestamptz',
  attempts: 'integer',
} as const;

export const START_SUBSCRIPTION = {
  id: 'text',
  definitionId: 'text',
  definitionKey: 'text',
  nodeId: 'text',
  definition: 'integer',
  needed: 'integer',
  kind: 'text',
  name: 'text',
  timerForm: 'text',
  timerText: 'text',
  dueAt: 'timestamptz',
  repetitions: 'integer',
  condition: 'jsonb',
  suspended: 'boolean',
  createdAt: 'timestamptz',
} as const;

export const START_COLLECTION = {
  id: 'text',
  businessKey: 'text',
  correlation: 'jsonb',
  triggers: 'jsonb',
} as const;

export const DEFINITION = {
  id: 'text',
  kind: 'text',
  key: 'text',
  version: 'integer',
  versionTag: 'text',
  name: 'text',
  documentation: 'text',
  deploymentId: 'text',
  resource: 'text',
  contentHash: 'text',
  deployedAt: 'timestamptz',
  suspended: 'boolean',
  startable: 'boolean',
  starterGroups: 'text[]',
  historyTimeToLive: 'text',
  category: 'text',
} as const;

export const EVENT = {
  rootId: 'text',
  seq: 'integer',
  at: 'timestamptz',
  command: 'text',
  events: 'jsonb',
} as const;

export const ACTIVITY_HISTORY = {
  id: 'text',
  parentId: 'text',
  rootId: 'text',
  instanceId: 'text',
  definitionId: 'text',
  nodeId: 'text',
  nodeType: 'text',
  startedAt: 'timestamptz',
  endedAt: 'timestamptz',
  canceled: 'boolean',
  taskId: 'text',
  assignee: 'text',
  calledInstanceId: 'text',
} as const;

export const VARIABLE_HISTORY = {
  rootId: 'text',
  instanceId: 'text',
  scopeId: 'text',
  name: 'text',
  value: 'jsonb',
  declaredType: 'text',
  sourceId: 'text',
  operationId: 'text',
  initial: 'boolean',
  removed: 'boolean',
  at: 'timestamptz',
} as const;

export const FORM_FIELD_HISTORY = {
  rootId: 'text',
  instanceId: 'text',
  elementInstanceId: 'text',
  taskId: 'text',
  fieldId: 'text',
  value: 'text',
  operationId: 'text',
  at: 'timestamptz',
} as const;

export const JOB_HISTORY = {
  jobId: 'text',
  rootId: 'text',
  instanceId: 'text',
  nodeId: 'text',
  topic: 'text',
  performer: 'text',
  definitionId: 'text',
  elementInstanceId: 'text',
  kind: 'text',
  priority: 'integer',
  createdAt: 'timestamptz',
  dueAt: 'timestamptz',
  at: 'timestamptz',
  outcome: 'text',
  attempt: 'integer',
  retries: 'integer',
  workerId: 'text',
  message: 'text',
  details: 'text',
} as const;

export const DECISION_HISTORY = {
  id: 'text',
  rootId: 'text',
  instanceId: 'text',
  elementInstanceId: 'text',
  nodeId: 'text',
  userId: 'text',
  decisionDefinitionId: 'text',
  evaluations: 'jsonb',
  at: 'timestamptz',
} as const;

export const OPERATION = {
  id: 'text',
  operationId: 'text',
  at: 'timestamptz',
  userId: 'text',
  type: 'text',
  entity: 'text',
  category: 'text',
  property: 'text',
  orgValue: 'text',
  newValue: 'text',
  annotation: 'text',
  rootId: 'text',
  instanceId: 'text',
  executionId: 'text',
  definitionId: 'text',
  definitionKey: 'text',
  deploymentId: 'text',
  taskId: 'text',
  jobId: 'text',
  externalTaskId: 'text',
  jobDefinitionId: 'text',
  batchId: 'text',
} as const;

export type Columns = Readonly<Record<string, string>>;

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `a, b_c` */
export function columnList(columns: Columns): string {
  return Object.keys(columns).map(snake).join(', ');
}

/** `t.a, t.b_c AS "bC"`: what a SELECT needs so that its rows have the fields' names. */
export function selection(columns: Columns, alias: string): string {
  return Object.keys(columns)
    .map((field) => (snake(field) === field ? `${alias}.${field}` : `${alias}.${snake(field)} AS "${field}"`))
    .join(', ');
}

/** `json_to_recordset($1) AS r("a" text, "bC" jsonb)` */
export function recordset(parameter: number, columns: Columns, alias = 'r'): string {
  const fields = Object.entries(columns).map(([field, type]) => `"${field}" ${type}`);
  return `json_to_recordset($${parameter}::json) AS ${alias}(${fields.join(', ')})`;
}

/** `r."a", r."bC"` */
export function fieldList(columns: Columns, alias = 'r'): string {
  return Object.keys(columns)
    .map((field) => `${alias}."${field}"`)
    .join(', ');
}
