import type { Bilingual } from '../finding/finding.ts';

/** First bytes by which files of other kinds are known. */
const signatures: readonly (readonly [readonly number[], Bilingual])[] = [
  [[0x89, 0x50, 0x4e, 0x47], { de: 'ein Bild (PNG)', en: 'a picture (PNG)' }],
  [[0xff, 0xd8, 0xff], { de: 'ein Bild (JPEG)', en: 'a picture (JPEG)' }],
  [[0x47, 0x49, 0x46, 0x38], { de: 'ein Bild (GIF)', en: 'a picture (GIF)' }],
  [[0x42, 0x4d], { de: 'ein Bild (BMP)', en: 'a picture (BMP)' }],
  [[0x25, 0x50, 0x44, 0x46], { de: 'ein PDF', en: 'a PDF' }],
  [
    [0x50, 0x4b, 0x03, 0x04],
    {
      de: 'ein ZIP-Archiv oder eine Office-Datei (Word, Excel, Visio)',
      en: 'a ZIP archive or an office file (Word, Excel, Visio)',
    },
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    { de: 'eine ältere Office-Datei (Word, Excel, Visio)', en: 'an older office file (Word, Excel, Visio)' },
  ],
  [[0x1f, 0x8b], { de: 'ein gepacktes Archiv', en: 'a compressed archive' }],
  [[0x7b], { de: 'eine JSON-Datei', en: 'a JSON file' }],
];

/** What a file is that is surely no XML, by how it begins; undefined where nothing is known. */
export function describeBytes(input: string | Uint8Array): Bilingual | undefined {
  const head =
    typeof input === 'string' ? Array.from(input.slice(0, 8), (it) => it.charCodeAt(0)) : [...input.subarray(0, 8)];
  return signatures.find(([signature]) => signature.every((byte, index) => head[index] === byte))?.[1];
}
