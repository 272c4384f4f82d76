import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess, type PartnerPages } from './laufzettel-process.ts';
import { smallPdf } from './small-pdf.ts';

jest.setTimeout(180_000);
const EMAIL = 'karla.kessler@example.org';

inChromium('a dog is registered through FIT-Connect', (openBrowser) => {
  let laufzettel: LaufzettelProcess;
  let partners: PartnerPages;
  let browser: Browser;
  let citizen: Journey;
  let clerk: Journey;
  let head: Journey;
  let number = '';
  let secret = '';

  beforeAll(async () => {
    [laufzettel, browser] = await Promise.all([startLaufzettel(START_MS), openBrowser()]);
    partners = await laufzettel.partners();
    citizen = await Journey.begin(browser, laufzettel.url, LAPTOP);
    clerk = await Journey.begin(browser, laufzettel.url, LAPTOP);
    head = await Journey.begin(browser, laufzettel.url, LAPTOP);
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const askStatus = async (): Promise<void> => {
    await citizen.open('/status');
    await citizen.page.getByLabel('Vorgangsnummer').fill(number);
    await citizen.page.getByLabel('Zugangscode').fill(secret);
    await citizen.press('Stand ansehen');
    await citizen.page.locator('.application-status').waitFor();
  };

  it('given a citizen at a portal, when the registration is sent, then the stand-in of FIT-Connect shows it accepted', async () => {
    await citizen.visit(partners.index);
    expect(await citizen.look('journeys-a01-partners')).toEqual([]);
    await citizen.follow('FIT-Connect');
    await citizen.page.getByLabel('Leistung').selectOption({ label: 'Hundesteuer: Hund anmelden' });
    await citizen.page.getByLabel('Name').fill('Karla Keßler');
    await citizen.page.getByLabel('E-Mail').fill(EMAIL);
    expect(await citizen.look('journeys-a02-fit-connect')).toEqual([]);
    await citizen.press('Antrag absenden');
    await citizen.visitUntil(citizen.page.url(), 'Zustellpunkt der Stadt');
    expect(await citizen.page.locator('main').innerText()).toContain('angenommen');
    expect(await citizen.look('journeys-a03-fit-connect-accepted')).toEqual([]);
  });

  it('given the case, when the clerk opens its task, then application, result of the pre-check and papers are there', async () => {
    await clerk.logIn('clerk');
    await clerk.follow('Aufgaben meiner Gruppen ansehen');
    const line = clerk.page.locator('.task-line', { hasText: 'Antrag prüfen' });
    await line.waitFor();
    number = /HS-\d{4}-\d{4}/.exec(await line.innerText())?.[0] ?? '';
    expect(number).not.toBe('');
    await line.click();
    await clerk.heading('Ergebnis der Vorprüfung: vollständig').waitFor();
    for (const words of ['Karla Keßler', /bei der Person seit 02\.11\.2026/, 'erster Hund']) await clerk.see(words);
    await clerk.page.getByRole('button', { name: /^Heimtierausweis\.pdf/ }).click();
    await clerk.page.locator('.pdf-page canvas').first().waitFor();
    expect(await clerk.look('journeys-a04-paper')).toEqual([]);
    await clerk.page.keyboard.press('Escape');
    expect(await clerk.look('journeys-a05-check')).toEqual([]);
  });

  it('given a paper is missing, when the clerk asks for it, then the applicant gets number and access code by mail and hands it in', async () => {
    await clerk.press('Übernehmen');
    await clerk.see('Die Aufgabe liegt jetzt bei Ihnen.');
    await clerk.page.getByLabel('Unterlagen nachfordern, Frist anhalten').check();
    await clerk.fillIn(/^Was fehlt\?/, 'Bitte den Kaufvertrag über den Hund.');
    expect(await clerk.look('journeys-a06-ask-for-papers')).toEqual([]);
    await clerk.complete('Antrag prüfen');

    const mail = await citizen.readMail(partners.mail, 'Hundesteuer: Es fehlen noch Unterlagen');
    expect(mail).toContain('Bitte den Kaufvertrag über den Hund.');
    expect(mail).toContain(number);
    secret = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.exec(mail)?.[0] ?? '';
    expect(secret).not.toBe('');
    expect(await citizen.look('journeys-a07-mail')).toEqual([]);
    await askStatus();
    await citizen.see('Das fehlt noch');
    await citizen.page
      .locator('input[type=file]')
      .setInputFiles(await smallPdf('Kaufvertrag.pdf', 'Kaufvertrag über den Hund Waldi'));
    await citizen.see(/Kaufvertrag\.pdf \(/);
    expect(await citizen.look('journeys-a08-status-missing')).toEqual([]);
    await citizen.press('Unterlagen absenden');
    await citizen.page.locator('[aria-current=step]', { hasText: 'In Prüfung' }).waitFor();
    await citizen.see('Ihre Unterlagen sind bei uns angekommen.');
    await citizen.heading('Das fehlt noch').waitFor({ state: 'detached' });
    expect(await citizen.look('journeys-a09-status-sent')).toEqual([]);
  });

  it('given the paper came, when the clerk departs from the proposal, then the head has to release and the notice is in the record', async () => {
    await clerk.openTask('Antrag prüfen', number);
    await clerk.page
      .getByRole('button', { name: /Kaufvertrag\.pdf/ })
      .first()
      .waitFor();
    // What was decided the last time must not be decided again by mistake.
    const ask = clerk.page.getByLabel('Unterlagen nachfordern, Frist anhalten');
    await ask.waitFor();
    expect(await ask.isChecked()).toBe(false);
    await clerk.page.getByLabel('Alles da, weiter zur Festsetzung').check();
    await clerk.complete('Antrag prüfen');
    await clerk.openTask('Steuer festsetzen', number);
    await clerk.page.getByRole('radio', { name: 'Steuer festsetzen' }).check();
    await clerk.fillIn('Für das erste Jahr in Euro', '12');
    await clerk.fillIn('Begründung im Bescheid', 'Im November erst ab der Monatsmitte gehalten.');
    expect(await clerk.look('journeys-a10-assess')).toEqual([]);
    await clerk.complete('Steuer festsetzen');

    await head.logIn('head');
    await head.openTask('Bescheid freigeben', number);
    await head.see('Die Steuer weicht vom Vorschlag ab.');
    await head.page.getByRole('radio', { name: 'freigeben', exact: true }).check();
    expect(await head.look('journeys-a11-release')).toEqual([]);
    await head.complete('Bescheid freigeben');

    await clerk.open(`/cases?search=${number}`);
    await clerk.follow(number);
    await clerk.page.getByRole('button', { name: /^Bescheid über die Hundesteuer/ }).click();
    await clerk.page.locator('.pdf-page canvas').first().waitFor();
    await clerk.see(/Rechtsbehelfsbelehrung/);
    expect(await clerk.look('journeys-a12-notice')).toEqual([]);
    await clerk.page.keyboard.press('Escape');
  });

  it('given the notice, when the applicant pays on the page of the payment service, then the record is closed and filed', async () => {
    await citizen.readMail(partners.mail, 'Hundesteuer: Ihr Bescheid liegt bereit');
    const mail = await citizen.readMail(partners.mail, 'Hundesteuer: Bitte um Zahlung');
    expect(mail).toContain(number);
    expect(await citizen.look('journeys-a13-mail-payment')).toEqual([]);
    await citizen.page.locator('pre a').first().click();
    await citizen.see('12,00');
    expect(await citizen.look('journeys-a14-pay')).toEqual([]);
    await citizen.press(/bezahlen$/);
    await citizen.see(/Zurück zur Stadtverwaltung|Zahlung/);
    expect(await citizen.look('journeys-a15-paid')).toEqual([]);

    await clerk.see('Der Vorgang ist zu Ende.');
    await clerk.see(/geschlossen/);
    expect(await clerk.look('journeys-a16-case-ended')).toEqual([]);
    await citizen.visitUntil(partners.enaio, /Bescheid über die Hundesteuer/);
    await citizen.visitUntil(partners.enaio, 'zdA');
    expect(await citizen.look('journeys-a17-enaio')).toEqual([]);
  });

  it('given the end, when the applicant looks, then the status page says so; a wrong access code shows nothing', async () => {
    await askStatus();
    await citizen.page.locator('[aria-current=step]', { hasText: 'Abgeschlossen' }).waitFor();
    expect(await citizen.look('journeys-a18-status-closed')).toEqual([]);
    await citizen.page.getByLabel('Zugangscode').fill('AAAA-AAAA-AAAA-AAAA');
    await citizen.press('Stand ansehen');
    await citizen.page.getByRole('alert').first().waitFor();
    expect(await citizen.page.locator('.application-status').count()).toBe(0);
    expect(await citizen.look('journeys-a19-status-wrong')).toEqual([]);
  });

  it('given all these pages, when looking back, then none threw or complained', () => {
    expect([...citizen.faults, ...clerk.faults, ...head.faults]).toEqual([]);
  });
});
