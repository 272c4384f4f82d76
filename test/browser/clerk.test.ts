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
    await office.deploy({ 'anhoerung.bpmn': HEARING, 'auflagen.bpmn': CHOOSING });
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
    expect([clerk.faults, operator.faults]).toEqual([[], []]);
  });
});
