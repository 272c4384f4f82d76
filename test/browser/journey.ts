import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

const artifacts = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** How long a person waits for what must come: a busy machine may take its time, a broken screen takes this long to fail. */
const PATIENCE_MS = 40_000;
/** How long a page may take to be laid out for another size. */
const LAYOUT_MS = 5_000;

/** One person at one browser: what they do, in the words of the screen, and what went wrong while they did it. */
export class Journey {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #url: string;
  readonly #faults: string[] = [];

  private constructor(page: Page, context: BrowserContext, url: string) {
    this.page = page;
    this.#context = context;
    this.#url = url;
    page.on('pageerror', (error) => this.#faults.push(error.message));
    page.on('console', (message) => {
      // A refused request is an answer the screen handles, and the drawing library reports what a faulty file lacks;
      // everything else on the console is a fault of the app.
      const expected = /Failed to load resource|failed to import <bpmn/.test(message.text());
      if (message.type() === 'error' && !expected) this.#faults.push(message.text());
    });
  }

  static async begin(browser: Browser, url: string, viewport = { width: 1440, height: 900 }): Promise<Journey> {
    const context = await browser.newContext({
      locale: 'de-DE',
      timezoneId: 'Europe/Berlin',
      viewport,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Journey(await context.newPage(), context, url);
  }

  /** Errors of the page so far: exceptions and what the browser complained about, the content security policy included. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  async open(address: string): Promise<void> {
    await this.page.goto(this.#url + address);
  }

  /** Goes to a page elsewhere, such as a link in a mail or the page of a stand-in. */
  async visit(url: string): Promise<void> {
    await this.page.goto(url);
  }

  /** Loads the page of a stand-in until it shows the words: what arrives there arrives after a while. */
  async visitUntil(url: string, words: string | RegExp, patienceMs = 60_000): Promise<void> {
    const until = Date.now() + patienceMs;
    for (;;) {
      await this.visit(url);
      if ((await this.page.getByText(words).count()) > 0) return;
      if (Date.now() > until) {
        const shown = await this.page.locator('body').innerText();
        throw new Error(`Expected ${String(words)} on ${url}, but it shows:\n${shown.slice(0, 3000)}`);
      }
      await this.page.waitForTimeout(400);
    }
  }

  /** Opens the inbox of the groups and there the task of a step in a case. */
  async openTask(step: string, number: string): Promise<void> {
    await this.open('/inbox?scope=groups');
    await this.page.locator('.task-line', { hasText: step }).filter({ hasText: number }).click();
    await this.page.locator('.task-view').getByRole('heading', { name: step, exact: true }).waitFor();
  }

  /** Does what the open task asks for and waits until it says so. */
  async complete(step: string): Promise<void> {
    await this.press('Erledigen');
    await this.see(`„${step}“ ist erledigt.`);
  }

  async fillIn(label: string | RegExp, words: string): Promise<void> {
    await this.page.getByLabel(label).fill(words);
  }

  /** Looks again and again until it sees what is wanted, for what changes a moment later; answers what it saw last. */
  async until<T>(look: () => Promise<T>, wanted: (seen: T) => boolean, patienceMs = PATIENCE_MS): Promise<T> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const seen = await look();
      if (wanted(seen) || Date.now() > deadline) return seen;
      await this.page.waitForTimeout(50);
    }
  }

  /** Where something is once it has come to rest: in the same place in several looks, with all fonts there. */
  async placeOf(selector: string): Promise<unknown> {
    await this.page.evaluate('document.fonts.ready.then(() => true)');
    const place = () => this.page.locator(selector).boundingBox();
    let before = JSON.stringify(await place());
    let same = 0;
    const seen = await this.until(place, (now) => {
      same = JSON.stringify(now) === before ? same + 1 : 0;
      before = JSON.stringify(now);
      return same >= 5;
    });
    return seen;
  }

  /** Opens the mail with a subject that came to an address, as its reader. */
  async readMail(mailPage: string, subject: string | RegExp): Promise<string> {
    await this.visitUntil(mailPage, subject);
    await this.follow(subject);
    await this.page.locator('pre').waitFor();
    return this.page.locator('main').innerText();
  }

  async logIn(name: string): Promise<void> {
    await this.open('/');
    await this.page.getByLabel('Benutzername').fill(name);
    await this.page.getByLabel('Passwort').fill(name);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.rail').waitFor();
  }

  async logOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Angemeldet als/ }).click();
    await this.press('Abmelden');
    await this.heading('Anmelden').waitFor();
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
  }

  async follow(name: string | RegExp): Promise<void> {
    await this.page.getByRole('link', { name }).first().click();
  }

  /** The text of everything in the middle of the screen. */
  async work(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  async see(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).first().waitFor();
  }

  /** Chooses files in the portal as the file dialog of the computer would. */
  async upload(name: string, content: string): Promise<void> {
    await this.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) });
  }

  /** Chooses several files at once. */
  async uploadTogether(files: Readonly<Record<string, string>>): Promise<void> {
    await this.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(
        Object.entries(files).map(([name, content]) => ({
          name,
          mimeType: 'application/octet-stream',
          buffer: Buffer.from(content),
        })),
      );
  }

  /** Violations of WCAG 2.2 AA and good practice on the screen as it is, one line each; leaves a picture of it. */
  async look(picture: string): Promise<readonly string[]> {
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: `${artifacts}${picture}.png`, fullPage: false });
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(RULES).analyze();
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${picture}: ${id} (${help}) at ${node.html.slice(0, 200)}`),
    );
  }

  /** Gives the window another size and waits until the page is laid out for it. */
  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    await this.page.setViewportSize(size);
    await this.page.waitForFunction(`window.innerWidth === ${size.width}`);
    // The first frame runs the listeners of the new size, the second shows what they changed.
    await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  /** How many pixels the page is wider than the window; 0 when nothing must be scrolled sideways. */
  async overflow(width: number): Promise<number> {
    await this.resize({ width, height: 800 });
    // What follows the size by itself, such as a drawing, may need a moment longer: only what stays too wide is too wide.
    return this.until(
      () => this.page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)'),
      (pixels) => pixels === 0,
      LAYOUT_MS,
    );
  }

  async end(): Promise<void> {
    await this.#context.close();
  }
}
