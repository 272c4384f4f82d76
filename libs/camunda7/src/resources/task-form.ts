import type { FormField } from '#engine';
import type { Runtime, TaskView } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { bytes, json } from '../http/reply.ts';
import type { Call } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { deployedForm } from './deployed-form.ts';
import { id } from './deployment.ts';
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
      return bytes(new TextEncoder().encode(rendered(fields)), 'application/xhtml+xml');
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

const INPUT: Readonly<Record<FormField['type'], string>> = {
  string: 'text',
  long: 'number',
  double: 'number',
  boolean: 'checkbox',
  date: 'text',
  enum: 'text',
};
const VARIABLE_TYPE: Readonly<Record<FormField['type'], string>> = {
  string: 'String',
  long: 'Long',
  double: 'Double',
  boolean: 'Boolean',
  date: 'Date',
  enum: 'String',
};

/** A form of these fields as the forms SDK of Camunda 7 reads it: each input names its variable and the variable's type. */
function rendered(fields: readonly FormField[]): string {
  const rows = fields.map((field) => {
    const name = escaped(field.id);
    const common = `class="form-control" name="${name}" cam-variable-name="${name}" cam-variable-type="${VARIABLE_TYPE[field.type]}"`;
    const state = `${field.required ? ' required="required"' : ''}${field.readOnly ? ' readonly="readonly"' : ''}`;
    const choices = (field.choices ?? []).map(
      (choice) => `<option value="${escaped(choice.id)}">${escaped(choice.label)}</option>`,
    );
    const control =
      field.type === 'enum'
        ? `<select ${common} cam-choices=""${state}>${choices.join('')}</select>`
        : `<input ${common} type="${INPUT[field.type]}"${state} />`;
    return `<div class="form-group"><label for="${name}">${escaped(field.label)}</label>${control}</div>`;
  });
  return `<form class="form-horizontal">${rows.join('')}</form>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
