import type { Binding } from '#engine';
import type { ProcessReading } from '../reading/process-reading.ts';
import type { Element } from '../xml/element.ts';
import type { Extension } from './extensions.ts';

/** camunda:calledElementBinding / decisionRefBinding with its version or tag; the latest version when nothing is said. */
export function readBinding(
  reading: ProcessReading,
  element: Element,
  prefix: 'calledElement' | 'decisionRef',
): Binding {
  const kind = reading.extensions.attribute(element, 'c7', `${prefix}Binding`);
  const version = reading.extensions.attribute(element, 'c7', `${prefix}Version`);
  const tag = reading.extensions.attribute(element, 'c7', `${prefix}VersionTag`);
  if (kind === 'deployment') return { kind: 'deployment' };
  if (kind === 'version' && version !== undefined) {
    const number = reading.expressions.computedNumber(element, `${prefix}Version`, version);
    return number === undefined ? { kind: 'latest' } : { kind: 'version', version: number };
  }
  if (kind === 'versionTag' && tag !== undefined) {
    return { kind: 'versionTag', tag: reading.expressions.computed(element, tag) };
  }
  return { kind: 'latest' };
}

/** zeebe's bindingType and versionTag. */
export function readZeebeBinding(reading: ProcessReading, element: Element, extension: Extension): Binding {
  const kind = extension.attribute('bindingType');
  const tag = extension.attribute('versionTag');
  if (kind === 'deployment') return { kind: 'deployment' };
  if (kind === 'versionTag' && tag !== undefined) {
    return { kind: 'versionTag', tag: reading.expressions.computed(element, tag) };
  }
  return { kind: 'latest' };
}
