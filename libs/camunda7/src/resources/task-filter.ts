import type { TaskCriteria, TaskFilter, TaskSorting } from '#runtime';
import { both } from '../http/allowed-values.ts';
import { CamundaError, invalid } from '../http/camunda-error.ts';
import { type Filter, given } from '../http/filter.ts';
import { variableFilters } from './variable-filter.ts';

/** Groups of a person by log-in name; `*` is every group. Empty for somebody nobody knows. */
export type GroupsOf = (userId: string) => Promise<readonly string[]>;

const SORTABLE = {
  instanceId: 'instanceId',
  executionId: 'elementInstanceId',
  dueDate: 'dueDate',
  followUpDate: 'followUpDate',
  assignee: 'assignee',
  created: 'createdAt',
  lastUpdated: 'updatedAt',
  description: 'instruction',
  id: 'id',
  name: 'name',
  nameCaseInsensitive: 'nameAnyCase',
  priority: 'priority',
  tenantId: 'id',
  caseInstanceId: 'id',
  caseExecutionId: 'id',
} as const;
const BY_VARIABLE = ['processVariable', 'executionVariable', 'taskVariable'];
/** There are no CMMN cases: no task has a variable of one, and the order is that of all which are alike. */
const BY_CASE_VARIABLE = ['caseInstanceVariable', 'caseExecutionVariable'];

/** Criteria of `/task`, `orQueries` included. @throws CamundaError 400 */
export async function taskFilter(filter: Filter, groupsOf: GroupsOf): Promise<TaskFilter> {
  const criteria = await criteriaOf(filter, groupsOf);
  const anyOf: TaskCriteria[] = [];
  for (const inner of filter.inner('orQueries')) {
    if (inner.raw('orQueries') !== undefined) throw invalid('Expected orQueries without orQueries inside.');
    anyOf.push(await criteriaOf(inner, groupsOf));
    inner.close();
  }
  const sort = filter.sortingBy<SortWanted>(sortOf);
  filter.close();
  return { ...criteria, anyOf, sort };
}

type Descending<T> = T extends unknown ? Omit<T, 'descending'> : never;
type SortWanted = Descending<TaskSorting>;

function sortOf(name: string, parameters: Readonly<Record<string, unknown>>): SortWanted | undefined {
  if (Object.hasOwn(SORTABLE, name)) return { by: SORTABLE[name as keyof typeof SORTABLE] };
  if (!BY_VARIABLE.includes(name) && !BY_CASE_VARIABLE.includes(name)) return undefined;
  if (typeof parameters['variable'] !== 'string') throw invalid(`Expected parameters.variable for sortBy '${name}'.`);
  return BY_VARIABLE.includes(name) ? { variable: parameters['variable'] } : { by: 'id' };
}

