import { type PdfAFinding } from './pdf-under-check.ts';

/** Header and end of the file, before it is parsed (ISO 19005-2, 6.1.2 and 6.1.3). */
export function checkFileStructure(bytes: Buffer): readonly PdfAFinding[] {
  const findings: PdfAFinding[] = [];
  const head = bytes.subarray(0, 64).toString('latin1');
  const header = /^%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}/.test(head);
  if (!head.startsWith('%PDF-1.')) {
    findings.push({ rule: '6.1.2', message: 'Expected the file to begin with %PDF-1.n, but it does not.' });
  } else if (!header) {
    findings.push({
      rule: '6.1.2',
      message: 'Expected a comment of four bytes above 127 after the header, but there is none.',
    });
  }
  if (!/%%EOF[\r\n]{0,2}$/.test(bytes.subarray(-16).toString('latin1'))) {
    findings.push({
      rule: '6.1.3',
      message: 'Expected nothing after the last %%EOF, but there is, or the mark is missing.',
    });
  }
  return findings;
}
