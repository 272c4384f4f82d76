import { describe, expect, it } from '@jest/globals';
import { releasedDocuments } from './released-documents.ts';

const NOTICE = {
  documentId: 'd-1',
  documentType: 'decision-notice',
  title: 'Bescheid',
  fileName: 'bescheid.pdf',
  mediaType: 'application/pdf',
  sha256: 'ab',
  size: 4711,
  version: 2,
};

describe('the documents a case releases to its applicant', () => {
  it('given a document with its day, then that version is released, without what is internal', () => {
    expect(releasedDocuments({ bekanntgabe: [{ ...NOTICE, bekanntgegebenAm: '2026-11-20T09:00:00+01:00' }] })).toEqual([
      {
        documentId: 'd-1',
        version: 2,
        title: 'Bescheid',
        fileName: 'bescheid.pdf',
        mediaType: 'application/pdf',
        size: 4711,
        releasedAt: '2026-11-20T08:00:00.000Z',
      },
    ]);
  });

  it('given a corrected notice listed again, then the later version counts', () => {
    const found = releasedDocuments({ bekanntgabe: [NOTICE, { ...NOTICE, version: 3 }] });
    expect(found.map(({ documentId, version }) => [documentId, version])).toEqual([['d-1', 3]]);
  });

  it.each([
    undefined,
    null,
    'd-1',
    NOTICE,
    [null, 'd-1', { ...NOTICE, documentId: null }, { ...NOTICE, version: '2' }],
  ])('given %j, then nothing is released', (bekanntgabe) => {
    expect(releasedDocuments(bekanntgabe === undefined ? {} : { bekanntgabe })).toEqual([]);
  });
});
