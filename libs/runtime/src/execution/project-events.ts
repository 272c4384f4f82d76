import type { EngineEvent, Partition, TaskFacts, Value, Variables } from '#engine';
import { recordedEvaluations } from '../decisions/recorded-evaluations.ts';
import type { InstanceRow, ItemRow, JobRow, OutboxRow } from '../ports/rows.ts';
import type { ChangeSet } from './change-set.ts';
import { isSmall, type LargeValues, NO_LARGE_VALUES, setApart } from './large-values.ts';

/** What the store knows of an item beside its data. */
export interface ItemFacts {
  readonly instanceId: string;
  readonly definitionId: string;
  readonly nodeId: string | null;
  readonly nodeType: string | null;
  readonly enteredAt: string;
  readonly endedAt: string | null;
  readonly multiInstanceBody: boolean;
  readonly calledInstanceId: string | null;
  readonly parentId: string | null;
  /** Variables whose values lie beside the row. */
  readonly values: LargeValues;
  /** Its row: none (an element that has only just been entered), to be written by this transaction, or in the store. */
  readonly row: 'none' | 'pending' | 'stored';
}

/** What the projection needs beside the events. */
export interface ProjectionContext {
  readonly rootId: string;
  readonly newId: () => string;
  /** Facts of all loaded items of the tree; kept up to date here. */
  readonly facts: Map<string, ItemFacts>;
  /** Ids of items whose rows this transaction writes for the first time. */
  readonly pending: Set<string>;
  /** Business key of the tree: goes with the messages it sends. */
  readonly businessKey: string | null;
  /** When the relay looks at a new job that nobody has come for. */
  readonly firstLookAt: string;
  /** How long a message that finds no receiver is kept. */
  readonly messageExpiresAt: string;
  /** Does one of our own connectors do this topic? */
  readonly hasConnector: (topic: string) => boolean;
  /** What somebody did that this step is about, see the operation log. */
  readonly operationId: string | null;
}