async function criteriaOf(filter: Filter, groupsOf: GroupsOf): Promise<TaskCriteria> {
  refuseExpressions(filter);
  const offered = filter.text('candidateUser');
  const nobody = belongsToNobody(filter);
  return given({
    ids: nobody ? [] : both(filter.text('taskId'), filter.list('taskIdIn')),
    assignee: filter.text('assignee'),
    assignees: filter.list('assigneeIn'),
    assigneesNot: filter.list('assigneeNotIn'),
    assigneeLike: filter.text('assigneeLike'),
    unassigned: filter.either('unassigned', 'assigned'),
    owner: filter.text('owner'),
    candidateGroups: both(filter.text('candidateGroup'), filter.list('candidateGroups')),
    candidateGroupLike: filter.text('candidateGroupLike'),
    offeredTo: offered === undefined ? undefined : { userId: offered, groups: await groupsOf(offered) },
    openOnly: filter.onlyTrue('includeAssignedTasks') === true ? undefined : true,
    withCandidateGroups: filter.either('withCandidateGroups', 'withoutCandidateGroups'),
    withCandidateUsers: filter.either('withCandidateUsers', 'withoutCandidateUsers'),
    involvedUser: filter.text('involvedUser'),
    instanceId: filter.text('processInstanceId'),
    instanceIds: filter.list('processInstanceIdIn'),
    definitionId: filter.text('processDefinitionId'),
    definitionKey: filter.text('processDefinitionKey'),
    definitionKeys: filter.list('processDefinitionKeyIn'),
    definitionName: filter.text('processDefinitionName'),
    definitionNameLike: filter.text('processDefinitionNameLike'),
    elementInstanceId: filter.text('executionId'),
    elementInstanceIds: filter.list('activityInstanceIdIn'),
    nodeId: filter.text('taskDefinitionKey'),
    nodeIds: filter.list('taskDefinitionKeyIn'),
    nodeIdsNot: filter.list('taskDefinitionKeyNotIn'),
    nodeIdLike: filter.text('taskDefinitionKeyLike'),
    businessKey: filter.text('processInstanceBusinessKey'),
    businessKeys: filter.list('processInstanceBusinessKeyIn'),
    businessKeyLike: filter.text('processInstanceBusinessKeyLike'),
    name: filter.text('name'),
    nameNot: filter.text('nameNotEqual'),
    nameLike: filter.text('nameLike'),
    nameNotLike: filter.text('nameNotLike'),
    instruction: filter.text('description'),
    instructionLike: filter.text('descriptionLike'),
    priority: filter.integer('priority'),
    priorityFrom: filter.integer('minPriority'),
    priorityTo: filter.integer('maxPriority'),
    delegation: delegationOf(filter.text('delegationState')),
    dueOn: filter.date('dueDate'),
    dueBefore: filter.date('dueBefore'),
    dueAfter: filter.date('dueAfter'),
    withoutDueDate: filter.onlyTrue('withoutDueDate'),
    followUpOn: filter.date('followUpDate'),
    followUpBefore: filter.date('followUpBefore'),
    followUpBeforeOrNone: filter.date('followUpBeforeOrNotExistent'),
    followUpAfter: filter.date('followUpAfter'),
    createdOn: filter.date('createdOn'),
    createdBefore: filter.date('createdBefore'),
    createdAfter: filter.date('createdAfter'),
    updatedAfter: filter.date('updatedAfter'),
    suspended: filter.either('suspended', 'active'),
    variables: variableFilters(filter, 'processVariables'),
    localVariables: variableFilters(filter, 'taskVariables'),
  });
}

/** There are neither tenants nor CMMN cases nor tasks inside tasks: who asks for those of one gets none. */
function belongsToNobody(filter: Filter): boolean {
  const names = [
    'parentTaskId',
    'caseInstanceId',
    'caseInstanceBusinessKey',
    'caseInstanceBusinessKeyLike',
    'caseDefinitionId',
    'caseDefinitionKey',
    'caseDefinitionName',
    'caseDefinitionNameLike',
    'caseExecutionId',
  ];
  const texts = names.map((name) => filter.text(name)).filter((value) => value !== undefined);
  const ofCases = variableFilters(filter, 'caseInstanceVariables') ?? [];
  return filter.tenants() || texts.length > 0 || ofCases.length > 0;
}

const EXPRESSIONS = [
  'assignee',
  'assigneeLike',
  'owner',
  'involvedUser',
  'candidateUser',
  'candidateGroup',
  'candidateGroups',
  'processInstanceBusinessKey',
  'processInstanceBusinessKeyLike',
  'dueDate',
  'dueBefore',
  'dueAfter',
  'followUpDate',
  'followUpBefore',
  'followUpBeforeOrNotExistent',
  'followUpAfter',
  'createdOn',
  'createdBefore',
  'createdAfter',
  'updatedAfter',
].map((name) => `${name}Expression`);

/** Expressions in queries are switched off in Camunda 7, too, unless an administrator allows them. */
function refuseExpressions(filter: Filter): void {
  const used = EXPRESSIONS.filter((name) => filter.raw(name) !== undefined);
  if (used.length === 0) return;
  throw new CamundaError(
    400,
    'BadUserRequestException',
    `Expressions are forbidden in adhoc queries, but got ${used.join(', ')}: send the value.`,
  );
}

function delegationOf(state: string | undefined): 'pending' | 'resolved' | undefined {
  switch (state?.toUpperCase()) {
    case undefined:
      return undefined;
    case 'PENDING':
      return 'pending';
    case 'RESOLVED':
      return 'resolved';
    default:
      throw invalid(`Cannot set query parameter 'delegationState' to value '${state}': expected PENDING or RESOLVED.`);
  }
}
