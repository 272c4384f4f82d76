import { describe, expect, it } from '@jest/globals';
import { decodePDFRawStream, PDFDocument, PDFRawStream } from 'pdf-lib';
import { createExpressionLanguage } from '#expressions';
import { type DocumentTemplate } from './letter-template.ts';
import { renderDocument, type RenderedDocument, templateProblems } from './render-document.ts';

const language = createExpressionLanguage();
const NOW = new Date('2026-11-21T09:00:00Z');

const LETTER: DocumentTemplate = {
  layout: 'letter',
  title: 'Bescheid Hundesteuer {{ applicant.name }}',
  sender: {
    name: 'Stadt Musterstadt',
    returnLine: 'Stadt Musterstadt · Markt 1 · 35390 Musterstadt',
    foot: ['Stadt Musterstadt\nMarkt 1', 'Mo-Fr 8 - 12 Uhr', 'IBAN {{ iban | iban }}'],
  },
  remark: 'Gegen Zustellungsurkunde',
  recipient: [
    '{{ applicant.name }}',
    '{{ applicant.co | optional }}',
    '{{ applicant.street }}',
    '{{ applicant.town }}',
  ],
  information: [
    { label: 'Unser Zeichen', value: '{{ reference }}' },
    { label: 'Datum', value: '{{ today() | longDate }}' },
  ],
  subject: 'Bescheid über die "Hundesteuer" nach § 3 Abs. 1',
  body: `Sehr geehrte Damen und Herren,

für Ihren Hund **"{{ dog.name }}"** wird die Steuer ab {{ dog.since }} auf {{ sum(fees.amount) | euro }} festgesetzt.

| Jahr | Betrag |
|------|-------:|
{{#each fees as fee}}
| {{ fee.year | text }} | {{ fee.amount | euro }} |
{{/each}}

{{#if dog.listed}}
# Auflagen
1. Maulkorb
2. Leine
{{else}}
Auflagen gibt es nicht.
{{/if}}

{{#each notes as note}}
- {{ note }}
{{/each}}

## Rechtsbehelfsbelehrung
Gegen diesen Bescheid kann innerhalb eines Monats Widerspruch erhoben werden.`,
};
const DATA = {
  applicant: { name: 'Jörg Ärmel', street: 'Straße 1', town: '35390 Musterstadt' },
  reference: 'HS-2026-0042',
  iban: 'DE02120300000000202051',
  dog: { name: 'Rex *der* {{ Große }}', since: '2026-12-01', listed: false },
  fees: [
    { year: 2026, amount: 8 },
    { year: 2027, amount: 1096 },
  ],
  notes: ['erste', 'zweite <b>'],
};

const render = async (template: DocumentTemplate, data: Record<string, unknown> = DATA): Promise<RenderedDocument> =>
  renderDocument(language, { template, data, author: 'Stadt Musterstadt', now: NOW });

