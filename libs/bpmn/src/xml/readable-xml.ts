import { SaxesParser } from 'saxes';
import { readAttributeValue } from './attribute-values.ts';
import { bpmnUri, type XmlScan } from './scan-xml.ts';
import { isReferenceName } from './standard-names.ts';

const diagramUri = 'http://www.omg.org/spec/BPMN/20100524/DI';

/** A file in the spelling moddle understands, and the ids that had to be replaced for it. */
interface ReadableXml {
  readonly xml: string;
  /** The id of the file by the id that stands for it. */
  readonly originalIds: ReadonlyMap<string, string>;
}

/**
 * Writes a file anew where moddle would lose elements or misread values that XML Schema allows: ids with letters beyond
 * ASCII, truth values written `1`, references with line breaks around them,
 * names of elements and prefixes with umlauts. Values that mean nothing are left out, so
 * that the default holds. Comments and processing instructions are not kept; what is stored is the file itself.
 */
export function readableXml(xml: string, scan: XmlScan): ReadableXml {
  const originalIds = new Map<string, string>();
  if (!scan.needsRewriting) return { xml, originalIds };
  const replaced = new Map<string, string>();
  for (const id of scan.positions.keys()) {
    if (/^[a-z_][\w-.]*$/i.test(id)) continue;
    let stand = `_id${replaced.size}`;
    while (scan.positions.has(stand)) stand = `_${stand}`;
    replaced.set(id.trim(), stand);
    originalIds.set(stand, id.trim());
  }
  const out: string[] = [];
  const inReference: boolean[] = [];
  const idFor = (id: string): string => replaced.get(id.trim()) ?? id.trim();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', (tag) => {
    const standard = tag.uri === bpmnUri || tag.uri === diagramUri;
    out.push(`<${readableName(tag.name)}`);
    for (const { name, value } of Object.values(tag.attributes)) {
      let written: string | undefined = value;
      if (standard && (name === 'id' || isReferenceName(name)))
        written = value.split(/\s+/).map(idFor).join(' ').trim();
      if (/^\w+:type$/.test(name)) written = readableName(value);
      if (standard && name === 'id') written = idFor(value);
      else if (tag.uri === bpmnUri) {
        const read = readAttributeValue(name, value);
        if (read !== undefined) written = read.plain;
      }
      if (written !== undefined) out.push(` ${readableName(name)}="${escape(written)}"`);
    }
    out.push('>');
    inReference.push(tag.uri === bpmnUri && isReferenceName(tag.local));
  });
  const write = (text: string): void => {
    out.push(escape(inReference.at(-1) === true ? idFor(text) : text));
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.on('closetag', (tag) => {
    inReference.pop();
    out.push(`</${readableName(tag.name)}>`);
  });
  parser.write(xml).close();
  return { xml: out.join(''), originalIds };
}

/** A name of letters moddle knows; only vendors and prefixes have others. */
function readableName(name: string): string {
  return name.replace(/[^\w:.-]/gu, (char) => `_x${(char.codePointAt(0) ?? 0).toString(16)}_`);
}

function escape(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}
