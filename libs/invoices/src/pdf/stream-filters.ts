import { constants, inflateSync } from 'node:zlib';
import { type PdfDictionary, type PdfValue, PdfName, isArray, isDictionary } from './pdf-object.ts';
import { tooLarge } from './reading-budget.ts';

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
      return base85(data, maximumBytes);
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
  const end = data.indexOf(62);
  const digits = data.toString('latin1', 0, end < 0 ? data.length : end).replace(/[^0-9a-fA-F]/g, '');
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}

/** ASCII base-85 (ISO 32000-1, 7.4.3): five digits make four bytes, `z` stands for four zeros, `~` ends the data. */
function base85(data: Buffer, maximumBytes: number): Buffer | undefined {
  const result = Buffer.alloc(Math.min(maximumBytes, data.length * 4));
  let length = 0;
  let word = 0;
  let digits = 0;
  for (const code of data) {
    if (code === 126) break;
    if (code <= 32) continue;
    const isZero = code === 122 && digits === 0;
    if (!isZero && (code < 33 || code > 117)) return undefined;
    if (length + 4 > result.length) throw tooLarge();
    if (isZero) {
      length += 4;
      continue;
    }
    word = word * 85 + code - 33;
    if (++digits < 5) continue;
    if (word > 0xffffffff) return undefined;
    length = result.writeUInt32BE(word, length);
    word = digits = 0;
  }
  if (digits === 0) return result.subarray(0, length);
  for (let missing = digits; missing < 5; missing++) word = word * 85 + 84;
  if (digits === 1 || word > 0xffffffff || length + 4 > result.length) return undefined;
  result.writeUInt32BE(word, length);
  return result.subarray(0, length + digits - 1);
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
