import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findChromium, openChromium } from './chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const drawing = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
const feeDrawing = readFileSync(new URL('fee.executable.bpmn', import.meta.url), 'utf8');
const NAME = 'Ausnahmegenehmigung zum Parken';

const executablePath = findChromium();
const inCi = (process.env['CI'] ?? '') !== '';
if (executablePath === undefined && !inCi) {
  process.stderr.write('Browser story skipped: no Chromium found. Install it (Debian: apt-get install chromium).\n');
}

// The first start may have to build server and browser app.
const START_MS = 240_000;
jest.setTimeout(180_000);

(executablePath === undefined && !inCi ? describe.skip : describe)('the whole story in a browser', () => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let owner: Journey;
  let clerk: Journey;
  let operator: Journey;

  beforeAll(async () => {
    if (executablePath === undefined)
      throw new Error('Expected Chromium for the browser story in CI, but found none. Install the package chromium.');
    laufzettel = await startLaufzettel(START_MS);
    browser = await openChromium(executablePath);
    owner = await Journey.begin(browser, laufzettel.url);
    clerk = await Journey.begin(browser, laufzettel.url);
    operator = await Journey.begin(browser, laufzettel.url);
  }, START_MS + 30_000);

  afterAll(async () => {
    // Undefined where beforeAll failed half-way.
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  it('given a wrong password, when logging in, then it says so; with the right one the owner is in the portal', async () => {
    await owner.open('/');
    await owner.heading('Anmelden').waitFor();
    expect(await owner.look('01-log-in')).toEqual([]);
    await owner.page.getByLabel('Benutzername').fill('owner');
    await owner.page.getByLabel('Passwort').fill('falsch');
    await owner.press(/^Anmelden$/);
    await owner.see('Benutzername oder Passwort stimmt nicht');
    await owner.page.getByLabel('Passwort').fill('owner');
    await owner.page.keyboard.press('Enter');
    await owner.heading('Prozesse').waitFor();
    await owner.page.locator('.process-card .miniature').first().waitFor();
    expect(await owner.look('02-portal')).toEqual([]);
  });

  it('given a drawing that cannot run, when uploaded, then red findings stop the release', async () => {
    await owner.upload('kaputt.bpmn', feeDrawing.replace('${betrag &gt; 100}', '${betrag &gt; }'));
    await owner.see(/verhindert die Freigabe|verhindern die Freigabe/);
    expect(await owner.page.locator('.finding--error').count()).toBeGreaterThan(0);
    expect(await owner.page.getByRole('button', { name: 'Freigeben' }).getAttribute('aria-disabled')).toBe('true');
    expect(await owner.look('03-upload-stopped')).toEqual([]);
  });

  it('given a descriptive drawing, when uploaded, then findings are pins that lead to their element and back', async () => {
    await owner.upload('parken.bpmn', drawing);
    await owner.see(/Die Zeichnung kann laufen/);
    await owner.page.locator('.diagram .sign').first().waitFor();
    const finding = owner.page.locator('.finding').first();
    await finding.click();
    await owner.page.locator('.djs-element.is-selected').first().waitFor();
    expect(await finding.getAttribute('aria-pressed')).toBe('true');
    const chosen = owner.page.locator('.finding[aria-pressed=true]');
    const first = await chosen.innerText();
    await owner.page.locator('.diagram .sign').last().click();
    await owner.until(
      () => chosen.innerText(),
      (words) => words !== first,
    );
    expect(await chosen.count()).toBe(1);
    expect(await owner.page.locator('.bjs-powered-by').isVisible()).toBe(true);
    expect(await owner.look('04-upload-findings')).toEqual([]);
  });

  it('given an upload, when cancelled, then nothing is kept; when released, then it is in the portal with its handbook', async () => {
    await owner.press('Abbrechen');
    await owner.heading('Prozesse').waitFor();
    await owner.page.getByRole('searchbox', { name: 'Prozess oder Schritt suchen' }).fill('parken');
    await owner.see('Kein Prozess und kein Schritt heißt so.');
    await owner.upload('parken.bpmn', drawing);
    await owner.see(/Die Zeichnung kann laufen/);
    await owner.press('Freigeben');
    await owner.heading(NAME).waitFor();
    await owner.page.locator('.diagram[data-reading=shown]').waitFor();
    expect(await owner.look('05-process')).toEqual([]);
    await owner.follow('Handbuch');
    await owner.see('ja: weiter mit');
    await owner.see('Fahrzeugschein und Nachweis des Wohnsitzes müssen beiliegen.');
    expect(await owner.look('06-handbook')).toEqual([]);
    await owner.follow('Versionen');
    await owner.see('parken.bpmn');
    expect(await owner.look('07-versions')).toEqual([]);
  });

  it('given a step name, when searched in the portal, then its process is found', async () => {
    await owner.open('/processes');
    await owner.page.getByRole('searchbox', { name: 'Prozess oder Schritt suchen' }).fill('Nachweise anfordern');
    await owner.page.getByRole('status').getByText('1 Prozess', { exact: true }).waitFor();
    await owner.heading(NAME).waitFor();
  });

  it('given a process, when a case is begun, then its page says where it stands and the diagram shows it', async () => {
    await owner.press(`Vorgang beginnen: ${NAME}`);
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByLabel(/Vorgangsnummer/).fill('PK-2026-0001');
    await dialog.getByRole('button', { name: 'Angabe hinzufügen' }).click();
    await owner.page.keyboard.type('kennzeichen');
    await dialog.getByLabel('Wert von kennzeichen').fill('DA-XY 123');
    expect(await owner.look('08-start')).toEqual([]);
    await dialog.getByRole('button', { name: 'Beginnen' }).click();
    await owner.heading(/PK-2026-0001/).waitFor();
    await owner.see('Antrag auf Vollständigkeit prüfen');
    await owner.see('DA-XY 123');
    expect(await owner.look('09-case')).toEqual([]);
    await owner.follow('Zeichnung');
    await owner.page.locator('.sign--here').waitFor();
    await owner.page.locator('[data-element-id=AntragPruefen].is-here').waitFor();
    expect(await owner.look('10-case-diagram')).toEqual([]);
    await owner.press('Als Text lesen');
    await owner.page.locator('.case-as-text__here', { hasText: 'Antrag auf Vollständigkeit prüfen' }).waitFor();
  });

  it('given work in the groups, when the clerk uses only the keyboard, then the task is opened and claimed', async () => {
    await clerk.logIn('clerk');
    await clerk.heading('Eingang').waitFor();
    await clerk.follow('Aufgaben meiner Gruppen ansehen');
    const line = clerk.page.locator('.task-line', { hasText: 'PK-2026-0001' });
    await line.waitFor();
    expect(await clerk.look('11-inbox')).toEqual([]);
    await line.focus();
    await clerk.page.keyboard.press('Enter');
    await clerk.heading('Antrag auf Vollständigkeit prüfen').waitFor();
    await clerk.see('Fahrzeugschein und Nachweis des Wohnsitzes müssen beiliegen.');
    await clerk.page.keyboard.press('c');
    await clerk.see('Die Aufgabe liegt jetzt bei Ihnen.');
    expect(await clerk.look('12-task')).toEqual([]);
  });

  it('given an open question, when completing without an answer, then it is asked for and nothing happens', async () => {
    await clerk.page.keyboard.press('Control+Enter');
    await clerk.see('Bitte wählen Sie eine Antwort.');
    const group = clerk.page.getByRole('group', { name: 'Ist der Antrag vollständig?' });
    expect(await group.getByRole('radio').count()).toBe(2);
    expect(await clerk.look('13-answer-missing')).toEqual([]);
  });

  it('given something chosen, when leaving, then the clerk is asked before it is lost', async () => {
    await clerk.page.getByRole('radio', { name: 'ja' }).check();
    await clerk.follow('Vorgänge');
    await clerk.heading('Eingaben verwerfen?').waitFor();
    expect(await clerk.look('14-unsaved')).toEqual([]);
    await clerk.press('Hier bleiben');
    expect(await clerk.page.getByRole('radio', { name: 'ja' }).isChecked()).toBe(true);
  });

  it('given a session that ends in the middle of work, when logging in again, then what was chosen is still there', async () => {
    // Ended on the server: a cookie that is only taken away comes back with the next answer that is under way.
    const ended = await clerk.page.request.delete(new URL('/api/session', clerk.page.url()).href);
    expect(ended.status()).toBe(204);
    await clerk.page.keyboard.press('Control+Enter');
    await clerk.heading('Bitte melden Sie sich wieder an').waitFor();
    expect(await clerk.look('23-log-in-again')).toEqual([]);
    await clerk.page.getByRole('dialog').getByLabel('Passwort').fill('clerk');
    await clerk.page.keyboard.press('Enter');
    await clerk.heading('Bitte melden Sie sich wieder an').waitFor({ state: 'detached' });
    expect(await clerk.page.getByRole('radio', { name: 'ja' }).isChecked()).toBe(true);
  });

  it('given the answer, when completed, then work goes on with the next task of the case, to its end', async () => {
    await clerk.page.keyboard.press('Control+Enter');
    await clerk.see('„Antrag auf Vollständigkeit prüfen“ ist erledigt.');
    await clerk.heading('Genehmigung ausstellen').waitFor();
    await clerk.press('Erledigen');
    await clerk.see('„Genehmigung ausstellen“ ist erledigt.');
    await owner.open('/cases?state=ended');
    await owner.follow('PK-2026-0001');
    await owner.see('Der Vorgang ist zu Ende.');
    const done = owner.page.getByText(/hat „Antrag auf Vollständigkeit prüfen“ erledigt/);
    await done.waitFor();
    expect(await owner.work()).toContain('ja');
    expect(await owner.look('15-case-ended')).toEqual([]);
  });

  it('given a case that has ended, when the owner looks at the figures, then the drawing and the table tell them', async () => {
    await owner.open('/process/ausnahmegenehmigung-parken');
    await owner.follow('Kennzahlen');
    await owner.heading('Kennzahlen').waitFor();
    await owner.page.locator('.diagram [data-element-id=AntragPruefen].is-heat-4').waitFor();
    const line = owner.page.getByRole('row', { name: /Antrag auf Vollständigkeit prüfen/ });
    await line.getByRole('cell', { name: /\b1\b/ }).first().waitFor();
    expect(await owner.look('24-figures')).toEqual([]);
    await owner.page.getByRole('radio', { name: 'Was gerade wartet' }).focus();
    await owner.page.keyboard.press('Space');
    await owner.see('Gerade wartet nichts.');
  });

  it('given an open inbox, when a case begins elsewhere, then its task appears without loading the page again', async () => {
    await clerk.open('/inbox?scope=groups');
    await clerk.heading('Meine Gruppen').waitFor();
    expect(await clerk.page.locator('.task-line', { hasText: 'PK-2026-0002' }).count()).toBe(0);
    await owner.open('/process/ausnahmegenehmigung-parken');
    await owner.press('Vorgang beginnen');
    await owner.page
      .getByRole('dialog')
      .getByLabel(/Vorgangsnummer/)
      .fill('PK-2026-0002');
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Beginnen' }).click();
    await clerk.page.locator('.task-line', { hasText: 'PK-2026-0002' }).waitFor();
  });

  it('given a task nobody has, when the head assigns it, then it is with that person; when put off, then it waits', async () => {
    const head = await Journey.begin(browser, laufzettel.url);
    await head.logIn('head');
    await head.open('/inbox?scope=all');
    await head.page.locator('.task-line', { hasText: 'PK-2026-0002' }).click();
    await head.press('Zuweisen');
    const dialog = head.page.getByRole('dialog');
    await dialog.getByLabel('An wen?').selectOption('clerk');
    expect(await head.look('22-assign')).toEqual([]);
    await dialog.getByRole('button', { name: 'Zuweisen' }).click();
    await head.see('Die Aufgabe liegt jetzt bei Klara Adam.');
    expect(head.faults).toEqual([]);
    await head.end();

    // The bell rings without loading the page again; the keyboard opens it and Escape closes it.
    const bell = clerk.page.getByRole('button', { name: 'Neuigkeiten: 1 Aufgabe' });
    await bell.focus();
    await clerk.page.keyboard.press('Enter');
    await clerk.heading('Neu für mich').waitFor();
    expect(await clerk.look('25-notices')).toEqual([]);
    await clerk.page.keyboard.press('Escape');
    await clerk.heading('Neu für mich').waitFor({ state: 'hidden' });
    expect(await bell.getAttribute('aria-expanded')).toBe('false');

    await clerk.open('/inbox');
    await clerk.page.locator('.task-line', { hasText: 'PK-2026-0002' }).click();
    await clerk.page.getByRole('button', { name: 'Neuigkeiten: keine' }).waitFor();
    await clerk.press('Wiedervorlage');
    await clerk.page.getByRole('dialog').getByLabel('Wieder vorlegen am').fill('2099-12-31');
    await clerk.page.getByRole('dialog').getByRole('button', { name: 'Wiedervorlage' }).click();
    await clerk.see('Die Aufgabe ist auf Wiedervorlage gelegt.');
    await clerk.open('/inbox?scope=followUps');
    await clerk.page.locator('.task-line', { hasText: 'PK-2026-0002' }).click();
    await clerk.see('31.12.2099');
    await clerk.press('Wiedervorlage');
    await clerk.press('Wiedervorlage aufheben');
    await clerk.see('Die Wiedervorlage ist aufgehoben.');
  });

  it('given a case without the figure a condition needs, when it stops, then the operator mends it and it goes on', async () => {
    await owner.open('/processes');
    await owner.heading('Prozesse').waitFor();
    await owner.upload('gebuehr.bpmn', feeDrawing);
    await owner.press('Freigeben');
    await owner.heading('Gebühr festsetzen').waitFor();
    await owner.press('Vorgang beginnen');
    await owner.page
      .getByRole('dialog')
      .getByLabel(/Vorgangsnummer/)
      .fill('GB-2026-0001');
    await owner.page.getByRole('dialog').getByRole('button', { name: 'Beginnen' }).click();
    await owner.see('Eine Störung hält den Vorgang auf');

    await operator.logIn('operator');
    await operator.open('/incidents');
    await operator.see('hält 1 Vorgang auf');
    await operator.page.locator('.lamp--up', { hasText: 'Datenbank' }).waitFor();
    expect(await operator.look('16-incidents')).toEqual([]);
    await operator.press('Vorgänge zeigen');
    await operator.follow('GB-2026-0001');
    await operator.see('Eine Störung hält den Vorgang auf');
    expect(await operator.look('17-case-incident')).toEqual([]);
    await operator.press('Daten ändern');
    const dialog = operator.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Angabe hinzufügen' }).click();
    await operator.page.keyboard.type('betrag');
    await dialog.getByLabel('Art von betrag').selectOption({ label: 'Zahl' });
    await dialog.getByLabel('Wert von betrag').fill('1.190,50');
    await dialog.getByRole('button', { name: 'Übernehmen' }).click();
    await operator.see('1.190,5');
    await operator.open('/incidents');
    await operator.press('Noch einmal versuchen');
    await operator.see('Keine Störung hält einen Vorgang auf.');
    await operator.open('/cases?state=ended&search=GB-2026-0001');
    await operator.follow('GB-2026-0001');
    await operator.see('Der Vorgang ist zu Ende.');
  });

  it('given a search in a list, when kept, then it is one click away, and can be taken away again', async () => {
    // What an earlier version kept in the browser moves into the account.
    const held = "'laufzettel.inbox-filters.clerk'";
    await clerk.page.evaluate(`localStorage.setItem(${held}, '["scope=groups&search=Altes"]')`);
    await clerk.open('/inbox?scope=mine');
    await clerk.page.getByRole('link', { name: '„Altes“ in Meine Gruppen' }).waitFor();
    expect(await clerk.page.evaluate(`localStorage.getItem(${held})`)).toBeNull();
    await clerk.press('Filter „Altes“ in Meine Gruppen entfernen');
    await clerk.page.getByRole('link', { name: '„Altes“' }).waitFor({ state: 'detached' });

    await clerk.page.getByRole('searchbox', { name: 'In dieser Liste suchen' }).fill('2026-0002');
    const kept = clerk.page.waitForResponse(
      (response) => response.url().endsWith('/api/account/inbox/filters') && response.request().method() === 'POST',
    );
    await clerk.press('Diese Suche merken');
    expect((await kept).status()).toBe(200);
    expect(await clerk.look('26-saved-filter')).toEqual([]);
    // At another desk it is there, too, and only that.
    const atHome = await Journey.begin(browser, laufzettel.url);
    await atHome.logIn('clerk');
    await atHome.page.getByRole('link', { name: '„2026-0002“ in Meine Aufgaben' }).waitFor();
    expect(await atHome.page.locator('.saved-filters li').count()).toBe(1);
    expect(atHome.faults).toEqual([]);

    await clerk.follow('Meine Gruppen');
    await clerk.follow('„2026-0002“ in Meine Aufgaben');
    await clerk.page.locator('.task-line', { hasText: 'PK-2026-0002' }).waitFor();
    const search = clerk.page.getByRole('searchbox', { name: 'In dieser Liste suchen' });
    const searched = () => search.inputValue();
    expect(await clerk.until(searched, (words) => words !== '')).toBe('2026-0002');
    await clerk.press('Filter „2026-0002“ in Meine Aufgaben entfernen');
    await clerk.page.getByRole('link', { name: '„2026-0002“' }).waitFor({ state: 'detached' });
  });

  it('given words, when searched with the slash key, then tasks, cases and processes are found', async () => {
    await clerk.open('/cases');
    await clerk.heading('Vorgänge').waitFor();
    expect(await clerk.look('18-cases')).toEqual([]);
    await clerk.page.keyboard.press('/');
    await clerk.page.keyboard.type('PK-2026-0002');
    await clerk.page.keyboard.press('Enter');
    await clerk.heading('Treffer für „PK-2026-0002“').waitFor();
    await clerk.heading(/^Vorgänge/).waitFor();
    expect(await clerk.look('19-search')).toEqual([]);
  });

  it('given an English speaker, when switching, then shell and page are English and stay so', async () => {
    await clerk.press('EN English');
    await clerk.page.locator('html[lang=en]').waitFor();
    await clerk.open('/inbox');
    await clerk.heading('Inbox').waitFor();
    expect(await clerk.page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await clerk.look('20-english')).toEqual([]);
    await clerk.press('DE Deutsch');
  });

  it('given 320 pixels, when pages are shown, then nothing must be scrolled sideways', async () => {
    for (const address of [
      '/inbox?scope=groups',
      '/cases',
      '/processes',
      '/process/ausnahmegenehmigung-parken/handbook',
    ]) {
      await clerk.open(address);
      await clerk.page.locator('main h1').waitFor({ state: 'attached' });
      await clerk.page.waitForLoadState('load');
      expect([address, await clerk.overflow(320)]).toEqual([address, 0]);
    }
    expect(await clerk.look('21-narrow')).toEqual([]);
  });

  it('given the rooms of a clerk, when looking at the rail, then incidents are not offered', async () => {
    await clerk.page
      .locator('.rail')
      .getByRole('link', { name: /^Eingang/ })
      .waitFor();
    const rail = await clerk.page.locator('.rail').innerText();
    expect(rail).toContain('Eingang');
    expect(rail).not.toContain('Störungen');
    await clerk.open('/incidents');
    await clerk.see('Das dürfen Sie nicht');
    expect(await clerk.page.locator('main').getByRole('button').count()).toBe(0);
    expect(await clerk.page.locator('.lamp').count()).toBe(0);
  });

  it('given all these pages, when looking back, then none threw, complained or broke the content security policy', async () => {
    await clerk.resize({ width: 1440, height: 900 });
    await clerk.logOut();
    expect([...owner.faults, ...clerk.faults, ...operator.faults]).toEqual([]);
  });
});
