/** A fixed offset from UTC, or a region of the IANA time zone database, whose offset depends on the date. */
export type Zone =
  { readonly kind: 'offset'; readonly seconds: number } | { readonly kind: 'region'; readonly id: string };

export const UTC: Zone = { kind: 'offset', seconds: 0 };

const MAX_OFFSET = 14 * 3_600;
/** The host's calendar ends here; beyond it the offset of the last known instant is used. */
const MAX_EPOCH_SECONDS = 8_640_000_000_000;
const MAX_FORMATS = 600;
const formats = new Map<string, Intl.DateTimeFormat | null>();

/** The format of a region, or null if the host knows no such region. */
function formatOf(id: string): Intl.DateTimeFormat | null {
  const known = formats.get(id);
  if (known !== undefined) return known;
  if (formats.size >= MAX_FORMATS) formats.clear();
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset', year: 'numeric' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  formats.set(id, format);
  return format;
}

/** Reads `Z`, `±hh:mm[:ss]` up to 14 hours, or `@Region/City`; undefined for anything else. */
export function parseZone(text: string): Zone | undefined {
  if (text === 'Z' || text === 'z') return UTC;
  if (text.startsWith('@')) return regionOf(text.slice(1));
  const match = /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, hours, minutes, seconds] = match;
  const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return total > MAX_OFFSET ? undefined : { kind: 'offset', seconds: sign === '-' ? -total || 0 : total };
}

/** The region with this identifier; undefined if the host does not know it. */
export function regionOf(id: string): Zone | undefined {
  return /^[A-Za-z][\w+\-/]*$/.test(id) && formatOf(id) !== null ? { kind: 'region', id } : undefined;
}

/** Offset of a region in seconds at an instant. */
function regionOffset(id: string, epochSeconds: number): number {
  const clamped = Math.max(-MAX_EPOCH_SECONDS, Math.min(MAX_EPOCH_SECONDS, epochSeconds));
  const name =
    formatOf(id)
      ?.formatToParts(clamped * 1_000)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name);
  const [, sign, hours, minutes, seconds] = match ?? [];
  if (sign === undefined) return 0;
  const total = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0);
  return sign === '-' ? -total : total;
}

/** Offset in seconds that holds at a local time, given as seconds since 1970-01-01T00:00 on the local clock. */
export function offsetAtLocal(zone: Zone, localSeconds: number): number {
  if (zone.kind === 'offset') return zone.seconds;
  const guess = regionOffset(zone.id, localSeconds);
  return regionOffset(zone.id, localSeconds - guess);
}

/** Offset in seconds that holds at an instant. */
export function offsetAtInstant(zone: Zone, epochSeconds: number): number {
  return zone.kind === 'offset' ? zone.seconds : regionOffset(zone.id, epochSeconds);
}

export function formatZone(zone: Zone | null): string {
  if (zone === null) return '';
  if (zone.kind === 'region') return `@${zone.id}`;
  if (zone.seconds === 0) return 'Z';
  const total = Math.abs(zone.seconds);
  const parts = [Math.floor(total / 3_600), Math.floor(total / 60) % 60, total % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  if (parts[2] === '00') parts.pop();
  return (zone.seconds < 0 ? '-' : '+') + parts.join(':');
}

export function isSameZone(left: Zone | null, right: Zone | null): boolean {
  if (left === null || right === null) return left === right;
  if (left.kind === 'region') return right.kind === 'region' && left.id === right.id;
  return right.kind === 'offset' && left.seconds === right.seconds;
}
