import { children, contents, is, isElement, text, type Element } from '../xml/element.ts';
import type { FindingList } from '../finding/finding-list.ts';
import { ReadMarks } from './read-marks.ts';

/** Whose extensions a file may use. `c7` is one family: Camunda 7 and its forks, Activiti, Flowable. */
export type Dialect = 'c7' | 'zeebe';

const dialects: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['http://camunda.org/schema/1.0/bpmn', 'c7'],
  ['http://activiti.org/bpmn', 'c7'],
  ['http://activiti.com/modeler', 'c7'],
  ['http://flowable.org/bpmn', 'c7'],
  ['http://operaton.org/schema/1.0/bpmn', 'c7'],
  ['http://fluxnova.finos.org/schema/1.0/bpmn', 'c7'],
  ['http://camunda.org/schema/zeebe/1.0', 'zeebe'],
]);

/** Extensions that say nothing about running: of drawing tools, of layouts, of these engines' own modellers. */
const withoutEffect = new Set([
  'c7:diagramRelationId',
  'c7:isStartableInTasklist',
  'c7:exclusive',
  'c7:modelerTemplate',
  'c7:modelerTemplateVersion',
  'c7:modelerTemplateIcon',
  'zeebe:modelerTemplate',
  'zeebe:modelerTemplateVersion',
  'zeebe:modelerTemplateIcon',
]);

/** Those of them that would say something if they were switched off. */
const effectWhenFalse = new Set(['c7:exclusive', 'c7:isStartableInTasklist']);

function saysNothing(name: string, value: unknown): boolean {
  return withoutEffect.has(name) && !(effectWhenFalse.has(name) && value === 'false');
}

/** One extension element of a dialect; names are local, values trimmed where they are attributes. */
export interface Extension {
  readonly name: string;
  readonly body: string;
  attribute(name: string): string | undefined;
  /** The attribute without taking note of it: it is still reported if nobody reads it. */
  peek(name: string): string | undefined;
  children(name?: string): readonly Extension[];
}

/**
 * Reads extension attributes and elements by namespace, whatever prefix the file uses, and remembers which ones were
 * read: what is left at the end is reported, never silently ignored.
 */
export class Extensions {
  readonly #namespaces: ReadonlyMap<string, string>;
  readonly #read = new Map<Element, Set<string>>();
  readonly #marks = new ReadMarks();

  constructor(namespaces: ReadonlyMap<string, string>) {
    this.#namespaces = namespaces;
  }

