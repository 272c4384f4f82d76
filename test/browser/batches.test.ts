import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '#testkit';
import { Office } from '../api/office.ts';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const drawing = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
jest.setTimeout(180_000);

inChromium('many cases at once in a browser', (open) => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let operator: Journey;

  beforeAll(async () => {
    laufzettel = await startLaufzettel(START_MS);
    browser = await open();
    operator = await Journey.begin(browser, laufzettel.url, LAPTOP);
    const office = new Office(new ApiClient(laufzettel.url));
    const { definitions } = await office.deploy({ 'parken.bpmn': drawing });
    for (const businessKey of ['S-1', 'S-2', 'S-3']) await office.start(definitions[0]?.key ?? '', { businessKey });
    await operator.logIn('operator');
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const bar = () => operator.page.getByRole('group', { name: 'Mit den ausgewählten Vorgängen' });
  const batch = (name: string) => operator.page.locator('.batch', { has: operator.heading(name) });
  const answer = (name: string) => operator.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  it('given no batch, when the page is opened from the cases, then it says how to begin one', async () => {
    await operator.open('/cases');
    await operator.follow('Sammelvorgänge');
    await operator.see('Kein Sammelvorgang');
    expect(await operator.look('batches-1-empty')).toEqual([]);
  });

  it('given three cases, when two are chosen and cancelled, then a reason is asked for and the third goes on', async () => {
    await operator.follow('Zu den Vorgängen');
    await operator.page.getByLabel('Vorgang S-3 auswählen').waitFor();
    const before = await operator.placeOf('.table-frame');
    expect(await bar().getByRole('button', { name: 'Abbrechen' }).getAttribute('aria-disabled')).toBe('true');
    for (const number of ['S-1', 'S-2']) {
      await operator.page.getByLabel(`Vorgang ${number} auswählen`).focus();
      await operator.page.keyboard.press('Space');
    }
    await operator.see('2 ausgewählt');
    expect(await operator.placeOf('.table-frame')).toEqual(before);
    expect(await operator.overflow(320)).toBe(0);
    await operator.resize(LAPTOP);
    expect(await operator.look('batches-2-chosen')).toEqual([]);
    await bar().getByRole('button', { name: 'Abbrechen' }).click();
    await operator.heading('2 Vorgänge abbrechen?').waitFor();
    await answer('2 Vorgänge abbrechen');
    await operator.see('Bitte nennen Sie den Grund.');
    expect(await operator.look('batches-3-question')).toEqual([]);
    await operator.page.getByLabel('Grund').fill('Doppelt angelegt');
    await answer('2 Vorgänge abbrechen');
    await batch('Vorgänge abbrechen').getByText('2 von 2 erledigt').waitFor();
    await batch('Vorgänge abbrechen').getByText('erledigt', { exact: true }).waitFor();
    expect(await operator.look('batches-4-done')).toEqual([]);
    await operator.open('/cases');
    await operator.page.getByLabel('Vorgang S-3 auswählen').waitFor();
    expect(await operator.page.getByRole('checkbox', { name: /^Vorgang S-/ }).count()).toBe(1);
  });

  it('given cases in different states, when all are chosen and begun again, then only the ended ones are', async () => {
    await operator.open('/cases?state=all');
    await operator.page.getByLabel('Vorgang S-1 auswählen').waitFor();
    await operator.page.getByLabel('Alle auf der Seite').check();
    await operator.see('3 ausgewählt');
    await bar().getByRole('button', { name: 'Noch einmal beginnen' }).click();
    await operator.heading('2 Vorgänge noch einmal beginnen?').waitFor();
    await operator.see('1 ausgewählter Vorgang bleibt, wie er ist');
    expect(await operator.look('batches-5-restart')).toEqual([]);
    await answer('2 Vorgänge noch einmal beginnen');
    const restarts = batch('Vorgänge noch einmal beginnen');
    await restarts.getByText('2 von 2 erledigt').waitFor();
    await restarts.getByRole('button', { name: 'Neue Vorgänge zeigen' }).click();
    for (const number of ['S-1', 'S-2']) await restarts.getByRole('link', { name: number }).waitFor();
    expect(await operator.look('batches-6-new-cases')).toEqual([]);
    await restarts.getByRole('link').first().click();
    await operator.heading(/^S-[12] · /).waitFor();
    await operator.see('läuft');
  });

  it('given an ended batch, when deleted after a question, then it is gone and its cases stay', async () => {
    await operator.open('/batches');
    await batch('Vorgänge abbrechen').getByRole('button', { name: 'Löschen' }).click();
    await operator.heading('Sammelvorgang löschen?').waitFor();
    await answer('Löschen');
    await batch('Vorgänge abbrechen').waitFor({ state: 'detached' });
    expect(await operator.page.locator('.batch').count()).toBe(1);
    expect(await operator.overflow(320)).toBe(0);
    await operator.resize(LAPTOP);
  });

  it('given an ended case, when begun again with its first data, then the answer leads to the new case', async () => {
    await operator.open('/cases?state=ended');
    await operator.follow('S-1');
    await operator.press('Noch einmal beginnen');
    await operator.heading('Vorgang noch einmal beginnen?').waitFor();
    await operator.page.getByLabel('mit den Daten, mit denen er begonnen wurde').check();
    expect(await operator.look('batches-7-restart-one')).toEqual([]);
    const ended = operator.page.url();
    await answer('Noch einmal beginnen');
    await operator.heading('Der Vorgang hat neu begonnen').waitFor();
    expect(await operator.look('batches-8-restarted')).toEqual([]);
    await operator.follow('neuer Vorgang S-1');
    await operator.see('läuft');
    expect(operator.page.url()).not.toBe(ended);
    expect(await operator.page.getByRole('dialog').count()).toBe(0);
    expect(operator.faults).toEqual([]);
  });
});
