import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess, type PartnerPages } from './laufzettel-process.ts';
import { smallInvoice, type SmallInvoice } from './small-invoice.ts';

jest.setTimeout(180_000);
const IBAN = 'DE89370400440532013000';
const SECOND_PERSON = 'Diese Aufgabe muss eine zweite Person erledigen';

/** The day so many days from now, `YYYY-MM-DD`, on the calendar of the town. */
function day(offset: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now() + offset * 86_400_000);
}

function germanDay(iso: string): string {
  return iso.split('-').reverse().join('.');
}

inChromium('an invoice is checked, released, paid and filed', (openBrowser) => {
  let laufzettel: LaufzettelProcess;
  let partners: PartnerPages;
  let browser: Browser;
  let supplier: Journey;
  let clerk: Journey;
  let head: Journey;
  let treasurer: Journey;
  let number = '';
  const due = day(30);
  const plain = {
    number: 'GB-4711',
    supplier: 'Gartenbau Harz GmbH',
    email: 'buchhaltung@gartenbau.example',
    iban: IBAN,
    issued: day(0),
    due,
    net: 2000,
  } satisfies SmallInvoice;
  const good: SmallInvoice = { ...plain, buyerReference: '05315000-31-70' };

  beforeAll(async () => {
    [laufzettel, browser] = await Promise.all([startLaufzettel(START_MS), openBrowser()]);
    partners = await laufzettel.partners();
    supplier = await Journey.begin(browser, laufzettel.url, LAPTOP);
    clerk = await Journey.begin(browser, laufzettel.url, LAPTOP);
    head = await Journey.begin(browser, laufzettel.url, LAPTOP);
    treasurer = await Journey.begin(browser, laufzettel.url, LAPTOP);
    await clerk.logIn('clerk');
    await head.logIn('head');
    await treasurer.logIn('treasurer');
  }, START_MS + 60_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  /** Takes in an invoice as the clerk does and answers what the line about the file says. */
  const receive = async (invoice: SmallInvoice): Promise<string> => {
    await clerk.open('/rechnungen');
    await clerk.upload(`${invoice.number}.xml`, smallInvoice(invoice));
    const line = clerk.page.locator('.upload', { hasText: `${invoice.number}.xml: ` });
    await line.getByRole('link', { name: 'Ansehen' }).waitFor();
    return line.innerText();
  };
  const caseNumber = (words: string): string => {
    const found = /RE-\d{4}-\d{4}/.exec(words)?.[0];
    if (found === undefined) throw new Error(`Expected the number of a case, but found: ${words}`);
    return found;
  };

  it('given a good XRechnung, when the clerk uploads it, then the verdict is there and the view shows amount and due date', async () => {
    const verdict = await receive(good);
    expect(verdict).toContain('formal in Ordnung');
    number = caseNumber(verdict);
    const row = clerk.page.getByRole('row', { name: new RegExp(good.number) });
    await row.getByRole('link', { name: good.supplier }).waitFor();
    expect(await row.innerText()).toMatch(/2\.380,00/);
    expect(await clerk.look('journeys-c01-invoices')).toEqual([]);
    await clerk.follow('Ansehen');
    await clerk.heading(new RegExp(good.number)).waitFor();
    await clerk.see(/2\.380,00/);
    await clerk.see(germanDay(due));
    await clerk.see('Pflege der Grünanlage');
    expect(await clerk.look('journeys-c02-invoice')).toEqual([]);
  });

  it('given its tasks, when the clerk checks facts and figures, then a second person has to release, and the clerk sees why not', async () => {
    await clerk.openTask('Sachlich prüfen', number);
    const shown = clerk.page.locator('.task-invoice');
    await shown.waitFor();
    expect(await shown.innerText()).toMatch(/GB-4711[^]*2\.380,00/);
    const form = clerk.page.locator('.schema-form');
    await form.getByText(new RegExp(`vom ${germanDay(good.issued)}, 2\\.380,00 €`)).waitFor();
    expect(await clerk.look('journeys-c03-facts')).toEqual([]);
    await clerk.page.getByRole('radio', { name: 'Sachlich richtig' }).check();
    await clerk.complete('Sachlich prüfen');
    await clerk.openTask('Rechnerisch prüfen', number);
    await clerk.page.getByRole('radio', { name: 'Rechnerisch richtig' }).check();
    expect(await clerk.look('journeys-c04-figures')).toEqual([]);
    await clerk.complete('Rechnerisch prüfen');

    await clerk.openTask('Rechnung freigeben', number);
    await clerk.see(SECOND_PERSON);
    await clerk.page.getByRole('button', { name: 'Erledigen' }).waitFor({ state: 'detached' });
    expect(await clerk.look('journeys-c05-second-person')).toEqual([]);
  });

  it('given the release by the head, when the treasurer fetches the file for the bank and confirms, then the invoice is paid and filed', async () => {
    await head.openTask('Rechnung freigeben', number);
    await head.see('Mehr als 1.000 Euro.');
    expect(await head.page.getByText(SECOND_PERSON).count()).toBe(0);
    await head.page.getByRole('radio', { name: 'Freigeben', exact: true }).check();
    expect(await head.look('journeys-c06-release')).toEqual([]);
    await head.complete('Rechnung freigeben');

    await treasurer.openTask('Zahlung an Bank übergeben', number);
    await treasurer.open('/zahlungen');
    const file = treasurer.page.getByRole('link', { name: `SEPA-Datei (pain.001) zu ${number} herunterladen` });
    await file.waitFor();
    expect(await treasurer.look('journeys-c07-payments')).toEqual([]);
    const [download] = await Promise.all([treasurer.page.waitForEvent('download'), file.click()]);
    const order = await readFile(await download.path(), 'utf8');
    expect(order).toContain('pain.001.001.09');
    expect(order).toContain(`<IBAN>${IBAN}</IBAN>`);
    expect(order).toContain('<InstdAmt Ccy="EUR">2380.00</InstdAmt>');

    await treasurer.openTask('Zahlung an Bank übergeben', number);
    await treasurer.heading('2.380,00 € an Gartenbau Harz GmbH').waitFor();
    await treasurer.page.getByRole('radio', { name: 'An die Bank übergeben' }).check();
    expect(await treasurer.look('journeys-c08-hand-over')).toEqual([]);
    await treasurer.complete('Zahlung an Bank übergeben');

    await clerk.open('/rechnungen?state=ended');
    const row = clerk.page.getByRole('row', { name: new RegExp(good.number) });
    await row.getByText('bezahlt und abgelegt').waitFor();
    await supplier.visitUntil(partners.enaio, `Zahlungsanweisung ${number} (SEPA)`);
    await supplier.visitUntil(partners.enaio, 'zdA');
    expect(await supplier.look('journeys-c09-enaio')).toEqual([]);
  });

  it('given a faulty XRechnung, when the clerk sends it back, then the task names faults with cures and the supplier has the mail', async () => {
    expect(await receive({ ...plain, number: 'GB-4712', net: 310 })).toContain('formal fehlerhaft');
    await clerk.follow('Ansehen');
    await clerk.heading(/GB-4712/).waitFor();
    const again = caseNumber(await clerk.work());
    expect(await clerk.look('journeys-c10-faulty')).toEqual([]);
    await clerk.openTask('Formale Fehler bewerten', again);
    await clerk.see('Die Käuferreferenz (Leitweg-ID) (BT-10) fehlt. Bitte in der Rechnung ergänzen.');
    expect(await clerk.look('journeys-c11-faults')).toEqual([]);
    await clerk.page.getByRole('radio', { name: 'Zurückweisen, Antwort per Mail senden' }).check();
    await clerk.page.getByLabel('Antwort an den Lieferanten').waitFor();
    const to = () => clerk.page.getByLabel('Antwort an (Mailadresse)').inputValue();
    expect(await clerk.until(to, (address) => address !== '')).toBe(good.email);
    expect(await clerk.look('journeys-c12-answer')).toEqual([]);
    await clerk.complete('Formale Fehler bewerten');
    const mail = await supplier.readMail(partners.mail, /GB-4712/);
    expect(mail).toContain(good.email);
    expect(mail).toContain('Leitweg-ID');
    await clerk.open('/rechnungen?state=ended');
    const row = clerk.page.getByRole('row', { name: /GB-4712/ });
    await row.getByText('zurückgewiesen').waitFor();
  });

  it('given an invoice whose discount soon ends, when it is taken in, then the head has a task with the euros to be saved', async () => {
    const verdict = await receive({ ...good, number: 'GB-4713', net: 2500, discount: { days: 2, percent: 3 } });
    const third = caseNumber(verdict);
    await clerk.see(/89,25.*noch 2 Tage/);
    expect(await clerk.look('journeys-c13-discount')).toEqual([]);
    await head.openTask('Skonto retten', third);
    await head.heading(/89,25\s(?:€|EUR|Euro) sparen/).waitFor();
    expect(await head.look('journeys-c14-save-discount')).toEqual([]);
  });

  it('given a supplier at the mail program, when an invoice is sent to the town, then it is among the invoices by itself', async () => {
    await clerk.open('/rechnungen');
    await clerk.heading('Rechnungen').waitFor();
    // A list keeps still while the pointer is on it.
    await clerk.page.mouse.move(0, 0);
    await supplier.visit(partners.mail);
    await supplier.page.getByLabel('Von').fill(good.email);
    await supplier.page.getByLabel('Betreff').fill('Rechnung GB-4714');
    await supplier.upload('GB-4714.xml', smallInvoice({ ...good, number: 'GB-4714', net: 90 }));
    expect(await supplier.look('journeys-c15-supplier-mail')).toEqual([]);
    await supplier.press('Senden');
    const row = clerk.page.getByRole('row', { name: /GB-4714/ });
    await row.waitFor({ timeout: 60_000 });
    await row.getByRole('link', { name: good.supplier }).click();
    await clerk.see(/RE-\d{4}-\d{4} · per E-Mail/);
    expect(await clerk.look('journeys-c16-by-mail')).toEqual([]);
  });

  it('given all these pages, when looking back, then none threw or complained', () => {
    expect([...supplier.faults, ...clerk.faults, ...head.faults, ...treasurer.faults]).toEqual([]);
  });
});
