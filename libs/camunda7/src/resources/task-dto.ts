import type { Runtime, TaskView } from '#runtime';
import type { Filter } from '../http/filter.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { toCamundaDate } from '../value/date.ts';
import { deployedForm } from './deployed-form.ts';
import { ownVariables } from './own-variables.ts';

/** `TaskDto`. */
export function taskDto(task: TaskView): Record<string, unknown> {
  const isDeployed = deployedForm(task.formKey) !== undefined;
  return {
    id: task.id,
    name: task.name,
    assignee: task.assignee,
    created: toCamundaDate(task.createdAt),
    due: toCamundaDate(task.dueDate),
    followUp: toCamundaDate(task.followUpDate),
    lastUpdated: toCamundaDate(task.updatedAt),
    delegationState: task.delegation?.toUpperCase() ?? null,
    description: task.instruction,
    executionId: task.elementInstanceId,
    owner: task.owner,
    parentTaskId: null,
    priority: task.priority,
    processDefinitionId: task.definitionId,
    processInstanceId: task.instanceId,
    caseExecutionId: null,
    caseDefinitionId: null,
    caseInstanceId: null,
    taskDefinitionKey: task.nodeId,
    suspended: task.suspended,
    formKey: task.formKey,
    camundaFormRef: formRef(task.formKey, isDeployed),
    tenantId: null,
    taskState: task.updatedAt === null ? 'Created' : 'Updated',
  };
}

/** A form that is neither an address nor a deployed file is one of the newest forms of that id. */
function formRef(formKey: string | null, isDeployed: boolean): Record<string, unknown> | null {
  if (formKey === null || isDeployed || /[:/]/.test(formKey)) return null;
  return { key: formKey, binding: 'latest', version: null };
}

/** What else is told of each task where a request asks for it. */
export interface TaskExtras {
  readonly remarks: boolean;
  readonly variables: boolean;
  readonly localVariables: boolean;
}

/** Reads what of {@link TaskExtras} a request asks for. */
export function taskExtras(filter: Filter): TaskExtras {
  return {
    remarks: filter.flag('withCommentAttachmentInfo') === true,
    variables: filter.flag('withTaskVariablesInReturn') === true,
    localVariables: filter.flag('withTaskLocalVariablesInReturn') === true,
  };
}

/** A task with what was asked for beside. Attachments are documents of the case, not of a task: there are none. */
export async function taskWith(
  runtime: Runtime,
  task: TaskView,
  { remarks, variables, localVariables }: TaskExtras,
): Promise<Record<string, unknown>> {
  const found = variables
    ? await runtime.instances.visibleTyped(task.elementInstanceId)
    : localVariables
      ? await ownVariables(runtime, task.instanceId, task.elementInstanceId)
      : undefined;
  return {
    ...taskDto(task),
    ...(remarks ? { attachment: false, comment: (await runtime.tasks.comments(task.id)).length > 0 } : {}),
    ...(found === undefined ? {} : { variables: answeredVariables(found) }),
  };
}
