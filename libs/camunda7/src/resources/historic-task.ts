import type { Runtime, TaskRecord, TaskRecordFilter } from '#runtime';
import { both } from '../http/allowed-values.ts';
import { type Filter, given } from '../http/filter.ts';
import { likePattern } from '../http/like-pattern.ts';
import { listRoutes, storedListing } from '../http/list-routes.ts';
import type { Route } from '../http/router.ts';
import { toCamundaDate } from '../value/date.ts';
import { variableFilters } from './variable-filter.ts';

const SORTS = {
  taskId: 'id',
  activityInstanceId: 'elementInstanceId',
  processDefinitionId: 'definitionId',
  processInstanceId: 'instanceId',
  executionId: 'elementInstanceId',
  duration: 'duration',
  endTime: 'endedAt',
  startTime: 'createdAt',
  taskName: 'name',
  taskDescription: 'instruction',
  assignee: 'assignee',
  owner: 'owner',
  dueDate: 'dueDate',
  followUpDate: 'followUpDate',
  deleteReason: 'outcome',
  taskDefinitionKey: 'nodeId',
  priority: 'priority',
  caseDefinitionId: 'id',
  caseInstanceId: 'id',
  caseExecutionId: 'id',
  tenantId: 'id',
} as const;

/** Criteria about CMMN and about subtasks, neither of which there is here. */
const NEVER = [
  'taskParentTaskId',
  'caseInstanceId',
  'caseExecutionId',
  'caseDefinitionId',
  'caseDefinitionKey',
  'caseDefinitionName',
];

/** No task is both. */
const OPPOSITES = [
  ['finished', 'unfinished'],
  ['processFinished', 'processUnfinished'],
  ['assigned', 'unassigned'],
  ['withCandidateGroups', 'withoutCandidateGroups'],
] as const;

/** `/history/task`: people's work, open and ended. */
export function historicTaskRoutes(runtime: Runtime): readonly Route[] {
  return listRoutes(
    '/history/task',
    'instance:read',
    storedListing({ criteria, sorts: SORTS, read: (request) => runtime.records.tasks(request), dto: historicTaskDto }),
  );
}

/** Undefined when nothing can match. */
function criteria(filter: Filter): TaskRecordFilter | undefined {
  const only = filter.text('taskId');
  const businessKey = filter.text('processInstanceBusinessKey');
  const businessKeys = filter.list('processInstanceBusinessKeyIn');
  const execution = filter.text('executionId');
  const elements = filter.list('activityInstanceIdIn');
  const node = filter.text('taskDefinitionKey');
  const nodes = filter.list('taskDefinitionKeyIn');
  const variables = [
    ...(variableFilters(filter, 'processVariables') ?? []),
    ...(variableFilters(filter, 'taskVariables') ?? []),
  ];
  const outcomes = outcomesOf(filter);
  const never = NEVER.some((name) => filter.text(name) !== undefined);
  const impossible = OPPOSITES.some(([yes, no]) => filter.onlyTrue(yes) === true && filter.onlyTrue(no) === true);
  if (filter.tenants() || never || impossible) return undefined;
  return given({
    ids: only === undefined ? undefined : [only],
    instanceId: filter.text('processInstanceId'),
    businessKeys: both(businessKey, businessKeys),
    businessKeyLike: filter.text('processInstanceBusinessKeyLike'),
    elementInstanceIds: both(execution, elements),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    definitionName: filter.text('processDefinitionName'),
    name: filter.text('taskName'),
    nameLike: filter.text('taskNameLike'),
    instruction: filter.text('taskDescription'),
    instructionLike: filter.text('taskDescriptionLike'),
    nodeIds: both(node, nodes),
    outcomes,
    assignee: filter.text('taskAssignee'),
    assigneeLike: filter.text('taskAssigneeLike'),
    owner: filter.text('taskOwner'),
    ownerLike: filter.text('taskOwnerLike'),
    assigned: filter.either('assigned', 'unassigned'),
    priority: filter.integer('taskPriority'),
    finished: filter.either('finished', 'unfinished'),
    caseFinished: filter.either('processFinished', 'processUnfinished'),
    due: span(filter, 'taskDueDate'),
    followUp: span(filter, 'taskFollowUpDate'),
    withoutDueDate: filter.onlyTrue('withoutTaskDueDate'),
    createdAfter: filter.date('startedAfter'),
    createdBefore: filter.date('startedBefore'),
    endedAfter: filter.date('finishedAfter'),
    endedBefore: filter.date('finishedBefore'),
    involvedUser: filter.text('taskInvolvedUser'),
    involvedGroup: filter.text('taskInvolvedGroup'),
    candidateUser: filter.text('taskHadCandidateUser'),
    candidateGroup: filter.text('taskHadCandidateGroup'),
    withCandidateGroups: filter.either('withCandidateGroups', 'withoutCandidateGroups'),
    variables: variables.length === 0 ? undefined : variables,
  });
}

function span(filter: Filter, name: string) {
  const wanted = given({
    at: filter.date(name),
    after: filter.date(`${name}After`),
    before: filter.date(`${name}Before`),
  });
  return Object.keys(wanted).length === 0 ? undefined : wanted;
}

/** Why a task is over, in the words its history tells. */
const REASONS = { completed: 'completed', canceled: 'deleted' } as const;

function outcomesOf(filter: Filter): TaskRecordFilter['outcomes'] {
  const exact = filter.text('taskDeleteReason');
  const like = filter.text('taskDeleteReasonLike');
  if (exact === undefined && like === undefined) return undefined;
  return (['completed', 'canceled'] as const).filter(
    (outcome) =>
      (exact === undefined || REASONS[outcome] === exact) &&
      (like === undefined || likePattern(like).test(REASONS[outcome])),
  );
}

function historicTaskDto(task: TaskRecord): Record<string, unknown> {
  const { endedAt, outcome } = task;
  return {
    id: task.id,
    processDefinitionKey: task.definitionKey,
    processDefinitionId: task.definitionId,
    processInstanceId: task.instanceId,
    executionId: task.elementInstanceId,
    caseDefinitionKey: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    caseExecutionId: null,
    activityInstanceId: task.elementInstanceId,
    name: task.name,
    description: task.instruction,
    deleteReason: outcome === null ? null : REASONS[outcome],
    owner: task.owner,
    assignee: task.assignee,
    startTime: toCamundaDate(task.createdAt),
    endTime: toCamundaDate(endedAt),
    duration: endedAt === null ? null : Date.parse(endedAt) - Date.parse(task.createdAt),
    taskDefinitionKey: task.nodeId,
    priority: task.priority,
    due: toCamundaDate(task.dueDate),
    parentTaskId: null,
    followUp: toCamundaDate(task.followUpDate),
    tenantId: null,
    removalTime: toCamundaDate(task.removedAt),
    rootProcessInstanceId: task.rootId,
    taskState: outcome === null ? 'Created' : outcome === 'completed' ? 'Completed' : 'Deleted',
  };
}
