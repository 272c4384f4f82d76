import { describe, expect, it } from '@jest/globals';
import { InvoiceSyntaxError } from './invoice-syntax-error.ts';
import { parseXml } from './parse-xml.ts';

function faultOf(document: string | Uint8Array): string | undefined {
  try {
    parseXml(typeof document === 'string' ? Buffer.from(document) : document);
    return undefined;
  } catch (error) {
    if (error instanceof InvoiceSyntaxError) return error.code;
    throw error;
  }
}

const cbc = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2';

describe('given a document, when it is parsed', () => {
  it('then known namespaces get their usual prefix, whatever the file calls them', () => {
    const root = parseXml(Buffer.from(`<x:ID xmlns:x="${cbc}"><ID xmlns="urn:other"/></x:ID>`));
    expect(root.name).toBe('cbc:ID');
    expect(root.children[0]?.name).toBe('{urn:other}:ID');
    expect(root.children[0]?.localName).toBe('ID');
  });

  it('then text, CDATA and character references become one value and comments do not break it', () => {
    const root = parseXml(Buffer.from('<a>1<!-- x --><![CDATA[<2>]]>&#51;&amp;</a>'));
    expect(root.text).toBe('1<2>3&');
  });

  it('then elements know their line and their path', () => {
    const root = parseXml(Buffer.from('<a>\n<b/>\n<b><c/></b></a>'));
    const second = root.children[1]?.children[0];
    expect(second?.line).toBe(3);
    expect(second?.path()).toBe('/{}:a/{}:b[2]/{}:c');
  });

  it('then namespace declarations and schema hints are no attributes', () => {
    const root = parseXml(
      Buffer.from('<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u v" b="c"/>'),
    );
    expect(root.attributes).toEqual([{ name: 'b', value: 'c' }]);
  });

  it.each<[string, Buffer]>([
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<?xml version="1.0"?><a>ä</a>')],
    ['UTF-16', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>ä</a>', 'utf16le')],
    ['ISO-8859-1', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>', 'latin1')],
  ])('then %s is understood', (_encoding, bytes) => {
    expect(parseXml(bytes).text).toBe('ä');
  });
});

describe('given a hostile or broken document, when it is parsed', () => {
  it.each<[string, string | Uint8Array]>([
    ['DOCUMENT_EMPTY', ' \n'],
    ['DOCTYPE_FORBIDDEN', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['DOCTYPE_FORBIDDEN', '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>'],
    ['XML_NOT_WELL_FORMED', '<a><b></a>'],
    ['XML_NOT_WELL_FORMED', '<a>'],
    ['XML_NOT_WELL_FORMED', '<a/><b/>'],
    ['XML_NOT_WELL_FORMED', '<a>&unknown;</a>'],
    ['XML_NOT_WELL_FORMED', '<a b="1" b="2"/>'],
    ['XML_NOT_WELL_FORMED', '<p:a/>'],
    ['XML_NOT_WELL_FORMED', '<a>\u0001</a>'],
    ['XML_TOO_DEEP', '<a>'.repeat(300)],
    ['XML_TOO_MANY_ATTRIBUTES', `<a ${Array.from({ length: 200 }, (_, n) => `b${n}="1"`).join(' ')}/>`],
    ['XML_NAME_TOO_LONG', `<${'a'.repeat(5_000)}/>`],
    ['ENCODING_NOT_SUPPORTED', '<?xml version="1.0" encoding="UTF-7"?><a/>'],
    ['ENCODING_NOT_SUPPORTED', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['ENCODING_BROKEN', Buffer.from('<a>ä</a>', 'latin1')],
  ])('then it is refused with %s', (code, document) => {
    expect(faultOf(document)).toBe(code);
  });

  it('then a document of a hundred thousand attributes is refused at once', () => {
    const attributes = Array.from({ length: 100_000 }, (_, n) => `b${n}=""`).join(' ');
    const start = performance.now();
    expect(faultOf(`<a ${attributes}/>`)).toBe('XML_TOO_MANY_ATTRIBUTES');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
