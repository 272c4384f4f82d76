import { type XmlElement } from '../xml/xml-element.ts';
import { Group, type GroupId, type Term, type TermId } from './business-term.ts';

/** Chooses among the elements a path step has found. */
export type ElementTest = (element: XmlElement) => boolean;

/** Steps from an element to others: names of children, tests on the elements found so far, `@name` last. */
export type BindingPath = readonly (string | ElementTest)[];

/** Where a business group and its terms stand in one syntax. Paths are relative to the element of the group. */
export interface GroupBinding {
  readonly path: BindingPath | readonly BindingPath[];
  readonly terms: Readonly<Record<TermId, BindingPath | readonly BindingPath[]>>;
  readonly groups?: Readonly<Record<GroupId, GroupBinding>>;
}

/** Splits `cac:Party/cbc:EndpointID` into steps; tests are inserted between the written parts. */
export function path(...parts: (string | ElementTest)[]): BindingPath {
  return parts.flatMap((part): BindingPath => (typeof part === 'string' ? part.split('/') : [part]));
}

/** The elements a path leads to, in document order. An attribute step keeps the elements that carry the attribute. */
export function elementsAt(start: XmlElement, steps: BindingPath): readonly XmlElement[] {
  let found: readonly XmlElement[] = [start];
  for (const step of steps) {
    if (typeof step === 'function') found = found.filter(step);
    else if (step.startsWith('@')) found = found.filter((element) => element.attribute(step.slice(1)) !== undefined);
    else if (found.length === 1) found = found[0]?.childrenNamed(step) ?? [];
    else found = found.flatMap((element) => element.childrenNamed(step));
    if (found.length === 0) return found;
  }
  return found;
}

/** Reads one business group, and everything below it, from its element. */
export function readGroup(id: GroupId, element: XmlElement, binding: GroupBinding): Group {
  const terms = new Map<TermId, readonly Term[]>();
  for (const [termId, paths] of bindingEntries(binding)) {
    const found: Term[] = [];
    for (const steps of paths) collectTerms(termId, element, steps, found);
    if (found.length > 0) terms.set(termId, found);
  }
  const groups = new Map<GroupId, readonly Group[]>();
  for (const [groupId, inner] of Object.entries(binding.groups ?? {}) as [GroupId, GroupBinding][]) {
    const found = listOfPaths(inner.path).flatMap((steps) => elementsAt(element, steps));
    if (found.length > 0)
      groups.set(
        groupId,
        found.map((innerElement) => readGroup(groupId, innerElement, inner)),
      );
  }
  return new Group(id, element, terms, groups);
}

type TermEntry = readonly [TermId, readonly BindingPath[]];

/** Object.entries of a binding is asked for once a line of an invoice; keep the answer. */
const entriesOfBinding = new WeakMap<GroupBinding, readonly TermEntry[]>();

function bindingEntries(binding: GroupBinding): readonly TermEntry[] {
  let entries = entriesOfBinding.get(binding);
  if (!entries) {
    entries = (Object.entries(binding.terms) as [TermId, BindingPath | readonly BindingPath[]][]).map(
      ([id, paths]) => [id, listOfPaths(paths)] as const,
    );
    entriesOfBinding.set(binding, entries);
  }
  return entries;
}

function listOfPaths(paths: BindingPath | readonly BindingPath[]): readonly BindingPath[] {
  return isListOfPaths(paths) ? paths : [paths];
}

function isListOfPaths(paths: BindingPath | readonly BindingPath[]): paths is readonly BindingPath[] {
  return Array.isArray(paths[0]);
}

function collectTerms(id: TermId, element: XmlElement, steps: BindingPath, found: Term[]): void {
  const last = steps.at(-1);
  const attribute = typeof last === 'string' && last.startsWith('@') ? last.slice(1) : undefined;
  for (const carrier of elementsAt(element, steps)) {
    found.push({ id, element: carrier, value: attribute ? (carrier.attribute(attribute) ?? '') : carrier.text });
  }
}
