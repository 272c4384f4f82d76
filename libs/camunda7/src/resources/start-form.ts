import type { FormField, StartEventModel } from '#engine';
import type { DefinitionView, Runtime } from '#runtime';
import { CamundaError, invalid, notFound } from '../http/camunda-error.ts';
import { UNLIMITED, everyPage } from '../http/filter.ts';
import { bytes, json } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { FormFieldError, formFieldVariables, submittedFields } from '../value/form-fields.ts';
import { processInstanceDto } from './instance-dto.ts';
import { renderedForm } from './rendered-form.ts';
import { begin } from './start-instance.ts';

type Both = (
  method: Route['method'],
  tail: string,
  permission: Route['permission'],
  handle: (view: DefinitionView, call: Call) => ReturnType<Route['handle']>,
) => Route[];

/** What a process is started with by people: its form, the fields in it, and what comes back from it. */
export function startFormRoutes(runtime: Runtime, both: Both): readonly Route[] {
  return [
    ...both('GET', '/startForm', 'process:read', async (view) => json(formDto(view, await startOf(runtime, view)))),
    ...both('GET', '/deployed-start-form', 'process:read', (view) => deployedForm(runtime, view)),
    ...both('GET', '/rendered-form', 'process:read', async (view) => {
      const { formFields = [] } = (await startOf(runtime, view)) ?? {};
      if (formFields.length === 0)
        throw notFound(`No matching rendered start form for process definition with the id ${view.id} found.`);
      return bytes(new TextEncoder().encode(renderedForm(formFields)), 'application/xhtml+xml');
    }),
    ...both('GET', '/form-variables', 'process:read', async (view, call) => {
      const { formFields = [] } = (await startOf(runtime, view)) ?? {};
      const wanted = call.query.get('variableNames')?.split(',');
      const fields = formFields.filter(({ id }) => wanted === undefined || wanted.includes(id));
      return json(formFieldVariables(fields));
    }),
    ...both('POST', '/submit-form', 'instance:start', async (view, call) => {
      const { formFields = [] } = (await startOf(runtime, view)) ?? {};
      const body = jsonBody(call);
      const variables = submitted(view, formFields, body);
      const instance = await begin(runtime, view, call, { ...body, variables }, { isForm: true });
      return json(processInstanceDto(call, instance));
    }),
  ];
}

/** The start event people begin with, where it has a form. */
async function startOf(runtime: Runtime, { id }: DefinitionView): Promise<StartEventModel | undefined> {
  const model = await runtime.definitions.model({ id });
  return model.nodes.find(
    (node): node is StartEventModel =>
      node.type === 'startEvent' &&
      node.scopeId === model.id &&
      (node.formKey !== undefined || (node.formFields?.length ?? 0) > 0),
  );
}

function formDto({ id }: DefinitionView, start: StartEventModel | undefined): Record<string, unknown> {
  const { formKey, formRef, formFields } = start ?? {};
  if (formKey !== undefined && formRef !== undefined) {
    const version = formRef.version === undefined ? null : Number(formRef.version);
    return { key: null, camundaFormRef: { key: formKey, binding: formRef.binding, version }, contextPath: null };
  }
  const generated = (formFields?.length ?? 0) > 0;
  const key = formKey ?? (generated ? `embedded:engine://engine/:engine/process-definition/${id}/rendered-form` : null);
  return { key, camundaFormRef: null, contextPath: null };
}

async function deployedForm(runtime: Runtime, view: DefinitionView) {
  const { formKey, formRef } = (await startOf(runtime, view)) ?? {};
  if (formKey === undefined) throw invalid('The form key is not set.');
  if (formRef !== undefined) return bytes(await formOfId(runtime, view, formKey, formRef), 'application/json');
  const [, type = '', name = ''] = /^(?:(embedded|camunda-forms):)?deployment:(.+)$/.exec(formKey) ?? [];
  if (name === '') throw invalid(`The form key '${formKey}' does not reference a deployed form.`);
  const { resources } = await runtime.deployments.get(view.deploymentId);
  if (!resources.includes(name))
    throw notFound(
      `The form with the resource name '${name}' cannot be found in deployment with id ${view.deploymentId}.`,
    );
  const content = await runtime.deployments.resource(view.deploymentId, name);
  return bytes(content, type === 'camunda-forms' ? 'application/json' : 'application/xhtml+xml');
}

/**
 * A form by the id written in it: among the files deployed with the process, the newest one anywhere, or the one of a version:
 * each deployment that has a form of this id is its next version.
 */
async function formOfId(
  runtime: Runtime,
  { deploymentId }: DefinitionView,
  formId: string,
  { binding, version }: NonNullable<StartEventModel['formRef']>,
): Promise<Uint8Array> {
  const place = binding === 'version' ? Number(version) : 1;
  let found = 0;
  for (const { id, resources } of await deploymentsOf(runtime, deploymentId, binding)) {
    for (const name of resources.filter((one) => one.endsWith('.form'))) {
      const content = await runtime.deployments.resource(id, name);
      if (idOf(content) === formId && (found += 1) === place) return content;
    }
  }
  const wanted = binding === 'version' ? `version ${version ?? 'without a number'}` : binding;
  throw notFound(`No Camunda Form Definition was found for Camunda Form Ref: ${formId} (${wanted})`);
}

/** Where a form is looked for, in the order to look. */
async function deploymentsOf(runtime: Runtime, own: string, binding: string) {
  if (binding !== 'latest' && binding !== 'version') return [await runtime.deployments.get(own)];
  const newestFirst = await everyPage(UNLIMITED, (page) => runtime.deployments.list(page));
  return binding === 'latest' ? newestFirst : newestFirst.toReversed();
}

function idOf(content: Uint8Array): unknown {
  try {
    const form: unknown = JSON.parse(new TextDecoder().decode(content));
    return typeof form === 'object' && form !== null && 'id' in form ? form.id : undefined;
  } catch {
    return undefined;
  }
}

/** Variables of a submitted form, checked against its fields. @throws CamundaError 400 */
function submitted(
  { id }: DefinitionView,
  fields: readonly FormField[],
  body: Readonly<Record<string, unknown>>,
): unknown {
  try {
    return submittedFields(fields, body['variables']);
  } catch (error) {
    if (!(error instanceof FormFieldError)) throw error;
    throw new CamundaError(400, 'RestException', `Cannot instantiate process definition ${id}: ${error.message}`);
  }
}
