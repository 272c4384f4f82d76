import { child, is, text, type Element } from '../xml/element.ts';

/** The item definition of data, a message, a signal, an error or an escalation; references are followed (clause 8.4.10). */
export function itemOf(element: Element): Element | undefined {
  const own = child(element, 'itemSubjectRef') ?? child(element, 'itemRef');
  if (own !== undefined) return own;
  if (is(element, 'Signal') || is(element, 'Error') || is(element, 'Escalation')) return child(element, 'structureRef');
  const target = child(element, 'dataObjectRef') ?? child(element, 'dataStoreRef');
  return target === undefined ? undefined : itemOf(target);
}

/** Do both mean the same type: one definition, or two with one structure? */
export function sameItem(left: Element | undefined, right: Element | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (left === right) return true;
  const structure = text(left, 'structureRef');
  return structure !== undefined && structure === text(right, 'structureRef');
}
