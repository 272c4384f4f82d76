import type { Changes } from '#runtime';
import {
  ACTIVITY_HISTORY,
  columnList,
  type Columns,
  DECISION_HISTORY,
  EVENT,
  fieldList,
  FORM_FIELD_HISTORY,
  INCIDENT,
  INSTANCE,
  ITEM,
  ITEM_VALUE,
  JOB,
  JOB_HISTORY,
  OUTBOX,
  recordset,
  SUBSCRIPTION,
  TASK,
  TIMER,
  VARIABLE_HISTORY,
} from './columns.ts';
import { insertOperations } from './operation-entries.ts';

/** One statement of the write: how it reads its rows, given the number of its parameter. */
export type WritePart = (parameter: number) => string;

const insert =
  (table: string, columns: Columns): WritePart =>
  (parameter) =>
    `INSERT INTO ${table} (${columnList(columns)}) SELECT ${fieldList(columns)} FROM ${recordset(parameter, columns)}`;

const remove =
  (table: string): WritePart =>
  (parameter) =>
    `DELETE FROM ${table} t USING json_array_elements_text($${parameter}::json) AS r(id) WHERE t.id = r.id`;

const omit = (columns: Columns, ...names: readonly string[]): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([name]) => !names.includes(name)));

/** Fields of a task that follow its definition. */
const RENEWED_TASK = {
  id: 'text',
  name: 'text',
  instruction: 'text',
  formKey: 'text',
  keepsForm: 'boolean',
  asks: 'jsonb',
  differentFrom: 'text[]',
} as const;

/** Columns history keeps of an instance and of a task. */
const INSTANCE_PAST = omit(INSTANCE, 'suspended', 'revision', 'itemCount');
const INSTANCE_END = { outcome: 'text', endedAt: 'timestamptz', endNodeId: 'text', reason: 'text' } as const;
const TASK_PAST = omit(TASK, 'suspended');
const TASK_END = { endedAt: 'timestamptz', outcome: 'text', completedBy: 'text', answers: 'jsonb' } as const;

const prefixed = (columns: Columns, alias: string): string =>
  columnList(columns)
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** The reach of a task in one array; see the migration. */
export const reachOf = (row: string): string =>
  `CASE WHEN ${row}."assignee" IS NULL THEN '{}'::text[] ELSE ARRAY['a:' || ${row}."assignee"] END
   || ARRAY(SELECT 'u:' || unnest(${row}."candidateUsers")) || ARRAY(SELECT 'g:' || unnest(${row}."candidateGroups"))
   || CASE WHEN ${row}."assignee" IS NULL AND ${row}."candidateUsers" = '{}' AND ${row}."candidateGroups" = '{}'
      THEN ARRAY['o'] ELSE '{}'::text[] END`;

/** Moves jobs that were taken away into history: rows of the table `source`. */
export const canceledJobs = (source: string, at: string): string =>
  `INSERT INTO history_job (${columnList(JOB_HISTORY)})
   SELECT d.id, d.root_id, d.instance_id, d.node_id, d.topic, d.performer, d.definition_id, d.element_instance_id, d.kind,
     d.priority, d.created_at, NULL, ${at}, 'canceled', d.attempts, d.retries, d.worker_id, NULL, NULL FROM ${source} d`;

/** The same of timers, which have fired or were taken away. */
export const endedTimers = (source: string, at: string, outcome: string): string =>
  `INSERT INTO history_job (${columnList(JOB_HISTORY)})
   SELECT d.id, d.root_id, d.instance_id, d.node_id, '', 'engine', d.definition_id, d.element_instance_id, 'timer',
     d.priority, d.created_at, d.due_at, ${at}, ${outcome}, 1, d.retries, NULL, NULL, NULL FROM ${source} d`;

/**
 * The parts of a write by the list of {@link Changes} they write. All parts of one transaction become one statement
 * (data-modifying WITH): one round trip, whatever it touches.
 */
