import { type InvoiceSyntax } from '../model/profile.ts';
import { type Finding, locate } from '../rules/apply-rules.ts';
import { type XmlElement } from '../xml/xml-element.ts';
import { ciiTypes } from './cii-structure.ts';
import { type ContentModel, type ElementType } from './content-model.ts';
import { type SimpleType } from './simple-type.ts';
import { ublTypes } from './ubl-structure.ts';

/** A document of another vocabulary would only repeat itself. */
const maximumFindings = 20;

const rootTypes: Readonly<Record<InvoiceSyntax, ElementType>> = {
  'ubl-invoice': ublTypes.typeOf('Invoice'),
  'ubl-creditnote': ublTypes.typeOf('CreditNote'),
  cii: ciiTypes.typeOf('CrossIndustryInvoice'),
};

/**
 * Checks that a document is built as its syntax prescribes (UBL 2.1; UN/CEFACT Cross Industry Invoice D16B): known
 * elements in their order and number, mandatory ones present, values of the right simple type, known attributes.
 * Content that no business term stands in is not looked into. Returns the first twenty faults.
 */
export function checkStructure(root: XmlElement, syntax: InvoiceSyntax): Finding[] {
  const check = new StructureCheck();
  check.element(root, rootTypes[syntax]);
  return check.findings;
}

class StructureCheck {
  readonly findings: Finding[] = [];

  element(element: XmlElement, type: ElementType): void {
    if (this.findings.length >= maximumFindings || type.kind === 'anything') return;
    if (type.kind === 'simple') this.simpleContent(element, type.simple);
    else this.children(element, type.model());
  }

  private simpleContent(element: XmlElement, type: SimpleType): void {
    const { attributes, children } = element;
    const inner = children[0];
    if (inner) {
      this.unexpected(inner);
      return;
    }
    for (const { name } of attributes) if (!type.attributes.has(name)) this.unknownAttribute(element, name);
    const missing = type.requiredAttribute;
    if (missing !== undefined && element.attribute(missing) === undefined) {
      this.report(
        element,
        `Expected the attribute ${missing} on ${element.name}, but it is missing. Add it.`,
        `Am Element ${element.name} fehlt das Attribut ${missing}. Bitte ergänzen.`,
      );
    }
    if (!type.isValid(element.text)) {
      const value = element.text.trim().slice(0, 40);
      this.report(
        element,
        `Expected a ${type.name} in ${element.name}, but found "${value}". Correct the value.`,
        `Der Wert „${value}“ in ${element.name} hat nicht die verlangte Form (${describe(type)}). Bitte berichtigen.`,
      );
    }
  }

  private children(element: XmlElement, model: ContentModel): void {
    for (const { name } of element.attributes) this.unknownAttribute(element, name);
    if (/[^ \t\r\n]/.test(element.text)) this.strayText(element);
    const seen = new Set<string>();
    let position = 0;
    for (const child of element.children) {
      const particle = model.particles.get(child.name);
      if (!particle) {
        this.unexpected(child);
        continue;
      }
      if (particle.index < position) this.misplaced(child);
      else if (seen.has(child.name) && !particle.mayRepeat) this.repeated(child);
      position = Math.max(position, particle.index);
      seen.add(child.name);
      this.element(child, particle.type);
    }
    if (model.isChoice && element.children.length !== 1) this.notOne(element, [...model.particles.keys()].join(' / '));
    for (const { name } of model.required) if (!seen.has(name)) this.missing(element, name);
  }

  private missing(parent: XmlElement, name: string): void {
    this.report(
      parent,
      `Expected ${name} in ${parent.name}, but it is missing. Add it.`,
      `In ${parent.name} fehlt das Element ${name}. Bitte ergänzen.`,
    );
  }

  private notOne(parent: XmlElement, names: string): void {
    this.report(
      parent,
      `Expected exactly one of ${names} in ${parent.name}. Give one of them.`,
      `In ${parent.name} muss genau eines der Elemente ${names} stehen. Bitte berichtigen.`,
    );
  }

  private unexpected(element: XmlElement): void {
    const name = element.name.slice(0, 200);
    this.report(
      element,
      `The element ${name} is not known at this place. Remove it or check its name and namespace.`,
      `Das Element ${name} ist an dieser Stelle nicht vorgesehen. Bitte entfernen oder Namen und Namensraum prüfen.`,
    );
  }

  private misplaced(element: XmlElement): void {
    this.report(
      element,
      `The element ${element.name} stands behind elements it must precede. Put it in the order of the standard.`,
      `Das Element ${element.name} steht an falscher Stelle. Bitte die Reihenfolge der Norm einhalten.`,
    );
  }

  private repeated(element: XmlElement): void {
    this.report(
      element,
      `Expected ${element.name} only once, but it is repeated. Remove the repetition.`,
      `Das Element ${element.name} darf hier nur einmal stehen. Bitte die Wiederholung entfernen.`,
    );
  }

  private unknownAttribute(element: XmlElement, attribute: string): void {
    const name = attribute.slice(0, 200);
    this.report(
      element,
      `The attribute ${name} is not known on ${element.name}. Remove it.`,
      `Das Attribut ${name} ist am Element ${element.name} nicht vorgesehen. Bitte entfernen.`,
    );
  }

  private strayText(element: XmlElement): void {
    this.report(
      element,
      `Expected only elements in ${element.name}, but found text between them. Remove it.`,
      `In ${element.name} steht Text zwischen den Elementen. Bitte entfernen.`,
    );
  }

  private report(element: XmlElement, message: string, messageDe: string): void {
    if (this.findings.length >= maximumFindings) return;
    this.findings.push({ rule: 'STRUCTURE_INVALID', level: 'error', message, messageDe, location: locate(element) });
  }
}

const germanTypeNames: Readonly<Record<string, string>> = {
  'decimal number': 'Dezimalzahl mit Punkt',
  'date YYYY-MM-DD': 'Datum JJJJ-MM-TT',
  'date and time': 'Datum und Uhrzeit',
  'time hh:mm:ss': 'Uhrzeit hh:mm:ss',
  'true or false': 'true oder false',
};

function describe({ name }: SimpleType): string {
  return germanTypeNames[name] ?? name;
}
