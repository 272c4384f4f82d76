import { DocumentError } from '../port/document-error.ts';
import { parseInline } from './parse-inline.ts';
import { type Block, type Inline, type TableRow } from './template-syntax.ts';

const MAX_LENGTH = 200_000;
const MAX_DEPTH = 10;
const IF = /^\{\{\s*#if\s+(.+?)\s*\}\}$/;
const EACH = /^\{\{\s*#each\s+(.+?)\s+as\s+([\p{L}_][\p{L}\p{N}_]*)\s*\}\}$/u;
const ELSE = /^\{\{\s*else\s*\}\}$/;
const END = /^\{\{\s*\/(if|each)\s*\}\}$/;
const HEADING = /^(#{1,3})\s+(.+)$/;
const BULLET = /^[-*]\s+(.+)$/;
const NUMBERED = /^\d+[.)]\s+(.+)$/;
const TABLE_RULE = /^\|(?:\s*:?-{3,}:?\s*\|)+$/;

/**
 * Reads the body of a template, a small Markdown with placeholders:
 *
 *     # Heading    ordinary **bold** and *italic* text    - item    1. item    | a | b |    ---    \pagebreak
 *     {{ applicant.name }}   {{ fee | euro }}   {{#if x}} … {{else}} … {{/if}}   {{#each fees as fee}} … {{/each}}
 *
 * Blank lines part paragraphs; two spaces or a backslash at the end of a line break it. The syntax is read before any
 * value is put in, so that data never becomes markup.
 *
 * @throws DocumentError TEMPLATE_INVALID with the line
 */
export function parseTemplate(source: string): readonly Block[] {
  if (source.length > MAX_LENGTH) {
    throw new DocumentError(
      'TEMPLATE_INVALID',
      `Expected a template of at most ${MAX_LENGTH} characters, but it has ${source.length}.`,
    );
  }
  return new TemplateParser(source.replaceAll('\r\n', '\n').split('\n')).parse();
}

class TemplateParser {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  parse(): readonly Block[] {
    const blocks = this.#blocks(0);
    if (this.#at < this.#lines.length)
      throw this.#invalid(this.#at, `a block before "${this.#line()}"`, 'none is open');
    return blocks;
  }

  /** Blocks up to the end or to the line that closes the directive around them. */
  #blocks(depth: number): readonly Block[] {
    if (depth > MAX_DEPTH)
      throw this.#invalid(this.#at, `at most ${MAX_DEPTH} blocks within each other`, 'there are more');
    const blocks: Block[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#line();
      if (line === '') {
        this.#at += 1;
        continue;
      }
      if (ELSE.test(line) || END.test(line)) break;
      blocks.push(this.#block(line, depth));
    }
    return blocks;
  }

  #block(line: string, depth: number): Block {
    const condition = IF.exec(line);
    if (condition !== null) return this.#condition(condition[1] ?? '', depth);
    const each = EACH.exec(line);
    if (each !== null) return this.#each(each[1] ?? '', each[2] ?? '', depth);
    if (/^\{\{\s*[#/]/.test(line))
      throw this.#invalid(
        this.#at,
        '{{#if …}}, {{#each … as name}}, {{else}}, {{/if}} or {{/each}}',
        `found "${line}"`,
      );
    const heading = HEADING.exec(line);
    if (heading !== null) {
      this.#at += 1;
      const level = Math.min(3, heading[1]?.length ?? 1) as 1 | 2 | 3;
      return { kind: 'heading', level, content: this.#inline(heading[2] ?? '', this.#at) };
    }
    if (/^-{3,}$/.test(line)) return this.#single({ kind: 'rule' });
    if (line === '\\pagebreak') return this.#single({ kind: 'page-break' });
    if (line.startsWith('|')) return this.#table();
    if (BULLET.test(line)) return this.#list(BULLET, false);
    if (NUMBERED.test(line)) return this.#list(NUMBERED, true);
    return this.#paragraph();
  }

  #single(block: Block): Block {
    this.#at += 1;
    return block;
  }

  #condition(expression: string, depth: number): Block {
    const start = this.#at;
    this.#at += 1;
    const then = this.#blocks(depth + 1);
    let otherwise: readonly Block[] = [];
    if (this.#at < this.#lines.length && ELSE.test(this.#line())) {
      this.#at += 1;
      otherwise = this.#blocks(depth + 1);
    }
    this.#close('if', start);
    return { kind: 'if', expression, then, otherwise, line: start + 1 };
  }

  #each(expression: string, name: string, depth: number): Block {
    const start = this.#at;
    this.#at += 1;
    const body = this.#blocks(depth + 1);
    this.#close('each', start);
    return { kind: 'each', expression, name, body, line: start + 1 };
  }

  #close(directive: string, start: number): void {
    const end = this.#at < this.#lines.length ? END.exec(this.#line())?.[1] : undefined;
    if (end !== directive)
      throw this.#invalid(
        start,
        `{{/${directive}}} after {{#${directive} …}}`,
        end === undefined ? 'the template ends' : `found {{/${end}}}`,
      );
    this.#at += 1;
  }

  #table(): Block {
    const header = this.#cells(this.#line());
    this.#at += 1;
    if (this.#at >= this.#lines.length || !TABLE_RULE.test(this.#line())) {
      throw this.#invalid(this.#at, 'a line |---|---| after the first row of a table', 'there is none');
    }
    const alignments = this.#line()
      .split('|')
      .slice(1, -1)
      .map((mark) => {
        const trimmed = mark.trim();
        if (!trimmed.endsWith(':')) return 'left' as const;
        return trimmed.startsWith(':') ? ('center' as const) : ('right' as const);
      });
    this.#at += 1;
    return { kind: 'table', header, alignments, rows: this.#rows(header.length, 0) };
  }

  /** Rows, also within {{#each}} lines; a directive only belongs to the table when a row follows it. */
  #rows(columns: number, depth: number): readonly TableRow[] {
    const rows: TableRow[] = [];
    while (this.#at < this.#lines.length && depth <= MAX_DEPTH) {
      const line = this.#line();
      const each = EACH.exec(line);
      if (each !== null && (this.#lines[this.#at + 1]?.trim() ?? '').startsWith('|')) {
        const start = this.#at;
        this.#at += 1;
        const nested = this.#rows(columns, depth + 1);
        this.#close('each', start);
        rows.push({ kind: 'each', expression: each[1] ?? '', name: each[2] ?? '', rows: nested, line: start + 1 });
        continue;
      }
      if (!line.startsWith('|')) break;
      const cells = this.#cells(line);
      if (cells.length !== columns)
        throw this.#invalid(this.#at, `${columns} cells as in the first row`, `there are ${cells.length}`);
      rows.push({ kind: 'row', cells });
      this.#at += 1;
    }
    return rows;
  }

  /** Cells of a row; a bar within a placeholder parts no cells. */
  #cells(line: string): readonly (readonly Inline[])[] {
    const cells = (line.match(/(?:\{\{.*?\}\}|\\\||[^|])*(?:\||$)/g) ?? []).map((cell) =>
      cell.replace(/\|$/, '').trim(),
    );
    return cells.slice(1, line.endsWith('|') ? -1 : undefined).map((cell) => this.#inline(cell, this.#at + 1));
  }

  #list(pattern: RegExp, ordered: boolean): Block {
    const items: (readonly Inline[])[] = [];
    while (this.#at < this.#lines.length) {
      const item = pattern.exec(this.#line());
      if (item === null) break;
      this.#at += 1;
      let text = item[1] ?? '';
      // Indented lines go on with the item above.
      while (this.#at < this.#lines.length && /^\s{2,}\S/.test(this.#lines[this.#at] ?? '')) {
        text += ` ${this.#line()}`;
        this.#at += 1;
      }
      items.push(this.#inline(text, this.#at));
    }
    return { kind: 'list', ordered, items };
  }

  #paragraph(): Block {
    const start = this.#at;
    const content: Inline[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#line();
      const interrupts =
        line === '' || /^\{\{\s*(?:[#/]|else\s*\})/.test(line) || HEADING.test(line) || line.startsWith('|');
      if (this.#at > start && (interrupts || BULLET.test(line))) break;
      const raw = this.#lines[this.#at] ?? '';
      const breaks = /(?: {2}|\\)$/.test(raw);
      if (content.length > 0 && content.at(-1)?.kind !== 'break')
        content.push({ kind: 'text', text: ' ', bold: false, italic: false });
      content.push(...this.#inline(line.replace(/\\$/, ''), this.#at + 1));
      if (breaks) content.push({ kind: 'break' });
      this.#at += 1;
    }
    return { kind: 'paragraph', content };
  }

  #inline(text: string, line: number): readonly Inline[] {
    return parseInline(text, line);
  }

  #line(): string {
    return (this.#lines[this.#at] ?? '').trim();
  }

  #invalid(at: number, expected: string, found: string): DocumentError {
    return new DocumentError('TEMPLATE_INVALID', `Expected ${expected}, but ${found} (line ${at + 1}).`, {
      details: { line: at + 1 },
    });
  }
}
