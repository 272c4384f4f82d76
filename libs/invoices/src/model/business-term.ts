import { type XmlElement, normalizeSpace } from '../xml/xml-element.ts';

/** Identifier of a business term of EN 16931-1, such as `BT-1`; a component carries its own, such as `BT-30-1`. */
export type TermId = `BT-${string}`;
/** Identifier of a business group of EN 16931-1, such as `BG-25`. `BG-0` is the invoice itself. */
export type GroupId = `BG-${string}`;

/** One occurrence of a business term in an invoice. */
export interface Term {
  readonly id: TermId;
  /** The text exactly as transmitted. */
  readonly value: string;
  /** The element that carries the term, or whose attribute does. */
  readonly element: XmlElement;
}

/** One occurrence of a business group with the terms and groups it holds, in document order. */
export class Group {
  constructor(
    readonly id: GroupId,
    readonly element: XmlElement,
    private readonly termsById: ReadonlyMap<TermId, readonly Term[]>,
    private readonly groupsById: ReadonlyMap<GroupId, readonly Group[]>,
  ) {}

  /** All occurrences of a term; well-formed invoices have at most one of most. */
  terms(id: TermId): readonly Term[] {
    return this.termsById.get(id) ?? [];
  }

  /** The first occurrence of a term. */
  term(id: TermId): Term | undefined {
    return this.termsById.get(id)?.[0];
  }

  /** The text of the first occurrence with white space normalized, or undefined where the term is missing. */
  value(id: TermId): string | undefined {
    const term = this.term(id);
    return term && normalizeSpace(term.value);
  }

  has(id: TermId): boolean {
    return this.termsById.has(id);
  }

  /** True when the term is there and not only white space. */
  isFilled(id: TermId): boolean {
    const term = this.term(id);
    return term !== undefined && normalizeSpace(term.value) !== '';
  }

  groups(id: GroupId): readonly Group[] {
    return this.groupsById.get(id) ?? [];
  }

  group(id: GroupId): Group | undefined {
    return this.groupsById.get(id)?.[0];
  }

  /** Every term of this group, for showing and exporting. */
  allTerms(): Iterable<readonly Term[]> {
    return this.termsById.values();
  }

  /** Every group inside this group, for showing and exporting. */
  allGroups(): Iterable<readonly Group[]> {
    return this.groupsById.values();
  }

  /** The terms as values with their lines and the groups as lists, by identifier: what is stored, shown and sent. */
  toJSON(): GroupData {
    const data: Record<string, readonly TermData[] | readonly GroupData[]> = {};
    for (const [id, terms] of this.termsById) {
      data[id] = terms.map(({ value, element }) => ({
        value: dateTerms.has(id) ? isoDate(value) : value,
        line: element.line,
      }));
    }
    for (const [id, groups] of this.groupsById) data[id] = groups.map((group) => group.toJSON());
    return data;
  }
}

/** A term as plain data. Dates are written `YYYY-MM-DD`, all else exactly as transmitted. */
export interface TermData {
  readonly value: string;
  /** Line in the XML, counted from 1. */
  readonly line: number;
}

/** A group as plain data: lists of terms by BT- and of groups by BG- identifier. */
export interface GroupData {
  readonly [id: string]: readonly TermData[] | readonly GroupData[];
}

const dateTerms: ReadonlySet<string> = new Set(
  ['2', '7', '9', '26', '72', '73', '74', '134', '135'].map((n) => `BT-${n}`),
);

/** CII writes dates without hyphens (format 102 of UNTDID 2379). */
function isoDate(value: string): string {
  return value.trim().replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
