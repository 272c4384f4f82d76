import { SaxesParser } from 'saxes';

/** One element of the document: local name, attributes by local name, children in order. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Namespace prefixes in scope, to resolve qualified names in attributes. */
  readonly resolvePrefix: (prefix: string) => string | undefined;
}

/** A document that is not well-formed or beyond the limits. Line and column count from 1. */
export class XmlDocumentError extends Error {
  readonly code = 'DMN_XML';
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'XmlDocumentError';
    this.line = line;
    this.column = column;
  }
}

const MAX_CHARACTERS = 10_000_000;
const MAX_DEPTH = 250;
const MAX_ELEMENTS = 500_000;

interface Building {
  name: string;
  namespace: string;
  attributes: Map<string, string>;
  prefixes: Map<string, string>;
  children: Building[];
  text: string;
  line: number;
  column: number;
  resolvePrefix: (prefix: string) => string | undefined;
}

/**
 * Parses a document without a document type: entities and external parts are an attack on a server, never part of a model.
 *
 * @throws XmlDocumentError with line and column
 */
export function parseXml(xml: string): XmlElement {
  if (xml.length > MAX_CHARACTERS) {
    throw new XmlDocumentError(
      `Expected at most ${MAX_CHARACTERS} characters, but the document has ${xml.length}.`,
      1,
      1,
    );
  }
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Building[] = [];
  let root: Building | undefined;
  let elements = 0;
  const refuse = (message: string): never => {
    throw new XmlDocumentError(message, parser.line, parser.column + 1);
  };
  parser.on('error', (error) => refuse(`Expected well-formed XML, but ${error.message.replace(/^\d+:\d+: /, '')}`));
  parser.on('doctype', () => refuse('Expected no document type declaration, but found one.'));
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) refuse(`Expected at most ${MAX_DEPTH} nested elements, but found more.`);
    if (++elements > MAX_ELEMENTS) refuse(`Expected at most ${MAX_ELEMENTS} elements, but found more.`);
    const parent = open.at(-1);
    const prefixes = new Map(Object.entries(tag.ns));
    const element: Building = {
      name: tag.local,
      namespace: tag.uri,
      attributes: new Map(Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value])),
      prefixes,
      children: [],
      text: '',
      line: parser.line,
      column: parser.column + 1,
      resolvePrefix: (prefix) => prefixes.get(prefix) ?? parent?.resolvePrefix(prefix),
    };
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const append = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return root ?? refuse('Expected an element, but the document is empty.');
}

/** The first child of this local name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

/** All children of this local name. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((candidate) => candidate.name === name);
}
