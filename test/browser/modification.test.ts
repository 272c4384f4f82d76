import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '#testkit';
import { Office } from '../api/office.ts';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const drawing = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
jest.setTimeout(90_000);

inChromium('changing by hand where a case stands', (open) => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let operator: Journey;
  let address: string;

  beforeAll(async () => {
    laufzettel = await startLaufzettel(START_MS);
    browser = await open();
    operator = await Journey.begin(browser, laufzettel.url, LAPTOP);
    const office = new Office(new ApiClient(laufzettel.url));
    const { definitions } = await office.deploy({ 'parken.bpmn': drawing });
    const { id } = await office.start(definitions[0]?.key ?? '', { businessKey: 'V-1' });
    address = `/cases/${id}`;
    await operator.logIn('operator');
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const preview = () => operator.page.getByRole('region', { name: 'Was geschieht' });
  const choose = (label: string, option: string) =>
    operator.page.getByLabel(label, { exact: true }).selectOption({ label: option });
  const inDrawing = (elementId: string) =>
    operator.page.locator(`.djs-element[data-element-id="${elementId}"]`).first();

  it('given a case, when its place is to be changed, then one sees where it stands and what could be done', async () => {
    await operator.open(address);
    await operator.follow('Stand ändern');
    await inDrawing('AntragPruefen').waitFor();
    await operator.see('Wählen Sie aus; dann steht hier, was geschieht.');
    expect(await operator.page.getByLabel('Von wo?').inputValue()).not.toBe('');
    expect(await operator.look('modification-1-open')).toEqual([]);
  });

  it('given a step chosen in the drawing, then the preview tells in words what falls away and what begins', async () => {
    await inDrawing('NachweiseAnfordern').click();
    await preview().getByText('Aufgabe „Antrag auf Vollständigkeit prüfen“').waitFor();
    await preview().getByText('Aufgabe „Fehlende Nachweise anfordern“').waitFor();
    expect(await operator.look('modification-2-preview')).toEqual([]);
  });

  it('given an element behind which nothing comes, then the side says why, and the other side is chosen', async () => {
    await choose('Wohin?', 'Genehmigung erteilt');
    const after = operator.page.getByRole('radio', { name: /^Danach/ });
    expect(await after.isDisabled()).toBe(true);
    await operator.see('Danach geht nicht: Nach ihm kommt nichts mehr.');
    await preview().getByText('Der Vorgang ist danach beendet').waitFor();
    expect(await operator.look('modification-3-obstacle')).toEqual([]);
  });

  it('given only a keyboard, when a reason is given, then the case is moved, and the timeline tells it', async () => {
    const { page } = operator;
    await choose('Wohin?', 'Genehmigung ausstellen');
    await preview().getByText('Aufgabe „Genehmigung ausstellen“').waitFor();
    await page.getByLabel('Grund').focus();
    await page.keyboard.press('Enter');
    await operator.see('Bitte nennen Sie den Grund.');
    await page.getByLabel('Grund').focus();
    await page.keyboard.type('Nachweise lagen schon vor');
    await page.keyboard.press('Enter');
    await operator.see('Der Vorgang ist verschoben.');
    await operator.see(/hat den Stand des Vorgangs von Hand geändert/);
    await operator.see('Verschoben von „Antrag auf Vollständigkeit prüfen“ nach „Genehmigung ausstellen“');
    await operator.see(/Nachweise lagen schon vor/);
    expect(await operator.look('modification-4-timeline')).toEqual([]);
  });

  it('given a second step that is begun, when one of both is cancelled, then the other goes on', async () => {
    await operator.follow('Stand ändern');
    await operator.page.getByLabel('Hier beginnen').check();
    await choose('Wo?', 'Fehlende Nachweise anfordern');
    await preview().getByText('Aufgabe „Fehlende Nachweise anfordern“').waitFor();
    await operator.page.getByLabel('Grund').fill('Kopie fehlt noch');
    await operator.press('Jetzt beginnen');
    await operator.see('Begonnen vor „Fehlende Nachweise anfordern“');
    await operator.follow('Stand ändern');
    await operator.page.getByLabel('Schritt abbrechen').check();
    await inDrawing('Zurueckgestellt').click();
    await operator.see('Bei „Antrag zurückgestellt“ steht der Vorgang gerade nicht.');
    await inDrawing('NachweiseAnfordern').click();
    await preview().getByText('Aufgabe „Fehlende Nachweise anfordern“').waitFor();
    expect(await preview().getByText('Der Vorgang ist danach beendet').count()).toBe(0);
    expect(await operator.look('modification-5-cancel')).toEqual([]);
    await operator.page.getByLabel('Grund').fill('Doch nicht nötig');
    await operator.press('Jetzt abbrechen');
    await operator.see('Abgebrochen: „Fehlende Nachweise anfordern“');
    await operator.page.locator('.facts--case').getByText('Genehmigung ausstellen').waitFor();
  });

  it('given a narrow screen, then nothing must be scrolled sideways, and nothing went wrong', async () => {
    await operator.follow('Stand ändern');
    await inDrawing('AntragPruefen').waitFor();
    expect(await operator.overflow(320)).toBe(0);
    expect(await operator.look('modification-6-narrow')).toEqual([]);
    await operator.resize(LAPTOP);
    expect(operator.faults).toEqual([]);
  });
});
