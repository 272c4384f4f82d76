import { describe, expect, it } from '@jest/globals';
import { decodeText, prettyText } from './readable-text.ts';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('texts of documents', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Straße'), 'Straße'],
    ['Windows-1252', latin('Straße'), 'Straße'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x53, 0x00, 0xdf, 0x00]), 'Sß'],
    [
      'a declared encoding',
      latin('<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>'),
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>',
    ],
    [
      'an unknown encoding',
      new TextEncoder().encode('<?xml version="1.0" encoding="x-nothing"?>ü'),
      '<?xml version="1.0" encoding="x-nothing"?>ü',
    ],
  ])('given %s, then its characters are read', (_what, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it('given bytes cut within a character, then the text before is still UTF-8', () => {
    expect(decodeText(new TextEncoder().encode('Maß').subarray(0, 3))).toBe('Ma');
  });

  it('given XML in one line, then every element has its line and content stays', () => {
    expect(
      prettyText(
        '<?xml version="1.0"?><a x="1"><b>text &amp; mehr</b><c/><d><!-- <x> --><e><![CDATA[<y>]]></e></d></a>',
        'application/xml',
      ),
    ).toBe(
      [
        '<?xml version="1.0"?>',
        '<a x="1">',
        '  <b>text &amp; mehr</b>',
        '  <c/>',
        '  <d>',
        '    <!-- <x> -->',
        '    <e>',
        '      <![CDATA[<y>]]>',
        '    </e>',
        '  </d>',
        '</a>',
      ].join('\n'),
    );
  });

  it('given JSON, then it is indented; given what is none, then it stays', () => {
    expect(prettyText('{"a":[1]}', 'application/json')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyText('{"a":', 'application/json')).toBe('{"a":');
    expect(prettyText('a  b', 'text/plain')).toBe('a  b');
  });

  it('given markup that never closes, then it is shown and ends', () => {
    expect(prettyText(`${'<a>'.repeat(5000)}<`, 'application/xml').split('\n').length).toBeGreaterThan(4999);
  });
});
