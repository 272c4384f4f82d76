import type { DataModel } from '#engine';
import { child, children, flag, idOf, is, type Element } from '../xml/element.ts';
import { variableNameOf } from './variable-name.ts';

/** Data objects and properties of a process by the scope they live in (BPMN 2.0.2 clauses 10.4.1 and 10.4.2). */
export function readDataModels(process: Element): DataModel[] {
  const models: DataModel[] = [];
  const seen = new Set<string>();
  const add = (item: Element, scope: Element, kind: DataModel['kind'], named: Element): void => {
    const id = idOf(item);
    if (id === undefined || seen.has(id)) return;
    seen.add(id);
    models.push({
      id,
      name: variableNameOf(named),
      scopeId: idOf(scope) ?? '',
      kind,
      collection: kind === 'property' || is(item, 'DataStoreReference') ? false : flag(item, 'isCollection'),
    });
  };
  const readScope = (scope: Element): void => {
    for (const property of children(scope, 'properties')) add(property, scope, 'property', property);
    const elements = children(scope, 'flowElements');
    for (const element of elements) {
      if (is(element, 'DataObjectReference')) {
        const target = child(element, 'dataObjectRef');
        if (target !== undefined) add(target, target.$parent ?? scope, 'dataObject', element);
      } else if (is(element, 'DataStoreReference')) add(element, scope, 'dataStore', element);
    }
    for (const element of elements) {
      if (is(element, 'DataObject')) add(element, scope, 'dataObject', element);
      else if (is(element, 'SubProcess')) readScope(element);
      else for (const property of children(element, 'properties')) add(property, element, 'property', property);
    }
  };
  readScope(process);
  return models;
}
