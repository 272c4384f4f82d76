import { describe, expect, it } from '@jest/globals';
import { readApplication } from '../data/read-application.ts';
import { mapSubmission } from './map-submission.ts';

const PDF = Buffer.from('%PDF-1.7\nLageplan\n%%EOF\n').toString('base64');
const handOver = (persons: string) => `<?xml version="1.0" encoding="UTF-8"?>
<ns2:Uebergabe xmlns:ns2="urn:example:uebergabe:v2" xmlns:p="urn:example:person" version="2.1">
  <ns2:Kopf><ns2:VorgangsId>SBW-4711</ns2:VorgangsId><ns2:Zeitpunkt>2026-11-20T08:15:00+01:00</ns2:Zeitpunkt></ns2:Kopf>
  <ns2:Formular>
    <p:Personen>${persons}</p:Personen>
    <ns2:Email/>
    <ns2:Flaeche einheit="m2">1.234,56</ns2:Flaeche>
    <ns2:Beginn>01.12.2026</ns2:Beginn>
    <ns2:Zustimmung>true</ns2:Zustimmung>
  </ns2:Formular>
  <ns2:Anlagen><ns2:Anlage><ns2:Dateiname>lageplan.pdf</ns2:Dateiname><ns2:Inhalt>${PDF}</ns2:Inhalt></ns2:Anlage></ns2:Anlagen>
</ns2:Uebergabe>`;
const person = (name: string) => `<p:Person><p:Nachname>${name}</p:Nachname><p:Vorname>Kim</p:Vorname></p:Person>`;

function map(variables: Readonly<Record<string, string>>, persons = person('Muster')) {
  const { data, files } = readApplication({ fileName: 'x.xml', content: Buffer.from(handOver(persons)) }, ['x.xml']);
  const facts = { id: '1', source: 'test', service: '', receivedAt: '2026-11-20T08:00:00.000Z' };
  return { ...mapSubmission({ variables, required: [] }, data, facts), files };
}

describe('mapping what a portal hands over', () => {
  it.each([
    ['a text in a namespace', 'data.Uebergabe.Kopf.VorgangsId', 'SBW-4711'],
    ['an attribute', 'data.Uebergabe.version', '2.1'],
    ['a German decimal', 'number(data.Uebergabe.Formular.Flaeche.text, ".", ",")', 1234.56],
    ['a German date', 'string join(reverse(split(data.Uebergabe.Formular.Beginn, "[.]")), "-")', '2026-12-01'],
    ['an empty element', 'if data.Uebergabe.Formular.Email = "" then null else data.Uebergabe.Formular.Email', null],
    ['a yes or no', 'data.Uebergabe.Formular.Zustimmung = "true"', true],
    ['the first of several', 'data.Uebergabe.Formular.Personen.Person[1].Nachname', 'Muster'],
    ['a number of several', 'count(flatten([data.Uebergabe.Formular.Personen.Person]))', 1],
    ['each of several', 'for p in data.Uebergabe.Formular.Personen.Person return p.Nachname', ['Muster']],
    ['a filter', 'data.Uebergabe.Formular.Personen.Person[Vorname = "Kim"].Nachname', ['Muster']],
    ['several in one word', 'string join(data.Uebergabe.Formular.Personen.Person.Nachname, ", ")', 'Muster'],
    ['a file name', 'data.Uebergabe.Anlagen.Anlage.Dateiname', 'lageplan.pdf'],
  ])('given one person, then %s can be mapped', (_, expression, expected) => {
    const { variables, findings } = map({ x: expression });
    expect([variables['x'], findings.map(({ code, message }) => `${code} ${message}`)]).toEqual([
      expected,
      expected === null ? [expect.any(String)] : [],
    ]);
  });

  it('given a name in the middle of a context that is not in the data, then the finding says which', () => {
    const { findings } = map({ antragsteller: '{name: data.Uebergabe.Formular.Name, ort: {plz: data.plz}, art: "x"}' });
    expect(findings.map(({ severity, code, place }) => [severity, code, place])).toEqual([
      ['warning', 'VALUE_EMPTY', 'antragsteller.name'],
      ['warning', 'VALUE_EMPTY', 'antragsteller.ort.plz'],
    ]);
  });

  it('given several persons and a file inside, then all are there and the file is an attachment', () => {
    const { variables, files } = map(
      { x: 'for p in data.Uebergabe.Formular.Personen.Person return p.Nachname' },
      person('Muster') + person('Beispiel'),
    );
    expect(variables['x']).toEqual(['Muster', 'Beispiel']);
    expect(files.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['lageplan.pdf', 'application/pdf'],
    ]);
  });
});
