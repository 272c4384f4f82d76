import type { EndedTaskView, TaskView } from '#runtime';
import { toCamundaDate } from '../value/date.ts';

/** A task in history, ended or still open. */
export function historicTaskDto(task: TaskView | EndedTaskView): Record<string, unknown> {
  const endedAt = 'endedAt' in task ? task.endedAt : null;
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
    deleteReason: 'outcome' in task ? (task.outcome === 'completed' ? 'completed' : 'deleted') : null,
    owner: task.owner,
    assignee: 'completedBy' in task ? (task.assignee ?? task.completedBy) : task.assignee,
    startTime: toCamundaDate(task.createdAt),
    endTime: toCamundaDate(endedAt),
    duration: endedAt === null ? null : Date.parse(endedAt) - Date.parse(task.createdAt),
    taskDefinitionKey: task.nodeId,
    priority: task.priority,
    due: toCamundaDate(task.dueDate),
    parentTaskId: null,
    followUp: toCamundaDate(task.followUpDate),
    tenantId: null,
    removalTime: null,
    rootProcessInstanceId: task.rootId,
    taskState:
      endedAt === null ? 'Created' : 'outcome' in task && task.outcome === 'completed' ? 'Completed' : 'Deleted',
  };
}
