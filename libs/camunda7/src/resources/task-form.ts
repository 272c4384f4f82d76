import type { Runtime } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { bytes, json } from '../http/reply.ts';
import { type Call, id } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { deployedForm } from './deployed-form.ts';
import { renderedForm } from './rendered-form.ts';
import { taskDto } from './task-dto.ts';
import { workOf } from './work-of-task.ts';

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
      const { formRef, formFields = [] } = (await workOf(runtime, task)) ?? {};
      const { formKey, camundaFormRef } = taskDto(task, formRef);
      const rendered =
        formFields.length === 0 ? null : `embedded:engine://engine/:engine/task/${task.id}/rendered-form`;
      return json({ key: camundaFormRef === null ? (formKey ?? rendered) : null, camundaFormRef, contextPath: null });
    }),
    get('rendered-form', async (call) => {
      const task = await runtime.tasks.get(id(call));
      const { formFields: fields = [] } = (await workOf(runtime, task)) ?? {};
      if (fields.length === 0) throw notFound(`No matching rendered form for task with the id ${task.id} found.`);
      return bytes(new TextEncoder().encode(renderedForm(fields)), 'application/xhtml+xml');
    }),
    get('deployed-form', async (call) => {
      const task = await runtime.tasks.get(id(call));
      const definition = await runtime.definitions.get({ id: task.definitionId });
      return deployedForm(runtime, definition, { key: task.formKey, ref: (await workOf(runtime, task))?.formRef });
    }),
  ];
}
