import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '#testkit';
import type { IntakeArrival, Page } from '#contracts';
import { findChromium, openChromium } from './chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const executablePath = findChromium();
const inCi = (process.env['CI'] ?? '') !== '';
const START_MS = 240_000;
const PDF = Buffer.from('%PDF-1.7\nNachweis\n%%EOF\n');
jest.setTimeout(90_000);

(executablePath === undefined && !inCi ? describe.skip : describe)('applications in a browser', () => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let citizen: Journey;

  beforeAll(async () => {
    if (executablePath === undefined)
      throw new Error('Expected Chromium for the browser tests in CI, but found none. Install the package chromium.');
    laufzettel = await startLaufzettel(START_MS);
    browser = await openChromium(executablePath);
    citizen = await Journey.begin(browser, laufzettel.url);
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const fill = (label: string, value: string) => citizen.page.getByLabel(label).first().fill(value);
  const shownCodes = () => citizen.page.locator('.receipt__code').allTextContents();

  it('given a citizen, when the form is filled in and sent, then there is a receipt, also after a reload, and one case', async () => {
    await citizen.open('/formular');
    await citizen.heading('Online-Dienste').waitFor();
    await citizen.follow('Hund anmelden');
    await citizen.page.getByLabel('Ihr Name').waitFor();
    expect(await citizen.look('applications-form')).toEqual([]);
    await citizen.press('Antrag absenden');
    await citizen.see('Bitte berichtigen Sie die markierten Felder.');
    await fill('Ihr Name', 'Erika Beispiel');
    await fill('Straße', 'Lindenweg 1');
    await fill('Postleitzahl', '35390');
    await fill('Ort', 'Gießen');
    await fill('E-Mail', 'erika@example.org');
    await fill('Name des Hundes', 'Waldi');
    await fill('Rasse', 'Dackel');
    await fill('Bei Ihnen seit', '1.11.2026');
    await citizen.page.keyboard.press('Tab');
    const picker = citizen.page.locator('input[type=file]');
    await picker.setInputFiles({ name: 'rechnung.docx', mimeType: 'application/msword', buffer: PDF });
    await citizen.see('„rechnung.docx“ ist weder PDF noch PNG noch JPEG.');
    await picker.setInputFiles({ name: 'nachweis.pdf', mimeType: 'application/pdf', buffer: PDF });
    await citizen.press('Antrag absenden');
    await citizen.heading('Eingangsbestätigung').waitFor();
    const codes = await shownCodes();
    expect(codes).toEqual([expect.stringMatching(/^HS-\d{4}-0001$/), expect.stringMatching(/^(?:\w{4}-){3}\w{4}$/)]);
    expect(await citizen.look('applications-receipt')).toEqual([]);
    await citizen.page.reload();
    await citizen.heading('Eingangsbestätigung').waitFor();
    expect(await shownCodes()).toEqual(codes);
    const api = new ApiClient(laufzettel.url);
    const { body } = await api.get<Page<IntakeArrival>>('/api/intake/arrivals', 'integrator');
    expect(body.items.map(({ state, number }) => [state, number])).toEqual([['started', codes[0]]]);
  });

  it('given number and secret, then the state is told in plain words, and a wrong secret tells nothing', async () => {
    const [number = '', secret = ''] = await shownCodes();
    await citizen.follow('Stand eines Antrags ansehen');
    await fill('Vorgangsnummer', number);
    await fill('Zugangscode', 'AAAA-AAAA-AAAA-AAAA');
    await citizen.press('Stand ansehen');
    await citizen.see('Nummer und Zugangscode passen nicht zusammen');
    await fill('Zugangscode', secret.toLowerCase());
    await citizen.press('Stand ansehen');
    await citizen.heading(`Hund anmelden · ${number}`).waitFor();
    expect(await citizen.work()).not.toContain('Erika');
    expect(await citizen.look('applications-status')).toEqual([]);
    expect(await citizen.overflow(320)).toBe(0);
  });

  it('given an integrator, then sources, arrivals and the preview of a mapping are there', async () => {
    const integrator = await Journey.begin(browser, laufzettel.url);
    await integrator.logIn('integrator');
    await integrator.follow('Eingänge');
    await integrator.page.getByRole('cell', { name: 'Hund anmelden' }).waitFor();
    expect(await integrator.look('intake-arrivals')).toEqual([]);
    await integrator.follow('Zuordnung');
    await integrator.page.getByLabel('Dienst').selectOption({ label: 'Hund anmelden' });
    await integrator.page.locator('input[type=file]').setInputFiles({
      name: 'muster.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ halter: { name: 'Kim Muster' }, hund: { name: 'Bello', rasse: 'Pudel' } })),
    });
    await integrator.see('Kim Muster');
    expect(await integrator.look('intake-mapping')).toEqual([]);
    expect(await integrator.overflow(400)).toBe(0);
    expect([...integrator.faults, ...citizen.faults]).toEqual([]);
    await integrator.end();
  });
});