/** Turns the events of one step into rows. The engine's data comes as partitions, see {@link projectPartitions}. */
export function projectEvents(events: readonly EngineEvent[], changes: ChangeSet, context: ProjectionContext): void {
  /** Who did the task of an element that ends in the same step. */
  const doers = new Map<string, { taskId: string; by: string | null }>();
  for (const [index, event] of events.entries()) {
    switch (event.type) {
      case 'InstanceStarted':
        startInstance(event, firstNodeOf(event, events), changes, context);
        break;
      case 'InstanceEnded':
        changes.endInstance({
          id: event.processInstanceId,
          outcome: event.outcome,
          endedAt: event.at,
          endNodeId: event.endNodeId ?? null,
          reason: event.reason ?? null,
        });
        break;
      case 'InstanceSuspended':
      case 'InstanceResumed':
        changes.suspend(event.processInstanceId, event.type === 'InstanceSuspended');
        break;
      case 'InstanceMigrated':
        migrateInstance(event, changes, context);
        break;
      case 'ElementEntered':
        context.facts.set(event.elementInstanceId, {
          instanceId: event.processInstanceId,
          definitionId: event.definitionId,
          nodeId: event.nodeId,
          nodeType: event.nodeType,
          enteredAt: event.at,
          endedAt: null,
          multiInstanceBody: event.multiInstanceBody,
          calledInstanceId: event.calledProcessInstanceId ?? null,
          parentId: event.parentId,
          values: NO_LARGE_VALUES,
          row: 'none',
        });
        break;
      case 'ElementCompleted':
      case 'ElementCanceled':
        endElement(event, doers, changes, context);
        break;
      case 'VariablesSet':
        setVariables(event, startsWith(events[index - 1], event), changes, context);
        break;
      case 'TaskCreated':
        changes.addTask({ ...ofElement(event, event.taskId, context), ...taskColumns(event.task) });
        break;
      case 'TaskRenewed':
        changes.taskRenewals.push(renewedTask(event));
        break;
      case 'TaskCompleted':
        doers.set(event.elementInstanceId, { taskId: event.taskId, by: event.by ?? null });
        changes.endTask({
          id: event.taskId,
          endedAt: event.at,
          outcome: 'completed',
          completedBy: event.by ?? null,
          answers: event.answers ?? {},
        });
        break;
      case 'TaskCanceled':
        doers.set(event.elementInstanceId, { taskId: event.taskId, by: null });
        changes.endTask({ id: event.taskId, endedAt: event.at, outcome: 'canceled', completedBy: null, answers: {} });
        break;
      case 'JobCreated':
        changes.addJob(jobRow(event, context));
        break;
      case 'JobCompleted':
        changes.removeJob(event.jobId);
        break;
      case 'JobCanceled':
        changes.cancelJob(event.jobId, event.at);
        break;
      case 'TimerScheduled':
        changes.addTimer({
          ...ofElement(event, event.timerId, context),
          purpose: event.purpose,
          dueAt: event.dueAt,
          suspended: false,
        });
        break;
      case 'TimerFired':
      case 'TimerCanceled':
        changes.endTimer(event.timerId, event.at, event.type === 'TimerFired' ? 'completed' : 'canceled');
        break;
      case 'SubscriptionOpened':
        changes.addSubscription({
          ...ofElement(event, event.subscriptionId, context),
          kind: event.kind,
          name: event.name,
          correlation: event.correlation,
          conversation: event.conversation ?? null,
        });
        break;
      case 'SubscriptionClosed':
        changes.removeSubscription(event.subscriptionId);
        break;
      case 'MessageThrown':
        changes.addOutbox(
          outboxRow(event, context, {
            kind: 'message',
            name: event.name,
            correlation: event.correlation,
            variables: event.variables,
            ...(event.types === undefined ? {} : { declared: { types: event.types } }),
            businessKey: event.conversation ?? context.businessKey,
            expiresAt: context.messageExpiresAt,
            ...(event.startedInLine === undefined ? {} : { startedInLine: event.startedInLine }),
          }),
        );
        break;
      case 'SignalThrown':
        changes.addOutbox(
          outboxRow(event, context, {
            kind: 'signal',
            name: event.name,
            variables: event.variables,
            ...(event.types === undefined ? {} : { declared: { types: event.types } }),
            ...(event.startedInLine === undefined ? {} : { startedInLine: event.startedInLine }),
          }),
        );
        break;
      case 'IncidentRaised':
        changes.addIncident({
          ...ofElement(event, event.incidentId, context),
          kind: event.kind,
          message: event.message,
          fault: event.fault ?? null,
          jobId: event.jobId ?? null,
          configuration: event.configuration ?? null,
          annotation: null,
        });
        break;
      case 'IncidentResolved':
        changes.endIncident(event.incidentId, event.at);
        break;
      case 'DecisionEvaluated':
        changes.decisionHistory.push({
          id: context.newId(),
          rootId: context.rootId,
          instanceId: event.processInstanceId,
          elementInstanceId: event.elementInstanceId,
          nodeId: event.nodeId,
          userId: null,
          decisionDefinitionId: event.decisionDefinitionId,
          evaluations: recordedEvaluations(event.evaluations),
          at: event.at,
        });
        break;
      default:
      // What only the engine's own bookkeeping needs is in the partitions and in the event log.
    }
  }
}

/**
 * Turns changed partitions into item rows, with the facts gathered from events. Call after {@link projectEvents}.
 * @returns by how much the number of items has changed
 */
export function projectPartitions(
  changed: { readonly upsert: readonly Partition[]; readonly remove: readonly string[] },
  events: readonly EngineEvent[],
  changes: ChangeSet,
  context: ProjectionContext,
): number {
  let difference = 0;
  for (const partition of changed.upsert) {
    const facts = context.facts.get(partition.id) ?? {
      // Records and running compensations: engine-internal items without an event of entry.
      instanceId: partition.processInstanceId,
      definitionId: context.facts.get(partition.processInstanceId)?.definitionId ?? '',
      nodeId: null,
      nodeType: null,
      enteredAt: context.firstLookAt,
      endedAt: context.firstLookAt,
      multiInstanceBody: false,
      calledInstanceId: null,
      parentId: partition.parentId,
      values: NO_LARGE_VALUES,
      row: 'none',
    };
    const { row: written, values: known, ...rest } = facts;
    const { data, values, added, gone } = setApart(partition.data, known, context.newId);
    for (const { id, value } of added) changes.addValue({ id, rootId: context.rootId, value });
    for (const id of gone) changes.removeValue(id);
    if (written === 'none') difference += 1;
    const row: ItemRow = {
      ...rest,
      id: partition.id,
      rootId: context.rootId,
      parentId: partition.parentId,
      data,
      valueIds: Object.fromEntries(Object.entries(values).map(([name, { id }]) => [name, id])),
    };
    changes.putItem(row, written === 'stored');
    const next = written === 'stored' ? 'stored' : 'pending';
    if (next === 'pending') context.pending.add(partition.id);
    context.facts.set(partition.id, { ...facts, parentId: partition.parentId, values, row: next });
  }
  for (const id of changed.remove) {
    changes.removeItem(id);
    for (const value of Object.values(context.facts.get(id)?.values ?? {})) changes.removeValue(value.id);
    context.facts.delete(id);
    difference -= 1;
  }
  // Elements that were entered and left within the step have no row.
  for (const event of events) {
    if (event.type !== 'ElementCompleted' && event.type !== 'ElementCanceled') continue;
    if (context.facts.get(event.elementInstanceId)?.row === 'none') context.facts.delete(event.elementInstanceId);
  }
  for (const event of events) {
    if (event.type !== 'InstanceEnded') continue;
    if (context.facts.get(event.processInstanceId)?.row === 'none') context.facts.delete(event.processInstanceId);
  }
  return difference;
}

