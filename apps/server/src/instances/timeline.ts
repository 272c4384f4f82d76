import type { DocumentState } from '#documents';
import type { DefinitionRef, HistoryEntry, JsonObject, JsonValue } from '#contracts';
import type {
  ActivityView,
  CommentView,
  DecisionHistoryView,
  EndedTaskView,
  IncidentView,
  InstanceView,
  OperationView,
  TaskView,
  VariableChange,
} from '#runtime';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { migrationFacts } from './migration-facts.ts';
import { modificationFacts } from './modification-facts.ts';

/** Everything that is remembered about a case, as the runtime tells it. */
export interface Remembered {
  readonly instance: InstanceView;
  /** Of the version it runs on, or has run on last. */
  readonly nodeNames: ReadonlyMap<string, string | undefined>;
  /** Oldest first. */
  readonly activities: readonly ActivityView[];
  readonly openTasks: readonly TaskView[];
  readonly endedTasks: readonly EndedTaskView[];
  readonly variables: readonly VariableChange[];
  readonly incidents: readonly IncidentView[];
  readonly documents: readonly DocumentState[];
  /** What was written about its tasks. */
  readonly comments: readonly CommentView[];
  /** What people have asked for, oldest first. */
  readonly operations: readonly OperationView[];
  readonly decisions: readonly DecisionHistoryView[];
  /** By id: the versions it has been moved from and to, as far as they still exist. */
  readonly versions: ReadonlyMap<string, DefinitionRef>;
}

/** Before numbering: `order` settles what happened at the same instant, because one step of the engine has one time. */
export interface Dated {
  readonly at: string;
  readonly order: number;
  readonly entry: Omit<HistoryEntry, 'sequence' | 'at'>;
}

const LAST = Number.MAX_SAFE_INTEGER;

/** The case's life as facts, oldest first. Within one instant elements keep the order they were entered in. */
export function timeline(remembered: Remembered): readonly HistoryEntry[] {
  const position = new Map(remembered.activities.map(({ id }, index) => [id, (index + 1) * 10]));
  const of = (elementInstanceId: string | null) =>
    elementInstanceId === null ? 1 : (position.get(elementInstanceId) ?? 1);
  const dated = [
    ...life(remembered.instance),
    ...remembered.activities.flatMap((activity) => passage(activity, of(activity.id))),
    ...[...remembered.openTasks, ...remembered.endedTasks].flatMap((task) => work(task, of(task.elementInstanceId))),
    ...data(remembered.variables, of),
    ...remembered.incidents.flatMap((incident) => trouble(incident, of(incident.elementInstanceId))),
    ...remembered.documents.flatMap(filing),
    ...handling(remembered, of),
    ...notes(remembered, of),
    ...modificationFacts(remembered.operations, (nodeId) => remembered.nodeNames.get(nodeId)),
    ...migrationFacts(remembered.operations, remembered.versions),
    ...remembered.decisions.map((decision) => judgement(decision, of(decision.elementInstanceId))),
  ];
  return dated
    .sort((one, other) => (one.at === other.at ? one.order - other.order : one.at < other.at ? -1 : 1))
    .map(({ at, entry }, index) => ({ sequence: index + 1, at, ...entry }));
}

function life(instance: InstanceView): readonly Dated[] {
  const started: Dated = {
    at: instance.startedAt,
    order: 0,
    entry: { type: 'instance-started', data: {}, ...present({ by: instance.startedBy, nodeId: instance.startNodeId }) },
  };
  if (instance.endedAt === null) return [started];
  const facts: JsonObject = { outcome: instance.state, ...present({ reason: instance.reason }) };
  return [
    started,
    {
      at: instance.endedAt,
      order: LAST,
      entry: { type: 'instance-ended', data: facts, ...present({ nodeId: instance.endNodeId }) },
    },
  ];
}

