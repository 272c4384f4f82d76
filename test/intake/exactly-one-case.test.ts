import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CaseStarter,
  FolderSource,
  type IntakeSource,
  type IntakeStore,
  RuntimeCaseStarter,
  takeIn,
} from '#intake';
import { type IntakeUnderTest, openIntakeUnderTest } from './intake-under-test.ts';

const PDF = Buffer.from('%PDF-1.7\nImpfpass\n%%EOF\n');
const DOG = { halter: { name: 'Erika Beispiel', email: 'erika@example.org' }, hund: { name: 'Waldi' } };

let town: IntakeUnderTest;
let cases: CaseStarter;
let directory: string;

beforeAll(async () => {
  town = await openIntakeUnderTest();
  const { intake, runtime, caseFiles, numbers } = town.installation;
  cases = new RuntimeCaseStarter({
    runtime,
    caseFiles,
    numbers,
    findService: async (identifiers) => (await intake.services.current()).find(identifiers),
    secretOf: (number) => intake.secrets.of(number),
    statusPage: () => 'https://musterstadt.example/status',
  });
}, 60_000);
afterAll(() => town.close());
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'laufzettel-folder-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

let sources = 0;
/** Each test has a folder and a source of its own. */
async function openFolder(maxBytes = 1_000_000): Promise<FolderSource> {
  sources += 1;
  const source = new FolderSource({
    id: `ordner-${sources}`,
    directory,
    services: () => ['hundesteuer', 'auskunft', 'unbekannt'],
    quietMs: 0,
    maxBytes,
  });
  await source.open();
  return source;
}
const put = (service: string, name: string, content: string | Uint8Array) =>
  writeFileSync(join(directory, 'eingang', service, name), content);
/** Two rounds: the first look only remembers. */
async function rounds(source: IntakeSource, store: IntakeStore = town.installation.intake.store) {
  await takeIn(source, store, cases);
  return takeIn(source, store, cases);
}
const arrivals = async (source: IntakeSource) =>
  (await town.installation.intake.store.list({ sourceId: source.id, limit: 100, offset: 0 })).entries;
const under = (part: string): readonly string[] => {
  const path = join(directory, part);
  return existsSync(path) ? readdirSync(path).sort() : [];
};

