export interface FileType {
  readonly mediaType: string;
  readonly extension: string;
}

const MARKS: readonly (readonly [string, FileType])[] = [
  ['%PDF-', { mediaType: 'application/pdf', extension: 'pdf' }],
  ['\x89PNG\r\n\x1a\n', { mediaType: 'image/png', extension: 'png' }],
  ['\xff\xd8\xff', { mediaType: 'image/jpeg', extension: 'jpg' }],
  ['II*\0', { mediaType: 'image/tiff', extension: 'tif' }],
  ['MM\0*', { mediaType: 'image/tiff', extension: 'tif' }],
  ['PK\x03\x04', { mediaType: 'application/zip', extension: 'zip' }],
];

/** The kind of a file by its first bytes, of the few kinds applications come with; undefined: another one. */
export function fileTypeOf(content: Uint8Array): FileType | undefined {
  const head = Buffer.from(content.subarray(0, 8)).toString('latin1');
  return MARKS.find(([mark]) => head.startsWith(mark))?.[1];
}

/** By the end of its name, for files whose bytes have no mark. */
export function mediaTypeOfName(fileName: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return BY_EXTENSION[extension] ?? 'application/octet-stream';
}

const BY_EXTENSION: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  txt: 'text/plain',
  csv: 'text/csv',
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  zip: 'application/zip',
  odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
