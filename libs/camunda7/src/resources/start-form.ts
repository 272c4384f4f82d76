import type { FormField, StartEventModel } from '#engine';
import type { DefinitionView, Runtime } from '#runtime';
import { CamundaError, notFound } from '../http/camunda-error.ts';
import { bytes, json } from '../http/reply.ts';
import { type Call, jsonBody } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { FormFieldError, formFieldVariables, submittedFields } from '../value/form-fields.ts';
import { deployedForm, formRefDto } from './deployed-form.ts';
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
    ...both('GET', '/deployed-start-form', 'process:read', async (view) => {
      const { formKey: key = null, formRef: ref } = (await startOf(runtime, view)) ?? {};
      return deployedForm(runtime, view, { key, ref });
    }),
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
      return json(processInstanceDto(instance, call));
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
  if (formKey !== undefined && formRef !== undefined)
    return { key: null, camundaFormRef: formRefDto(formKey, formRef), contextPath: null };
  const generated = (formFields?.length ?? 0) > 0;
  const key = formKey ?? (generated ? `embedded:engine://engine/:engine/process-definition/${id}/rendered-form` : null);
  return { key, camundaFormRef: null, contextPath: null };
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