function passage(activity: ActivityView, order: number): readonly Dated[] {
  const what = {
    nodeId: activity.nodeId,
    nodeType: activity.nodeType,
    elementInstanceId: activity.id,
    data: {},
    ...present({ name: activity.nodeName === null ? undefined : oneLine(activity.nodeName) }),
  };
  const entered: Dated = { at: activity.startedAt, order, entry: { type: 'element-entered', ...what } };
  if (activity.endedAt === null) return [entered];
  const type = activity.canceled ? 'element-canceled' : 'element-completed';
  return [entered, { at: activity.endedAt, order: order + 5, entry: { type, ...what } }];
}

function work(task: TaskView | EndedTaskView, order: number): readonly Dated[] {
  const what = {
    nodeId: task.nodeId,
    name: oneLine(task.name),
    taskId: task.id,
    elementInstanceId: task.elementInstanceId,
  };
  const rounds = roundsOf(task);
  const offered: JsonObject = {
    candidateGroups: task.candidateGroups,
    ...present({ dueDate: task.dueDate }),
    ...rounds,
  };
  const created: Dated = {
    at: task.createdAt,
    order: order + 1,
    entry: { type: 'task-created', ...what, data: offered },
  };
  if (!('endedAt' in task)) return [created];
  const completed = task.outcome === 'completed';
  const entry = {
    type: completed ? ('task-completed' as const) : ('task-canceled' as const),
    ...what,
    data: completed ? { answers: answered(task), ...rounds } : rounds,
    ...present({ by: task.completedBy }),
  };
  return [created, { at: task.endedAt, order: order + 4, entry }];
}

/** Who took a task, handed it on or gave it back; who let the case rest and go on. */
function handling(
  { operations, openTasks, endedTasks, activities, nodeNames }: Remembered,
  of: (elementInstanceId: string | null) => number,
): readonly Dated[] {
  const tasks = new Map([...openTasks, ...endedTasks].map((task) => [task.id, task]));
  const places = new Map(activities.map((activity) => [activity.id, activity]));
  return operations.flatMap((operation): Dated[] => {
    const { at, userId: by, entity, type, property, newValue, taskId, annotation } = operation;
    if (type === 'ChooseAdHocActivities') return choice(operation, operations, of, nodeNames);
    if (type === 'CorrelateMessage' && property === 'messageName' && operation.executionId !== null) {
      const place = places.get(operation.executionId);
      const where = present({ nodeId: place?.nodeId, name: place?.nodeName, elementInstanceId: place?.id });
      const what = { type: 'message-received' as const, by, data: present({ messageName: newValue }), ...where };
      return [{ at, order: of(operation.executionId) + 3, entry: what }];
    }
    if (entity === 'ProcessInstance' && (type === 'Suspend' || type === 'Activate')) {
      const what = type === 'Suspend' ? ('instance-suspended' as const) : ('instance-resumed' as const);
      return [{ at, order: 1, entry: { type: what, by, data: present({ reason: annotation }) } }];
    }
    const task = entity === 'Task' && property === 'assignee' && taskId !== null ? tasks.get(taskId) : undefined;
    if (task === undefined) return [];
    const { nodeId, id, elementInstanceId } = task;
    const what = { nodeId, name: oneLine(task.name), taskId: id, elementInstanceId };
    const order = of(task.elementInstanceId) + 2;
    const data = roundsOf(task);
    if (newValue === null) return [{ at, order, entry: { type: 'task-unclaimed', ...what, by, data } }];
    // A program claims for a person: it is the person who has it then.
    if (type === 'Claim' || newValue === by)
      return [{ at, order, entry: { type: 'task-claimed', ...what, by: newValue, data } }];
    return [{ at, order, entry: { type: 'task-assigned', ...what, by, data: { assignee: newValue, ...data } } }];
  });
}

function notes(
  { comments, openTasks, endedTasks }: Remembered,
  of: (elementInstanceId: string | null) => number,
): readonly Dated[] {
  const tasks = new Map([...openTasks, ...endedTasks].map((task) => [task.id, task]));
  return comments.map(({ at, userId, message, taskId }) => {
    const task = tasks.get(taskId);
    const about =
      task === undefined
        ? {}
        : { nodeId: task.nodeId, name: oneLine(task.name), elementInstanceId: task.elementInstanceId };
    const data = { message, ...(task === undefined ? {} : roundsOf(task)) };
    const entry = { type: 'note-written' as const, by: userId, taskId, ...about, data };
    return { at, order: of(task?.elementInstanceId ?? null) + 3, entry };
  });
}