  /** An extension attribute of the element in the dialect; undefined when absent or blank. */
  attribute(element: Element, dialect: Dialect, name: string): string | undefined {
    this.#markRead(element, `${dialect}:${name}`);
    for (const [key, value] of Object.entries(element.$attrs ?? {})) {
      const colon = key.indexOf(':');
      if (colon < 0 || key.slice(colon + 1) !== name) continue;
      if (this.#dialectOfPrefix(key.slice(0, colon)) === dialect && value.trim() !== '') return value.trim();
    }
    return undefined;
  }

  /** The extension elements of this name below `extensionElements`, in the order of the file. */
  elements(element: Element, dialect: Dialect, name: string): readonly Extension[] {
    this.#markRead(element, `${dialect}:${name}`);
    return this.#values(element)
      .filter((value) => this.#dialectOf(value) === dialect && localName(value) === name)
      .map((value) => toExtension(value, this.#marks));
  }

  element(element: Element, dialect: Dialect, name: string): Extension | undefined {
    return this.elements(element, dialect, name)[0];
  }

  /** Does the element itself carry attributes or extension elements of the dialect? */
  speaks(element: Element, dialect: Dialect): boolean {
    const attributes = Object.keys(element.$attrs ?? {}).filter((key) => key.includes(':'));
    return (
      attributes.some((key) => this.#dialectOfPrefix(key.split(':')[0] ?? '') === dialect) ||
      this.#values(element).some((value) => this.#dialectOf(value) === dialect)
    );
  }

  /** Does the element carry anything an engine acts on? */
  isTechnical(element: Element): boolean {
    for (const key of Object.keys(element.$attrs ?? {})) {
      const [prefix = '', name = ''] = key.split(':');
      const dialect = this.#dialectOfPrefix(prefix);
      if (dialect !== undefined && !withoutEffect.has(`${dialect}:${name}`) && name !== 'historyTimeToLive')
        return true;
    }
    return this.#values(element).some((value) => {
      const name = localName(value);
      return this.#dialectOf(value) !== undefined && name !== 'properties' && name !== 'field';
    });
  }

  /** Which dialect the file speaks, decided by what it uses; undefined for plain BPMN. */
  dialectOf(root: Element): Dialect | undefined {
    for (const element of contents(root)) {
      for (const key of Object.keys(element.$attrs ?? {})) {
        const prefix = key.split(':')[0] ?? '';
        const dialect = prefix === 'xmlns' ? undefined : this.#dialectOfPrefix(prefix);
        if (dialect !== undefined) return dialect;
      }
      const dialect = this.#dialectOf(element);
      if (dialect !== undefined) return dialect;
    }
    return undefined;
  }

  /** Reports every extension nobody has read. Call it when the whole file has been imported. */
  reportUnread(root: Element, findings: FindingList): void {
    const unknown = new Map<string, { count: number; first: Element }>();
    const note = (uri: string, element: Element): void => {
      const entry = unknown.get(uri);
      if (entry === undefined) unknown.set(uri, { count: 1, first: element });
      else entry.count += 1;
    };
    for (const element of contents(root)) {
      if (!element.$type.startsWith('bpmn:')) continue;
      const read = this.#read.get(element);
      for (const [key, written] of Object.entries(element.$attrs ?? {})) {
        const colon = key.indexOf(':');
        const prefix = key.slice(0, Math.max(colon, 0));
        if (colon < 0 || prefix === 'xmlns' || prefix === 'xsi' || prefix === 'xml') continue;
        const dialect = this.#dialectOfPrefix(prefix);
        const name = key.slice(colon + 1);
        if (dialect === undefined) note(this.#namespaces.get(prefix) ?? prefix, element);
        else if (read?.has(`${dialect}:${name}`) !== true && !saysNothing(`${dialect}:${name}`, written)) {
          findings.report('EXTENSION_NOT_HONOURED', element, { words: { extension: key } });
        }
      }
      for (const value of this.#values(element)) {
        const dialect = this.#dialectOf(value);
        const name = localName(value);
        if (dialect === undefined) note(value.$descriptor?.ns?.uri ?? value.$type.split(':')[0] ?? '', element);
        else if (read?.has(`${dialect}:${name}`) !== true && !withoutEffect.has(`${dialect}:${name}`)) {
          findings.report('EXTENSION_NOT_HONOURED', element, { words: { extension: value.$type } });
        } else {
          for (const extension of new Set(this.#marks.unreadIn(value))) {
            findings.report('EXTENSION_NOT_HONOURED', element, { words: { extension } });
          }
        }
      }
    }
    for (const [namespace, { count, first }] of unknown) {
      findings.report('EXTENSION_UNKNOWN', first, { words: { namespace, count } });
    }
  }

  #values(element: Element): readonly Element[] {
    const holder = (element as { readonly extensionElements?: unknown }).extensionElements;
    return isElement(holder) ? children(holder, 'values') : [];
  }

  #dialectOf(value: Element): Dialect | undefined {
    const uri = value.$descriptor?.ns?.uri;
    if (uri !== undefined) return dialects.get(uri);
    return this.#dialectOfPrefix(value.$type.split(':')[0] ?? '');
  }

  #dialectOfPrefix(prefix: string): Dialect | undefined {
    const uri = this.#namespaces.get(prefix);
    return uri === undefined ? undefined : dialects.get(uri);
  }

  #markRead(element: Element, name: string): void {
    const names = this.#read.get(element);
    if (names === undefined) this.#read.set(element, new Set([name]));
    else names.add(name);
  }
}

function localName(element: Element): string {
  const colon = element.$type.indexOf(':');
  return colon < 0 ? element.$type : element.$type.slice(colon + 1);
}

function toExtension(element: Element, marks: ReadMarks): Extension {
  marks.open(element);
  return {
    name: localName(element),
    body: element.$body ?? '',
    attribute(name) {
      marks.attribute(element, name);
      return text(element, name) ?? element.$attrs?.[name];
    },
    peek: (name) => text(element, name) ?? element.$attrs?.[name],
    children: (name) =>
      (element.$children ?? [])
        .filter((inner) => name === undefined || localName(inner) === name)
        .map((inner) => toExtension(inner, marks)),
  };
}

/** Is this an element of the BPMN namespace? Used where a walk must not enter vendors' extensions. */
export function isStandard(element: Element): boolean {
  return element.$type.startsWith('bpmn:') && !is(element, 'ExtensionElements');
}
