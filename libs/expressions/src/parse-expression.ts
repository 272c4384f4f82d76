import { type Expression, type Language } from './expression.ts';

/**
 * Decides which language a model's attribute is written in.
 *
 * - `=…` is FEEL, as Camunda 8 marks it; the mark is removed;
 * - text with a placeholder `${…}` or `#{…}` is JUEL, also when mixed with literal text (`INV-${number}`);
 * - anything else belongs to the fallback language. A JUEL text without a placeholder is a constant.
 */
export function parseExpression(text: string, fallback: Language): Expression {
  const trimmed = text.trimStart();
  if (trimmed.startsWith('=')) return { language: 'feel', text: trimmed.slice(1).trim() };
  if (/[$#]\{/.test(text)) return { language: 'juel', text: text.trim() };
  return { language: fallback, text: fallback === 'feel' ? text.trim() : text };
}

/** The FEEL expression that always yields exactly this text. */
export function toLiteral(text: string): Expression {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return { language: 'feel', text: `"${escaped}"` };
}
