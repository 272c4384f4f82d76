import { describe, expect, it } from '@jest/globals';
import { createExpressionLanguage } from '#expressions';
import { type FilledBlock, TemplateFiller } from './fill-template.ts';
import { parseTemplate } from './parse-template.ts';

const fill = (source: string, data: Record<string, unknown> = {}): readonly FilledBlock[] =>
  new TemplateFiller(createExpressionLanguage(), '2026-11-21T09:00:00Z').fill(parseTemplate(source), data);
const textOf = (blocks: readonly FilledBlock[]): string =>
  blocks.map((block) => ('runs' in block ? block.runs.map((run) => run.text).join('') : `[${block.kind}]`)).join('|');

describe('filling a template', () => {
  it('given data that looks like markup or placeholders, then it stays text', () => {
    const [block] = fill('Name: {{ name }}', { name: '**fett** {{ secret }} # x' });
    expect(block).toEqual({
      kind: 'paragraph',
      runs: [
        { text: 'Name: ', bold: false, italic: false },
        { text: '**fett** {{ secret }} # x', bold: false, italic: false },
      ],
    });
  });

  it('given quotation marks around a value, then they open and close; its own marks stay', () => {
    expect(textOf(fill('Hund "{{ name }}", "alt"', { name: 'R"ex' }))).toBe('Hund „R"ex“, „alt“');
  });

  it('given a value before a unit, then the space does not break', () => {
    expect(textOf(fill('{{ days }} Tage, {{ rate }} %', { days: 14, rate: 2.5 }))).toBe('14\u00a0Tage, 2,5\u00a0%');
  });

  it('given values without format, then they are set the German way', () => {
    const data = {
      n: 1234.5,
      yes: true,
      day: '2026-03-01',
      at: '2026-03-01T11:00:00Z',
      list: [1, 'zwei', '2026-01-02'],
    };
    expect(textOf(fill('{{ n }} {{ yes }} {{ day }} {{ at }} {{ list }}', data))).toBe(
      '1.234,5 ja 01.03.2026 01.03.2026, 12:00\u00a0Uhr 1, zwei, 02.01.2026',
    );
  });

  it('given conditions and lists within each other, then every name keeps its scope', () => {
    const source =
      '{{#each cases as c}}\n{{#if c.open}}\n{{#each c.items as i}}\n{{ c.name }}-{{ i }}\n{{/each}}\n{{else}}\nzu {{ c.name }}\n{{/if}}\n{{/each}}';
    const cases = [
      { name: 'A', open: true, items: [1, 2] },
      { name: 'B', open: false, items: [3] },
    ];
    expect(textOf(fill(source, { cases }))).toBe('A-1|A-2|zu B');
  });

  it('given optional values that are missing, then no empty paragraph stays', () => {
    expect(fill('{{ a | optional }}\n\nText', { a: null })).toHaveLength(1);
  });

  it('given FEEL with braces, bars and quotation marks in a placeholder, then it is read whole', () => {
    expect(textOf(fill('{{ {a: "x|}}"}.a | text }} {{ if 1 > 0 then "ja" else "nein" }}'))).toBe('x|}} ja');
  });

  it('given line breaks, escapes and emphasis, then they come through', () => {
    const [block] = fill('erste  \nzweite \\*kein\\* **fett *beides* **');
    expect(block).toMatchObject({
      runs: [
        { text: 'erste' },
        { text: '\n' },
        { text: 'zweite *kein* ' },
        { text: 'fett ', bold: true, italic: false },
        { text: 'beides', bold: true, italic: true },
        { text: ' ', bold: true },
      ],
    });
  });

  it('given a list with items that go on, then each is one item', () => {
    expect(fill('- eins\n  weiter\n- zwei\n\n1. a\n2. b')).toMatchObject([
      { kind: 'list', ordered: false, items: [[{ text: 'eins weiter' }], [{ text: 'zwei' }]] },
      { kind: 'list', ordered: true, items: [[{ text: 'a' }], [{ text: 'b' }]] },
    ]);
  });
});
