import { SETTING_TABLE, type SettingRow } from './setting-table.ts';
import { SettingsError } from './settings-error.ts';

type Plain<Row> = Row extends { kind: 'integer' }
  ? number
  : Row extends { kind: 'flag' }
    ? boolean
    : Row extends { kind: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : Row extends { fallback: string }
        ? string
        : string | undefined;

/** Every setting with its type, made from {@link SETTING_TABLE}. */
export type Settings = { readonly [Name in keyof typeof SETTING_TABLE]: Plain<(typeof SETTING_TABLE)[Name]> };

/** Where settings come from: `process.env` or, in tests, any record. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What Kubernetes and Docker links set by themselves for a service called laufzettel, and what the tests hand around. */
const NOT_OURS = /^LAUFZETTEL_(SERVICE_|PORT(_|$)|TEST_)/;

/**
 * The one reader of the environment. An empty variable counts as absent.
 *
 * @throws SettingsError naming every variable that is wrong, and every `LAUFZETTEL_` variable that does not exist (a
 * misspelt setting would otherwise silently do nothing), all at once.
 */
export function readSettings(environment: Environment = process.env): Settings {
  const problems: string[] = [];
  const entries = Object.entries(SETTING_TABLE).map(([name, row]: [string, SettingRow]) => {
    const text = environment[row.variable]?.trim();
    if (text === undefined || text === '') return [name, 'fallback' in row ? row.fallback : undefined];
    const parsed = parse(row, text);
    if (!parsed.ok) problems.push(`${row.variable}: expected ${parsed.expected}, but it is ${shown(row, text)}.`);
    return [name, parsed.ok ? parsed.value : undefined];
  });
  const known = new Set(Object.values(SETTING_TABLE).map((row) => row.variable as string));
  for (const variable of Object.keys(environment)) {
    if (variable.startsWith('LAUFZETTEL_') && !known.has(variable) && !NOT_OURS.test(variable)) {
      problems.push(`${variable}: expected a setting of docs/settings.md, but there is none of this name.`);
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.fromEntries(entries) as Settings;
}

/**
 * The settings again, with each group of `groups` (one for each partner) as a default: a group counts only when the
 * environment sets none of its variables, so that nobody's own host is joined with somebody else's password. Variables
 * that are no setting are left out.
 *
 * @throws SettingsError as {@link readSettings}
 */
export function readSettingsWithDefaults(
  groups: readonly Environment[],
  environment: Environment = process.env,
): Settings {
  const known = new Set(Object.values(SETTING_TABLE).map((row) => row.variable as string));
  const isSet = (variable: string) => (environment[variable] ?? '').trim() !== '';
  const unset = groups.filter((group) => !Object.keys(group).some(isSet));
  const defaults = unset.flatMap((group) => Object.entries(group).filter(([variable]) => known.has(variable)));
  return readSettings({ ...environment, ...Object.fromEntries(defaults) });
}

/** What a server or worker as a program of its own needs and does not have, each with an example. */
export function missingForScaling({
  databaseUrl,
  redisUrl,
}: Pick<Settings, 'databaseUrl' | 'redisUrl'>): readonly string[] {
  return [
    ...(databaseUrl === undefined
      ? ['DATABASE_URL (a PostgreSQL, e.g. postgres://user:password@host/laufzettel)']
      : []),
    ...(redisUrl === undefined ? ['REDIS_URL (a Redis, e.g. redis://host:6379)'] : []),
  ];
}

type Parsed =
  { readonly ok: true; readonly value: string | number | boolean } | { readonly ok: false; readonly expected: string };

function parse(row: SettingRow, text: string): Parsed {
  switch (row.kind) {
    case 'integer': {
      const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
      return value >= row.minimum && value <= row.maximum
        ? { ok: true, value }
        : { ok: false, expected: `a whole number from ${row.minimum} to ${row.maximum}` };
    }
    case 'flag': {
      const lower = text.toLowerCase();
      if (['true', '1', 'yes', 'on'].includes(lower)) return { ok: true, value: true };
      if (['false', '0', 'no', 'off'].includes(lower)) return { ok: true, value: false };
      return { ok: false, expected: 'true or false' };
    }
    case 'choice':
      return row.choices.includes(text)
        ? { ok: true, value: text }
        : { ok: false, expected: `one of ${row.choices.join(', ')}` };
    case 'url': {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      return url !== undefined && row.schemes.includes(url.protocol)
        ? { ok: true, value: text }
        : {
            ok: false,
            expected: `an address that begins with ${row.schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
          };
    }
    case 'text':
    case 'secret':
    case 'path':
      return { ok: true, value: text };
  }
}

/** Secrets stay out of messages; other values are shown shortened and without control characters. */
function shown(row: SettingRow, text: string): string {
  if (row.kind === 'secret' || (row.kind === 'url' && row.secret))
    return 'something else (not shown, it may be secret)';
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
