import { deflateSync } from 'node:zlib';

export interface PdfShape {
  readonly name?: string;
  /** Filters applied to the attachment, as they are undone: first to last. */
  readonly filters?: readonly ('FlateDecode' | 'ASCIIHexDecode' | 'ASCII85Decode')[];
  /** Entries added to the trailer, for example `/Encrypt 9 0 R`. */
  readonly trailer?: string;
  /** Packs the catalog and the file specification into an object stream, as newer producers do. */
  readonly isPacked?: boolean;
}

const encoders = {
  FlateDecode: (data: Buffer): Buffer => deflateSync(data),
  ASCIIHexDecode: (data: Buffer): Buffer => Buffer.from(`${data.toString('hex')}>`),
  ASCII85Decode: base85,
} as const;

/** A PDF/A-3 skeleton that holds one embedded file: enough of ISO 32000-1 for a reader of attachments. */
export function pdfWithAttachment(attachment: Buffer, shape: PdfShape = {}): Buffer {
  const { name = 'factur-x.xml', filters = ['FlateDecode'], trailer = '', isPacked = false } = shape;
  const data = filters.reduceRight((bytes, filter) => encoders[filter](bytes), attachment);
  const filter = filters.map((one) => `/${one}`).join(' ');
  const objects: readonly (readonly [number, string])[] = [
    [1, '<< /Type /Catalog /Names << /EmbeddedFiles 2 0 R >> /AF [3 0 R] >>'],
    [2, `<< /Names [(${name}) 3 0 R] >>`],
    [3, `<< /Type /Filespec /F (${name}) /UF (${name}) /AFRelationship /Alternative /EF << /F 4 0 R >> >>`],
  ];
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  if (isPacked) pieces.push(objectStream(objects));
  else for (const [number, body] of objects) pieces.push(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`));
  pieces.push(stream(4, `/Type /EmbeddedFile /Subtype /text#2Fxml /Filter [${filter}]`, data));
  pieces.push(Buffer.from(`trailer\n<< /Root 1 0 R /Size 6 ${trailer} >>\nstartxref\n0\n%%EOF\n`));
  return Buffer.concat(pieces);
}

function stream(number: number, entries: string, data: Buffer): Buffer {
  const head = `${number} 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\n')]);
}

function objectStream(objects: readonly (readonly [number, string])[]): Buffer {
  let offset = 0;
  const heads = objects.map(([number, body]) => {
    const head = `${number} ${offset}`;
    offset += body.length + 1;
    return head;
  });
  const index = `${heads.join(' ')} `;
  const data = deflateSync(Buffer.from(index + objects.map(([, body]) => body).join('\n')));
  return stream(5, `/Type /ObjStm /N ${objects.length} /First ${index.length} /Filter /FlateDecode`, data);
}

function base85(data: Buffer): Buffer {
  let text = '';
  for (let start = 0; start < data.length; start += 4) {
    const group = data.subarray(start, start + 4);
    let word = Buffer.concat([group, Buffer.alloc(4 - group.length)]).readUInt32BE();
    let digits = '';
    for (let index = 0; index < 5; index++) {
      digits = String.fromCharCode(33 + (word % 85)) + digits;
      word = Math.floor(word / 85);
    }
    text += word === 0 && digits === '!!!!!' && group.length === 4 ? 'z' : digits.slice(0, group.length + 1);
  }
  return Buffer.from(`${text}~>`);
}
