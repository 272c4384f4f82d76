import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { renderDocument } from '#documents';
import { createExpressionLanguage } from '#expressions';
import { ApiClient } from '#testkit';
import { Office } from '../api/office.ts';
import { findChromium, openChromium } from './chromium.ts';
import { Journey } from './journey.ts';
import { startLaufzettel, type LaufzettelProcess } from './laufzettel-process.ts';

const drawing = readFileSync(new URL('parking-permit.descriptive.bpmn', import.meta.url), 'utf8');
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS', '-TEST-FILE!$H+H*'].join('');
const executablePath = findChromium();
const inCi = (process.env['CI'] ?? '') !== '';
const START_MS = 240_000;
jest.setTimeout(180_000);

async function letter(words: string): Promise<Buffer> {
  const template = {
    layout: 'document',
    title: 'Bescheid',
    body: `# Bescheid\n\n${words}\n\n\\pagebreak\n\nSeite zwei`,
  } as const;
  const now = new Date('2026-11-21T09:00:00Z');
  return (await renderDocument(createExpressionLanguage(), { template, data: {}, author: 'Stadt', now })).bytes;
}

(executablePath === undefined && !inCi ? describe.skip : describe)('documents of a case in a browser', () => {
  let laufzettel: LaufzettelProcess;
  let browser: Browser;
  let clerk: Journey;
  let instanceId: string;

  beforeAll(async () => {
    if (executablePath === undefined)
      throw new Error('Expected Chromium for the browser tests in CI, but found none. Install the package chromium.');
    laufzettel = await startLaufzettel(START_MS);
    browser = await openChromium(executablePath);
    clerk = await Journey.begin(browser, laufzettel.url);
    const office = new Office(new ApiClient(laufzettel.url));
    const { definitions } = await office.deploy({ 'parken.bpmn': drawing });
    const instance = await office.start(definitions[0]?.key ?? '', { businessKey: 'P-1' });
    instanceId = instance.id;
    await clerk.logIn('clerk');
  }, START_MS + 30_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (laufzettel as LaufzettelProcess | undefined)?.stop();
  }, 60_000);

  const choose = async (name: string, mimeType: string, buffer: Buffer) =>
    clerk.page.locator('.documents input[type=file]').first().setInputFiles({ name, mimeType, buffer });

  it('given a case, when files are chosen, then they are in the record; what is refused says why and keeps nothing', async () => {
    await clerk.open(`/cases/${instanceId}`);
    await clerk.heading('Dokumente').waitFor();
    await clerk.see('Noch keine Dokumente.');
    await choose('Bescheid.pdf', 'application/pdf', await letter('Die Genehmigung wird erteilt.'));
    await clerk.page.getByRole('button', { name: /^Bescheid\.pdf/ }).waitFor();
    await choose('Daten.xml', 'application/xml', Buffer.from('<antrag><name>Müller</name></antrag>'));
    await clerk.page.getByRole('button', { name: /^Daten\.xml/ }).waitFor();
    await choose('harmlos.txt', 'text/plain', Buffer.from(EICAR));
    await clerk.see('In der Datei steckt Schadsoftware');
    expect(await clerk.page.locator('.document-line').count()).toBe(2);
    expect(await clerk.look('documents-1-case')).toEqual([]);
    await clerk.press(/^Meldung zu harmlos\.txt/);
  });

  it('given a PDF, when it is opened, then its pages and words show, also by keyboard, and the focus comes back', async () => {
    const line = clerk.page.getByRole('button', { name: /^Bescheid\.pdf/ });
    await line.focus();
    await clerk.page.keyboard.press('Enter');
    await clerk.page.locator('.pdf-page canvas').first().waitFor();
    await clerk.see('Die Genehmigung wird erteilt.');
    await clerk.see('2 Seiten');
    const drawn = await clerk.page
      .locator('.pdf-page canvas')
      .first()
      .evaluate((element) => {
        const canvas = element as unknown as {
          width: number;
          height: number;
          getContext(kind: '2d'): {
            getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray };
          };
        };
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, at) => at % 4 === 0 && value < 100);
      });
    expect(drawn).toBe(true);
    expect(clerk.page.url()).toContain('document=');
    expect(await clerk.look('documents-2-pdf')).toEqual([]);
    await clerk.press('Größer');
    await clerk.see('125 %');
    await clerk.page.keyboard.press('Escape');
    await clerk.page.getByRole('dialog').waitFor({ state: 'detached' });
    await line.and(clerk.page.locator(':focus')).waitFor();
  });

  it('given a new version, then both are there and the earlier one can be looked at', async () => {
    await clerk.page.getByRole('button', { name: /^Bescheid\.pdf/ }).click();
    await clerk.page.locator('dialog input[type=file]').setInputFiles({
      name: 'Bescheid-neu.pdf',
      mimeType: 'application/pdf',
      buffer: await letter('Die Genehmigung wird widerrufen.'),
    });
    await clerk.see('Die Genehmigung wird widerrufen.');
    await clerk.press(/^Fassung 1/);
    await clerk.see('Die Genehmigung wird erteilt.');
    const [download] = await Promise.all([
      clerk.page.waitForEvent('download'),
      clerk.page.getByRole('link', { name: 'Herunterladen' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Bescheid.pdf');
    await clerk.press('Schließen');
    await clerk.see('Fassung 2');
    await clerk.see(/hat zu „Bescheid\.pdf“ die Fassung 2 abgelegt/);
  });

  it('given XML, then it is shown as indented text; the panel is beside the task, too, and takes what is dropped', async () => {
    await clerk.page.getByRole('button', { name: /^Daten\.xml/ }).click();
    await clerk.page.locator('.preview__text').waitFor();
    expect(await clerk.page.locator('.preview__text').innerText()).toBe('<antrag>\n  <name>Müller</name>\n</antrag>');
    expect(await clerk.look('documents-3-xml')).toEqual([]);
    await clerk.page.keyboard.press('Escape');
    await clerk.page.locator('.facts__wide').getByRole('link').first().click();
    await clerk.page.locator('.task-view .documents').waitFor();
    await clerk.page.locator('.task-view .document-line').first().waitFor();
    await clerk.page.locator('.documents').evaluate((element) => {
      const { DataTransfer, File, DragEvent } = element.ownerDocument.defaultView as unknown as {
        DataTransfer: new () => { items: { add(file: unknown): void } };
        File: new (parts: readonly string[], name: string, options: object) => unknown;
        DragEvent: new (type: string, options: object) => Event;
      };
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['a;b'], 'Liste.csv', { type: 'text/csv' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        element.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    });
    await clerk.page.getByRole('button', { name: /^Liste\.csv/ }).waitFor();
    expect(await clerk.look('documents-4-task')).toEqual([]);
    // The demo hands everything over to the stand-in of enaio.
    await clerk.page.locator('.delivery').getByText('im DMS bestätigt').nth(2).waitFor({ timeout: 60_000 });
    for (const width of [1440, 768, 360]) expect([width, await clerk.overflow(width)]).toEqual([width, 0]);
    expect(clerk.faults).toEqual([]);
  });

  it('given a PDF that is broken, and a file no browser can show, then it says so and offers the file', async () => {
    await clerk.resize({ width: 1440, height: 900 });
    await clerk.open(`/cases/${instanceId}`);
    await choose('kaputt.pdf', 'application/pdf', Buffer.from('%PDF-1.7\nabgeschnitten'));
    await clerk.page.getByRole('button', { name: /^kaputt\.pdf/ }).click();
    await clerk.see('„kaputt.pdf“ lässt sich nicht lesen');
    await clerk.page.keyboard.press('Escape');
    await choose('seite.html', 'text/html', Buffer.from('<!doctype html><script>document.title = "fremd"</script>'));
    await clerk.page.getByRole('button', { name: /^seite\.html/ }).click();
    await clerk.see('Diese Art von Datei lässt sich hier nicht zeigen.');
    expect(await clerk.look('documents-5-no-preview')).toEqual([]);
    expect([await clerk.page.title(), clerk.faults]).toEqual([expect.not.stringContaining('fremd'), []]);
    await clerk.page.keyboard.press('Escape');
  });

  it('given an integrator, then the building blocks for modelling tools are shown and can be downloaded', async () => {
    const integrator = await Journey.begin(browser, laufzettel.url);
    await integrator.logIn('integrator');
    await integrator.follow('Bausteine');
    await integrator.see('Schreiben erstellen (PDF/A)');
    await integrator.see('document-render');
    await integrator.page.getByText('Camunda 7').click();
    expect(await integrator.look('connectors')).toEqual([]);
    const [download] = await Promise.all([
      integrator.page.waitForEvent('download'),
      integrator.page.getByRole('link', { name: 'Vorlagen herunterladen' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('laufzettel-camunda.json');
    expect([await integrator.overflow(360), integrator.faults]).toEqual([0, []]);
    await integrator.end();
  });
});
