import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const drawing = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
const fee = readFileSync(new URL('fee.executable.bpmn', import.meta.url), 'utf8');
const feeKey = /process id="([^"]+)"/.exec(fee)?.[1] ?? '';
const brokenFee = fee.replace('${betrag &gt; 100}', '${betrag &gt; }');
const NAME = 'Ausnahmegenehmigung zum Parken';

/** Waits two weeks, then for a letter; a program writes the answer. */
const waiting = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:w" id="D">
  <message id="M" name="Antwortschreiben"/>
  <process id="anhoerung" name="Anhörung" isExecutable="true">
    <startEvent id="S"/><serviceTask id="Schreiben" name="Schreiben senden" camunda:type="external" camunda:topic="schreiben"/>
    <intermediateCatchEvent id="Frist" name="Zwei Wochen"><timerEventDefinition><timeDuration>P14D</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <intermediateCatchEvent id="Post" name="Antwort da"><messageEventDefinition messageRef="M"/></intermediateCatchEvent>
    <endEvent id="E"/>
    <sequenceFlow id="f1" sourceRef="S" targetRef="Schreiben"/><sequenceFlow id="f2" sourceRef="Schreiben" targetRef="Frist"/>
    <sequenceFlow id="f3" sourceRef="Frist" targetRef="Post"/><sequenceFlow id="f4" sourceRef="Post" targetRef="E"/>
  </process>