type Event<T extends EngineEvent['type']> = Extract<EngineEvent, { readonly type: T }>;

/** Where an instance begins: where its start says, or the node it enters first. */
function firstNodeOf(event: Event<'InstanceStarted'>, events: readonly EngineEvent[]): string | null {
  if (event.startNodeId !== undefined) return event.startNodeId;
  const instanceId = event.processInstanceId;
  const first = events.find((other) => other.type === 'ElementEntered' && other.processInstanceId === instanceId);
  return first?.type === 'ElementEntered' ? first.nodeId : null;
}

function startInstance(
  event: Event<'InstanceStarted'>,
  startNodeId: string | null,
  changes: ChangeSet,
  context: ProjectionContext,
): void {
  const row: InstanceRow = {
    id: event.processInstanceId,
    rootId: context.rootId,
    superInstanceId: event.superProcessInstanceId ?? null,
    superElementInstanceId: event.superElementInstanceId ?? null,
    definitionId: event.definitionId,
    businessKey: event.businessKey ?? null,
    suspended: false,
    startedAt: event.at,
    startedBy: event.by ?? null,
    startNodeId,
    restartOf: event.restartOf ?? null,
    variables: {},
    revision: 0,
    itemCount: 0,
  };
  changes.startInstance(row);
  const caller =
    event.superElementInstanceId === undefined ? undefined : context.facts.get(event.superElementInstanceId);
  if (event.superElementInstanceId !== undefined && caller !== undefined) {
    context.facts.set(event.superElementInstanceId, { ...caller, calledInstanceId: event.processInstanceId });
  }
  context.facts.set(event.processInstanceId, {
    instanceId: event.processInstanceId,
    definitionId: event.definitionId,
    nodeId: null,
    nodeType: null,
    enteredAt: event.at,
    endedAt: null,
    multiInstanceBody: false,
    calledInstanceId: null,
    parentId: event.superElementInstanceId ?? null,
    values: NO_LARGE_VALUES,
    row: 'none',
  });
}

function migrateInstance(event: Event<'InstanceMigrated'>, changes: ChangeSet, context: ProjectionContext): void {
  changes.patchInstance(event.processInstanceId, { definitionId: event.toDefinitionId });
  const own = context.facts.get(event.processInstanceId);
  if (own !== undefined) context.facts.set(event.processInstanceId, { ...own, definitionId: event.toDefinitionId });
  const definitionId = event.toDefinitionId;
  // What the instance itself waits for are event subprocesses; their nodes are their own.
  changes.moves.push({ elementInstanceId: event.processInstanceId, fromNodeId: '', nodeId: '', definitionId });
  for (const { elementInstanceId, fromNodeId, toNodeId } of event.elements) {
    changes.moves.push({ elementInstanceId, fromNodeId, nodeId: toNodeId, definitionId });
    const facts = context.facts.get(elementInstanceId);
    if (facts === undefined) continue;
    context.facts.set(elementInstanceId, { ...facts, nodeId: toNodeId, definitionId: event.toDefinitionId });
  }
}

function endElement(
  event: Event<'ElementCompleted'> | Event<'ElementCanceled'>,
  doers: ReadonlyMap<string, { readonly taskId: string; readonly by: string | null }>,
  changes: ChangeSet,
  context: ProjectionContext,
): void {
  const facts = context.facts.get(event.elementInstanceId);
  const doer = doers.get(event.elementInstanceId);
  if (facts !== undefined) context.facts.set(event.elementInstanceId, { ...facts, endedAt: event.at });
  changes.activityHistory.push({
    id: event.elementInstanceId,
    parentId: facts?.parentId ?? null,
    rootId: context.rootId,
    instanceId: event.processInstanceId,
    definitionId: event.definitionId,
    nodeId: event.nodeId,
    nodeType: facts?.multiInstanceBody === true ? 'multiInstanceBody' : event.nodeType,
    startedAt: facts?.enteredAt ?? event.at,
    endedAt: event.at,
    canceled: event.type === 'ElementCanceled',
    taskId: doer?.taskId ?? null,
    assignee: doer?.by ?? null,
    calledInstanceId: facts?.calledInstanceId ?? null,
  });
}