/** Steps somebody has chosen at once are one fact; its entries belong to one operation, the first one tells it. */
function choice(
  { id, operationId, at, userId: by, executionId }: OperationView,
  operations: readonly OperationView[],
  of: (elementInstanceId: string | null) => number,
  nodeNames: Remembered['nodeNames'],
): Dated[] {
  const together = operations.filter((one) => one.operationId === operationId && one.property === 'activityId');
  if (together[0]?.id !== id) return [];
  const steps = together.map(({ newValue }) => oneLine(nodeNames.get(newValue ?? '') ?? newValue ?? ''));
  const where = present({ elementInstanceId: executionId });
  return [{ at, order: of(executionId) + 2, entry: { type: 'steps-chosen', by, data: { steps }, ...where } }];
}

/** Which of several alike it is. */
function roundsOf({ rounds }: TaskView): JsonObject {
  return rounds.length === 0 ? {} : { rounds: rounds.map((round) => ({ ...present(round) })) };
}

/** Questions with the labels that were chosen, as a person saw them. */
function answered(task: EndedTaskView): JsonObject {
  return Object.fromEntries(
    task.asks.map(({ gatewayId, text, answers }) => {
      const chosen = Object.hasOwn(task.answers, gatewayId) ? (task.answers[gatewayId] ?? []) : [];
      return [text, answers.filter(({ flowId }) => chosen.includes(flowId)).map(({ label }) => label)];
    }),
  );
}

/** Values set at the same moment in the same scope are one fact. */
function data(changes: readonly VariableChange[], of: (elementInstanceId: string | null) => number): readonly Dated[] {
  const groups = new Map<string, VariableChange[]>();
  for (const change of changes) {
    const key = `${change.setAt}\n${change.scopeId}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const variables = Object.fromEntries(
      group.filter(({ removed }) => !removed).map(({ name, value }) => [name, value]),
    );
    const removed = group.filter((change) => change.removed).map(({ name }) => name);
    const entry = {
      type: 'variables-set' as const,
      data: { variables, ...(removed.length > 0 ? { removed } : {}) },
      ...present({ elementInstanceId: first.elementInstanceId }),
    };
    return [{ at: first.setAt, order: of(first.elementInstanceId) + 3, entry }];
  });
}

function trouble(incident: IncidentView, order: number): readonly Dated[] {
  const what = {
    nodeId: incident.nodeId,
    incidentId: incident.id,
    elementInstanceId: incident.elementInstanceId,
    data: {
      kind: incident.kind,
      message: incident.message,
      ...present({ fault: incident.fault as JsonObject | null }),
    },
  };
  const raised: Dated = { at: incident.raisedAt, order: order + 2, entry: { type: 'incident-raised', ...what } };
  return incident.endedAt === null
    ? [raised]
    : [raised, { at: incident.endedAt, order: order + 3, entry: { type: 'incident-resolved', ...what } }];
}

/** What a rule decided, with every decision on the way, and why. */
function judgement(decision: DecisionHistoryView, order: number): Dated {
  const { nodeId, elementInstanceId, decisionKey, decisionName, evaluations } = decision;
  const steps = Array.isArray(evaluations) ? (evaluations as readonly JsonValue[]) : [];
  return {
    at: decision.at,
    order: order + 2,
    entry: {
      type: 'decision-evaluated',
      nodeId,
      elementInstanceId,
      name: decisionName ?? decisionKey,
      data: { decisions: steps },
    },
  };
}

/** Each version that was filed. `system:` marks what a program did. */
function filing({ documentId, title, versions }: DocumentState): readonly Dated[] {
  return versions.map(({ version, fileName, createdAt, createdBy }) => ({
    at: createdAt,
    order: LAST - 1,
    entry: {
      type: version === 1 ? ('document-filed' as const) : ('document-version-added' as const),
      name: title,
      data: { documentId, fileName, version },
      ...(createdBy.startsWith('system:') ? {} : { by: createdBy }),
    },
  }));
}
