/** Plain data as it travels: what variables, payloads and form schemas are made of. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** Variables of a case by name. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/** An instant as ISO 8601 with milliseconds in UTC, e.g. `2026-11-20T08:15:00.000Z`. */
export type Instant = string;
