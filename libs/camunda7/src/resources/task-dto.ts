import type { FormReference } from '#engine';
import type { Runtime, TaskView } from '#runtime';
import type { Filter } from '../http/filter.ts';
import { answeredVariables } from '../value/answered-variables.ts';
import { toCamundaDate } from '../value/date.ts';
import { formRefDto } from './deployed-form.ts';
import { ownVariables } from './own-variables.ts';
import { workOf } from './work-of-task.ts';

/** `TaskDto`. `formRef` says that its form is meant by the id of the form: such a task has no form key. */
export function taskDto(task: TaskView, formRef?: FormReference): Record<string, unknown> {
  const isRef = task.formKey !== null && formRef !== undefined;
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
    formKey: isRef ? null : task.formKey,
    camundaFormRef: isRef ? formRefDto(task.formKey, formRef) : null,
    tenantId: null,
    taskState: task.updatedAt === null ? 'Created' : 'Updated',
  };
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

/** Finds out which tasks name their form by its id. */
export type FormRefs = (task: TaskView) => Promise<FormReference | undefined>;

/** Remembers for one answer what it has looked up: tasks of a list are mostly of few definitions. */
export function formRefs(runtime: Runtime): FormRefs {
  const known = new Map<string, Promise<FormReference | undefined>>();
  return (task) => {
    const place = `${task.definitionId} ${task.nodeId}`;
    const found = known.get(place) ?? workOf(runtime, task).then((work) => work?.formRef);
    known.set(place, found);
    return found;
  };
}

/** A task with what was asked for beside. Attachments are documents of the case, not of a task: there are none. */
export async function taskWith(
  runtime: Runtime,
  task: TaskView,
  { remarks, variables, localVariables }: TaskExtras,
  formRefOf: FormRefs,
): Promise<Record<string, unknown>> {
  const found = variables
    ? await runtime.instances.visibleTyped(task.elementInstanceId)
    : localVariables
      ? await ownVariables(runtime, task.instanceId, task.elementInstanceId)
      : undefined;
  return {
    ...taskDto(task, task.formKey === null ? undefined : await formRefOf(task)),
    ...(remarks ? { attachment: false, comment: (await runtime.tasks.comments(task.id)).length > 0 } : {}),
    ...(found === undefined ? {} : { variables: answeredVariables(found) }),
  };
}
