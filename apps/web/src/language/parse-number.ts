import type { Language } from './format.ts';

/**
 * Number as a person types it: `1.190,50` or `1190,5` in German, `1,190.50` in English; undefined when it is none.
 * Grouping is accepted only where it groups thousands, so that `1.5` typed in German is refused instead of becoming 15.
 */
export function parseNumber(text: string, language: Language): number | undefined {
  const pattern =
    language === 'de' ? /^[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/ : /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
  const trimmed = text.trim().replaceAll(/[\s\u00a0\u202f]/g, '');
  if (!pattern.test(trimmed)) return undefined;
  const plain = language === 'de' ? trimmed.replaceAll('.', '').replace(',', '.') : trimmed.replaceAll(',', '');
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
