/** File of a deployment a form key names (`embedded:deployment:…`, `camunda-forms:deployment:…`); undefined for any other key. */
export function deployedForm(formKey: string | null): string | undefined {
  return /^(?:embedded:|camunda-forms:)?deployment:(.+)$/.exec(formKey ?? '')?.[1];
}
