const CAMUNDA_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{4}$/;

/** Is it a date the way Camunda 7 writes one (`2026-01-31T08:00:00.000+0100`)? */
export function isCamundaDate(text: string): boolean {
  return CAMUNDA_DATE.test(text) && fromCamundaDate(text) !== undefined;
}

/**
 * ISO 8601 in UTC of a date as clients send it: with `+0100`, `+01:00`, `Z`, or local without an offset (read as UTC).
 * Undefined for what is none, or not of the years 1 to 9999.
 */
export function fromCamundaDate(text: string): string | undefined {
  const withColon = text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(withColon) || !withColon.includes('T') ? withColon : `${withColon}Z`;
  const millis = Date.parse(zoned);
  const instant = Number.isNaN(millis) ? '' : new Date(millis).toISOString();
  return /^(?!0000)\d{4}-/.test(instant) ? instant : undefined;
}

/** An instant the way Camunda 7 writes it; null stays null. */
export function toCamundaDate<T extends string | null>(instant: T): T {
  return (instant === null ? null : new Date(instant).toISOString().replace('Z', '+0000')) as T;
}
