import { type Content, type TableCell } from 'pdfmake/interfaces.js';
import { type FilledBlock, type TextRun } from './fill-template.ts';
import { TEXT_WIDTH } from './letter-layout.ts';

const HEADING_SIZES = { 1: 14, 2: 12, 3: 10.5 } as const;

/** Filled blocks as pdfmake's content. */
export function pageContent(blocks: readonly FilledBlock[]): Content[] {
  return blocks.map((block, i) => contentOf(block, blocks[i + 1]));
}

function contentOf(block: FilledBlock, next: FilledBlock | undefined): Content {
  switch (block.kind) {
    case 'heading':
      return {
        text: runs(block.runs),
        fontSize: HEADING_SIZES[block.level],
        bold: true,
        margin: [0, 10, 0, 4],
        headlineLevel: block.level,
      };
    case 'paragraph':
      return { text: runs(block.runs), margin: [0, 0, 0, 8] };
    case 'list': {
      const items = block.items.map((item) => ({
        text: runs(item),
        margin: [0, 0, 0, 3] as [number, number, number, number],
      }));
      const margin: [number, number, number, number] = [0, 0, 0, 6];
      return block.ordered ? { ol: items, margin } : { ul: items, margin };
    }
    case 'table':
      return table(block);
    case 'rule':
      return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: 0.5 }], margin: [0, 4, 0, 8] };
    case 'page-break':
      return next === undefined ? { text: '' } : { text: '', pageBreak: 'after' };
  }
}

function table(block: Extract<FilledBlock, { readonly kind: 'table' }>): Content {
  const cell = (content: readonly TextRun[], column: number, bold: boolean): TableCell => ({
    text: runs(content),
    alignment: block.alignments[column] ?? 'left',
    bold,
  });
  const columns = block.header.length;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: Array.from({ length: columns }, (_, column) => (block.alignments[column] === 'right' ? 'auto' : '*')),
      body: [
        block.header.map((content, column) => cell(content, column, true)),
        ...block.rows.map((row) => row.map((content, column) => cell(content, column, false))),
      ],
    },
    layout: 'lightHorizontalLines',
    margin: [0, 0, 0, 8],
  };
}

function runs(
  texts: readonly TextRun[],
): { readonly text: string; readonly bold?: boolean; readonly italics?: boolean }[] {
  return texts.map(({ text, bold, italic }) => ({
    text: printable(text),
    ...(bold ? { bold } : {}),
    ...(italic ? { italics: italic } : {}),
  }));
}

/** Control characters have no glyph; line breaks in values stay line breaks. */
function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll('\t', ' ');
}
