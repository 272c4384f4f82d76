import { DocumentError } from '../port/document-error.ts';
import { type Inline } from './template-syntax.ts';

/**
 * Reads a line: `**bold**`, `*italic*`, `{{ expression | format }}`; a backslash takes the next sign as it is.
 *
 * @throws DocumentError TEMPLATE_INVALID for a placeholder that is not closed or empty
 */
export function parseInline(text: string, line: number): readonly Inline[] {
  const pieces: Inline[] = [];
  let bold = false;
  let italic = false;
  let words = '';
  const flush = (): void => {
    if (words !== '') pieces.push({ kind: 'text', text: words, bold, italic });
    words = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) {
      at += 1;
      words += text[at] ?? '';
    } else if (text.startsWith('{{', at)) {
      const end = endOfPlaceholder(text, at + 2);
      if (end < 0) throw invalid(line, 'a placeholder to be closed by }}', `found ${text.slice(at, at + 40)}`);
      flush();
      pieces.push({ kind: 'value', ...placeholder(text.slice(at + 2, end), line), bold, italic });
      at = end + 1;
    } else if (text.startsWith('**', at)) {
      flush();
      bold = !bold;
      at += 1;
    } else if (text[at] === '*') {
      flush();
      italic = !italic;
    } else words += text[at] ?? '';
  }
  flush();
  if (bold || italic)
    throw invalid(line, 'every * and ** to be closed in its line', `"${text.slice(0, 60)}" leaves one open`);
  return pieces;
}

/** The closing braces; those within a FEEL text or context do not count. */
function endOfPlaceholder(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && depth > 0) depth -= 1;
    else if (sign === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

function placeholder(text: string, line: number): { readonly expression: string; readonly formats: readonly string[] } {
  const parts: string[] = [''];
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (sign === '|' && !quoted) parts.push('');
    else parts.push((parts.pop() ?? '') + sign);
  }
  const [expression = '', ...formats] = parts.map((part) => part.trim());
  if (expression === '') throw invalid(line, 'an expression in {{ }}', 'it is empty');
  return { expression, formats };
}

function invalid(line: number, expected: string, found: string): DocumentError {
  return new DocumentError('TEMPLATE_INVALID', `Expected ${expected}, but ${found} (line ${line}).`, {
    details: { line },
  });
}
