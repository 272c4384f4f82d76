import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { apiPaths, type InstanceSummary } from '#contracts';
import { ApiClient } from '#testkit';
import { Office } from '../api/office.ts';
import { inChromium, LAPTOP, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const first = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
/** One step has another id and name: its cases need a person who says that it is the same work. */
const second = first
  .replaceAll('NachweiseAnfordern', 'UnterlagenNachfordern')
  .replaceAll('Fehlende Nachweise anfordern', 'Unterlagen nachfordern');
const third = second.replaceAll('Genehmigung ausstellen', 'Genehmigung schreiben');
const KEY = 'ausnahmegenehmigung-parken';
const PAGE = `/process/${KEY}/migrate`;
jest.setTimeout(90_000);

inChromium('moving running cases to another version in a browser', (open) => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let operator: Journey;
  let owner: Journey;
  let office: Office;

  beforeAll(async () => {
    laufzettel = await startLaufzettel(START_MS);
    browser = await open();
    const api = new ApiClient(laufzettel.url);
    office = new Office(api);
    await office.deploy({ 'parken.bpmn': first });
    const cases: InstanceSummary[] = [];
    for (const businessKey of ['U-1', 'U-2', 'U-3']) cases.push(await office.start(KEY, { businessKey }));
    // U-3 stands at the step that will have another id.
    for (const one of cases.slice(2)) {
      const task = await office.onlyTask(one);
      await api.post(apiPaths.completeTask(task.id), 'clerk', { answers: { Vollstaendig: ['F_nein'] } });
    }
    operator = await Journey.begin(browser, laufzettel.url, LAPTOP);
    await operator.logIn('operator');
    owner = await Journey.begin(browser, laufzettel.url, LAPTOP);
    await owner.logIn('owner');
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const counterpart = (journey: Journey, step: string) => journey.page.getByLabel(`Gegenstück zu „${step}“`);
  const drawn = (journey: Journey) => journey.page.locator('.diagram[data-reading="shown"]');
  const bothDrawn = async (journey: Journey) => {
    await drawn(journey).nth(1).waitFor();
  };

  it('given only one version, when the page is opened, then it says that there is nothing to move yet', async () => {
    await operator.open(PAGE);
    await operator.see('Es gibt erst eine Version');
    expect(await operator.look('migration-1-one-version')).toEqual([]);
  });

  it('given cases in the old version, when reached from the versions, then both drawings and the steps to look at are there', async () => {
    await office.deploy({ 'parken.bpmn': second });
    await operator.open(`/process/${KEY}/versions`);
    await operator.page.getByRole('link', { name: 'Laufende Vorgänge aus Version 1 überführen' }).click();
    await operator.heading('Laufende Vorgänge überführen').waitFor();
    await bothDrawn(operator);
    expect(await operator.look('migration-2-drawings')).toEqual([]);
    expect(await operator.page.getByLabel('Aus Version').inputValue()).toBe('1');
    expect(await operator.page.getByLabel('In Version').inputValue()).toBe('2');
    await operator.see('1 Vorgang bliebe zurück');
    expect(await counterpart(operator, 'Fehlende Nachweise anfordern').inputValue()).toBe('');
    expect(await counterpart(operator, 'Antrag auf Vollständigkeit prüfen').inputValue()).toBe('AntragPruefen');
    // Equal steps where nothing stands are told on request only.
    expect(await counterpart(operator, 'Genehmigung ausstellen').count()).toBe(0);
    await operator.page.getByLabel('auch gleiche Schritte zeigen').check();
    await counterpart(operator, 'Genehmigung ausstellen').waitFor();
    await operator.page.getByLabel('auch gleiche Schritte zeigen').uncheck();
    expect(await operator.look('migration-2-steps')).toEqual([]);
    expect(await operator.overflow(320)).toBe(0);
    await operator.resize(LAPTOP);
  });

  it('given a step of the old drawing, when it is chosen, then its counterpart is marked in the new one and nothing moves', async () => {
    const place = () => operator.page.locator('.migration-drawings').boundingBox();
    const before = await place();
    await counterpart(operator, 'Antrag auf Vollständigkeit prüfen').focus();
    const marked = operator.page.locator('.diagram .djs-element.is-selected');
    await marked.nth(1).waitFor();
    expect(await marked.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-element-id')))).toEqual([
      'AntragPruefen',
      'AntragPruefen',
    ]);
    expect((await place())?.height).toBe(before?.height);
  });

  it('given a step without counterpart, when tried, then each case that would stay is named with the reason, and nothing has moved', async () => {
    await operator.press('Probelauf starten');
    await operator.see('2 Vorgänge lassen sich in Version 2 überführen');
    await operator.see('1 Vorgang bliebe in Version 1.');
    const reason = operator.page.getByRole('row', { name: /U-3/ });
    await reason.getByText('Er steht bei „Fehlende Nachweise anfordern“, dort fehlt ein Gegenstück.').waitFor();
    await operator.page.getByRole('button', { name: '2 Vorgänge überführen' }).scrollIntoViewIfNeeded();
    expect(await operator.look('migration-3-dry-run')).toEqual([]);
  });

  it('given no case is chosen, when tried, then it says so; a chosen one is tried alone', async () => {
    await operator.page.getByLabel('ausgewählte', { exact: true }).check();
    await operator.page.getByLabel('Vorgang U-1 auswählen').waitFor();
    await operator.see('Die Auswahl hat sich seit dem Probelauf geändert.');
    await operator.press('Noch einmal prüfen');
    await operator.see('Bitte wählen Sie mindestens einen Vorgang.');
    await operator.page.getByLabel('Vorgang U-1 auswählen').focus();
    await operator.page.keyboard.press('Space');
    await operator.press('Noch einmal prüfen');
    await operator.page.getByRole('button', { name: '1 Vorgang überführen' }).waitFor();
    expect(await operator.look('migration-4-chosen')).toEqual([]);
    await operator.page.getByLabel('alle 3 laufenden').check();
  });

  it('given a process owner, when they plan, then the plan is in the address and carrying it out is left to the operator', async () => {
    await owner.open(PAGE);
    await counterpart(owner, 'Fehlende Nachweise anfordern').selectOption({ label: 'Unterlagen nachfordern' });
    await owner.press('Probelauf starten');
    await owner.see('3 Vorgänge lassen sich in Version 2 überführen');
    await owner.see('Überführen darf nur die Systembetreuung');
    expect(await owner.page.getByRole('button', { name: /überführen/ }).count()).toBe(0);
    expect(await owner.look('migration-5-owner')).toEqual([]);
    // What the owner has matched is what the operator sees.
    await operator.visit(owner.page.url());
    await counterpart(operator, 'Fehlende Nachweise anfordern').waitFor();
    expect(await counterpart(operator, 'Fehlende Nachweise anfordern').inputValue()).toBe('UnterlagenNachfordern');
    expect(owner.faults).toEqual([]);
  });

  it('given a plan that works, when carried out after a question, then the progress shows and nothing is left in the old version', async () => {
    await operator.press('Probelauf starten');
    await operator.page.getByRole('button', { name: '3 Vorgänge überführen' }).click();
    await operator.heading('3 Vorgänge in Version 2 überführen?').waitFor();
    expect(await operator.look('migration-6-question')).toEqual([]);
    await operator.page.keyboard.press('Tab');
    await operator.page.keyboard.press('Enter');
    const batch = operator.page.locator('.batch', {
      has: operator.heading('Vorgänge in eine andere Version überführen'),
    });
    await batch.getByText('3 von 3 erledigt').waitFor();
    await batch.getByText('erledigt', { exact: true }).waitFor();
    expect(await operator.look('migration-7-progress')).toEqual([]);
    await operator.open(PAGE);
    await operator.see('Alle laufenden Vorgänge sind in der gültigen Version');
    expect(await operator.look('migration-8-nothing-left')).toEqual([]);
  });

  it('given a case whose process has a newer version, when moved from its page, then only that case goes on there', async () => {
    await office.deploy({ 'parken.bpmn': third });
    await operator.open('/cases');
    await operator.follow('U-1');
    await operator.page.getByRole('link', { name: 'In neuere Version überführen' }).click();
    await operator.page.getByLabel('nur U-1').waitFor();
    expect(await operator.page.getByLabel('nur U-1').isChecked()).toBe(true);
    await operator.press('Probelauf starten');
    await operator.page.getByRole('button', { name: '1 Vorgang überführen' }).click();
    await operator.heading('1 Vorgang in Version 3 überführen?').waitFor();
    await operator.page.getByRole('dialog').getByRole('button', { name: '1 Vorgang überführen' }).click();
    await operator.heading(/^U-1 · /).waitFor();
    await operator.see('Der Vorgang läuft jetzt in Version 3.');
    await operator.page.getByRole('link', { name: 'In neuere Version überführen' }).waitFor({ state: 'detached' });
    await operator.follow('Zeichnung');
    await operator.page.locator('.diagram').getByText('schreiben').waitFor();
    await operator.open('/cases');
    await operator.follow('U-2');
    await operator.page.getByRole('link', { name: 'In neuere Version überführen' }).waitFor();
    expect(operator.faults).toEqual([]);
  });
});
