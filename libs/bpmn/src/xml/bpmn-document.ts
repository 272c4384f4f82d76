import { BpmnModdle } from 'bpmn-moddle';
import { contents, is, isElement, text, typeOf, type Element } from './element.ts';
import { metamodel } from './metamodel.ts';
import { readableXml } from './readable-xml.ts';
import type { XmlScan } from './scan-xml.ts';

/** A reference of the file that names nothing. */
interface DanglingReference {
  readonly element: Element;
  readonly property: string;
  readonly target: string;
}

/** A BPMN file as read, with what the reader could not make sense of. */
export interface BpmnDocument {
  readonly definitions: Element;
  readonly elementsById: ReadonlyMap<string, Element>;
  readonly dangling: readonly DanglingReference[];
  /** What the file calls the extensions it declares; they are defined outside of it. */
  readonly extensionNames: ReadonlyMap<Element, string>;
  /** Elements in the BPMN namespace the metamodel does not know, and attributes without a namespace it does not know. */
  readonly unparsable: readonly string[];
  readonly unknownAttributes: readonly { readonly element: Element; readonly attribute: string }[];
  readonly scan: XmlScan;
}

/** Reads a file that {@link scanXml} has passed. Throws only what moddle throws for a broken document. */
export async function readBpmnDocument(xml: string, scan: XmlScan): Promise<BpmnDocument> {
  const readable = readableXml(xml, scan);
  const { rootElement, elementsById, warnings } = await new BpmnModdle({ bpmn: metamodel() }).fromXML(
    // The text is decoded already; moddle would complain about the encoding it was declared with.
    readable.xml.replace(/^\s*<\?xml[^>]*\?>/, ''),
    'bpmn:Definitions',
    { lax: true },
  );
  if (!isElement(rootElement)) throw new TypeError('Expected a definitions element, but found none');
  const byId = new Map<string, Element>();
  for (const [id, element] of Object.entries(elementsById)) {
    if (isElement(element)) byId.set(readable.originalIds.get(id) ?? id, element);
  }
  if (readable.originalIds.size > 0) restoreIds(rootElement, readable.originalIds);
  const dangling: DanglingReference[] = [];
  const extensionNames = new Map<Element, string>();
  const unparsable: string[] = [];
  for (const warning of warnings) {
    if (isElement(warning.element) && warning.property !== undefined && warning.value !== undefined) {
      const property = warning.property.replace(/^\w+:/, '');
      if (is(warning.element, 'Extension')) extensionNames.set(warning.element, warning.value);
      const target = readable.originalIds.get(warning.value) ?? warning.value;
      if (!resolveQualified(warning.element, property, target, byId, scan)) {
        dangling.push({ element: warning.element, property, target });
      }
    } else if (!/^unresolved reference|duplicate ID|unknown attribute/i.test(warning.message)) {
      unparsable.push(firstLine(warning.message));
    }
  }
  return {
    definitions: rootElement,
    elementsById: byId,
    dangling,
    extensionNames,
    unparsable,
    unknownAttributes: unknownAttributesOf(rootElement),
    scan,
  };
}

function restoreIds(root: Element, originalIds: ReadonlyMap<string, string>): void {
  for (const element of contents(root)) {
    const id = text(element, 'id');
    const original = id === undefined ? undefined : originalIds.get(id);
    if (original !== undefined) (element as unknown as Record<string, unknown>)['id'] = original;
  }
}

/** Types and definitions that live outside of the file: of a programming language, a schema, a vendor. */
const externalReferences = new Set([
  'evaluatesToTypeRef',
  'itemSubjectRef',
  'itemRef',
  'structureRef',
  'definition',
  'type',
]);

/**
 * References are qualified names (BPMN 2.0.2 clause 15.3.2): with a prefix of the file, the part behind it is the id.
 * moddle looks for the whole. @returns false when the reference names nothing.
 */
function resolveQualified(
  element: Element,
  property: string,
  value: string,
  byId: ReadonlyMap<string, Element>,
  scan: XmlScan,
): boolean {
  const colon = value.indexOf(':');
  if (colon <= 0 || !scan.namespaces.has(value.slice(0, colon))) return false;
  const target = byId.get(value.slice(colon + 1));
  if (target === undefined) return externalReferences.has(property);
  const holder = element as unknown as Record<string, unknown>;
  const known = holder[property];
  if (Array.isArray(known)) known.push(target);
  else holder[property] = isManyReference(element, property) ? [target] : target;
  return true;
}

function isManyReference(element: Element, property: string): boolean {
  return element.$descriptor?.properties?.some((it) => it.ns.localName === property && it.isMany === true) ?? false;
}

function unknownAttributesOf(root: Element): { element: Element; attribute: string }[] {
  const found: { element: Element; attribute: string }[] = [];
  for (const element of contents(root)) {
    if (!element.$type.startsWith('bpmn:')) continue;
    for (const attribute of Object.keys(element.$attrs ?? {})) {
      if (!attribute.includes(':') && attribute !== 'xmlns') found.push({ element, attribute });
    }
  }
  return found;
}

function firstLine(message: string): string {
  return message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 2)
    .join('; ');
}

/** How many elements of each BPMN type the file holds; nothing that was drawn is lost unnoticed. */
export function countElements(definitions: Element): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const element of contents(definitions)) {
    if (!element.$type.startsWith('bpmn:')) continue;
    counts[element.$type] = (counts[element.$type] ?? 0) + 1;
  }
  return counts;
}

/** Root elements of one type, in the order of the file. */
export function rootElements(definitions: Element, type: string): readonly Element[] {
  const holder = definitions as { readonly rootElements?: readonly unknown[] };
  return (holder.rootElements ?? []).filter(isElement).filter((element) => is(element, type));
}

/** „userTask“ as a person writes the type of an element: lower camel case, as in the XML. */
export function xmlName(element: Element): string {
  const name = typeOf(element);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
