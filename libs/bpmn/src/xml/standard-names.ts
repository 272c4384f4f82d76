import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

interface Property {
  readonly name: string;
  readonly isAttr?: boolean;
  readonly isMany?: boolean;
  readonly isReference?: boolean;
}

const types: readonly { readonly name: string; readonly properties?: readonly Property[] }[] = bpmn.types;
// Written in the schema, but not in the metamodel moddle is made of.
const names = new Set(['supportedInterfaceRef', 'import', 'extension', 'relationship']);
const single = new Set<string>();
const repeatable = new Set(['documentation']);
const references = new Set(['supportedInterfaceRef', 'bpmnElement']);

for (const type of types) {
  names.add(lowerFirst(type.name));
  for (const property of type.properties ?? []) {
    names.add(property.name);
    if (property.isReference === true) references.add(property.name);
    if (property.isAttr === true) continue;
    (property.isMany === true ? repeatable : single).add(property.name);
  }
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Does the BPMN standard know an element of this local name? */
export function isStandardName(local: string): boolean {
  return names.has(local);
}

/**
 * What an element of this name fills in its parent, where the schema allows that only once; undefined for everything
 * that may be repeated. Both loop markers fill the same place.
 */
export function singlePlaceOf(local: string, parent: string | undefined): string | undefined {
  // An event has one set of its data, a specification as many as it likes.
  if (parent === 'ioSpecification') return undefined;
  const place = /^(standardLoop|multiInstanceLoop)Characteristics$/.test(local) ? 'loopCharacteristics' : local;
  return single.has(place) && !repeatable.has(place) ? place : undefined;
}

/** Does an attribute or element of this name hold the id of another element? */
export function isReferenceName(local: string): boolean {
  return references.has(local);
}
