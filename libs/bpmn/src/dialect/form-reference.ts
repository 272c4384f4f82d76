import type { FormReference } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';

/**
 * camunda:formRef of a start event or user task, with its binding. The screens show the form that was deployed with the
 * process: another binding is kept for programs that ask, and reported. Undefined where a form key says what is shown.
 */
export function readFormReference(reading: ProcessReading, element: Element): FormReference | undefined {
  const { extensions, findings } = reading;
  const isRef = extensions.attribute(element, 'c7', 'formRef') !== undefined;
  const isKey = extensions.attribute(element, 'c7', 'formKey') !== undefined;
  const binding = extensions.attribute(element, 'c7', 'formRefBinding');
  const version = extensions.attribute(element, 'c7', 'formRefVersion');
  for (const [name, value] of [
    ['formRefBinding', binding],
    ['formRefVersion', version],
  ] as const) {
    if (value !== undefined && value !== 'deployment')
      findings.report('EXTENSION_NOT_HONOURED', element, { words: { extension: `camunda:${name}` } });
  }
  if (!isRef || isKey) return undefined;
  return { binding: binding ?? 'deployment', ...(version === undefined ? {} : { version }) };
}
