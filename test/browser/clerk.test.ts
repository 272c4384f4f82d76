import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { ApiClient } from '#testkit';
import { END, file, sequence, START } from '../api/diagrams.ts';
import { Office } from '../api/office.ts';
import { inChromium, START_MS } from './in-chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const HEARING = file(
  sequence(
    'anhoerung',
    START,
    `<bpmn:userTask id="Stellungnahme" name="Stellungnahme einholen">
      <bpmn:multiInstanceLoopCharacteristics camunda:collection="\${aemter}" camunda:elementVariable="amt"/>
    </bpmn:userTask>`,
    END,
  ),
);
const CHOOSING = file(
  sequence(
    'auflagen',
    START,
    `<bpmn:adHocSubProcess id="Auflagen" name="Auflagen zusammenstellen">
      <bpmn:userTask id="Laerm" name="Lärmschutz festlegen"/>
      <bpmn:userTask id="Sperrung" name="Straße sperren"/>
    </bpmn:adHocSubProcess>`,
    END,
  ),
);
const BOTH = file(
  `<bpmn:message id="M_Zahlung" name="Zahlung"/><bpmn:message id="M_Gutachten" name="Gutachten"/>
  <bpmn:signal id="S_Frei" name="Freigabe"/>${sequence(
    'beides',
    START,
    `<bpmn:intermediateCatchEvent id="Beides" name="Zahlung, Gutachten und Freigabe" parallelMultiple="true">
      <bpmn:messageEventDefinition messageRef="M_Zahlung"/><bpmn:messageEventDefinition messageRef="M_Gutachten"/>
      <bpmn:signalEventDefinition signalRef="S_Frei"/>
    </bpmn:intermediateCatchEvent>`,
    '<bpmn:userTask id="Bescheid" name="Bescheid schreiben"/>',
    END,
  )}`,
);
jest.setTimeout(90_000);

