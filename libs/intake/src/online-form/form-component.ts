/** The parts of a form-js component this room reads. */
export interface FormComponent {
  readonly type?: unknown;
  readonly key?: unknown;
  readonly path?: unknown;
  readonly label?: unknown;
  readonly disabled?: unknown;
  readonly readonly?: unknown;
  readonly subtype?: unknown;
  readonly values?: unknown;
  readonly expression?: unknown;
  readonly serializeToString?: unknown;
  readonly decimalDigits?: unknown;
  readonly conditional?: { readonly hide?: unknown };
  readonly validate?: Readonly<Record<string, unknown>>;
  readonly components?: unknown;
}

export function componentsOf(holder: { readonly components?: unknown }): readonly FormComponent[] {
  return Array.isArray(holder.components)
    ? holder.components.filter((one): one is FormComponent => typeof one === 'object' && one !== null)
    : [];
}

/** `antragsteller.name` is a name inside a name. */
export function stepsOf(path: unknown): readonly string[] {
  return typeof path === 'string' ? path.split('.').filter((step) => step !== '') : [];
}