describe('a watched folder', () => {
  it('given a JSON application, then it is a case with number, mapped data, secret and its papers, and lies in "erledigt"', async () => {
    const source = await openFolder();
    put(
      'hundesteuer',
      'antrag.json',
      JSON.stringify({ ...DOG, anlage: { name: '../../impfpass.pdf', inhalt: PDF.toString('base64') } }),
    );
    expect(await rounds(source)).toMatchObject({ taken: 1, failures: [] });
    const [entry] = await arrivals(source);
    expect(entry).toMatchObject({ state: 'started', service: 'folder:hundesteuer', problems: [] });
    const { runtime, caseFiles, intake } = town.installation;
    const instance = await runtime.instances.get(entry?.instanceId ?? '');
    expect(instance.businessKey).toMatch(/^HS-\d{4}-\d{4}$/);
    expect(instance.businessKey).toBe(entry?.number);
    const { eingang, anlagen, ...rest } = instance.variables as Record<string, Record<string, string>>;
    expect(rest).toEqual({
      nummer: instance.businessKey,
      antragsteller: { name: 'Erika Beispiel', email: 'erika@example.org' },
      antrag: { name: 'Waldi' },
    });
    expect(eingang).toMatchObject({ kanal: 'ordner', quelle: source.id, eingangsId: entry?.submissionId });
    expect(await intake.secrets.matches(instance.businessKey ?? '', eingang?.['statusGeheimnis'] ?? '')).toBe(true);
    expect(await intake.secrets.matches(instance.businessKey ?? '', 'ABCD-EFGH-JKMN-PQRS')).toBe(false);
    const filed = await caseFiles.list(instance.id);
    expect(filed.map(({ documentType, fileName, size }) => [documentType, fileName, size])).toEqual([
      ['application', 'antrag.json', expect.any(Number)],
      ['attachment', 'impfpass.pdf', PDF.length],
    ]);
    expect(anlagen).toEqual([filed[1]]);
    expect([under('eingang/hundesteuer'), under('erledigt/hundesteuer')]).toEqual([[], ['antrag.json']]);
  });

  it('given an XML application with a paper inside, and a folder of files, then both are cases', async () => {
    const source = await openFolder();
    put(
      'hundesteuer',
      'antrag.xml',
      `<?xml version="1.0" encoding="UTF-8"?><a:antrag xmlns:a="urn:x"><a:halter><a:name>Kurt &amp; Söhne</a:name></a:halter>
       <a:hund rasse="Dackel">Waldi</a:hund><a:anlage dateiname="pass.pdf">${PDF.toString('base64')}</a:anlage></a:antrag>`,
    );
    mkdirSync(join(directory, 'eingang', 'auskunft', 'Vorgang 7'));
    writeFileSync(join(directory, 'eingang', 'auskunft', 'Vorgang 7', 'antrag.json'), '{"name":"Kim"}');
    writeFileSync(join(directory, 'eingang', 'auskunft', 'Vorgang 7', 'plan.pdf'), PDF);
    // The mapping of the service reads data.halter; the root element of XML stands before it, so a person must look.
    await rounds(source);
    const byService = new Map((await arrivals(source)).map((entry) => [entry.service, entry]));
    expect(byService.get('folder:hundesteuer')).toMatchObject({
      state: 'doubtful',
      problems: [{ code: 'VALUE_REQUIRED', part: 'antragsteller.name' }],
    });
    expect(
      await town.installation.intake.store.data(source.id, byService.get('folder:hundesteuer')?.submissionId ?? ''),
    ).toEqual({
      antrag: {
        halter: { name: 'Kurt & Söhne' },
        hund: { rasse: 'Dackel', text: 'Waldi' },
        anlage: { dateiname: 'pass.pdf', text: { datei: 'datei-1' } },
      },
    });
    const question = byService.get('folder:auskunft');
    expect(question).toMatchObject({ state: 'started' });
    const filed = await town.installation.caseFiles.list(question?.instanceId ?? '');
    expect(filed.map(({ fileName }) => fileName)).toEqual(['antrag.json', 'plan.pdf']);
    expect(under('erledigt/auskunft')).toEqual(['Vorgang 7']);
  });

  it('given the same application three times, at once and later, then it is one case', async () => {
    const source = await openFolder();
    for (const name of ['a.json', 'b.json']) put('hundesteuer', name, JSON.stringify(DOG));
    await rounds(source);
    put('hundesteuer', 'a.json', JSON.stringify(DOG));
    await rounds(source);
    expect((await arrivals(source)).map(({ state }) => state)).toEqual(['started']);
    expect([under('eingang/hundesteuer'), under('erledigt/hundesteuer')]).toEqual([
      [],
      ['2-a.json', 'a.json', 'b.json'],
    ]);
  });

  it('given a file that is still growing, then it is left alone', async () => {
    const source = await openFolder();
    put('hundesteuer', 'antrag.json', '{"halter":');
    await takeIn(source, town.installation.intake.store, cases);
    put('hundesteuer', 'antrag.json', '{"halter":{"name":');
    await takeIn(source, town.installation.intake.store, cases);
    put('hundesteuer', 'antrag.json.part', '{}');
    put('hundesteuer', 'antrag.json', '{"halter":{"name":"Ina"}}');
    await takeIn(source, town.installation.intake.store, cases);
    expect(await arrivals(source)).toEqual([]);
    await takeIn(source, town.installation.intake.store, cases);
    expect((await arrivals(source)).map(({ state }) => state)).toEqual(['started']);
    expect(under('eingang/hundesteuer')).toEqual(['antrag.json.part']);
  });

  it('given a service nobody has described, then it waits for a person and goes on as the service chosen', async () => {
    const source = await openFolder();
    put('unbekannt', 'antrag.json', JSON.stringify(DOG));
    await rounds(source);
    const { store } = town.installation.intake;
    const [entry] = await arrivals(source);
    expect(entry).toMatchObject({ state: 'doubtful', readable: true, problems: [{ code: 'NO_PROCESS_FOR_SERVICE' }] });
    const decision = { by: 'kim', at: new Date().toISOString(), reason: 'gehört hierher', service: 'hundesteuer' };
    expect(await store.release(source.id, entry?.submissionId ?? '', decision)).toBe(true);
    expect(await takeIn(source, store, cases)).toMatchObject({ taken: 1 });
  });

  const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY b${i} "${(i === 0 ? '&a;' : `&b${i - 1};`).repeat(10)}">`).join('')}]><a>&b8;</a>`;
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  it.each([
    ['a DOCTYPE with an external file', 'x.xml', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'DOCTYPE_REFUSED'],
    ['an entity bomb', 'x.xml', bomb, 'DOCTYPE_REFUSED'],
    ['truncated XML', 'x.xml', '<antrag><name>Erika</na', 'SYNTAX_INVALID'],
    ['a ZIP named XML', 'x.xml', Buffer.from('PK\x03\x04rest'), 'SYNTAX_INVALID'],
    ['truncated JSON', 'x.json', '{"halter":{"name":"E', 'SYNTAX_INVALID'],
    ['JSON a hundred thousand levels deep', 'x.json', '['.repeat(100_000), 'TOO_DEEP'],
    ['XML a hundred thousand levels deep', 'x.xml', '<a>'.repeat(100_000), 'TOO_DEEP'],
    ['half a million values', 'x.json', `[${'1,'.repeat(500_000)}1]`, 'TOO_LARGE'],
    ['a quarter of a million values', 'x.json', `[${'1,'.repeat(250_000)}1]`, 'TOO_MANY_VALUES'],
    ['a NUL in a text', 'x.json', '{"halter":{"name":"a\\u0000b"}}', 'SYNTAX_INVALID'],
    ['a name that reaches for prototypes', 'x.json', '{"__proto__":{"x":1}}', 'NAME_REFUSED'],
    ['bytes that are no UTF-8', 'x.json', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22]), 'SYNTAX_INVALID'],
    ['an unknown encoding', 'x.xml', '<?xml version="1.0" encoding="x-evil"?><a/>', 'ENCODING_UNKNOWN'],
    ['the test file of virus scanners', 'x.json', eicar, 'MALWARE_FOUND'],
    [
      'the test file of virus scanners inside',
      'x.json',
      JSON.stringify({ a: `data:application/pdf;base64,${Buffer.from(eicar).toString('base64')}` }),
      'MALWARE_FOUND',
    ],
  ])('given %s, then it is refused with the reason beside it, and kept', async (_, name, content, code) => {
    const source = await openFolder();
    put('hundesteuer', name, content);
    const begun = Date.now();
    await rounds(source);
    expect(Date.now() - begun).toBeLessThan(30_000);
    expect((await arrivals(source)).map(({ state, problems }) => [state, problems.map((one) => one.code)])).toEqual([
      ['refused', [code]],
    ]);
    expect(under('abgelehnt/hundesteuer')).toEqual([name, `${name}.grund.txt`]);
    expect(readFileSync(join(directory, 'abgelehnt/hundesteuer', `${name}.grund.txt`), 'utf8')).toContain(code);
  });

  it('given links that lead elsewhere, and too many files, then nothing outside is read or moved', async () => {
    const source = await openFolder();
    const secret = join(directory, 'geheim.json');
    writeFileSync(secret, JSON.stringify(DOG));
    symlinkSync(secret, join(directory, 'eingang/hundesteuer/link.json'));
    symlinkSync(directory, join(directory, 'eingang/alles'));
    mkdirSync(join(directory, 'eingang/hundesteuer/viele'));
    for (let i = 0; i < 120; i += 1) writeFileSync(join(directory, 'eingang/hundesteuer/viele', `${i}.txt`), '');
    await rounds(source);
    expect((await arrivals(source)).flatMap(({ state, problems }) => [state, problems[0]?.code]).sort()).toEqual([
      'NO_ORDINARY_FILE',
      'TOO_MANY_FILES',
      'refused',
      'refused',
    ]);
    expect(existsSync(secret)).toBe(true);
  });
});

