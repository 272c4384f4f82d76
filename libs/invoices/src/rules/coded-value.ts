import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';
import { type Breach, type Rule, type RuleContext, rule } from './rule.ts';

/** Finds the elements a rule on codes looks at. */
export type Select = (context: RuleContext) => Iterable<XmlElement>;

/** A rule that the text of elements is a code of a list. */
export function coded(
  id: string,
  terms: string,
  noun: string,
  nounDe: string,
  select: Select,
  codes: ReadonlySet<string>,
  fold = (code: string) => code,
): Rule {
  return rule(id, terms, listText(noun), listTextDe(nounDe), (context) =>
    outside(select(context), (element) => element.text, codes, fold),
  );
}

/** A rule that an attribute is a code of a list. */
export function codedAttribute(
  id: string,
  terms: string,
  noun: string,
  nounDe: string,
  select: Select,
  attribute: string,
  codes: ReadonlySet<string>,
): Rule {
  return rule(id, terms, listText(noun), listTextDe(nounDe), (context) =>
    outside(
      select(context),
      (element) => element.attribute(attribute),
      codes,
      (code) => code,
    ),
  );
}

function outside(
  elements: Iterable<XmlElement>,
  read: (element: XmlElement) => string | undefined,
  codes: ReadonlySet<string>,
  fold: (code: string) => string,
): Breach[] {
  const found: Breach[] = [];
  for (const element of elements) {
    const code = read(element);
    if (code !== undefined && !codes.has(code) && !codes.has(fold(normalizeSpace(code))))
      found.push({ at: element, actual: code });
  }
  return found;
}

function listText(noun: string): string {
  return `Expected a ${noun} from the code list of the standard, but found "{actual}". Use a code of the list.`;
}

function listTextDe(noun: string): string {
  return `${noun}: „{actual}“ steht nicht in der Codeliste der Norm. Bitte einen gültigen Code verwenden.`;
}

/** All elements of the given names. */
export function named(...names: readonly string[]): Select {
  return ({ index }) => index.named(...names);
}

/** All elements of a name directly below another. */
export function children(parent: string, name: string): (context: Pick<RuleContext, 'index'>) => XmlElement[] {
  return ({ index }) => index.named(name).filter((element) => element.parent?.name === parent);
}
