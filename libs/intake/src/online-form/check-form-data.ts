import { createExpressionLanguage } from '#expressions';
import { type FieldFault, faultOf } from './check-value.ts';
import { componentsOf, type FormComponent, stepsOf } from './form-component.ts';

export interface FormFault {
  /** RFC 6901 pointer into the data. */
  readonly pointer: string;
  readonly label: string;
  readonly fault: FieldFault;
}

export interface CheckedFormData {
  /** Only what the form asks for; hidden, read-only and unknown fields are left out. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly faults: readonly FormFault[];
}

/** Rows of a list a person fills in. */
const MAX_ROWS = 100;
const MAX_DEPTH = 10;
const expressions = createExpressionLanguage();

/** No data of their own. */
const SILENT = new Set([
  'text',
  'html',
  'image',
  'separator',
  'spacer',
  'button',
  'iframe',
  'table',
  'documentPreview',
]);

/**
 * Checks what was filled in against a form-js schema, on the server: required fields, types, limits, choices, conditions.
 * A field whose condition hides it is not asked for. Never throws for bad data.
 * @param now ISO 8601 instant conditions see as now
 */
export function checkFormData(
  schema: { readonly components?: unknown },
  given: Readonly<Record<string, unknown>>,
  now: string,
): CheckedFormData {
  const faults: FormFault[] = [];
  const data = new Map<string, unknown>();

  const evaluate = (text: unknown): unknown => {
    if (typeof text !== 'string' || !text.trimStart().startsWith('=')) return undefined;
    const result = expressions.evaluate({ language: 'feel', text: text.trimStart().slice(1) }, given, now);
    return result.ok ? result.value : undefined;
  };
  const visit = (
    components: readonly FormComponent[],
    source: unknown,
    target: Map<string, unknown>,
    place: readonly string[],
    depth: number,
  ): void => {
    if (depth > MAX_DEPTH) return;
    for (const component of components) {
      if (SILENT.has(String(component.type)) || evaluate(component.conditional?.hide) === true) continue;
      const steps = stepsOf(
        component.type === 'group' || component.type === 'dynamiclist' ? component.path : component.key,
      );
      if (component.type === 'group') {
        visit(componentsOf(component), read(source, steps), enter(target, steps), [...place, ...steps], depth + 1);
        continue;
      }
      if (steps.length === 0) continue;
      const at = [...place, ...steps];
      if (component.type === 'dynamiclist') {
        const rows = read(source, steps);
        const list = Array.isArray(rows) ? (rows as readonly unknown[]) : [];
        if (list.length > MAX_ROWS) faults.push(faultAt(at, component, 'TOO_LARGE'));
        const kept = list.slice(0, MAX_ROWS).map((row, index) => {
          const values = new Map<string, unknown>();
          visit(componentsOf(component), row, values, [...at, String(index)], depth + 1);
          return plain(values);
        });
        write(target, steps, kept);
        continue;
      }
      if (component.type === 'expression') {
        write(target, steps, evaluate(component.expression) ?? null);
        continue;
      }
      if (component.disabled === true || component.readonly === true || evaluate(component.readonly) === true) continue;
      const value = read(source, steps);
      const fault = faultOf(component, value);
      if (fault !== undefined) faults.push(faultAt(at, component, fault));
      else if (value !== undefined) write(target, steps, value);
    }
  };
  visit(componentsOf(schema), given, data, [], 0);
  return { data: plain(data), faults };
}

function faultAt(steps: readonly string[], { label }: FormComponent, fault: FieldFault): FormFault {
  const pointer = steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { pointer, label: typeof label === 'string' ? label : (steps.at(-1) ?? ''), fault };
}

function read(source: unknown, steps: readonly string[]): unknown {
  let here = source;
  for (const step of steps)
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? (here as Readonly<Record<string, unknown>>)[step]
        : undefined;
  return here;
}

function enter(target: Map<string, unknown>, steps: readonly string[]): Map<string, unknown> {
  let here = target;
  for (const step of steps) {
    const next = here.get(step);
    const inside = next instanceof Map ? (next as Map<string, unknown>) : new Map<string, unknown>();
    here.set(step, inside);
    here = inside;
  }
  return here;
}

function write(target: Map<string, unknown>, steps: readonly string[], value: unknown): void {
  const last = steps.at(-1);
  if (last !== undefined) enter(target, steps.slice(0, -1)).set(last, value);
}

function plain(values: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...values].map(([name, value]) => [name, value instanceof Map ? plain(value) : value]));
}
