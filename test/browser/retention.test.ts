import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { apiPaths } from '#contracts';
import { ApiClient } from '#testkit';
import { Office } from '../api/office.ts';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const drawing = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
jest.setTimeout(90_000);

inChromium('how long ended cases are kept', (open) => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let owner: Journey;
  let key: string;

  beforeAll(async () => {
    laufzettel = await startLaufzettel(START_MS);
    browser = await open();
    owner = await Journey.begin(browser, laufzettel.url, LAPTOP);
    const api = new ApiClient(laufzettel.url);
    const office = new Office(api);
    const { definitions } = await office.deploy({ 'parken.bpmn': drawing });
    key = definitions[0]?.key ?? '';
    const { id } = await office.start(key, { businessKey: 'A-1' });
    await api.call('POST', apiPaths.cancelInstance(id), { as: 'operator', json: { reason: 'Zurückgezogen' } });
    await owner.logIn('owner');
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const dialog = () => owner.page.getByRole('dialog');
  const answer = (name: string) => dialog().getByRole('button', { name, exact: true }).click();

  it('given a process without a period, then its page says that cases stay, and what would erase them', async () => {
    await owner.open(`/process/${encodeURIComponent(key)}/versions`);
    await owner.see('Beendete Vorgänge bleiben für immer. 1 beendeter Vorgang ist aufbewahrt.');
    expect(await owner.look('retention-1')).toEqual([]);
  });

  it('given days nothing is over with, when saved, then they stand there', async () => {
    await owner.press('Frist ändern');
    await dialog().getByLabel('Tage nach dem Ende').fill('ein Jahr');
    await answer('Speichern');
    await owner.see('Bitte eine ganze Zahl von 0 bis 36500 eingeben, oder nichts.');
    await dialog().getByLabel('Tage nach dem Ende').fill('365');
    await answer('Speichern');
    await owner.see('Beendete Vorgänge werden 365 Tage nach ihrem Ende gelöscht.');
  });

  it('given days a case is over with, then its number is told and asked about before anything is changed', async () => {
    await owner.press('Frist ändern');
    await dialog().getByLabel('Tage nach dem Ende').fill('0');
    await answer('Speichern');
    await owner.heading('1 Vorgang löschen?').waitFor();
    expect(await owner.look('retention-2-question')).toEqual([]);
    await answer('Zurück');
    await answer('Abbrechen');
    await dialog().waitFor({ state: 'detached' });
    await owner.see('Beendete Vorgänge werden 365 Tage nach ihrem Ende gelöscht.');
    await owner.press('Frist ändern');
    await dialog().getByLabel('Tage nach dem Ende').fill('0');
    await answer('Speichern');
    await answer('Frist ändern und löschen');
    await owner.see('Beendete Vorgänge werden 0 Tage nach ihrem Ende gelöscht.');
    expect(await owner.overflow(320)).toBe(0);
    expect(owner.faults).toEqual([]);
  });
});
