import { child, idOf, text, type Element } from '../xml/element.ts';

/**
 * The variable an item-aware element stands for (BPMN 2.0.2 clause 10.4): a data object reference means its data
 * object, everything else itself; the name a person gave, otherwise the id. A reference that alone has a name keeps it.
 */
export function variableNameOf(item: Element): string {
  const target = child(item, 'dataObjectRef') ?? child(item, 'dataStoreRef');
  const named = text(target, 'name') ?? text(item, 'name');
  return named ?? (target === undefined ? undefined : idOf(target)) ?? idOf(item) ?? '';
}

/** FEEL that reads a variable of any name. */
export function reading(name: string): { readonly language: 'feel'; readonly text: string } {
  return { language: 'feel', text: name };
}
