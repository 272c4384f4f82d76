import { SETTING_TABLE, type SettingRow } from './setting-table.ts';

/** docs/settings.md, made from the table; a test keeps the file in step. */
export function settingsPage(): string {
  const rows = Object.values(SETTING_TABLE).map(
    (row: SettingRow) => `| \`${row.variable}\` | ${values(row)} | ${fallback(row)} | ${row.usedBy} | ${row.meaning} |`,
  );
  return [
    '# Settings',
    '',
    'All settings are environment variables, read once at start. Whatever is wrong is reported at once, all of it together.',
    'Nothing needs to be set for `npm start`. This page is made from `libs/platform/src/setting-table.ts`.',
    '',
    '| variable | values | default | used by | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function values(row: SettingRow): string {
  switch (row.kind) {
    case 'integer':
      return `${row.minimum} to ${row.maximum}`;
    case 'flag':
      return '`true`, `false`';
    case 'choice':
      return row.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'url':
      return row.schemes.map((scheme) => `\`${scheme}//…\``).join(', ');
    case 'secret':
      return 'text, secret';
    case 'text':
      return 'text';
    case 'path':
      return 'folder';
  }
}

function fallback(row: SettingRow): string {
  return 'fallback' in row ? `\`${row.fallback}\`` : '–';
}
