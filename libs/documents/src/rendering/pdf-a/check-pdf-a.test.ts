import { beforeAll, describe, expect, it } from '@jest/globals';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFString, StandardFonts } from 'pdf-lib';
import { writePdf } from '../pdf-writer.ts';
import { checkPdfA } from './check-pdf-a.ts';

let good: Buffer;
beforeAll(async () => {
  good = await writePdf(
    { content: ['Text mit ', { text: 'fett', bold: true }] },
    { title: 'Prüfung „A“', author: 'Stadt', createdAt: new Date('2026-11-21T09:00:00Z') },
  );
});

/** The good file with one thing changed, written again. */
async function changed(change: (document: PDFDocument) => unknown): Promise<Buffer> {
  const document = await PDFDocument.load(good, { updateMetadata: false });
  await change(document);
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

function rawStream(dictionary: PDFDict, key: string): PDFRawStream {
  const stream = dictionary.lookup(PDFName.of(key));
  if (stream instanceof PDFRawStream) return stream;
  throw new Error(`Expected a stream under ${key}.`);
}

const rules = async (bytes: Buffer): Promise<readonly string[]> =>
  (await checkPdfA(bytes)).findings.map((finding) => finding.rule);

describe('structural PDF/A check', () => {
  it('given a file written as PDF/A-2b, then it conforms, also when written again unchanged', async () => {
    expect(await checkPdfA(good)).toEqual({ conforming: true, profile: '2b', findings: [] });
    expect(await checkPdfA(await changed(() => undefined))).toMatchObject({ conforming: true });
  });

  it('given an ordinary PDF, then identification, intent, metadata and fonts are missed', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont(StandardFonts.Helvetica);
    document.addPage().drawText('x', { font });
    expect(new Set(await rules(Buffer.from(await document.save())))).toEqual(
      new Set(['6.6.2.1', '6.2.3', '6.2.11.4', '6.1.3']),
    );
  });

  const changes: readonly (readonly [string, string, (document: PDFDocument) => unknown])[] = [
    ['no metadata', '6.6.2.1', (document) => document.catalog.delete(PDFName.of('Metadata'))],
    ['no output intent', '6.2.3', (document) => document.catalog.delete(PDFName.of('OutputIntents'))],
    [
      'a cut colour profile',
      '6.2.3',
      ({ context, catalog }) => {
        const intent = catalog.lookup(PDFName.of('OutputIntents'), PDFArray).lookup(0, PDFDict);
        intent.set(PDFName.of('DestOutputProfile'), context.register(context.stream(Buffer.alloc(50), { N: 3 })));
      },
    ],
    [
      'a colour profile with a wrong number of components',
      '6.2.4.2',
      ({ catalog }) => {
        const intent = catalog.lookup(PDFName.of('OutputIntents'), PDFArray).lookup(0, PDFDict);
        rawStream(intent, 'DestOutputProfile').dict.set(PDFName.of('N'), PDFNumber.of(4));
      },
    ],
    [
      'a font that is not embedded',
      '6.2.11.4',
      async (document) => document.getPage(0).drawText('x', { font: await document.embedFont(StandardFonts.Courier) }),
    ],
    ['a script of the document', '6.5.1', (document) => document.addJavaScript('x', 'app.alert(1)')],
    [
      'a script when opening',
      '6.5.1',
      ({ context, catalog }) =>
        catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })),
    ],
    [
      'a program to launch from an annotation',
      '6.5.1',
      (document) => {
        const annotation = document.context.obj({ Type: 'Annot', Subtype: 'Link', A: { Type: 'Action', S: 'Launch' } });
        document.getPage(0).node.set(PDFName.of('Annots'), document.context.obj([annotation]));
      },
    ],
    ['additional actions', '6.5.2', ({ context, catalog }) => catalog.set(PDFName.of('AA'), context.obj({}))],
    ['an XFA form', '6.4.2', ({ context, catalog }) => catalog.set(PDFName.of('AcroForm'), context.obj({ XFA: [] }))],
    [
      'a film',
      '6.3.1',
      (document) => {
        const annotation = document.context.obj({ Type: 'Annot', Subtype: 'Movie' });
        document.getPage(0).node.set(PDFName.of('Annots'), document.context.obj([annotation]));
      },
    ],
    [
      'an attached file',
      '6.8',
      async (document) => document.attach(Buffer.from('x'), 'x.txt', { mimeType: 'text/plain' }),
    ],
    [
      'a stream in another file',
      '6.1.7.1',
      ({ context }) => context.register(context.stream('', { F: PDFString.of('x.bin') })),
    ],
    ['an LZW stream', '6.1.7.2', ({ context }) => context.register(context.stream('', { Filter: 'LZWDecode' }))],
    ['another title in the information dictionary', '6.6.3', (document) => document.setTitle('anders')],
  ];
  for (const [what, rule, change] of changes) {
    it(`given ${what}, then rule ${rule} is named`, async () => {
      expect(await rules(await changed(change))).toContain(rule);
    });
  }

  it('given a file that claims PDF/A-9, then the claim is refused', async () => {
    const bytes = await changed(({ catalog, context }) => {
      const xml = Buffer.from(rawStream(catalog, 'Metadata').contents).toString('utf8');
      const claim = xml.replace('<pdfaid:part>2', '<pdfaid:part>9');
      expect(claim).not.toBe(xml);
      catalog.set(
        PDFName.of('Metadata'),
        context.register(context.stream(Buffer.from(claim), { Type: 'Metadata', Subtype: 'XML' })),
      );
    });
    expect(await rules(bytes)).toContain('6.6.4');
  });

  it('given metadata with a DOCTYPE, then they are refused', async () => {
    const bytes = await changed(({ catalog, context }) => {
      const xml = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
      catalog.set(PDFName.of('Metadata'), context.register(context.stream(xml, { Type: 'Metadata', Subtype: 'XML' })));
    });
    expect(await rules(bytes)).toContain('6.6.2.1');
  });

  it('given metadata or a profile that cannot be unpacked, then the check says so and does not throw', async () => {
    const bytes = await changed(({ catalog, context }) => {
      const broken = context.stream('not deflated', { Type: 'Metadata', Filter: 'FlateDecode' });
      catalog.set(PDFName.of('Metadata'), context.register(broken));
    });
    expect((await checkPdfA(bytes)).conforming).toBe(false);
  });

  it('given bytes before, after or instead of a PDF, then the check says so and does not throw', async () => {
    expect(await rules(Buffer.concat([Buffer.from('x\n'), good]))).toContain('6.1.2');
    expect(await rules(Buffer.concat([good, Buffer.from('MZ program')]))).toContain('6.1.3');
    expect(await rules(Buffer.from('no pdf'))).toContain('6.1');
    expect(await rules(good.subarray(0, good.length / 2))).not.toEqual([]);
  });
});
