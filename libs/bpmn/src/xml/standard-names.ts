import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };

const names = new Set<string>();
for (const type of bpmn.types) {
  names.add(lowerFirst(type.name));
  for (const property of 'properties' in type ? (type.properties ?? []) : []) {
    names.add(property.name);
    if (!('isAttr' in property)) names.add(lowerFirst(property.name));
  }
}
// Written in the schema, but not in the metamodel moddle is made of.
for (const name of ['supportedInterfaceRef', 'import', 'extension', 'relationship']) names.add(name);

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Does the BPMN standard know an element of this local name? */
export function isStandardName(local: string): boolean {
  return names.has(local);
}
