/** What XBezahldienste 1.0 says to a request: nothing, or one of its error codes with words. */
export function checkRequest(
  request: Readonly<Record<string, unknown>>,
):
  | { readonly code: 'VALIDATION_ERROR' | 'CALCULATION_ERROR' | 'BOOKING_DATA_MISSING'; readonly message: string }
  | undefined {
  const invalid = (message: string) => ({ code: 'VALIDATION_ERROR', message }) as const;
  const text = (name: string, longest: number): boolean => {
    const value = request[name];
    return typeof value === 'string' && value !== '' && value.length <= longest;
  };
  if (!text('requestId', 36)) return invalid('requestId: 1 bis 36 Zeichen');
  if (!text('requestTimestamp', 40)) return invalid('requestTimestamp fehlt');
  if (!text('purpose', 27)) return invalid('purpose: 1 bis 27 Zeichen');
  if (!text('description', 250)) return invalid('description: 1 bis 250 Zeichen');
  if (!text('redirectUrl', 2000) || !URL.canParse(String(request['redirectUrl'])))
    return invalid('redirectUrl: keine Adresse');
  if (request['currency'] !== 'EUR') return invalid('currency: nur EUR');
  const amount = request['grosAmount'];
  if (typeof amount !== 'number' || amount <= 0 || amount > 999_999 || !isCents(amount))
    return invalid('grosAmount: 0,01 bis 999999 mit höchstens zwei Nachkommastellen');
  const { items } = request;
  if (!Array.isArray(items) || items.length < 1 || items.length > 99) return invalid('items: 1 bis 99 Positionen');
  let sum = 0;
  for (const item of items as readonly Readonly<Record<string, unknown>>[]) {
    const { totalNetAmount: net, totalTaxAmount: tax } = item;
    if (typeof net !== 'number' || typeof tax !== 'number') return invalid('items: Beträge fehlen');
    sum += Math.round(net * 100) + Math.round(tax * 100);
  }
  if (sum !== Math.round(amount * 100))
    return { code: 'CALCULATION_ERROR', message: 'Die Summe der Positionen ist nicht der Gesamtbetrag.' };
  return undefined;
}

function isCents(amount: number): boolean {
  return Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6;
}