/** Fails at the n-th call of all those given, before or after it was carried out. */
function failingAt(place: number, when: 'before' | 'after') {
  let calls = 0;
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== 'function') return value;
        return async (...given: readonly unknown[]) => {
          calls += 1;
          const hit = calls === place;
          if (hit && when === 'before') throw new Error('crash');
          const answer: unknown = await (value as (...all: readonly unknown[]) => unknown).apply(object, [...given]);
          if (hit) throw new Error('crash');
          return answer;
        };
      },
    });
  return { wrap, calls: () => calls };
}

describe('a crash between any two steps', () => {
  it.each(['before', 'after'] as const)(
    'given one %s every single call in turn, then each arrival is exactly one case',
    async (when) => {
      const { store } = town.installation.intake;
      for (let place = 1; ; place += 1) {
        const source = await openFolder();
        const mark = `${when}-${place}`;
        const content = { ...DOG, hund: { name: mark }, anlage: { n: 'pass.pdf', i: PDF.toString('base64') } };
        put('hundesteuer', `${mark}.json`, JSON.stringify(content));
        await source.waiting();
        const crash = failingAt(place, when);
        await takeIn(crash.wrap(source), crash.wrap(store), crash.wrap(cases)).catch(() => undefined);
        // The program starts again: it has forgotten every look.
        const again = new FolderSource({ id: source.id, directory, services: () => [], quietMs: 0 });
        await rounds(again);
        await takeIn(again, store, cases);
        const [entry, ...others] = await arrivals(source);
        expect([mark, entry?.state, others.length]).toEqual([mark, 'started', 0]);
        const found = await town.installation.runtime.instances.list({ businessKey: entry?.number ?? '' });
        expect([mark, found.total, found.items[0]?.variables['antrag']]).toEqual([mark, 1, { name: mark }]);
        const filed = await town.installation.caseFiles.list(entry?.instanceId ?? '');
        expect(filed.map(({ documentType }) => documentType)).toEqual(['application', 'attachment']);
        expect(found.items[0]?.variables['anlagen']).toEqual([filed[1]]);
        expect(under('eingang/hundesteuer')).toEqual([]);
        rmSync(join(directory, 'erledigt'), { recursive: true });
        if (crash.calls() < place) break;
      }
    },
    60_000,
  );

  it('given two rounds at once, then each arrival is exactly one case', async () => {
    const source = await openFolder();
    for (let i = 0; i < 20; i += 1) put('hundesteuer', `${i}.json`, JSON.stringify({ ...DOG, hund: { nr: i } }));
    const other = new FolderSource({ id: source.id, directory, services: () => [], quietMs: 0 });
    await Promise.all([source.waiting(), other.waiting()]);
    const { store } = town.installation.intake;
    await Promise.all([takeIn(source, store, cases), takeIn(other, store, cases)]);
    await rounds(source);
    const entries = await arrivals(source);
    expect(entries.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, () => 'started'));
    expect(new Set(entries.map(({ number }) => number)).size).toBe(20);
  });
});
