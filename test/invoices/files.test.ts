import { describe, it } from '@jest/globals';
import { checkLeitwegId, validateInvoice } from '#invoices';
import { casesOf, documentOf, kitFolder } from './kit.ts';
import { Tally } from './tally.ts';

const folder = kitFolder() ?? '';
const describeKit = folder === '' ? describe.skip : describe;

describeKit('files of every kind are dealt with (skipped where ../shared/invoices is missing)', () => {
  it('given ZUGFeRD and Factur-X, the invoice is taken out byte for byte', () => {
    const bytes = new Tally('zugferd bytes');
    const profiles = new Tally('zugferd profiles');
    for (const one of casesOf(folder, 'zugferd')) {
      const wanted = one.expect;
      const { accepted, source, profile } = validateInvoice(documentOf(folder, 'zugferd', one));
      if (typeof wanted === 'string') {
        bytes.count(!accepted && !source?.attachmentName, () => `${one.id}: found ${source?.attachmentName ?? ''}`);
        continue;
      }
      const isSame = source?.sha256 === wanted.sha256OfXml && source.attachmentName === wanted.attachmentName;
      bytes.count(isSame, () => `${one.id}: ${source?.attachmentName ?? 'nothing'}`);
      profiles.count(profile === wanted.profile, () => `${one.id}: ${profile ?? 'none'} instead of ${wanted.profile}`);
    }
    bytes.demand(1);
    profiles.demand(0.95);
  }, 60_000);

  it('given hostile files, each gets its verdict within its time', () => {
    const verdicts = new Tally('hostile');
    for (const one of casesOf(folder, 'hostile')) {
      const document = documentOf(folder, 'hostile', one);
      const start = performance.now();
      const { accepted } = validateInvoice(document);
      const seconds = (performance.now() - start) / 1000;
      const isRight = one.expect === 'any' || accepted === (one.expect === 'accept');
      verdicts.count(isRight && seconds < (one.limits?.seconds ?? 10), () => `${one.id}: ${seconds} s`);
    }
    verdicts.demand(1);
  }, 120_000);

  it('given invoices of up to ten thousand lines, all are accepted within seconds', () => {
    const verdicts = new Tally('large');
    for (const one of casesOf(folder, 'large')) {
      const { accepted, durationMs } = validateInvoice(documentOf(folder, 'large', one));
      verdicts.count(accepted && durationMs < 60_000, () => `${one.id}: ${durationMs} ms`);
    }
    verdicts.demand(1);
  }, 120_000);

  it('given Leitweg-IDs, each is judged with its reason', () => {
    const verdicts = new Tally('leitweg');
    for (const { id, value = '', valid, reason } of casesOf(folder, 'leitweg')) {
      const result = checkLeitwegId(value);
      verdicts.count(result.valid === valid && result.reason === reason, () => `${id}: ${result.reason}`);
    }
    verdicts.demand(1);
  });
});
