import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '#testkit';
import type { InstanceDetail, IntakeArrival, Page } from '#contracts';
import { findChromium, openChromium } from './chromium.ts';
import { Journey } from './journey.ts';
import { bpmn, flows } from '../runtime/installation.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const executablePath = findChromium();
const inCi = (process.env['CI'] ?? '') !== '';
const START_MS = 240_000;
/** A process that asks for papers, with the service it is applied for by. */
const PARKING = {
  'parken.bpmn': bpmn(
    'parken',
    `<bpmn:startEvent id="start" name="Antrag da"/>
     <bpmn:intermediateCatchEvent id="papers" name="Unterlagen da"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>
     <bpmn:userTask id="decide" name="Entscheiden"/><bpmn:endEvent id="end" name="Fertig"/>${flows('start', 'papers', 'decide', 'end')}`,
    `<bpmn:message id="m" name="unterlagen-eingegangen"><bpmn:extensionElements><zeebe:subscription correlationKey="=nummer"/></bpmn:extensionElements></bpmn:message>`,
  ),
  'parken.form': JSON.stringify({
    type: 'default',
    id: 'parken',
    components: [{ type: 'textfield', key: 'name', label: 'Ihr Name', validate: { required: true } }],
  }),
};
const parkingServices = (process: string) =>
  JSON.stringify({
    services: [
      {
        key: 'parken',
        name: 'Parken für Anwohner',
        process,
        numberSeries: 'PK',
        variables: {
          antragsteller: '{name: data.name}',
          nachforderung: '{unterlagen: ["Fahrzeugschein"], frist: "2026-12-15", hinweis: "Beide Seiten."}',
        },
        onlineForm: { form: 'parken.form' },
      },
    ],
  });
const PDF = Buffer.from('%PDF-1.7\nNachweis\n%%EOF\n');
jest.setTimeout(180_000);

(executablePath === undefined && !inCi ? describe.skip : describe)('applications in a browser', () => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let citizen: Journey;

  beforeAll(async () => {
    if (executablePath === undefined)
      throw new Error('Expected Chromium for the browser tests in CI, but found none. Install the package chromium.');
    // Nobody looks for applications while the tests run: what arrives was told by a callback.
    laufzettel = await startLaufzettel(START_MS, { LAUFZETTEL_INTAKE_SECONDS: '3600' });
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

  it('given a process owner, when process, form and service are uploaded together, then the form takes applications at once', async () => {
    const owner = await Journey.begin(browser, laufzettel.url);
    await owner.logIn('owner');
    await owner.open('/processes');
    await owner.heading('Prozesse').waitFor();
    await owner.uploadTogether({ ...PARKING, 'intake.json': '{"services": [{"key": "Parken"}]}' });
    await owner.see('„key“ muss aus kleingeschriebenen Wörtern mit Bindestrichen sein');
    await owner.see('1 von 3 Dateien kann nicht freigegeben werden.');
    await owner.page.getByRole('button', { name: '2 Dateien freigeben' }).waitFor();
    expect(await owner.look('applications-service-faults')).toEqual([]);
    await owner.open('/processes');
    await owner.heading('Prozesse').waitFor();
    await owner.uploadTogether({ ...PARKING, 'intake.json': parkingServices('parken') });
    await owner.press('Freigeben');
    await owner.heading('parken').waitFor();
    await owner.end();
    await citizen.open('/formular');
    await citizen.follow('Parken für Anwohner');
    await citizen.page.getByLabel('Ihr Name').waitFor();
    await fill('Ihr Name', 'Kim Muster');
    await citizen.page.keyboard.press('Tab');
    await citizen.press('Antrag absenden');
    await citizen.heading('Eingangsbestätigung').waitFor();
    expect((await shownCodes())[0]).toMatch(/^PK-\d{4}-0001$/);
  });

  it('given papers that are missing, when they are handed in on the status page, then the case goes on, in both languages', async () => {
    const [number = '', secret = ''] = await shownCodes();
    await citizen.follow('Stand eines Antrags ansehen');
    await citizen.press(/English/);
    await fill('Case number', number);
    await fill('Secret', secret);
    await citizen.press('Show the state');
    await citizen.heading(`Parken für Anwohner · ${number}`).waitFor();
    for (const words of ['Papers are missing', 'What is still missing', 'Please by 15.12.2026', 'Add a file'])
      await citizen.see(words);
    expect(await citizen.work()).not.toMatch(/Unterlagen|Bitte|Datei|Stand/);
    await citizen.press(/Deutsch/);
    await citizen.see('Fahrzeugschein');
    await citizen.see('Beide Seiten.');
    await citizen.see(/15\.12\.2026/);
    expect(await citizen.look('applications-papers-missing')).toEqual([]);
    await citizen.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'fahrzeugschein.pdf', mimeType: 'application/pdf', buffer: PDF });
    await citizen.press('Unterlagen absenden');
    await citizen.page.locator('input[type=file]').waitFor({ state: 'detached' });
    await citizen.page.locator('[aria-current=step]', { hasText: 'In Prüfung' }).waitFor();
    expect(await citizen.look('applications-papers-sent')).toEqual([]);
    const api = new ApiClient(laufzettel.url);
    const { body: cases } = await api.get<Page<{ id: string }>>(`/api/instances?businessKey=${number}`, 'operator');
    const { body: detail } = await api.get<InstanceDetail>(`/api/instances/${cases.items[0]?.id ?? ''}`, 'clerk');
    expect(detail.variables['nachgereicht']).toMatchObject([{ fileName: 'fahrzeugschein.pdf' }]);
    expect(await citizen.page.evaluate(backgroundBelow)).toBe(true);
  });

  it('given an application sent at the stand-in of FIT-Connect, then its callback makes it a case, without anybody looking', async () => {
    const { fitConnect } = await laufzettel.partners();
    const api = new ApiClient(laufzettel.url);
    const path = '/api/intake/arrivals?state=started&search=urn:de:fim:leika';
    const total = async () => (await api.get<Page<IntakeArrival>>(path, 'integrator')).body.total;
    // Several, because the first may meet the look at the start.
    for (const wanted of [1, 2, 3]) {
      const body = new URLSearchParams({ beispiel: 'hundesteuer', name: 'Erika', email: 'erika@example.org' });
      await fetch(new URL('/antraege', fitConnect), { method: 'POST', redirect: 'manual', body });
      expect(await citizen.until(total, (number) => number >= wanted)).toBe(wanted);
    }
  });

  it('given an integrator, then sources, arrivals and the preview of a mapping are there', async () => {
    const integrator = await Journey.begin(browser, laufzettel.url);
    await integrator.logIn('integrator');
    await integrator.follow('Eingänge');
    await integrator.page.getByRole('cell', { name: 'Hund anmelden' }).first().waitFor();
    expect(await integrator.look('intake-arrivals')).toEqual([]);
    await integrator.follow('Zuordnung');
    await integrator.page.getByRole('combobox', { name: 'Dienst' }).selectOption({ label: 'Hund anmelden' });
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

/** Is the page grey to its end, below the card as well? */
function backgroundBelow(): boolean {
  const { backgroundColor } = getComputedStyle(document.body);
  const { bottom } = document.body.getBoundingClientRect();
  return backgroundColor !== 'rgba(0, 0, 0, 0)' && bottom >= window.innerHeight;
}
