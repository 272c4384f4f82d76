import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type CaseRecord, type JsonObject, type ParticipationView, type TaskDetail } from '#contracts';
import { letTimerRing } from '../api/let-timer-ring.ts';
import { eventually } from '../api/test-server.ts';
import { Town } from './town.ts';

const PLAN = new Blob(['%PDF-1.7\nLageplan\n%%EOF\n'], { type: 'application/pdf' });
const PHOTO = new Blob([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')], { type: 'image/png' });
const OWNER = {
  name: 'Bruno Bauer',
  strasse: 'Feldweg 1',
  plz: '35390',
  ort: 'Musterstadt',
  email: 'bruno@example.org',
};
const EXTENSION = {
  vorhaben: 'anbau',
  beschreibung: 'Anbau eines Wintergartens',
  flurstueck: 'Musterstadt, Flur 3, 17/2',
  gebaeudeklasse: 1,
  baukosten: 50_000,
  entwaesserung: true,
  vorlagen: ['lageplan', 'bauzeichnungen', 'baubeschreibung'],
};
/** Two can be reached by mail, one only on paper. */
const NEIGHBOURS = ['Anna', 'Bernd', 'Carla'].map((name) => ({
  name,
  anschrift: 'Feldweg 3, 35390 Musterstadt',
  email: name === 'Bernd' ? null : `${name.toLowerCase()}@example.org`,
}));

/** Put together at run time, so that no scanner takes this file for it. */
const VIRUS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 90_000);
afterAll(() => town.close(), 30_000);

const look = <Body = ParticipationView>(secret: string) =>
  town.server.api.call<Body>('GET', apiPaths.participation(secret));
function answer(secret: string, data: JsonObject, files: readonly (readonly [string, Blob])[] = []) {
  const body = new FormData();
  body.set('answer', JSON.stringify(data));
  for (const [name, blob] of files) body.append('files', blob, name);
  return town.server.api.call<{ code?: string }>('POST', apiPaths.participation(secret), { body });
}

/** The secret of the letter that waits to be posted; the letter is posted. */
async function postLetter(id: string): Promise<string> {
  const task: TaskDetail = await town.task(id, 'AnschreibenVersenden', 'clerk');
  const { nachbar, participation } = task.variables as { nachbar: { name: string }; participation: { url: string } };
  expect(nachbar.name).toBe('Bernd');
  await town.do(id, 'AnschreibenVersenden', 'clerk', {});
  return participation.url.split('/').at(-1) ?? '';
}

describe('a building application with three neighbours', () => {
  it('given one agrees, one objects and one is silent, then all three are recorded and the notice goes out', async () => {
    const { number } = await town.apply('bauantrag', { antragsteller: OWNER, antrag: EXTENSION }, [
      ['lageplan.pdf', PLAN],
      ['berechnung.pdf', PLAN],
    ]);
    const { id } = await town.caseOf(number);
    const checking = await eventually(
      async () => ({ status: 200, headers: new Headers(), body: await town.task(id, 'AntragPruefen', 'clerk') }),
      ({ variables }) => (variables['anlagen'] as { documentId: string | null }[])[0]?.documentId !== null,
    );
    const papers = checking.variables['anlagen'] as { documentId: string; fileName: string }[];
    const plan = papers.find(({ fileName }) => fileName === 'lageplan.pdf');
    expect(checking.variables['vorpruefung']).toMatchObject({
      verfahren: 'vereinfacht',
      vollstaendig: true,
      gebuehr: 200,
    });
    await town.do(id, 'AntragPruefen', 'clerk', {
      pruefung: 'weiter',
      nachbarn: NEIGHBOURS,
      offengelegt: [plan?.documentId ?? ''],
    });
    await town.do(id, 'StellungnahmeAbgeben', 'clerk', {
      stellungnahmeErgebnis: 'auflagen',
      stellungnahme: 'Der Kanal reicht aus.',
      auflagenVorschlag: 'Rückstausicherung',
    });
    const Bernd = await postLetter(id);
    const Anna = await town.invitedSecret('anna@example.org');
    const Carla = await town.invitedSecret('carla@example.org');

    // A mail scanner looks first; nothing is used up by it. Nobody sees more than was released.
    for (const secret of [Anna, Anna, Bernd]) expect((await look(secret)).body.state).toBe('open');
    const { body: view } = await look(Anna);
    expect(view).toMatchObject({ recipientName: 'Anna', documents: [{ fileName: 'lageplan.pdf' }] });
    expect(JSON.stringify(view)).not.toMatch(/Bruno|bruno@|Bernd|Carla|berechnung/);
    const document = await fetch(town.server.url + apiPaths.participationDocument(Anna, view.documents[0]?.id ?? ''));
    expect(await document.text()).toBe(await PLAN.text());
    const other = papers.find(({ fileName }) => fileName === 'berechnung.pdf')?.documentId ?? '';
    expect((await fetch(town.server.url + apiPaths.participationDocument(Anna, other))).status).toBe(404);

    expect((await answer(Bernd, { haltung: 'einwendung' }, [])).status).toBe(201);
    expect((await answer(Anna, { haltung: '' })).body.code).toBe('ANSWER_INVALID');
    const both = await Promise.all([
      answer(Anna, { haltung: 'einverstanden' }),
      answer(Anna, { haltung: 'einwendung' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await answer(Bernd, { haltung: 'einverstanden' })).body.code).toBe('LINK_ANSWERED');
    expect((await look(Bernd)).body).toMatchObject({ state: 'answered', documents: [] });

    await letTimerRing(town.server.api, id, 'AnhoerungsfristVerstrichen');
    const deciding = await town.task(id, 'AntragEntscheiden', 'clerk');
    const heard = deciding.variables['aeusserungen'] as { name: string; ergebnis: string }[];
    expect(heard.map(({ name }) => name)).toEqual(['Anna', 'Bernd', 'Carla']);
    expect(heard[1]).toMatchObject({ ergebnis: 'Einwendung', einwendung: true });
    expect(heard[2]).toMatchObject({ ergebnis: 'keine Äußerung (gilt als keine Einwendung)', am: null });
    expect((await look(Carla)).body).toMatchObject({ state: 'expired' });
    expect((await answer(Carla, { haltung: 'einwendung' })).body.code).toBe('LINK_EXPIRED');

    await town.do(id, 'AntragEntscheiden', 'clerk', {
      entscheidung: 'genehmigen',
      auflagen: 'Rückstausicherung einbauen\nBaubeginn anzeigen',
      begruendung: 'Die Abstandsflächen sind eingehalten.',
      gebuehr: 200,
    });
    await town.do(id, 'BescheidFreigeben', 'head', { freigegeben: 'ja' });
    expect(await town.pay(number)).toBe(200);
    const ended = await town.ended(id);
    // Bernd objected and has no mail address: his copy goes to the office, to be printed.
    const printed = (await town.mailsTo('bauaufsicht@musterstadt.example')).find(({ subject }) =>
      subject.startsWith('Bauvorhaben in Ihrer Nachbarschaft'),
    );
    expect(printed?.text).toContain('bitte ausdrucken und zustellen an Bernd');
    // The secrets of links sent by mail are nowhere in the case.
    expect(JSON.stringify(ended)).not.toContain(Anna);
    const { body: record } = await town.server.api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
    expect(record.closed).toBe(true);
    expect(record.documents.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Anhörung Bernd', 'Bescheid zum Bauantrag']),
    );
  }, 120_000);

  it('given an objection with a photo, then the photo is in the record', async () => {
    const { number } = await town.apply('bauantrag', {
      antragsteller: OWNER,
      antrag: { ...EXTENSION, entwaesserung: false },
    });
    const { id } = await town.caseOf(number);
    const [, reachedByLetter] = NEIGHBOURS;
    const nachbarn =
      reachedByLetter === undefined ? [] : [reachedByLetter, { name: 'Dora', email: 'dora@example.org' }];
    await town.do(id, 'AntragPruefen', 'clerk', { pruefung: 'weiter', nachbarn });
    const Bernd = await postLetter(id);
    const Dora = await town.invitedSecret('dora@example.org');
    // What the record would refuse must not be confirmed: the answer would never arrive.
    const objection = { haltung: 'einwendung', text: 'Verschattung' };
    for (const [name, bytes, code] of [
      ['foto.png', 'MZ\x90\0', 'FILE_TYPE_REFUSED'],
      ['foto.html', '<html><script>', 'FILE_TYPE_REFUSED'],
      ['plan.pdf', `%PDF-1.7\n${VIRUS}`, 'MALWARE_FOUND'],
    ] as const)
      expect((await answer(Dora, objection, [[name, new Blob([bytes], { type: 'image/png' })]])).body.code).toBe(code);
    expect((await look(Dora)).body.state).toBe('open');
    const { status } = await answer(Dora, { haltung: 'einwendung', text: 'Verschattung' }, [['../foto.png', PHOTO]]);
    expect(status).toBe(201);
    await answer(Bernd, { haltung: 'einverstanden' });
    const { variables } = await town.task(id, 'AntragEntscheiden', 'clerk');
    expect(variables['aeusserungen']).toMatchObject([
      { name: 'Bernd', einwendung: false },
      { name: 'Dora', einwendung: true, text: 'Verschattung', anlagen: [{ fileName: 'foto.png' }] },
    ]);
    const { body: record } = await town.server.api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
    expect(record.documents.map(({ title }) => title)).toContain('foto.png (Dora)');
  }, 90_000);

  it('given guesses of links, then they are slowed down', async () => {
    const codes: number[] = [];
    for (let guess = 0; guess < 40; guess += 1) codes.push((await look(`${'A'.repeat(41)}${guess + 10}`)).status);
    expect(codes[0]).toBe(404);
    expect(codes.at(-1)).toBe(429);
  });
});