export const WRITE_PARTS: Readonly<Record<keyof Changes, WritePart>> = {
  itemUpserts: (parameter) =>
    `${insert('item', ITEM)(parameter)}
     ON CONFLICT (id) DO UPDATE SET parent_id = EXCLUDED.parent_id, definition_id = EXCLUDED.definition_id,
       node_id = EXCLUDED.node_id, node_type = EXCLUDED.node_type, called_instance_id = EXCLUDED.called_instance_id, ended_at = EXCLUDED.ended_at, data = EXCLUDED.data,
       value_ids = EXCLUDED.value_ids`,
  itemRemovals: remove('item'),
  valueInserts: insert('item_value', ITEM_VALUE),
  valueRemovals: remove('item_value'),
  instanceInserts: insert('instance', INSTANCE),
  instancePatches: (parameter) =>
    `UPDATE instance t SET
       variables = CASE WHEN r."variables" IS NULL THEN t.variables ELSE (t.variables || r."variables") - r."removed" END,
       suspended = coalesce(r."suspended", t.suspended), definition_id = coalesce(r."definitionId", t.definition_id),
       revision = coalesce(r."revision", t.revision), item_count = coalesce(r."itemCount", t.item_count)
     FROM ${recordset(parameter, {
       id: 'text',
       variables: 'jsonb',
       removed: 'text[]',
       suspended: 'boolean',
       definitionId: 'text',
       revision: 'integer',
       itemCount: 'integer',
     })} WHERE t.id = r.id`,
  instanceEnds: () =>
    `INSERT INTO history_instance (${columnList(omit(INSTANCE_PAST, 'variables'))}, ${columnList(INSTANCE_END)}, variables)
     SELECT ${prefixed(omit(INSTANCE_PAST, 'variables'), 'd')},
       ${fieldList(INSTANCE_END, 'd')}, (d.variables || d."endVariables") - d."endRemoved"
     FROM ended_instance d`,
  instanceHistory: insert('history_instance', { ...INSTANCE_PAST, ...INSTANCE_END }),
  taskInserts: (parameter) =>
    `INSERT INTO task (${columnList(TASK)}, reach) SELECT ${fieldList(TASK)}, ${reachOf('r')}
     FROM ${recordset(parameter, TASK)}`,
  taskEnds: () =>
    `INSERT INTO history_task (${columnList(TASK_PAST)}, ${columnList(TASK_END)})
     SELECT ${prefixed(TASK_PAST, 'd')}, ${fieldList(TASK_END, 'd')} FROM ended_task d`,
  taskHistory: insert('history_task', { ...TASK_PAST, ...TASK_END }),
  jobInserts: (parameter) =>
    `INSERT INTO job (${columnList(omit(JOB, 'priority'))}, priority, held, channel)
     SELECT ${fieldList(omit(JOB, 'priority'))}, coalesce(p.priority, r."priority"), coalesce(p.held, false),
       CASE WHEN r."performer" = 'external' THEN 'topic:' || r."topic" ELSE 'queue' END
     FROM ${recordset(parameter, JOB)} LEFT JOIN job_place p ON r."performer" <> 'external'
       AND p.definition_id = r."definitionId" AND p.node_id = r."nodeId" AND p.place = r."kind"`,
  jobPatches: (parameter) =>
    `UPDATE job t SET state = r."state", retries = r."retries", retries_given = true, wake_at = r."wakeAt", error_message = r."errorMessage",
       error_details = r."errorDetails", lock_token = NULL, locked_until = NULL,
       worker_id = CASE WHEN t.performer = 'external' AND r."keepsWorker" THEN t.worker_id END
     FROM ${recordset(parameter, {
       id: 'text',
       state: 'text',
       retries: 'integer',
       wakeAt: 'timestamptz',
       errorMessage: 'text',
       errorDetails: 'text',
       keepsWorker: 'boolean',
     })} WHERE t.id = r.id`,
  jobRemovals: remove('job'),
  timerInserts: (parameter) =>
    `INSERT INTO timer (${columnList(TIMER)}, held, priority)
     SELECT ${fieldList(TIMER)}, coalesce(p.held, false), coalesce(p.priority, 0)
     FROM ${recordset(parameter, TIMER)} LEFT JOIN job_place p
       ON p.definition_id = r."definitionId" AND p.node_id = r."nodeId" AND p.place = 'timer'`,
  jobCancels: () => canceledJobs('canceled_job', 'd."at"'),
  timerEnds: () => endedTimers('ended_timer', 'd."at"', 'd."outcome"'),
  subscriptionInserts: insert('subscription', SUBSCRIPTION),
  subscriptionRemovals: remove('subscription'),
  incidentInserts: insert('incident', INCIDENT),
  incidentEnds: () =>
    `INSERT INTO history_incident (${columnList(INCIDENT)}, ended_at)
     SELECT ${prefixed(INCIDENT, 'd')}, d."endedAt" FROM ended_incident d`,
  incidentHistory: insert('history_incident', { ...INCIDENT, endedAt: 'timestamptz' }),
  outboxInserts: insert('outbox', OUTBOX),
  outboxRemovals: remove('outbox'),
  outboxPatches: (parameter) =>
    `UPDATE outbox t SET wake_at = r."wakeAt", attempts = r."attempts"
     FROM ${recordset(parameter, { id: 'text', wakeAt: 'timestamptz', attempts: 'integer' })} WHERE t.id = r.id`,
  startTimerPatches: (parameter) =>
    `UPDATE start_subscription t SET due_at = r."dueAt", repetitions = r."repetitions"
     FROM ${recordset(parameter, { id: 'text', dueAt: 'timestamptz', repetitions: 'integer' })} WHERE t.id = r.id`,
  keyReleases: (parameter) =>
    `DELETE FROM reserved_key t USING json_array_elements_text($${parameter}::json) AS r(id)
     WHERE t.instance_id = r.id`,
  suspensions: () => 'SELECT 1',
  moves: () => 'SELECT 1',
  taskRenewals: () => 'SELECT 1',
  events: insert('history_event', EVENT),
  activityHistory: insert('history_activity', ACTIVITY_HISTORY),
  variableHistory: insert('history_variable', VARIABLE_HISTORY),
  formFieldHistory: insert('history_form_field', FORM_FIELD_HISTORY),
  jobHistory: insert('history_job', JOB_HISTORY),
  decisionHistory: insert('history_decision', DECISION_HISTORY),
  operations: insertOperations,
  batchItemsDone: (parameter) =>
    `UPDATE batch_item t SET state = 'done', error = NULL, fault = NULL, result = r."result", wake_at = r."at"
     FROM ${recordset(parameter, { batchId: 'text', position: 'integer', at: 'timestamptz', result: 'text' })}
     WHERE t.batch_id = r."batchId" AND t.position = r."position"`,
};

