import { child, children, contents, idOf, is, text, type Element } from '../xml/element.ts';

/** Texts drawn beside elements: annotations by the id of the element an association connects them with. */
export type Notes = ReadonlyMap<string, readonly string[]>;

/** Reads all associations between text annotations and elements, whichever end was drawn first (BPMN 2.0.2 clause 8.4.1). */
export function readNotes(definitions: Element): Notes {
  const notes = new Map<string, string[]>();
  for (const association of contents(definitions)) {
    if (!is(association, 'Association')) continue;
    const source = child(association, 'sourceRef');
    const target = child(association, 'targetRef');
    const [note, element] = is(source, 'TextAnnotation') ? [source, target] : [target, source];
    const words = text(note, 'text');
    const id = element === undefined ? undefined : idOf(element);
    if (!is(note, 'TextAnnotation') || words === undefined || id === undefined) continue;
    const known = notes.get(id);
    if (known === undefined) notes.set(id, [words]);
    else known.push(words);
  }
  return notes;
}

/** All documentation of an element as one text; HTML that some tools write into it is kept as text. */
export function documentationOf(element: Element): string | undefined {
  const parts = children(element, 'documentation')
    .map((documentation) => text(documentation, 'text'))
    .filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('\n\n');
}
