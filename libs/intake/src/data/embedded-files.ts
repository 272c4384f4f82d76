import type { IntakeFile } from '../port/submission.ts';
import { fileTypeOf } from './file-type.ts';

/** From this length on a text that decodes as base64 is a file, whatever is inside. */
const LONG = 4096;
const DATA_ADDRESS = /^data:([\w.+-]+\/[\w.+-]+)?(?:;[\w=.-]+)*;base64,/;
const FILE_NAME = /^[^\r\n]{1,200}\.[A-Za-z0-9]{2,5}$/;

/**
 * Takes files that stand as base64 inside structured data out of it (RFC 4648, 4): long texts, and short ones whose bytes
 * begin like a known kind of file. In their place stays `{datei: "<id>"}`. A file is named after a text beside it that looks
 * like a file name, else by its place in the order.
 */
export function takeOutFiles(data: unknown): { readonly data: unknown; readonly files: readonly IntakeFile[] } {
  const files: IntakeFile[] = [];
  const walk = (value: unknown, beside: readonly string[]): unknown => {
    if (typeof value === 'string') {
      const file = fileIn(value);
      if (file === undefined) return value;
      const id = `datei-${files.length + 1}`;
      const named = beside.find((text) => FILE_NAME.test(text) && !files.some(({ fileName }) => fileName === text));
      files.push({ ...file, id, fileName: named ?? `${id}.${file.extension}` });
      return { datei: id };
    }
    if (Array.isArray(value)) return value.map((one: unknown) => walk(one, beside));
    if (typeof value !== 'object' || value === null) return value;
    const texts = Object.values(value).filter((one): one is string => typeof one === 'string' && one.length <= 205);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, texts)]));
  };
  return { data: walk(data, []), files };
}

function fileIn(
  text: string,
): { readonly mediaType: string; readonly content: Uint8Array; readonly extension: string } | undefined {
  const address = DATA_ADDRESS.exec(text);
  const base64 = (address === null ? text : text.slice(address[0].length)).replace(/\s+/g, '');
  if (base64.length < 24 || base64.length % 4 !== 0) return undefined;
  // Looked at before decoding: most texts are no base64 and show it within their first characters.
  if (!/^[A-Za-z0-9+/]{24}/.test(base64) || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
  const content = new Uint8Array(Buffer.from(base64, 'base64'));
  const type = fileTypeOf(content);
  if (type === undefined && address === null && base64.length < LONG) return undefined;
  const mediaType = type?.mediaType ?? address?.[1] ?? 'application/octet-stream';
  return { mediaType, content, extension: type?.extension ?? 'bin' };
}
