import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiPaths, type ApplicationStatus, type CaseRecord } from '#contracts';
import { checkPdfA } from '#documents';
import { eventually } from '../api/test-server.ts';
import { Town } from './town.ts';

const PDF = new Blob(['%PDF-1.7\nÜbernahmevertrag\n%%EOF\n'], { type: 'application/pdf' });
const OWNER = {
  name: 'Erika Becker',
  strasse: 'Gartenweg 4',
  plz: '35390',
  ort: 'Musterstadt',
  email: 'erika@example.org',
};
/** On the calendar of the town. */
const thisYear = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric' }).format();
const DOG = {
  hundename: 'Bello',
  rasse: 'Labrador',
  haltungsbeginn: `${thisYear}-01-15`,
  chipnummer: '276098106123456',
  weitereHunde: 0,
  ermaessigungsgrund: 'tierheim',
};

let town: Town;
beforeAll(async () => {
  town = await Town.open();
}, 90_000);
afterAll(() => town.close(), 30_000);

describe('registering a dog', () => {
  it('given a form without its proof, then papers are asked for, the deadline rests, and after the fee the notice is filed', async () => {
    const receipt = await town.apply('hundesteuer-anmeldung', { antragsteller: OWNER, antrag: DOG });
    const { id } = await town.caseOf(receipt.number);
    const before = await town.task(id, 'AntragPruefen', 'clerk');
    expect(before.form).toMatchObject({ kind: 'schema', key: 'hundesteuer-pruefen' });
    expect(before.variables).toMatchObject({
      nummer: receipt.number,
      steuerJahr: 48,
      vorpruefung: { vollstaendig: false, klasse: 'erster Hund', fehlt: [expect.stringContaining('Nachweis')] },
    });
    expect(Date.parse(before.dueDate ?? '') - Date.now()).toBeGreaterThan(13 * 86_400_000);

    await town.do(id, 'AntragPruefen', 'clerk', {
      pruefung: 'nachfordern',
      nachforderungstext: 'Vertrag mit dem Tierheim',
    });
    const { number, secret } = receipt;
    const waiting = await eventually(
      () => town.server.api.call<ApplicationStatus>('POST', '/api/application-status', { json: { number, secret } }),
      ({ missing }) => missing?.canUpload === true,
    );
    expect(waiting).toMatchObject({ stage: 'papers-missing', missing: { note: 'Vertrag mit dem Tierheim' } });
    const papers = new FormData();
    papers.append('number', number);
    papers.append('secret', secret);
    papers.append('files', PDF, 'vertrag.pdf');
    const { status } = await town.server.api.call('POST', '/api/application-status/papers', { body: papers });
    expect(status).toBe(200);

    const after = await town.task(id, 'AntragPruefen', 'clerk');
    expect(after.variables).toMatchObject({ vorpruefung: { vollstaendig: true }, antragsstand: 'in-pruefung' });
    expect(after.variables['anlagen']).toMatchObject([{ fileName: 'vertrag.pdf' }]);
    expect(Date.parse(after.dueDate ?? '')).toBeGreaterThan(Date.parse(before.dueDate ?? ''));

    await town.do(id, 'AntragPruefen', 'clerk', { pruefung: 'vollstaendig' });
    await town.do(id, 'SteuerFestsetzen', 'clerk', {
      entscheidung: 'festsetzen',
      steuerJahr: 48,
      steuerErstesJahr: 40,
      begruendung: 'Aus dem Tierheim übernommen; im Januar nicht steuerpflichtig.',
    });
    const release = await town.task(id, 'BescheidFreigeben', 'head');
    expect(release.variables['freigabe']).toMatchObject({ gruende: ['Die Steuer weicht vom Vorschlag ab.'] });
    await town.do(id, 'BescheidFreigeben', 'head', { freigegeben: 'ja' });
    expect(await town.pay(receipt.number)).toBe(40);

    const ended = await town.ended(id);
    expect(ended.variables['antragsstand']).toBe('entschieden');
    const mails = await town.mailsTo(OWNER.email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Eingangsbestätigung ${receipt.number}`,
      'Hundesteuer: Es fehlen noch Unterlagen',
      'Hundesteuer: Ihr Bescheid liegt bereit',
      'Hundesteuer: Bitte um Zahlung',
    ]);
    expect(mails[0]?.text).toContain(receipt.number);
    expect(mails[0]?.text).toContain(receipt.secret);
    expect(mails[1]?.text).toContain(receipt.secret);
    // The port is any free one: the link leads to where the server listens.
    expect(mails[2]?.text).toContain(`${town.server.url.replace('127.0.0.1', 'localhost')}/status`);
    const { body: closed } = await town.server.api.call<ApplicationStatus>('POST', '/api/application-status', {
      json: { number, secret },
    });
    expect(closed).toMatchObject({ stage: 'closed', documents: [{ title: 'Bescheid über die Hundesteuer' }] });
    const fetched = await fetch(town.server.url + apiPaths.applicationDocument, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number, secret, documentId: closed.documents[0]?.id }),
    });
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const released = Buffer.from(await fetched.arrayBuffer());
    const { body: record } = await town.server.api.get<CaseRecord>(apiPaths.caseDocuments(id), 'clerk');
    expect(record).toMatchObject({ closed: true });
    const notice = record.documents.find(({ title }) => title === 'Bescheid über die Hundesteuer');
    expect(closed.documents[0]?.id).toBe(notice?.documentId);
    expect(await checkPdfA(released)).toMatchObject({ conforming: true });
  }, 90_000);
});
