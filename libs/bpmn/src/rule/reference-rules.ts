import { labelOf } from '../finding/finding-list.ts';
import { child, children, flag, is, text, type Element } from '../xml/element.ts';
import type { RuleContext } from './rule-context.ts';

/** Ends of these references have rules of their own that say more. */
const checkedElsewhere = new Set([
  'SequenceFlow.sourceRef',
  'SequenceFlow.targetRef',
  'MessageFlow.sourceRef',
  'MessageFlow.targetRef',
  'Association.sourceRef',
  'Association.targetRef',
  'InputOutputBinding.inputDataRef',
  'InputOutputBinding.outputDataRef',
  'LinkEventDefinition.source',
  'LinkEventDefinition.target',
  'BoundaryEvent.attachedToRef',
]);

/**
 * Every reference of the metamodel names an element of the type the metamodel says. References that name nothing have
 * been found when the file was read.
 */
export function checkReferenceRules(context: RuleContext): void {
  for (const extension of context.all('Extension')) {
    if (!flag(extension, 'mustUnderstand')) continue;
    const named = context.document.extensionNames.get(extension) ?? '?';
    context.report('EXTENSION_MUST_BE_UNDERSTOOD', extension, { text: named });
  }
  for (const element of context.all('Import')) {
    const bpmn = /\/BPMN\//i.test(text(element, 'importType') ?? '');
    const named = text(element, 'location') ?? text(element, 'namespace') ?? '';
    context.report(bpmn ? 'IMPORT_NOT_READ' : 'IMPORT_OF_TYPES', element, { text: named });
  }
  for (const element of context.elements) {
    for (const property of element.$descriptor?.properties ?? []) {
      if (property.isReference !== true || property.isVirtual === true) continue;
      const local = property.name.replace(/^\w+:/, '');
      const place = `${element.$type.replace(/^bpmn:/, '')}.${local}`;
      if (checkedElsewhere.has(place)) continue;
      const expected = property.type.replace(/^bpmn:/, '');
      for (const target of children(element, local)) {
        if (isExpected(target, expected)) continue;
        context.report('REFERENCE_WRONG_TYPE', element, { property: local, target: labelOf(target), expected });
      }
    }
  }
  for (const call of context.all('CallActivity')) {
    const called = text(call, 'calledElement');
    const target = called === undefined ? undefined : context.document.elementsById.get(called);
    if (target !== undefined && !is(target, 'CallableElement')) {
      context.report('REFERENCE_WRONG_TYPE', call, {
        property: 'calledElement',
        target: labelOf(target),
        expected: 'CallableElement',
      });
    }
  }
  for (const link of context.all('LinkEventDefinition')) {
    for (const end of [...children(link, 'source'), child(link, 'target')].filter((it) => it !== undefined)) {
      if (!is(end, 'LinkEventDefinition')) {
        context.report('REFERENCE_WRONG_TYPE', link, {
          property: 'source/target',
          target: labelOf(end),
          expected: 'LinkEventDefinition',
        });
      }
    }
  }
}

function isExpected(target: Element, expected: string): boolean {
  if (is(target, expected)) return true;
  // The metamodel has abstract types and interfaces that files never name.
  if (expected === 'Element' || expected === 'BaseElement' || expected === 'RootElement') return true;
  return expected === 'InteractionNode' && is(target, 'Activity');
}
