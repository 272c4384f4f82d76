import type { FormField } from '#engine';
import type { Runtime, TaskView } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { bytes, json } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { deployedForm } from './deployed-form.ts';
import { renderedForm } from './rendered-form.ts';
import { taskDto } from './task-dto.ts';

/** `/task/{id}/form` and the forms themselves. */
export function taskFormRoutes(runtime: Runtime): readonly Route[] {
  const get = (path: string, handle: (call: Call) => ReturnType<Route['handle']>): Route => ({
    method: 'GET',
    path: `/task/{id}/${path}`,
    permission: 'task:assign',
    handle,
  });
  return [
    get('form', async (call) => {
      const { items } = await runtime.tasks.list({ ids: [id(call)], limit: 1 });
      const [task] = items;
      if (task === undefined) throw new CamundaError(400, 'RestException', `Cannot get form for task ${id(call)}`);
      const fields = await fieldsOf(runtime, task);
      const { formKey, camundaFormRef } = taskDto(task);
      const rendered = fields.length === 0 ? null : `embedded:engine://engine/:engine/task/${task.id}/rendered-form`;
      return json({ key: camundaFormRef === null ? (formKey ?? rendered) : null, camundaFormRef, contextPath: null });
    }),
    get('rendered-form', async (call) => {
      const task = await runtime.tasks.get(id(call));
      const fields = await fieldsOf(runtime, task);
      if (fields.length === 0) throw notFound(`No matching rendered form for task with the id ${task.id} found.`);
      return bytes(new TextEncoder().encode(renderedForm(fields)), 'application/xhtml+xml');
    }),
    get('deployed-form', (call) => deployed(runtime, call)),
  ];
}

/** Fields written in the model itself. */
async function fieldsOf(runtime: Runtime, task: TaskView): Promise<readonly FormField[]> {
  const model = await runtime.definitions.model({ id: task.definitionId });
  const node = model.nodes.find((one) => one.id === task.nodeId);
  return node !== undefined && 'work' in node && node.work.kind === 'person' ? (node.work.formFields ?? []) : [];
}

async function deployed(runtime: Runtime, call: Call) {
  const task = await runtime.tasks.get(id(call));
  const file = deployedForm(task.formKey);
  if (file === undefined)
    throw new CamundaError(
      400,
      'InvalidRequestException',
      `Expected task ${task.id} to have the form of a deployment, but its form key is ${String(task.formKey)}.`,
    );
  const { deploymentId } = await runtime.definitions.get({ id: task.definitionId });
  const content = await runtime.deployments.resource(deploymentId, file);
  return bytes(content, file.endsWith('.form') ? 'application/json' : 'application/xhtml+xml');
}
