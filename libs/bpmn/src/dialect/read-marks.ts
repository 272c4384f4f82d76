import type { Element } from '../xml/element.ts';

/** Code of another engine: told as a whole (LISTENER_NOT_RUN), not part by part. */
const toldAsWhole = /:(?:execution|task)Listeners?$/;
/** Names a modeller gives its own elements, which say nothing about running. */
const namesOnly = new Set(['id']);

/**
 * Which attributes and children of extension elements have been asked for. What nobody asked for has no effect, and is
 * told by name: an extension must never be ignored in silence.
 */
export class ReadMarks {
  readonly #attributes = new Map<Element, Set<string>>();

  /** The element is being read. */
  open(element: Element): void {
    if (!this.#attributes.has(element)) this.#attributes.set(element, new Set());
  }

  attribute(element: Element, name: string): void {
    this.open(element);
    this.#attributes.get(element)?.add(name);
  }

  /** What of an element that was read has not been: `camunda:in local`, or children as `zeebe:header`. */
  unreadIn(element: Element): readonly string[] {
    const read = this.#attributes.get(element);
    if (read === undefined || toldAsWhole.test(element.$type)) return [];
    const attributes = attributesOf(element)
      .filter((name) => !read.has(name) && !namesOnly.has(name))
      .map((name) => `${element.$type} ${name}`);
    const children = (element.$children ?? []).flatMap((inner) =>
      this.#attributes.has(inner) ? this.unreadIn(inner) : [inner.$type],
    );
    return [...attributes, ...children];
  }
}

/** Attributes of an element of another namespace: moddle keeps them as plain properties, prefixed ones in `$attrs`. */
function attributesOf(element: Element): readonly string[] {
  const names = [...Object.keys(element), ...Object.keys(element.$attrs ?? {})];
  return [...new Set(names)].filter((name) => !name.startsWith('$') && !/^xmlns\b/.test(name));
}
