/** Languages findings are written in. */
type Language = 'de' | 'en';

const DECIMAL = /^([-+]?)(\d+)(?:\.(\d+))?$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * An amount as people write it, `14.875,59 EUR` or `14,875.59 EUR`; exact, with at least two decimals. What is no decimal
 * number stays as it is.
 */
export function writtenAmount(value: string, currency: string | undefined, language: Language): string {
  const [, sign = '', whole, fraction = ''] = DECIMAL.exec(value.trim()) ?? [];
  if (whole === undefined) return value;
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const number = `${sign === '-' ? '-' : ''}${grouped}${point}${fraction.padEnd(2, '0')}`;
  return currency === undefined || currency === '' ? number : `${number} ${currency}`;
}

/** A day as people write it, `20.11.2026` in both languages; what is no day stays as it is. */
export function writtenDay(value: string): string {
  const [, year, month, day] = DAY.exec(value.trim()) ?? [];
  return year === undefined ? value : `${day}.${month}.${year}`;
}
