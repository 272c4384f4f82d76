import { normalizeName } from '#expressions';
import { type ModelImport, type Reference } from '../model/decision-model.ts';
import { child, type XmlElement } from './xml-element.ts';

/** What references of a document need to be understood. */
export interface ReadingContext {
  readonly namespace: string;
  readonly imports: readonly ModelImport[];
  /** The language of texts that name none, null for FEEL. */
  readonly language: string | null;
}

const FEEL_NAMESPACE = /^https?:\/\/www\.omg\.org\/spec\/(?:DMN\/\d{8}\/FEEL\/?|FEEL\/\d{8})$/;

/**
 * A type reference as FEEL writes it. DMN 1.1 uses XML prefixes (`feel:string`, `ns:tPerson`), later versions the name of
 * the import (`model.tPerson`).
 */
export function readTypeRef(element: XmlElement, context: ReadingContext): string | null {
  // DMN 1.1 allows the reference as an element.
  const raw = (element.attributes.get('typeRef') ?? child(element, 'typeRef')?.text ?? '').trim();
  return raw === '' ? null : resolveTypeName(raw, element, context);
}

export function resolveTypeName(raw: string, element: XmlElement, context: ReadingContext): string {
  const separator = raw.indexOf(':');
  if (separator < 0) return normalizeName(raw);
  const local = normalizeName(raw.slice(separator + 1));
  const namespace = element.resolvePrefix(raw.slice(0, separator));
  if (namespace === undefined || namespace === context.namespace || FEEL_NAMESPACE.test(namespace)) return local;
  const imported = context.imports.find((candidate) => candidate.namespace === namespace);
  return imported === undefined || imported.name === '' ? local : `${imported.name}.${local}`;
}

/** Reads `#id`, `namespace#id` or a bare id. */
export function readReference(href: string, context: ReadingContext): Reference {
  const hash = href.lastIndexOf('#');
  const namespace = hash < 0 ? '' : href.slice(0, hash);
  const id = href.slice(hash + 1).trim();
  return { namespace: namespace === '' || namespace === context.namespace ? null : namespace, id };
}