</definitions>`;
const calling = waiting
  .replace('id="anhoerung" name="Anhörung"', 'id="ruft" name="Ruft die Gebühr"')
  .replace(/<serviceTask [^>]*\/>/, `<callActivity id="Schreiben" calledElement="${feeKey}"/>`);

jest.setTimeout(90_000);

inChromium('a process owner before the release', (open) => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let owner: Journey;

  beforeAll(async () => {
    laufzettel = await startLaufzettel(START_MS, { LAUFZETTEL_PARTNERS: 'false' });
    browser = await open();
    owner = await Journey.begin(browser, laufzettel.url, LAPTOP);
    await owner.logIn('owner');
    await owner.open('/processes');
    await owner.heading('Prozesse').waitFor();
  }, START_MS + 30_000);
  afterAll(async () => {
    // Undefined where beforeAll failed half-way.
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  it('given one broken file among three, when looked at, then it says what stays outside and why', async () => {
    await owner.uploadTogether({ 'gebuehr.bpmn': brokenFee, 'anhoerung.bpmn': waiting, 'ruft.bpmn': calling });
    await owner.see('2 von 3 Dateien können nicht freigegeben werden.');
    await owner.see('hat selbst einen Fehler.');
    await owner.see('braucht gebuehr.bpmn.');
    await owner.page.locator('.diagram[data-reading]').waitFor();
    expect(await owner.look('70-upload-part')).toEqual([]);
  });

  it('given that upload, when the sound file is released, then it is there and the others are not', async () => {
    await owner.press('1 Datei freigeben');
    await owner.heading('Anhörung').waitFor();
    await owner.see(/Nicht freigegeben: gebuehr\.bpmn, ruft\.bpmn/);
    await owner.open('/processes');
    await owner.see('Anhörung');
    expect(await owner.page.getByRole('heading', { name: 'Ruft die Gebühr' }).count()).toBe(0);
  });

  it('given a drawing that is not released, when tried, then it stops at its task with the question to answer', async () => {
    await owner.upload('parken.bpmn', drawing);
    await owner.see(/Die Zeichnung kann laufen/);
    await owner.press('Ausprobieren');
    await owner.heading('Ausprobieren: parken.bpmn').waitFor();
    await owner.page.locator('.diagram[data-reading=shown]').waitFor();
    await owner.press(/^Beginnen$/);
    await owner.page.locator('.sign--here').waitFor();
    await owner.see('Aufgabe: Antrag auf Vollständigkeit prüfen');
    await owner.see('Fahrzeugschein und Nachweis des Wohnsitzes müssen beiliegen.');
    expect(await owner.look('71-trial-task')).toEqual([]);
    await owner.press('Erledigen');
    await owner.see('Bitte wählen Sie eine Antwort.');
    await owner.page.getByLabel('ja', { exact: true }).check();
    await owner.press('Erledigen');
    await owner.see('Aufgabe: Genehmigung ausstellen');
    await owner.see('Ist der Antrag vollständig? ja');
    await owner.page.locator('[data-element-id=AntragPruefen].is-taken').waitFor();
  });

  it('given a wrong turn, when going back, then the other answer can be tried; at the end it says so', async () => {
    await owner.press('Einen Schritt zurück');
    await owner.see('Aufgabe: Antrag auf Vollständigkeit prüfen');
    await owner.page.getByLabel('nein', { exact: true }).check();
    await owner.press('Erledigen');
    await owner.see('Aufgabe: Fehlende Nachweise anfordern');
    await owner.press('Erledigen');
    await owner.see('Der Vorgang ist zu Ende.');
    expect(await owner.look('72-trial-end')).toEqual([]);
  });

  it('given a trial, when saved to be released with the drawing, then the released process plays it as its scenario', async () => {
    await owner.press('Als Szenario speichern');
    await owner.press('Mit freigeben');
    await owner.see('Bitte einen Namen eintragen.');
    await owner.page.getByLabel('Name des Szenarios').fill('Unterlagen fehlen');
    expect(await owner.look('73-trial-save')).toEqual([]);
    await owner.press('Mit freigeben');
    await owner.follow('Zurück zur Prüfung');
    await owner.see('Welche Datei ansehen?');
    await owner.press('Freigeben');
    await owner.heading(NAME).waitFor();
    await owner.page.getByRole('link', { name: 'Szenarien' }).click();
    await owner.press('Szenarien durchspielen');
    await owner.see('Das Szenario hält.');
    await owner.see('Unterlagen fehlen');
  });

  it('given a released process with program, deadline and message, when tried, then each can be made to happen', async () => {
    await owner.open('/process/anhoerung/try');
    await owner.press(/^Beginnen$/);
    await owner.see('Automatischer Schritt: Schreiben senden');
    await owner.page.getByRole('button', { name: 'Angabe hinzufügen' }).first().click();
    await owner.page.keyboard.type('gesendet');
    await owner.page.getByLabel('Wert von gesendet').fill('ja');
    await owner.press('Gelingt');
    await owner.see('Frist: Zwei Wochen');
    await owner.see('Gesendet');
    await owner.press('Bis dahin vorspulen');
    await owner.see('Nachricht „Antwortschreiben“');
    expect(await owner.look('74-trial-message')).toEqual([]);
    await owner.press('Trifft ein');
    await owner.see('Der Vorgang ist zu Ende.');
  });

  it('given a changed drawing, when uploaded, then it says what changes against the released version, in both drawings', async () => {
    await owner.open('/processes');
    await owner.heading('Prozesse').waitFor();
    await owner.upload(
      'parken.bpmn',
      drawing
        .replace('name="Genehmigung ausstellen"', 'name="Ausnahme genehmigen"')
        .replace('id="NachweiseAnfordern"', 'id="Nachfordern"')
        .replaceAll('Ref="NachweiseAnfordern"', 'Ref="Nachfordern"')
        .replaceAll('>NachweiseAnfordern<', '>Nachfordern<')
        .replaceAll('bpmnElement="NachweiseAnfordern"', 'bpmnElement="Nachfordern"'),
    );
    await owner.see('Was sich gegenüber Version 1 ändert');
    await owner.see('1 neu, 1 weggefallen, 3 geändert');
    await owner.page.getByText('Was sich gegenüber Version 1 ändert').click();
    await owner.page.locator('.difference [data-element-id=NachweiseAnfordern].is-removed').waitFor();
    await owner.page.locator('.difference [data-element-id=Nachfordern].is-added').waitFor();
    expect(await owner.page.locator('.difference [data-element-id=GenehmigungAusstellen].is-changed').count()).toBe(2);
    await owner.see('Name: Genehmigung ausstellen → Ausnahme genehmigen');
    const line = owner.page.locator('.difference__line', { hasText: 'Ausnahme genehmigen' }).first();
    await line.click();
    await owner.page.locator('.difference [data-element-id=GenehmigungAusstellen].is-selected').first().waitFor();
    // From the top, so that the bar above covers no half of a button.
    await owner.page.evaluate('window.scrollTo(0, 0)');
    expect(await owner.look('76-difference-upload')).toEqual([]);
  });

  it('given two versions, when compared on the page of the process, then the same is told', async () => {
    await owner.press(/^Freigeben$/);
    await owner.heading(NAME).waitFor();
    await owner.follow('Versionen');
    await owner.see('Name: Genehmigung ausstellen → Ausnahme genehmigen');
    await owner.page.locator('.difference [data-element-id=Nachfordern].is-added').waitFor();
    await owner.page.evaluate('window.scrollTo(0, 0)');
    expect(await owner.look('77-difference-versions')).toEqual([]);
    await owner.page.getByLabel('Neuere Version').selectOption({ label: 'Version 1' });
    await owner.see('Es hat sich nichts geändert.');
  });

  it('given all these trials, then no case has begun; on a phone nothing is scrolled sideways', async () => {
    await owner.open('/process/anhoerung/try');
    await owner.see('Vorgang beginnen: Anhörung');
    expect(await owner.overflow(320)).toBe(0);
    expect(await owner.look('75-trial-phone')).toEqual([]);
    await owner.resize(LAPTOP);
    await owner.open('/cases');
    await owner.see(/Keine Vorgänge|Kein Vorgang|Noch kein/);
    expect(owner.faults).toEqual([]);
  });
});
