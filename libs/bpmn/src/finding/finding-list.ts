import { enclosing, idOf, is, text, typeOf, type Element } from '../xml/element.ts';
import type { Position } from '../xml/scan-xml.ts';
import type { Bilingual, Finding, Severity } from './finding.ts';
import { findingCatalogue, type FindingCode } from './finding-catalogue.ts';
import type { FindingKind } from './finding-kind.ts';

/** Values of placeholders; a bilingual one is chosen by the language of the text. */
type Words = Readonly<Record<string, string | number | Bilingual>>;

/** What fills the placeholders of a finding's texts, and what its fix would set. */
export interface FindingDetail {
  readonly words?: Words;
  readonly fix?: { readonly elementId?: string; readonly property: string; readonly value?: string };
  readonly severity?: Severity;
  readonly position?: Position;
}

/** Collects findings while a file is read; the same finding about the same element is kept once. */
export class FindingList {
  readonly #positions: ReadonlyMap<string, Position>;
  readonly #strict: boolean;
  readonly #findings: Finding[] = [];
  readonly #seen = new Set<string>();

  /** With `strict` every broken rule of the standard is an error. */
  constructor(positions: ReadonlyMap<string, Position> = new Map(), strict = false) {
    this.#positions = positions;
    this.#strict = strict;
  }

  get all(): readonly Finding[] {
    return this.#findings;
  }

  /** Adds a finding about an element (or about the file). Texts come from the catalogue. */
  report(code: FindingCode, element?: Element, detail: FindingDetail = {}): void {
    const kind: FindingKind = findingCatalogue[code];
    const elementId = element === undefined ? undefined : nearestId(element);
    const words = { name: element === undefined ? '' : labelOf(element), ...detail.words };
    const message = fillBoth(kind.message, words);
    const key = `${code}\n${elementId ?? ''}\n${message.en}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const position = detail.position ?? (elementId === undefined ? undefined : this.#positions.get(elementId));
    const processId = element === undefined ? undefined : processIdOf(element);
    const fixedId = detail.fix?.elementId ?? elementId;
    this.#findings.push({
      code,
      severity: this.#strict && kind.rule !== undefined ? 'error' : (detail.severity ?? kind.severity),
      ...(elementId === undefined ? {} : { elementId }),
      ...(processId === undefined ? {} : { processId }),
      ...(position === undefined ? {} : { line: position.line, column: position.column }),
      message,
      ...(kind.rule === undefined ? {} : { rule: kind.rule }),
      ...(kind.fix === undefined || detail.fix === undefined || fixedId === undefined
        ? {}
        : {
            fix: {
              ...fillBoth(kind.fix, words),
              elementId: fixedId,
              property: detail.fix.property,
              ...(detail.fix.value === undefined ? {} : { value: detail.fix.value }),
            },
          }),
    });
  }
}

/** The element as people know it: its name, the id where it has none, or its type. The id stands beside the finding. */
export function labelOf(element: Element): string {
  const name = text(element, 'name')?.replace(/\s+/g, ' ');
  return name === undefined ? (idOf(element) ?? typeOf(element)) : `„${name}“`;
}

function nearestId(element: Element): string | undefined {
  let at: Element | undefined = element;
  while (at !== undefined && idOf(at) === undefined) at = at.$parent;
  return at === undefined || is(at, 'Definitions') ? idOf(element) : idOf(at);
}

function processIdOf(element: Element): string | undefined {
  const process = is(element, 'Process') ? element : enclosing(element, 'Process');
  return process === undefined ? undefined : idOf(process);
}

function fillBoth(template: Bilingual, words: Words): Bilingual {
  return { de: fill(template.de, words, 'de'), en: fill(template.en, words, 'en') };
}

function fill(template: string, words: Words, language: keyof Bilingual): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const word = Object.hasOwn(words, name) ? words[name] : undefined;
    if (word === undefined) return whole;
    return typeof word === 'object' ? word[language] : String(word);
  });
  // Names of elements come in German quotation marks.
  return language === 'de' ? filled : filled.replace(/[„“]/g, '"');
}