inChromium('a clerk at work in a browser', (open) => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let office: Office;
  let clerk: Journey;
  let operator: Journey;

  beforeAll(async () => {
    laufzettel = await startLaufzettel(START_MS);
    browser = await open();
    office = new Office(new ApiClient(laufzettel.url));
    await office.deploy({ 'anhoerung.bpmn': HEARING, 'auflagen.bpmn': CHOOSING, 'beides.bpmn': BOTH });
    clerk = await Journey.begin(browser, laufzettel.url);
    operator = await Journey.begin(browser, laufzettel.url);
    await Promise.all([clerk.logIn('clerk'), operator.logIn('operator')]);
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const lines = (who: Journey) => who.page.locator('.task-line__name');
  const answer = (who: Journey, name: string) =>
    who.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  it('given one task for each office, then inbox, task, case and timeline say which is which', async () => {
    const aemter = [{ name: 'Bauamt' }, { name: 'Forstamt' }, { name: 'Amt für Straßen' }];
    const { id } = await office.start('anhoerung', { businessKey: 'BA-7', variables: { aemter } });
    await clerk.open('/inbox?scope=groups&search=BA-7');
    await clerk.page.locator('.task-line').nth(2).waitFor();
    expect((await lines(clerk).allInnerTexts()).toSorted()).toEqual([
      'Stellungnahme einholen · Amt für Straßen (3 von 3)',
      'Stellungnahme einholen · Bauamt (1 von 3)',
      'Stellungnahme einholen · Forstamt (2 von 3)',
    ]);
    await clerk.page.locator('.task-line', { hasText: 'Forstamt' }).click();
    await clerk.heading('Stellungnahme einholen · Forstamt (2 von 3)').waitFor();
    expect(await clerk.look('clerk-1-rounds')).toEqual([]);
    await clerk.press('Übernehmen');
    await clerk.see('Die Aufgabe liegt jetzt bei Ihnen.');
    await clerk.open(`/cases/${id}`);
    await clerk.see('hat „Stellungnahme einholen · Forstamt (2 von 3)“ übernommen.');
    await clerk.page.getByRole('link', { name: 'Stellungnahme einholen · Bauamt (1 von 3)' }).waitFor();
    expect(await clerk.look('clerk-2-case')).toEqual([]);
  });

  it('given a case, when it is halted, then a reason is asked for and stands on the case and at its task', async () => {
    const { id } = await office.start('anhoerung', { businessKey: 'BA-8', variables: { aemter: ['Bauamt'] } });
    await operator.open(`/cases/${id}`);
    await operator.press('Anhalten');
    await operator.heading('Vorgang anhalten?').waitFor();
    await answer(operator, 'Anhalten');
    await operator.see('Bitte nennen Sie den Grund.');
    expect(await operator.look('clerk-3-reason')).toEqual([]);
    await operator.page.getByLabel('Grund').fill('Klage ist anhängig');
    await answer(operator, 'Anhalten');
    await operator.see('Der Vorgang ist angehalten');
    await operator.page.locator('.kern-alert').getByText('Grund: Klage ist anhängig').waitFor();
    expect(await operator.look('clerk-4-halted')).toEqual([]);

    await clerk.open('/inbox?scope=groups&search=BA-8');
    await clerk.page.locator('.task-line').getByText('angehalten').waitFor();
    await clerk.page.locator('.task-line').click();
    await clerk.page.locator('.task-view').getByText('Grund: Klage ist anhängig').waitFor();
    expect(await clerk.page.getByRole('button', { name: 'Erledigen' }).isDisabled()).toBe(true);
    expect(await clerk.look('clerk-5-halted-task')).toEqual([]);

    await operator.press('Fortsetzen');
    await operator.page.getByLabel('Grund (freiwillig)').fill('Klage zurückgenommen');
    await answer(operator, 'Fortsetzen');
    await operator.page.locator('.timeline').getByText('Grund: Klage zurückgenommen').waitFor();
    await clerk.page.locator('.task-view .kern-alert').waitFor({ state: 'detached' });
    await clerk.complete('Stellungnahme einholen · Bauamt');
  });

  it('given an empty list of my own, when j is pressed, then it leads to the tasks of my groups', async () => {
    await operator.logOut();
    await operator.logIn('clerk2');
    await operator.open('/inbox');
    const offer = operator.page.getByRole('link', { name: 'Aufgaben meiner Gruppen ansehen' });
    await offer.waitFor();
    await operator.page.keyboard.press('j');
    expect(await offer.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    await operator.page.keyboard.press('Enter');
    await operator.page.locator('.task-line').first().waitFor();
    await operator.logOut();
    await operator.logIn('operator');
  });

  it('given my task, when it is handed to a colleague with a note, then they have it with the note', async () => {
    await office.start('anhoerung', { businessKey: 'BA-9', variables: { aemter: ['Bauamt'] } });
    await clerk.open('/inbox?scope=groups&search=BA-9');
    await clerk.page.locator('.task-line').click();
    await clerk.press('Weitergeben');
    await clerk.heading('Aufgabe weitergeben').waitFor();
    const dialog = clerk.page.getByRole('dialog');
    await dialog.getByLabel('An wen?').waitFor();
    await answer(clerk, 'Weitergeben');
    await dialog.getByText('Bitte wählen Sie, wer die Aufgabe bekommt.').waitFor();
    expect(await clerk.look('clerk-12-hand-over')).toEqual([]);
    await dialog.getByLabel('An wen?').selectOption('clerk2');
    await dialog.getByLabel('Notiz').fill('Der Plan fehlt noch.');
    await answer(clerk, 'Weitergeben');
    await clerk.page.locator('.notes').getByText('Der Plan fehlt noch.').waitFor();
    expect(await clerk.look('clerk-13-note')).toEqual([]);
  });

  it('given open steps of an ad-hoc subprocess, when it is completed, then it says which would be dropped and asks', async () => {
    const { id } = await office.start('auflagen', { businessKey: 'AU-1' });
    await clerk.open('/inbox?scope=groups&search=AU-1');
    await clerk.page.locator('.task-line').click();
    await clerk.page.getByLabel('Straße sperren').check();
    await clerk.press('Gewählte Schritte beginnen');
    await clerk.page.locator('.question__open').getByText('Straße sperren').waitFor();
    await clerk.press('Erledigen');
    const dialog = clerk.page.getByRole('dialog');
    await dialog.getByText('Straße sperren').waitFor();
    expect(await clerk.look('clerk-6-drop')).toEqual([]);
    await answer(clerk, 'Zurück');
    await dialog.waitFor({ state: 'detached' });
    await clerk.press('Erledigen');
    await answer(clerk, 'Abschließen');
    await clerk.see('„Auflagen zusammenstellen“ ist erledigt.');
    await clerk.open(`/cases/${id}`);
    await clerk.see('hat gewählt: „Straße sperren“.');
    await clerk.see('Die Aufgabe „Straße sperren“ ist weggefallen.');
    expect(await clerk.look('clerk-7-chosen')).toEqual([]);
  });

  it('given a case that waits for several, when a message is delivered by hand, then it says what has arrived and what has not', async () => {
    const { id } = await office.start('beides', { businessKey: 'ZG-1' });
    await clerk.open(`/cases/${id}`);
    const place = (who: Journey) => who.page.locator('.waiting__place');
    await place(clerk).filter({ hasText: 'Nachricht „Gutachten“' }).waitFor();
    expect(await clerk.page.getByRole('button', { name: 'Zustellen' }).count()).toBe(0);
    await operator.open(`/cases/${id}`);
    await place(operator).filter({ hasText: 'Nachricht „Zahlung“' }).getByRole('button', { name: 'Zustellen' }).click();
    await operator.heading('Nachricht „Zahlung“').waitFor();
    await operator.press('Angabe hinzufügen');
    await operator.page.getByLabel('Name der neuen Angabe').fill('betrag');
    await operator.page.getByLabel('Wert von betrag').fill('120');
    expect(await operator.look('clerk-8-deliver')).toEqual([]);
    await answer(operator, 'Zustellen');
    await operator.see('Die Nachricht ist zugestellt.');
    await place(clerk).filter({ hasText: 'Eingetroffen' }).getByText('Nachricht „Zahlung“').waitFor();
    await clerk.see('hat die Nachricht „Zahlung“ zugestellt.');
    expect(await clerk.look('clerk-9-arrived')).toEqual([]);
    expect(await clerk.overflow(320)).toBe(0);
    await clerk.resize({ width: 1440, height: 900 });

    await operator.open('/process/beides');
    await operator.press('Signal geben');
    await operator.heading('Signal „Freigabe“').waitFor();
    await answer(operator, 'Signal geben');
    await operator.see('Das Signal erreicht 1 Empfänger.');
    await place(clerk).filter({ hasText: 'Eingetroffen' }).getByText('Signal „Freigabe“').waitFor();

    await place(operator)
      .filter({ hasText: 'Nachricht „Gutachten“' })
      .getByRole('button', { name: 'Nachricht senden' })
      .click();
    await operator.page.getByLabel('Vorgangsnummer').fill('ZG-0');
    await answer(operator, 'Zustellen');
    await operator.see('Die Nachricht passt zu keinem Vorgang');
    await operator.page.getByRole('dialog').getByRole('link', { name: /ZG-1/ }).waitFor();
    expect(await operator.look('clerk-10-not-correlated')).toEqual([]);
    await operator.page.getByLabel('Vorgangsnummer').fill('ZG-1');
    await answer(operator, 'Zustellen');
    await operator.see('Die Nachricht ist zugestellt.');
    expect(await operator.look('clerk-11-process-events')).toEqual([]);
    await clerk.page.getByRole('link', { name: 'Bescheid schreiben' }).waitFor();
    await place(clerk).first().waitFor({ state: 'detached' });
    expect([clerk.faults, operator.faults]).toEqual([[], []]);
  });
});
