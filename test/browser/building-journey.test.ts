import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { InstanceSummary, Page } from '#contracts';
import { ApiClient } from '#testkit';
import { letTimerRing } from '../api/let-timer-ring.ts';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess, type PartnerPages } from './laufzettel-process.ts';
import { smallPdf } from './small-pdf.ts';

jest.setTimeout(180_000);
const NEIGHBOURS = ['Anna', 'Bernd', 'Carla'].map((name) => ({
  name: `${name} Nachbar`,
  email: `${name.toLowerCase()}@example.org`,
}));

inChromium('a building application with three neighbours', (openBrowser) => {
  let laufzettel: LaufzettelProcess;
  let partners: PartnerPages;
  let browser: Browser;
  let builder: Journey;
  let clerk: Journey;
  let head: Journey;
  let number = '';

  beforeAll(async () => {
    [laufzettel, browser] = await Promise.all([startLaufzettel(START_MS), openBrowser()]);
    partners = await laufzettel.partners();
    builder = await Journey.begin(browser, laufzettel.url, LAPTOP);
    clerk = await Journey.begin(browser, laufzettel.url, LAPTOP);
    head = await Journey.begin(browser, laufzettel.url, LAPTOP);
    await Promise.all([clerk.logIn('clerk'), head.logIn('head')]);
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  /** What one neighbour does with the link from the mail. */
  const neighbour = async (name: string, answer: RegExp, words?: string): Promise<void> => {
    const person = await Journey.begin(browser, laufzettel.url, LAPTOP);
    await person.visitUntil(partners.mail, `${name.toLowerCase()}@example.org`);
    const box = person.page.getByRole('heading', { name: `${name.toLowerCase()}@example.org` });
    await box.locator('xpath=following-sibling::table[1]').getByRole('link').first().click();
    await person.page.locator('pre a', { hasText: '/beteiligung/' }).click();
    await person.page.getByRole('radio', { name: answer }).check();
    if (words !== undefined) await person.fillIn(/^Ihre Einwendungen/, words);
    expect(await person.look(`journeys-b04-neighbour-${name}`)).toEqual([]);
    await person.press(/absenden|senden/i);
    await person.see(/eingegangen|angekommen|Vielen Dank/);
    expect(await person.look(`journeys-b05-neighbour-answered-${name}`)).toEqual([]);
    expect(person.faults).toEqual([]);
    await person.end();
  };

  it('given the online form, when it is filled in and sent, then the applicant has a receipt with number and access code', async () => {
    await builder.open('/formular');
    await builder.follow('Bauantrag stellen');
    for (const [label, words] of [
      [/^Bauherrin oder Bauherr/, 'Bruno Bauer'],
      [/^Straße und Hausnummer/, 'Feldweg 1'],
      [/^Postleitzahl/, '35390'],
      [/^Ort/, 'Musterstadt'],
      [/^E-Mail/, 'bruno@example.org'],
    ] as const)
      await builder.fillIn(label, words);
    await builder.page
      .locator('.fjs-form-field-select', { hasText: 'Was soll gebaut' })
      .locator('.fjs-input-group')
      .click();
    await builder.page.locator('.fjs-dropdownlist-item', { hasText: 'Anbau' }).click();
    await builder.fillIn(/^Beschreibung in einem Satz/, 'Anbau eines Wintergartens');
    await builder.fillIn(/^Grundstück/, 'Musterstadt, Flur 3, 17/2');
    await builder.fillIn(/^Gebäudeklasse/, '1');
    await builder.fillIn(/^Baukosten in Euro/, '50000');
    await builder.page.getByLabel('Kanal oder Regenwasser ist berührt').check();
    for (const paper of ['Lageplan', 'Bauzeichnungen', 'Baubeschreibung'])
      await builder.page.getByRole('checkbox', { name: paper }).check();
    await builder.page
      .locator('input[type=file]')
      .setInputFiles([await smallPdf('Lageplan.pdf', 'Lageplan'), await smallPdf('Zeichnungen.pdf', 'Bauzeichnungen')]);
    expect(await builder.look('journeys-b01-form')).toEqual([]);
    await builder.press('Antrag absenden');
    await builder.see('Ihr Antrag ist eingegangen');
    number = /BA-\d{4}-\d{4}/.exec(await builder.work())?.[0] ?? '';
    expect(number).not.toBe('');
    expect(await builder.look('journeys-b02-receipt')).toEqual([]);
  });

  it('given the task, when the clerk names three neighbours and what they may see, then the hearing begins', async () => {
    await clerk.openTask('Antrag prüfen', number);
    await clerk.see(/^Vorprüfung: /);
    for (const [place, { name, email }] of NEIGHBOURS.entries()) {
      await clerk.press('Eintrag hinzufügen');
      const within = clerk.page.locator('.schema-form');
      await within.getByLabel(/^Name/).nth(place).waitFor();
      for (const [label, words] of [
        [/^Name/, name],
        [/^Anschrift/, 'Feldweg 3, 35390 Musterstadt'],
        [/^E-Mail/, email],
      ] as const) {
        await within.getByLabel(label).nth(place).fill(words);
      }
    }
    await clerk.page.getByRole('checkbox', { name: /Lageplan/ }).check();
    await clerk.page.getByRole('radio', { name: 'Vollständig, Beteiligung beginnen' }).check();
    expect(await clerk.look('journeys-b03-neighbours')).toEqual([]);
    await clerk.complete('Antrag prüfen');
  });

  it('given three links by mail, when one objects, one agrees and one is silent, then the clerk sees all three', async () => {
    await Promise.all([
      neighbour('Anna', /keine Einwendungen/),
      neighbour('Bernd', /erhebe Einwendungen/, 'Der Anbau nimmt uns das Licht.'),
    ]);
    await clerk.openTask('Stellungnahme abgeben', number);
    await clerk.page.getByRole('radio', { name: 'keine Bedenken', exact: true }).check();
    await clerk.fillIn(/^Stellungnahme/, 'Der Kanal reicht aus.');
    await clerk.complete('Stellungnahme abgeben');

    // Four weeks go by without a word of the third.
    const api = new ApiClient(laufzettel.url);
    const { body: cases } = await api.get<Page<InstanceSummary>>(`/api/instances?businessKey=${number}`, 'operator');
    await letTimerRing(api, cases.items[0]?.id ?? '', 'AnhoerungsfristVerstrichen');
    await clerk.openTask('Antrag entscheiden', number);
    await clerk.see('Der Anbau nimmt uns das Licht.');
    await clerk.see(/gilt als keine Einwendung/);
    for (const { name } of NEIGHBOURS) await clerk.see(name);
    expect(await clerk.look('journeys-b06-decide')).toEqual([]);
  });

  it('given the decision, when the head has released it and the fee is paid, then the notice is filed and the case ends', async () => {
    await clerk.page.getByRole('radio', { name: 'genehmigen' }).check();
    await clerk.fillIn(/^Auflagen/, 'Rückstausicherung einbauen');
    await clerk.fillIn(/^Begründung/, 'Die Abstandsflächen sind eingehalten.');
    await clerk.complete('Antrag entscheiden');
    await head.openTask('Bescheid freigeben', number);
    await head.page.getByRole('radio', { name: 'freigeben', exact: true }).check();
    expect(await head.look('journeys-b07-release')).toEqual([]);
    await head.complete('Bescheid freigeben');

    await builder.readMail(partners.mail, /Bitte um Zahlung/);
    await builder.page.locator('pre a', { hasText: '/pay/' }).click();
    await builder.press(/bezahlen$/);
    await clerk.open(`/cases?state=ended&search=${number}`);
    await clerk.follow(number);
    await clerk.see('Der Vorgang ist zu Ende.');
    await clerk.page.getByRole('button', { name: /^Bescheid zum Bauantrag/ }).waitFor();
    expect(await clerk.look('journeys-b08-case-ended')).toEqual([]);
    await builder.visitUntil(partners.enaio, 'Bescheid zum Bauantrag');
    expect([...builder.faults, ...clerk.faults, ...head.faults]).toEqual([]);
  });
});
