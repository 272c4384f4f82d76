/**
 * An amount as people here write it: `1.234,50 €`. `value` is in plain decimal notation, which a float would not keep;
 * `currency` an ISO 4217 code, shown as it is where it is not the euro.
 */
export function amountText(value: string, currency: string): string {
  const [whole = '', fraction] = value.split('.');
  const grouped = whole.replace(/\d(?=(?:\d{3})+$)/g, '$&.');
  const figure = fraction === undefined ? grouped : `${grouped},${fraction}`;
  return `${figure} ${currency === 'EUR' ? '€' : currency}`.trim();
}
