import type { DeploymentFile, DeploymentFinding } from '../api/deployments.ts';
import { jsonFault } from './json-fault.ts';
import { placeInJson } from './json-place.ts';

/** Forms are drawn by people; larger ones would hold up every page that shows them. */
const LARGEST_FORM = 1024 * 1024;
const DEEPEST = 50;
const MOST_FINDINGS = 20;

/**
 * What is wrong with a form (`*.form`, a form-js schema): it is too large, no JSON, no form, or has components that are
 * none. Nobody could work a task with it, hence such a file is refused; one without any components is only told.
 */
export function formFindings({ name, content }: DeploymentFile): readonly DeploymentFinding[] {
  if (!/\.form$/i.test(name)) return [];
  const error = (code: string, message: string, messageDe: string, place: object = {}): DeploymentFinding => ({
    resource: name,
    code,
    severity: 'error',
    message,
    messageDe,
    ...place,
  });
  if (content.byteLength > LARGEST_FORM) {
    const size = `${(content.byteLength / 1024 / 1024).toFixed(1)} MB`;
    return [
      error(
        'FORM_TOO_LARGE',
        `Expected a form of at most 1 MB, but "${name}" has ${size}.`,
        `Das Formular „${name}“ ist ${size} groß; möglich ist höchstens 1 MB.`,
      ),
    ];
  }
  const text = new TextDecoder().decode(content);
  const fault = jsonFault(text);
  if (fault !== undefined) {
    return [
      error(
        'FORM_NOT_JSON',
        `Expected JSON in the form "${name}", but it stops being that in line ${fault.line}, column ${fault.column}.`,
        `Das Formular „${name}“ ist ab Zeile ${fault.line}, Spalte ${fault.column} kein gültiges JSON.`,
        fault,
      ),
    ];
  }
  return componentFaults(JSON.parse(text))
    .slice(0, MOST_FINDINGS)
    .map(({ pointer, expected, erwartet, severity }) => ({
      ...error(
        'FORM_INVALID',
        `Expected ${expected} in the form "${name}" at ${pointer === '' ? 'its beginning' : pointer}.`,
        `Im Formular „${name}“ fehlt ${pointer === '' ? 'am Anfang' : `bei ${pointer}`} ${erwartet}.`,
        placeInJson(text, pointer) ?? {},
      ),
      severity,
    }));
}

interface Fault {
  /** RFC 6901. */
  readonly pointer: string;
  readonly expected: string;
  readonly erwartet: string;
  readonly severity: 'error' | 'warning';
}

/** The form itself is a component that must have components; those inside may. */
function componentFaults(form: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const waiting = [{ component: form, pointer: '', depth: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { component, pointer, depth } = next;
    if (typeof component !== 'object' || component === null || Array.isArray(component)) {
      faults.push({ pointer, expected: 'an object', erwartet: 'ein Objekt', severity: 'error' });
      continue;
    }
    const { type, components } = component as { readonly type?: unknown; readonly components?: unknown };
    if (depth > 0 && typeof type !== 'string') {
      faults.push({
        pointer,
        expected: 'a component with a type',
        erwartet: 'die Art des Feldes („type“)',
        severity: 'error',
      });
    }
    if (!Array.isArray(components)) {
      if (depth === 0 || components !== undefined) {
        // A form of another tool may have none: it is shown as unknown.
        faults.push({
          pointer,
          expected: 'a list of components',
          erwartet: 'die Liste der Felder („components“)',
          severity: components === undefined ? 'warning' : 'error',
        });
      }
      continue;
    }
    if (depth > DEEPEST) {
      faults.push({
        pointer,
        expected: `at most ${DEEPEST} levels`,
        erwartet: `die Grenze von ${DEEPEST} Ebenen`,
        severity: 'error',
      });
      continue;
    }
    for (const [index, inner] of components.entries()) {
      waiting.push({ component: inner, pointer: `${pointer}/components/${index}`, depth: depth + 1 });
    }
  }
  return faults;
}
