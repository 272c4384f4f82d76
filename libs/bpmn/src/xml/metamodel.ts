import { BpmnModdle, type BpmnPackage } from 'bpmn-moddle';

let corrected: BpmnPackage | undefined;

/**
 * The metamodel of bpmn-moddle, with the script of a global script task as the element it is in the schema of the
 * standard (BPMN 2.0.2 clause 10.3.7), not as an attribute. Made once.
 */
export function metamodel(): BpmnPackage {
  if (corrected !== undefined) return corrected;
  corrected = structuredClone(new BpmnModdle().getPackage('bpmn'));
  for (const type of corrected.types.filter(({ name }) => name === 'GlobalScriptTask')) {
    for (const property of type.properties ?? []) {
      if (property.name === 'script' || property.name === 'bpmn:script') delete property.isAttr;
    }
  }
  return corrected;
}
