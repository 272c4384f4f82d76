import type { ReactElement, Ref } from 'react';
import type { JsonObject, TaskForm } from '../api/contracts.ts';
import { FieldsForm } from './fields-form.tsx';
import { SchemaForm, type SchemaFormHandle } from './schema-form.tsx';

/** A form that can be filled in: all but those whose file was not released. */
export type FillableForm = Exclude<TaskForm, { readonly kind: 'unknown' }>;

export function fillable(form: TaskForm | undefined): FillableForm | undefined {
  return form === undefined || form.kind === 'unknown' ? undefined : form;
}

/** The form of a task or of a start, whichever way the model gives it. */
export function CaseForm({
  handle,
  form,
  data,
  onChange,
}: {
  handle: Ref<SchemaFormHandle>;
  form: FillableForm;
  data: JsonObject;
  onChange: () => void;
}): ReactElement {
  return form.kind === 'schema' ? (
    <SchemaForm handle={handle} schema={form.schema} data={data} onChange={onChange} />
  ) : (
    <FieldsForm handle={handle} fields={form.fields} data={data} onChange={onChange} />
  );
}
