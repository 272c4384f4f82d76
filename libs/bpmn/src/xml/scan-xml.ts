import { SaxesParser } from 'saxes';
import { isStandardName, singlePlaceOf } from './standard-names.ts';

/** Line and column, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the first look at the file tells: its root, where every id stands, which namespaces it uses. */
export interface XmlScan {
  readonly ok: true;
  readonly root: { readonly uri: string; readonly local: string };
  readonly positions: ReadonlyMap<string, Position>;
  /** Ids used again; `ambiguous` where both elements are steps, flows or processes, so that references go wrong. */
  readonly duplicates: readonly { readonly id: string; readonly position: Position; readonly ambiguous: boolean }[];
  /** Elements in the BPMN namespace that the standard does not know. */
  readonly unknownElements: readonly { readonly name: string; readonly position: Position }[];
  /** Children an element may have once but has again. `ownerId` is the nearest id around it. */
  readonly repeated: readonly {
    readonly ownerId: string | undefined;
    readonly child: string;
    readonly position: Position;
  }[];
  /** Namespace by prefix, over the whole file; the first declaration of a prefix counts. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly elementCount: number;
}

/** Why the file is not read at all. */
export interface XmlProblem {
  readonly ok: false;
  readonly reason: 'malformed' | 'doctype' | 'tooDeep' | 'tooMany' | 'empty';
  readonly position: Position;
  readonly detail: string;
}

const bpmnUri = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const maxDepth = 200;
const maxElements = 400_000;
const maxAttributeLength = 1_000_000;
const maxAttributes = 1000;
/** Elements any content may stand in. */
const openForContent = new Set(['extensionElements', 'documentation', 'text', 'script']);

class Stop extends Error {
  readonly problem: XmlProblem;
  constructor(problem: XmlProblem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Reads the whole file once without building anything: well-formed? no DOCTYPE (and so no entities but the five of
 * XML)? not nested deeper than 200, no more than 400,000 elements, none with more than 1,000 attributes? Remembers where each id stands, because the parser
 * that builds the model does not. Linear in the size of the text.
 */
export function scanXml(xml: string): XmlScan | XmlProblem {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const positions = new Map<string, Position>();
  const runningIds = new Set<string>();
  const duplicates: { id: string; position: Position; ambiguous: boolean }[] = [];
  const repeated: { ownerId: string | undefined; child: string; position: Position }[] = [];
  const open: { readonly id: string | undefined; readonly filled: Set<string> }[] = [];
  const unknownElements: { name: string; position: Position }[] = [];
  const namespaces = new Map<string, string>();
  let root: XmlScan['root'] | undefined;
  let depth = 0;
  let foreignDepth = 0;
  let elementCount = 0;
  let opened: Position = { line: 1, column: 1 };
  const here = (): Position => ({ line: parser.line, column: parser.column + 1 });
  const stop = (reason: XmlProblem['reason'], detail: string): never => {
    throw new Stop({ ok: false, reason, position: here(), detail });
  };

  parser.on('error', (error) => stop('malformed', error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => stop('doctype', 'DOCTYPE'));
  let attributeCount = 0;
  parser.on('opentagstart', () => {
    opened = here();
    attributeCount = 0;
  });
  // Counted as they come: whoever builds the element with all of them first has already paid for them.
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > maxAttributes) stop('tooMany', `${maxAttributes} attributes`);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    elementCount += 1;
    if (depth > maxDepth) stop('tooDeep', String(maxDepth));
    if (elementCount > maxElements) stop('tooMany', String(maxElements));
    root ??= { uri: tag.uri, local: tag.local };
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.value.length > maxAttributeLength) stop('tooMany', `${attribute.name} ${attribute.value.length}`);
      if (attribute.prefix === 'xmlns' && !namespaces.has(attribute.local)) {
        namespaces.set(attribute.local, attribute.value);
      }
    }
    // Only ids of the standard's own elements must be unique: vendors number their extensions as they like.
    const foreign = foreignDepth > 0 || openForContent.has(tag.local);
    if (foreignDepth === 0 && tag.uri === bpmnUri && !isStandardName(tag.local)) {
      unknownElements.push({ name: tag.name, position: opened });
    }
    const place = foreignDepth === 0 && tag.uri === bpmnUri ? singlePlaceOf(tag.local) : undefined;
    const parent = open.at(-1);
    if (place !== undefined && parent !== undefined) {
      if (parent.filled.has(place)) repeated.push({ ownerId: parent.id, child: place, position: opened });
      parent.filled.add(place);
    }
    open.push({ id: tag.attributes['id']?.value ?? parent?.id, filled: new Set() });
    if (foreign) foreignDepth += 1;
    const id = tag.attributes['id']?.value;
    if (id === undefined || foreignDepth > 1) return;
    const running =
      tag.uri === bpmnUri &&
      /^(process|sequenceFlow|.*(Event|Gateway|[tT]ask|[sS]ubProcess|Activity|transaction))$/.test(tag.local);
    if (!positions.has(id)) positions.set(id, opened);
    else if (tag.uri === bpmnUri) duplicates.push({ id, position: opened, ambiguous: running && runningIds.has(id) });
    if (running && !/^global/.test(tag.local)) runningIds.add(id);
  });
  parser.on('closetag', () => {
    depth -= 1;
    open.pop();
    if (foreignDepth > 0) foreignDepth -= 1;
  });

  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof Stop) return error.problem;
    throw error;
  }
  if (root === undefined) return { ok: false, reason: 'empty', position: { line: 1, column: 1 }, detail: '' };
  return { ok: true, root, positions, duplicates, unknownElements, repeated, namespaces, elementCount };
}
