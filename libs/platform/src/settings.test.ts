import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readSettings, readSettingsWithDefaults } from './settings.ts';
import { settingsPage } from './settings-page.ts';

describe('settings', () => {
  it('given an empty environment, then every default applies', () => {
    expect(readSettings({})).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: undefined, migrate: true });
  });

  it('given values as text, then they arrive in their own type', () => {
    expect(readSettings({ PORT: ' 8080 ', LAUFZETTEL_MIGRATE: 'off', LAUFZETTEL_TOWN: 'Weiterstadt' })).toMatchObject({
      port: 8080,
      migrate: false,
      town: 'Weiterstadt',
    });
  });

  it('given an empty variable, then it counts as absent', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it('given several bad variables and a misspelt one, then all are named at once and no secret is shown', () => {
    const environment = {
      PORT: '70000',
      LAUFZETTEL_MIGRATE: 'maybe',
      LAUFZETTEL_LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root:geheim@db/x',
      LAUFZETTEL_TWON: 'Gießen',
    };
    let problems: readonly string[] = [];
    try {
      readSettings(environment);
    } catch (error) {
      problems = (error as { problems: readonly string[] }).problems;
    }
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'LAUFZETTEL_MIGRATE',
      'LAUFZETTEL_LOG_LEVEL',
      'LAUFZETTEL_TWON',
    ]);
    expect(problems.join(' ')).not.toContain('geheim');
  });

  it('given defaults for two partners of which one is set, then only the other one gets its defaults', () => {
    const enaio = { LAUFZETTEL_ENAIO_URL: 'http://127.0.0.1:3101/api/dms', LAUFZETTEL_ENAIO_USER: 'laufzettel' };
    const other = { LAUFZETTEL_TOWN: 'Musterhausen', LAUFZETTEL_NO_SETTING: 'ignored' };

    expect(readSettingsWithDefaults([enaio, other], { LAUFZETTEL_ENAIO_USER: 'stadt' })).toMatchObject({
      enaioUrl: undefined,
      enaioUser: 'stadt',
      town: 'Musterhausen',
    });
    expect(readSettingsWithDefaults([enaio], {})).toMatchObject({ enaioUser: 'laufzettel' });
  });

  it('given the table, then docs/settings.md says the same (run `node scripts/settings-page.mjs` to renew it)', () => {
    const cells = (page: string) =>
      page
        .replaceAll(/[ -]+\|/g, '|')
        .replaceAll(/\|[ -]+/g, '|')
        .replaceAll(/-{3,}/g, '');
    expect(cells(readFileSync('docs/settings.md', 'utf8'))).toBe(cells(settingsPage()));
  });
});