/** What must be deleted first, because another part reads what was deleted. */
export const WRITE_SOURCES: Partial<Record<keyof Changes, { readonly name: string; readonly part: WritePart }>> = {
  instanceEnds: {
    name: 'ended_instance',
    part: (parameter) =>
      `DELETE FROM instance t USING ${recordset(parameter, {
        id: 'text',
        ...INSTANCE_END,
        variables: 'jsonb',
        removed: 'text[]',
      })} WHERE t.id = r.id
       RETURNING t.*, ${fieldList(INSTANCE_END)}, r."variables" AS "endVariables", r."removed" AS "endRemoved"`,
  },
  taskEnds: {
    name: 'ended_task',
    part: (parameter) =>
      `DELETE FROM task t USING ${recordset(parameter, { id: 'text', ...TASK_END })} WHERE t.id = r.id
       RETURNING t.*, ${fieldList(TASK_END)}`,
  },
  jobCancels: {
    name: 'canceled_job',
    part: (parameter) =>
      `DELETE FROM job t USING ${recordset(parameter, { id: 'text', at: 'timestamptz' })} WHERE t.id = r.id
       RETURNING t.*, r."at"`,
  },
  timerEnds: {
    name: 'ended_timer',
    part: (parameter) =>
      `DELETE FROM timer t USING ${recordset(parameter, { id: 'text', at: 'timestamptz', outcome: 'text' })}
       WHERE t.id = r.id RETURNING t.*, r."at", r."outcome"`,
  },
  incidentEnds: {
    name: 'ended_incident',
    part: (parameter) =>
      `DELETE FROM incident t USING ${recordset(parameter, { id: 'text', endedAt: 'timestamptz' })} WHERE t.id = r.id
       RETURNING t.*, r."endedAt"`,
  },
};

/** What is rare (suspension, migration) and touches rows of other parts: statements of their own, after the others. */
export const LATE_PARTS: Partial<Record<keyof Changes, readonly WritePart[]>> = {
  suspensions: ['task', 'job', 'timer'].map(
    (table): WritePart =>
      (parameter) =>
        `UPDATE ${table} t SET suspended = r."suspended"
         FROM ${recordset(parameter, { instanceId: 'text', suspended: 'boolean' })} WHERE t.instance_id = r."instanceId"`,
  ),
  moves: ['task', 'job', 'timer', 'subscription', 'incident'].map(
    (table): WritePart =>
      (parameter) =>
        `UPDATE ${table} t SET node_id = CASE t.node_id WHEN r."fromNodeId" THEN r."nodeId" ELSE t.node_id END,
           definition_id = r."definitionId"
         FROM ${recordset(parameter, { elementInstanceId: 'text', fromNodeId: 'text', nodeId: 'text', definitionId: 'text' })}
         WHERE t.element_instance_id = r."elementInstanceId"`,
  ),
  taskRenewals: [
    (parameter) =>
      `UPDATE task t SET name = r."name", instruction = r."instruction", asks = r."asks", different_from = r."differentFrom",
         form_key = CASE WHEN r."keepsForm" THEN t.form_key ELSE r."formKey" END
       FROM ${recordset(parameter, RENEWED_TASK)} WHERE t.id = r.id`,
  ],
};