describe('rendering a document', () => {
  it('given a letter with data, then a conforming PDF/A-2b of one page comes out, always with the same content', async () => {
    const rendered = await render(LETTER);
    expect(rendered).toMatchObject({
      mediaType: 'application/pdf',
      title: 'Bescheid Hundesteuer Jörg Ärmel',
      fileName: 'Bescheid Hundesteuer Jörg Ärmel.pdf',
      check: { conforming: true, profile: '2b', findings: [] },
    });
    expect(rendered.bytes.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    expect((rendered.bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length).toBe(1);
  });

  it('given a letter, then its parts stand where DIN 5008 Form B has them', async () => {
    const { bytes } = await render(LETTER);
    const document = await PDFDocument.load(bytes);
    const contents = document.getPage(0).node.Contents();
    if (!(contents instanceof PDFRawStream)) throw new Error('Expected one content stream.');
    const operators = Buffer.from(decodePDFRawStream(contents).decode()).toString('latin1');
    const millimetres = (points: string | undefined): number => (Number(points) * 25.4) / 72;
    const texts = [...operators.matchAll(/1 0 0 1 ([\d.]+) ([\d.]+) Tm\s+\/F\d+ ([\d.]+) Tf/g)].map(
      ([, x, y, size]) => ({
        left: millimetres(x),
        baseline: 297 - millimetres(y),
        size: Number(size),
      }),
    );
    const returnLine = texts.find((text) => text.size === 7);
    expect(returnLine?.left).toBeCloseTo(25, 1);
    const inAddress = texts.filter((text) => text.size === 10.5 && text.baseline < 95);
    expect(inAddress[0]?.left).toBeCloseTo(25, 1);
    // The recipient's zone reaches from 62.7 to 90 mm.
    for (const text of inAddress) expect(text.baseline > 62.7 && text.baseline < 90 && text.left < 105).toBe(true);
    const information = texts.filter((text) => text.left > 124 && text.baseline < 95);
    expect(Math.min(...information.map((text) => text.baseline))).toBeGreaterThan(50);
    const subject = texts.find((text) => text.baseline > 95);
    // The line begins at 103.46 mm; its baseline is a font's ascent below.
    expect(subject?.baseline).toBeGreaterThan(103.46);
    expect(subject?.baseline).toBeLessThan(103.46 + 5);
    const lines = [...operators.matchAll(/14\.17\d* ([\d.]+) m/g)].map(([, y]) => millimetres(y));
    expect(lines.map((y) => Math.round(y * 10) / 10).sort((a, b) => a - b)).toEqual([105, 148.5, 210]);
  });

  it('given a document of many pages, then its table repeats and every page conforms', async () => {
    const body =
      '| A | B |\n|---|---:|\n{{#each rows as row}}\n| {{ row.a }} | {{ row.b | euro }} |\n{{/each}}\n\n\\pagebreak\n\nEnde';
    const rows = Array.from({ length: 300 }, (_, i) => ({ a: `Zeile ${i}`, b: i + 0.5 }));
    const rendered = await render({ layout: 'document', title: 'Liste', body }, { rows });
    expect(rendered.check.conforming).toBe(true);
    expect((rendered.bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g) ?? []).length).toBeGreaterThan(5);
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['a missing value', '{{ applicant.birthday }}', /missing/],
    ['a placeholder that is not closed', 'Hallo {{ name', /closed by }}.*line 1/],
    ['an empty placeholder', 'Hallo {{ }}', /empty/],
    ['an expression that does not parse', '{{ 1 + }}', /1 \+/],
    ['an unknown format', '{{ 5 | dollar }}', /one of the formats/],
    ['a format that does not fit', '{{ "morgen" | date }}', /date/],
    ['a block that is not closed', 'a\n\n{{#if true}}\nb', /\{\{\/if}}.*line 3/],
    ['a block closed by another', '{{#if true}}\nb\n{{/each}}', /found \{\{\/each}}/],
    ['an end without a beginning', 'a\n{{/if}}', /none is open.*line 2/],
    ['a condition that is no truth value', '{{#if 5}}\nx\n{{/if}}', /true or false/],
    ['a list that is none', '{{#each 5 as x}}\nx\n{{/each}}', /list/],
    ['a table without rule', '| a |\n| b |', /\|---\|/],
    ['a row with other cells', '| a | b |\n|---|---|\n| c |', /2 cells/],
    ['bold that is not closed', 'Das ist **fett', /closed in its line/],
  ];
  for (const [what, body, message] of wrong) {
    it(`given ${what}, then the error names it`, async () => {
      await expect(render({ layout: 'document', title: 'x', body })).rejects.toMatchObject({
        code: 'TEMPLATE_INVALID',
        message: expect.stringMatching(message),
      });
    });
  }

  it('given a template that repeats without end, then it is stopped', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => i);
    const body = '{{#each many as a}}\n\n{{#each many as b}}\n\nx\n\n{{/each}}\n\n{{/each}}';
    await expect(render({ layout: 'document', title: 'x', body }, { many })).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
    });
  });

  it('given a template, then its problems show without data', () => {
    expect(templateProblems(language, LETTER)).toEqual([]);
    const problems = templateProblems(language, {
      ...LETTER,
      body: '{{ 1 + }}\n\n{{#if a >}}\nx\n{{/if}}',
      subject: '{{ x',
    });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['body', 'body', 'subject']);
  });
});
