import { describe, expect, it } from '@jest/globals';
import { readTemplateFile } from './read-template-file.ts';

const file = (text: string): Uint8Array => Buffer.from(text);

describe('reading a template file', () => {
  it('given a letter, then its head and its text are read, placeholders as they stand', () => {
    const template = readTemplateFile(
      file(`---
# Kommentar
layout: letter
title: Bescheid {{ nummer }}
sender: Stadt Musterstadt
return-line: Stadt · Markt 1
recipient:
- {{ antragsteller.name }}
- {{ antragsteller.plz }} {{ antragsteller.ort }}
information:
- Unser Zeichen: {{ nummer }}
- Uhrzeit: 10:30
subject: Hundesteuer: "Bescheid"
foot:
- Stadt \\ Markt 1
---
Sehr geehrte Damen und Herren,

---
Ende
`),
    );
    expect(template).toEqual({
      layout: 'letter',
      title: 'Bescheid {{ nummer }}',
      sender: { name: 'Stadt Musterstadt', returnLine: 'Stadt · Markt 1', foot: ['Stadt\nMarkt 1'] },
      recipient: ['{{ antragsteller.name }}', '{{ antragsteller.plz }} {{ antragsteller.ort }}'],
      information: [
        { label: 'Unser Zeichen', value: '{{ nummer }}' },
        { label: 'Uhrzeit', value: '10:30' },
      ],
      subject: 'Hundesteuer: "Bescheid"',
      body: 'Sehr geehrte Damen und Herren,\n\n---\nEnde\n',
    });
  });

  it.each([
    ['no head', 'Hallo', /line ---.*line 1/],
    ['a head without end', '---\ntitle: x\n', /second line ---/],
    ['no title', '---\nlayout: letter\n---\n', /a title/],
    ['another layout', '---\nlayout: fax\ntitle: x\n---\n', /layout: letter/],
    ['an unknown entry', '---\ntitle: x\ncolour: red\n---\n', /one of layout.*line 3/],
    ['an item outside a list', '---\n- x\ntitle: y\n---\n', /before the first.*line 2/],
    ['an entry twice', '---\ntitle: x\ntitle: y\n---\n', /once.*line 3/],
    ['information without label', '---\ntitle: x\ninformation:\n- abc\n---\n', /label: value.*line 4/],
  ])('given %s, then the error names the line', (_what, text, message) => {
    expect(() => readTemplateFile(file(text))).toThrow(message);
  });

  it('given bytes that are no UTF-8, then they are refused', () => {
    expect(() => readTemplateFile(Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe]))).toThrow(/UTF-8/);
  });
});
