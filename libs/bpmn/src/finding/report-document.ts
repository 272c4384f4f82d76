import type { BpmnDocument } from '../xml/bpmn-document.ts';
import { enclosing, flag, is, type Element } from '../xml/element.ts';
import type { FindingList } from './finding-list.ts';

/** Tells what was wrong with a file before any process of it was looked at. */
export function reportDocument(document: BpmnDocument, findings: FindingList): void {
  for (const { id, position, ambiguous } of document.scan.duplicates) {
    const code = ambiguous ? 'DUPLICATE_ID' : 'DUPLICATE_ID_HARMLESS';
    findings.report(code, undefined, { words: { id, line: position.line }, position });
  }
  for (const { name, position } of document.scan.unknownElements) {
    findings.report('ELEMENT_UNKNOWN', undefined, { words: { type: name, line: position.line }, position });
  }
  for (const { ownerId, child: repeated, position } of document.scan.repeated) {
    const owner = ownerId === undefined ? undefined : document.elementsById.get(ownerId);
    const code = repeated === 'loopCharacteristics' ? 'BOTH_LOOP_MARKERS' : 'CHILD_REPEATED';
    findings.report(code, owner, { words: { child: repeated }, position });
  }
  for (const { id, position } of document.scan.invalidIds) {
    findings.report('ID_NO_NAME', document.elementsById.get(id), { words: { id, line: position.line }, position });
  }
  for (const { ownerId, attribute, value, plain, allowed, decisive, position } of document.scan.invalidValues) {
    const owner = ownerId === undefined ? undefined : document.elementsById.get(ownerId);
    const words = { property: attribute, text: value, allowed };
    if (plain !== undefined)
      findings.report('ATTRIBUTE_VALUE_SPELLING', owner, { words: { ...words, plain }, position });
    else if (decisive && (attribute === 'isExecutable' || isInExecutableProcess(owner))) {
      findings.report('ATTRIBUTE_VALUE_UNCLEAR', owner, { words, position });
    } else findings.report('ATTRIBUTE_VALUE_INVALID', owner, { words, position });
  }
  for (const { ownerId, child, position } of document.scan.misordered) {
    const owner = ownerId === undefined ? undefined : document.elementsById.get(ownerId);
    findings.report('CHILD_OUT_OF_ORDER', owner, { words: { child, line: position.line }, position });
  }
  const unknown = new Set(document.scan.unknownElements.map((it) => it.name));
  for (const message of document.unparsable) {
    const misplacedText = /unparsable content (?!<)/.test(message);
    const type = /unknown type <([^>]+)>|unparsable content <([^>]+)>/.exec(message);
    const name = type?.[1] ?? type?.[2];
    if (misplacedText) findings.report('TEXT_MISPLACED', undefined, { words: { detail: message } });
    else if (name === undefined) findings.report('BPMN_UNREADABLE', undefined, { words: { detail: message } });
    else if (/(^|:)property$/.test(name)) findings.report('PROPERTY_PLACE', undefined, { words: { name } });
    else if (!unknown.has(name) && !document.scan.contentNames.has(name))
      findings.report('ELEMENT_MISPLACED', undefined, { words: { type: name } });
  }
  for (const { element, attribute } of document.unknownAttributes) {
    findings.report('ATTRIBUTE_UNKNOWN', element, { words: { attribute } });
  }
  for (const { element, property, target } of document.dangling) {
    if (property === 'default' && /[\s,]/.test(target.trim())) {
      findings.report('DEFAULT_FLOWS_SEVERAL', element, { words: { target } });
    } else if (element.$type.startsWith('bpmn:')) {
      findings.report('REFERENCE_DANGLING', element, { words: { property, target } });
    }
  }
}

function isInExecutableProcess(element: Element | undefined): boolean {
  const process = is(element, 'Process') ? element : enclosing(element, 'Process');
  return process !== undefined && flag(process, 'isExecutable');
}
