import { DataError } from './data-error.ts';
import { readJson } from './read-json.ts';
import { readXml } from './read-xml.ts';

/**
 * Reads structured data as it came. JSON is UTF-8 (RFC 8259, 8.1); XML says its encoding by mark or declaration.
 * @param mediaType anything with `xml` in it is XML, the rest JSON
 * @throws DataError
 */
export function readData(content: Uint8Array, mediaType: string): unknown {
  return mediaType.includes('xml')
    ? readXml(decoded(content, encodingOf(content)))
    : readJson(decoded(content, 'utf-8'));
}

function decoded(content: Uint8Array, encoding: string): string {
  const decoder = decoderOf(encoding);
  try {
    return decoder.decode(content);
  } catch {
    throw new DataError('SYNTAX_INVALID', `Expected text in ${encoding}, but some bytes are none.`);
  }
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new DataError('ENCODING_UNKNOWN', `Expected a known encoding, but it is ${encoding.slice(0, 40)}.`);
  }
}

/** XML 1.0 appendix F: the mark first, then the declaration, else UTF-8. */
function encodingOf(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(content.subarray(0, 200));
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'utf-8';
}
