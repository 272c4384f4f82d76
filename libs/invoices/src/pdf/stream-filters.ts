import { constants, inflateSync } from 'node:zlib';
import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';
import { type PdfDictionary, type PdfValue, PdfName, isArray, isDictionary } from './pdf-object.ts';

/** More than two filters on one stream never occur in practice, but make a bomb of any size. */
const maximumFilters = 2;

/**
 * Decodes a stream (ISO 32000-1, 7.4) into at most `maximumBytes`. Undefined where a filter is unknown or the data are
 * damaged. Throws InvoiceSyntaxError where the data would grow beyond the bound.
 */
export function decodeStream(dictionary: PdfDictionary, raw: Buffer, maximumBytes: number): Buffer | undefined {
  const filters = listOf(dictionary.get('Filter') ?? dictionary.get('F'));
  const parameters = listOf(dictionary.get('DecodeParms') ?? dictionary.get('DP'));
  if (filters.length > maximumFilters) throw tooLarge();
  let data: Buffer | undefined = raw;
  for (const [index, filter] of filters.entries()) {
    if (!data || !(filter instanceof PdfName)) return undefined;
    data = decodeOne(filter.name, data, maximumBytes);
    const parameter = parameters[index];
    if (data && isDictionary(parameter)) data = undoPredictor(data, parameter);
  }
  if (data && data.length > maximumBytes) throw tooLarge();
  return data;
}

/** The answer to data that grow without bound when unpacked. */
export function tooLarge(): InvoiceSyntaxError {
  return new InvoiceSyntaxError(
    'PDF_TOO_LARGE',
    'Expected a PDF of ordinary size, but its content grows beyond all bounds when unpacked. Create the file anew.',
    'Der Inhalt der PDF-Datei wird beim Entpacken zu groß. Bitte die Datei neu erzeugen.',
  );
}

function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}

function decodeOne(filter: string, data: Buffer, maximumBytes: number): Buffer | undefined {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return inflate(data, maximumBytes);
    case 'ASCIIHexDecode':
    case 'AHx':
      return hexadecimal(data);
    case 'ASCII85Decode':
    case 'A85':
      return base85(data);
    default:
      return undefined;
  }
}

function inflate(data: Buffer, maximumBytes: number): Buffer | undefined {
  try {
    return inflateSync(data, { maxOutputLength: maximumBytes, finishFlush: constants.Z_FINISH });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    return undefined;
  }
}

function hexadecimal(data: Buffer): Buffer {
  const digits = (data.toString('latin1').split('>')[0] ?? '').replace(/[^0-9a-fA-F]/g, '');
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}

function base85(data: Buffer): Buffer | undefined {
  const text = (
    data
      .toString('latin1')
      .replace(/^\s*<~/, '')
      .split('~>')[0] ?? ''
  )
    .replace(/\s/g, '')
    .replace(/z/g, '!!!!!');
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 5) {
    const group = text.slice(index, index + 5);
    let value = 0;
    for (const character of group.padEnd(5, 'u')) {
      const digit = character.charCodeAt(0) - 33;
      if (digit < 0 || digit > 84) return undefined;
      value = value * 85 + digit;
    }
    const word = [value / 0x1000000, value / 0x10000, value / 0x100, value].map((part) => Math.floor(part) & 0xff);
    bytes.push(...word.slice(0, group.length - 1));
  }
  return Buffer.from(bytes);
}

/** Undoes the PNG predictors (ISO 32000-1, 7.4.4.4), which object streams of some producers use. */
function undoPredictor(data: Buffer, parameters: PdfDictionary): Buffer | undefined {
  const number = (key: string, otherwise: number): number => {
    const value = parameters.get(key);
    return typeof value === 'number' ? value : otherwise;
  };
  const predictor = number('Predictor', 1);
  if (predictor < 2) return data;
  if (predictor < 10) return undefined;
  const pixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8));
  const width = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * number('Columns', 1)) / 8);
  if (width < 1 || width > data.length) return undefined;
  const rows = Math.floor(data.length / (width + 1));
  const result = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (width + 1)] ?? 0;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column >= pixel ? (result[at - pixel] ?? 0) : 0;
      const up = row > 0 ? (result[at - width] ?? 0) : 0;
      const corner = row > 0 && column >= pixel ? (result[at - width - pixel] ?? 0) : 0;
      result[at] = ((data[row * (width + 1) + 1 + column] ?? 0) + predicted(kind, left, up, corner)) & 0xff;
    }
  }
  return result;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
