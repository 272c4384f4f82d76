import type { Catalogue } from '../language/catalogue.ts';

/** What kind of step it is, in the town's words; unknown kinds are called "task", which is how they run. */
export function stepKind(type: string, text: Catalogue): string {
  return Object.hasOwn(text.diagram.type, type)
    ? text.diagram.type[type as keyof Catalogue['diagram']['type']]
    : text.diagram.type.task;
}

/** A step in a sentence: its name, or its kind when it has none. */
export function stepLabel(
  step: { readonly name?: string | undefined; readonly type: string },
  text: Catalogue,
): string {
  return step.name === undefined || step.name === '' ? stepKind(step.type, text) : step.name;
}