/** The engine sets what an instance is started with right after the start, before anything of the process runs. */
function startsWith(before: EngineEvent | undefined, event: Event<'VariablesSet'>): boolean {
  return before?.type === 'InstanceStarted' && before.processInstanceId === event.scopeId;
}

function setVariables(
  event: Event<'VariablesSet'>,
  initial: boolean,
  changes: ChangeSet,
  context: ProjectionContext,
): void {
  const common = {
    rootId: context.rootId,
    instanceId: event.processInstanceId,
    scopeId: event.scopeId,
    sourceId: event.sourceId ?? null,
    operationId: context.operationId,
    initial,
    at: event.at,
  };
  const types = event.types ?? {};
  for (const [name, value] of Object.entries(event.variables)) {
    const declaredType = Object.hasOwn(types, name) ? (types[name] ?? null) : null;
    changes.variableHistory.push({ ...common, name, value, declaredType, removed: false });
  }
  for (const name of event.removed ?? []) {
    changes.variableHistory.push({ ...common, name, value: null, declaredType: null, removed: true });
  }
  if (event.scopeId !== event.processInstanceId) return;
  // Without prototype: a variable may be named __proto__.
  const small = Object.create(null) as Record<string, Value>;
  const removed = [...(event.removed ?? [])];
  for (const [name, value] of Object.entries(event.variables)) {
    if (isSmall(value)) small[name] = value;
    else removed.push(name);
  }
  changes.patchInstance(event.processInstanceId, { variables: small, removed });
}

function ofElement(
  event: { readonly elementInstanceId: string; readonly nodeId: string; readonly definitionId: string } & EngineEvent,
  id: string,
  context: ProjectionContext,
) {
  return {
    id,
    rootId: context.rootId,
    instanceId: event.processInstanceId,
    definitionId: event.definitionId,
    elementInstanceId: event.elementInstanceId,
    nodeId: event.nodeId,
    createdAt: event.at,
  };
}

function renewedTask({ taskId, task }: Event<'TaskRenewed'>) {
  return {
    id: taskId,
    name: task.name,
    instruction: task.instruction ?? null,
    formKey: task.formKey ?? null,
    keepsForm: task.formKey === undefined,
    asks: task.asks,
    differentFrom: task.differentFrom ?? [],
  };
}

function taskColumns(task: TaskFacts) {
  return {
    name: task.name,
    purpose: task.purpose,
    assignee: task.assignee ?? null,
    owner: null,
    candidateUsers: task.candidateUsers,
    candidateGroups: task.candidateGroups,
    formKey: task.formKey ?? null,
    instruction: task.instruction ?? null,
    asks: task.asks,
    priority: task.priority,
    dueDate: task.dueDate ?? null,
    followUpDate: task.followUpDate ?? null,
    suspended: false,
    differentFrom: task.differentFrom ?? [],
    rounds: task.rounds ?? [],
  };
}

function jobRow(event: Event<'JobCreated'>, context: ProjectionContext): JobRow {
  const { job } = event;
  const performer = job.performer === 'connector' && !context.hasConnector(job.topic) ? 'external' : job.performer;
  return {
    ...ofElement(event, event.jobId, context),
    kind: job.kind,
    performer,
    topic: job.topic,
    priority: job.priority,
    retries: job.retries,
    retryCycle: job.retryCycle ?? null,
    settings: job.settings,
    state: 'ready',
    attempts: 0,
    workerId: null,
    lockToken: null,
    lockedUntil: null,
    // An external worker may come at once; our own are rung for, and the relay looks after them later.
    wakeAt: performer === 'external' ? event.at : context.firstLookAt,
    errorMessage: null,
    errorDetails: null,
    suspended: false,
  };
}

function outboxRow(
  event: EngineEvent,
  context: ProjectionContext,
  body: OutboxRow['body'] & { readonly variables: Variables },
): OutboxRow {
  return {
    id: context.newId(),
    originRootId: context.rootId,
    body,
    createdAt: event.at,
    wakeAt: event.at,
    attempts: 0,
  };
}
