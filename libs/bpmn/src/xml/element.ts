/**
 * One element of a BPMN file as moddle reads it. Attributes and children are plain properties named as in the
 * standard's metamodel (`flowElements`, `attachedToRef`, …); references are resolved to elements. Elements of other
 * namespaces are kept as they are written: `$children` and `$body`.
 */
export interface Element {
  readonly $type: string;
  readonly $parent?: Element;
  readonly $attrs?: Readonly<Record<string, string>>;
  readonly $children?: readonly Element[];
  readonly $body?: string;
  readonly $descriptor?: {
    readonly ns?: { readonly localName?: string; readonly prefix?: string; readonly uri?: string };
    readonly properties?: readonly PropertyDescriptor[];
    readonly propertiesByName?: Readonly<Record<string, PropertyDescriptor>>;
  };
  $instanceOf?(type: string): boolean;
}

interface PropertyDescriptor {
  readonly name: string;
  readonly type: string;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
  readonly isMany?: boolean;
  readonly isAttr?: boolean;
  readonly ns: { readonly localName: string };
}

function property(element: Element, name: string): unknown {
  return (element as unknown as Readonly<Record<string, unknown>>)[name];
}

/** Is this a value moddle made an element of? */
export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && typeof (value as { $type?: unknown }).$type === 'string';
}

/** Does the element have this BPMN type, or a subtype of it (`is(task, 'Activity')`)? */
export function is(element: Element | undefined, type: string): boolean {
  if (element === undefined) return false;
  return element.$instanceOf?.(`bpmn:${type}`) ?? element.$type === `bpmn:${type}`;
}

/** An attribute or text child; undefined when absent or blank. */
export function text(element: Element | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  const value = property(element, name);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A truth value, with the standard's default where the attribute is not written. */
export function flag(element: Element, name: string): boolean {
  return property(element, name) === true;
}

/** A whole number; undefined when absent or not a number. */
export function integer(element: Element, name: string): number | undefined {
  const value = property(element, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** One child, or the target of one reference; undefined when absent or unresolved. */
export function child(element: Element | undefined, name: string): Element | undefined {
  if (element === undefined) return undefined;
  const value = property(element, name);
  return isElement(value) ? value : undefined;
}

/** Children, or the targets of references, in the order of the file; unresolved ones are left out. */
export function children(element: Element | undefined, name: string): readonly Element[] {
  if (element === undefined) return [];
  const value = property(element, name);
  if (Array.isArray(value)) return value.filter(isElement);
  return isElement(value) ? [value] : [];
}

export function idOf(element: Element): string | undefined {
  return text(element, 'id');
}

/** Short type name without the prefix: `userTask` is `UserTask` in the metamodel. */
export function typeOf(element: Element): string {
  const colon = element.$type.indexOf(':');
  return colon < 0 ? element.$type : element.$type.slice(colon + 1);
}

/** All contained elements, the element itself first, in the order of the metamodel's properties. References are not followed. */
export function* contents(element: Element): Generator<Element> {
  const open: Element[] = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const inner = directContents(next);
    for (let index = inner.length - 1; index >= 0; index--) {
      const found = inner[index];
      if (found !== undefined) open.push(found);
    }
  }
}

/** The elements directly contained in this one, with no regard to what they mean. */
export function directContents(element: Element): Element[] {
  const found: Element[] = [];
  for (const descriptor of element.$descriptor?.properties ?? []) {
    if (descriptor.isReference === true || descriptor.isVirtual === true) continue;
    found.push(...children(element, descriptor.name));
  }
  for (const generic of element.$children ?? []) if (isElement(generic)) found.push(generic);
  return found;
}

/** The nearest element around this one that has the type. */
export function enclosing(element: Element | undefined, type: string): Element | undefined {
  let at = element?.$parent;
  while (at !== undefined && !is(at, type)) at = at.$parent;
  return at;
}
