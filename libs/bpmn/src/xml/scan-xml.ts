import { SaxesParser } from 'saxes';
import { readAttributeValue, type AttributeValue } from './attribute-values.ts';
import { placeOf } from './child-order.ts';
import { isReferenceName, isStandardName, singlePlaceOf } from './standard-names.ts';

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
  /** Attributes whose value the schema does not allow. `ownerId` is the nearest id around them. */
  readonly invalidValues: readonly (AttributeValue & {
    readonly ownerId: string | undefined;
    readonly position: Position;
  })[];
  /** Ids that are no names as XML understands them (NCName): with spaces, beginning with a digit. */
  readonly invalidIds: readonly { readonly id: string; readonly position: Position }[];
  /** Elements that stand behind something the schema wants after them; the first of each parent. */
  readonly misordered: readonly {
    readonly ownerId: string | undefined;
    readonly child: string;
    readonly position: Position;
  }[];
  /** Names of elements inside of content that is open to anything, such as HTML in a documentation. */
  readonly contentNames: ReadonlySet<string>;
  /** Is there something the parser that builds the model would read differently from the standard, or not at all? */
  readonly needsRewriting: boolean;
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

export const bpmnUri = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}._·-]*$/u;
/** Names of elements and attributes moddle can read. */
const asciiName = /^[\w:.-]+$/;
/** What moddle takes for an id; it drops elements with any other one. */
const parserId = /^[a-z_][\w-.]*$/i;
const maxDepth = 200;
const maxElements = 400_000;
const maxAttributeLength = 1_000_000;
const maxAttributes = 1000;
/** Elements any content may stand in. */
const openForContent = new Set(['extensionElements', 'extension', 'documentation', 'text', 'script']);

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
  const open: {
    readonly id: string | undefined;
    readonly filled: Set<string>;
    readonly local: string;
    place: number;
  }[] = [];
  const invalidValues: (AttributeValue & { ownerId: string | undefined; position: Position })[] = [];
  const invalidIds: { id: string; position: Position }[] = [];
  const misordered: { ownerId: string | undefined; child: string; position: Position }[] = [];
  const contentNames = new Set<string>();
  let needsRewriting = false;
  let referenceText: string | undefined;
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
    if (!asciiName.test(tag.name)) needsRewriting = true;
    for (const attribute of Object.values(tag.attributes)) {
      if (!asciiName.test(attribute.name)) needsRewriting = true;
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
    const place = foreignDepth === 0 && tag.uri === bpmnUri ? singlePlaceOf(tag.local, open.at(-1)?.local) : undefined;
    const parent = open.at(-1);
    if (place !== undefined && parent !== undefined) {
      if (parent.filled.has(place)) repeated.push({ ownerId: parent.id, child: place, position: opened });
      parent.filled.add(place);
    }
    const ownerId = tag.attributes['id']?.value ?? parent?.id;
    if (foreignDepth === 0 && tag.uri === bpmnUri) {
      for (const { name, value } of Object.values(tag.attributes)) {
        if (name === 'id' && !parserId.test(value)) {
          needsRewriting = true;
          if (!ncName.test(value.trim())) invalidIds.push({ id: value, position: opened });
        }
        const read = readAttributeValue(name, value);
        if (read === undefined) continue;
        needsRewriting = true;
        if (!read.valid) invalidValues.push({ ...read, ownerId, position: opened });
      }
      referenceText = isReferenceName(tag.local) ? '' : undefined;
    }
    if (foreignDepth === 0 && parent !== undefined && (tag.uri === bpmnUri || tag.local === 'BPMNDiagram')) {
      const at = placeOf(parent.local, tag.local);
      if (at !== undefined && at < parent.place && parent.place !== Infinity) {
        misordered.push({ ownerId: parent.id, child: tag.local, position: opened });
        parent.place = Infinity;
      } else if (at !== undefined && at > parent.place) parent.place = at;
    }
    open.push({ id: ownerId, filled: new Set(), local: tag.local, place: -1 });
    if (foreignDepth > 0) contentNames.add(tag.name);
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
  parser.on('text', (text) => {
    if (referenceText !== undefined) referenceText += text;
  });
  parser.on('closetag', () => {
    if (referenceText !== undefined && referenceText !== referenceText.trim()) needsRewriting = true;
    referenceText = undefined;
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
  return {
    ok: true,
    root,
    positions,
    duplicates,
    unknownElements,
    repeated,
    invalidValues,
    invalidIds,
    misordered,
    contentNames,
    needsRewriting,
    namespaces,
    elementCount,
  };
}
