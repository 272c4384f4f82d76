/** What the first bytes of a file say it is. `unknown` means: no mark known to us, which says nothing about the file. */
export interface SniffedType {
  readonly mediaType: string;
  /** True for what a computer would run; never accepted, whatever it is declared as. */
  readonly executable: boolean;
}

/** So many bytes from the start are enough for every mark below (tar's stands at 257). */
export const SNIFF_LENGTH = 4096;

interface Mark {
  readonly mediaType: string;
  readonly offset?: number;
  readonly bytes: readonly (string | readonly number[])[];
  readonly executable?: true;
}

// One line per format; `bytes` are alternatives. Texts are Latin-1.
const MARKS: readonly Mark[] = [
  { mediaType: 'application/pdf', bytes: ['%PDF-'] },
  { mediaType: 'image/png', bytes: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
  { mediaType: 'image/jpeg', bytes: [[0xff, 0xd8, 0xff]] },
  { mediaType: 'image/gif', bytes: ['GIF87a', 'GIF89a'] },
  {
    mediaType: 'image/tiff',
    bytes: [
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
    ],
  },
  { mediaType: 'image/webp', offset: 8, bytes: ['WEBP'] },
  { mediaType: 'image/bmp', bytes: ['BM'] },
  {
    mediaType: 'application/zip',
    bytes: [
      [0x50, 0x4b, 0x03, 0x04],
      [0x50, 0x4b, 0x05, 0x06],
    ],
  },
  { mediaType: 'application/gzip', bytes: [[0x1f, 0x8b]] },
  { mediaType: 'application/x-7z-compressed', bytes: [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]] },
  { mediaType: 'application/vnd.rar', bytes: ['Rar!\x1a\x07'] },
  { mediaType: 'application/x-tar', offset: 257, bytes: ['ustar'] },
  { mediaType: 'application/x-cfb', bytes: [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]] },
  { mediaType: 'application/rtf', bytes: ['{\\rtf'] },
  { mediaType: 'video/mp4', offset: 4, bytes: ['ftyp'] },
  { mediaType: 'application/vnd.microsoft.portable-executable', bytes: ['MZ'], executable: true },
  { mediaType: 'application/x-elf', bytes: [[0x7f, 0x45, 0x4c, 0x46]], executable: true },
  {
    mediaType: 'application/x-mach-binary',
    bytes: [
      [0xcf, 0xfa, 0xed, 0xfe],
      [0xfe, 0xed, 0xfa, 0xcf],
      [0xca, 0xfe, 0xba, 0xbe],
    ],
    executable: true,
  },
  { mediaType: 'text/x-shellscript', bytes: ['#!'], executable: true },
];

const OPC_PARTS: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** Reads the media type from the first bytes ({@link SNIFF_LENGTH} suffice). */
export function sniffMediaType(head: Buffer): SniffedType {
  for (const mark of MARKS) {
    const offset = mark.offset ?? 0;
    const hit = mark.bytes.some((bytes) => {
      const wanted = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes);
      return head.subarray(offset, offset + wanted.length).equals(wanted);
    });
    if (!hit) continue;
    if (mark.mediaType === 'application/zip') return { mediaType: zipFlavour(head), executable: false };
    // "BM" and "MZ" are two letters a text may begin with; a text has no NUL within its first bytes.
    if (
      mark.bytes.every((bytes) => bytes.length === 2) &&
      looksLikeText(head) &&
      mark.mediaType !== 'text/x-shellscript'
    )
      break;
    return { mediaType: mark.mediaType, executable: mark.executable ?? false };
  }
  // A PDF may have up to 1,024 bytes before its header (ISO 32000-1 Annex H.3, note 13).
  if (head.subarray(0, 1024).includes('%PDF-')) return { mediaType: 'application/pdf', executable: false };
  return { mediaType: looksLikeText(head) ? textFlavour(head) : 'unknown', executable: false };
}

function zipFlavour(head: Buffer): string {
  // Open document formats store their media type uncompressed as the first entry (ODF 1.3 part 2, 3.3).
  const odf = /^mimetype(application\/vnd\.oasis\.opendocument\.[a-z-]+)/.exec(
    head.subarray(30, 120).toString('latin1'),
  );
  if (odf?.[1] !== undefined) return odf[1];
  const names = head.toString('latin1');
  if (!names.includes('[Content_Types].xml') && !names.includes('_rels/.rels')) return 'application/zip';
  return OPC_PARTS.find(([part]) => names.includes(part))?.[1] ?? 'application/x-opc';
}

function looksLikeText(head: Buffer): boolean {
  if (head.length === 0) return false;
  if (head.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) || head.subarray(0, 2).equals(Buffer.from([0xfe, 0xff])))
    return true;
  // Control characters other than tab, line feed, form feed, carriage return and escape do not occur in texts.
  return !head.some(
    (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b,
  );
}

function textFlavour(head: Buffer): string {
  const start = decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, 512)
    .toLowerCase();
  if (/^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|script|iframe|meta|title)\b/.test(start))
    return 'text/html';
  if (start.startsWith('<?xml')) return /<svg[\s>]/.test(start) ? 'image/svg+xml' : 'application/xml';
  if (/^<svg[\s>]/.test(start)) return 'image/svg+xml';
  if (/^<[a-z_]/.test(start)) return 'application/xml';
  return 'text/plain';
}

function decode(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  return head.toString('utf8');
}

const NOTHING_SAID = new Set(['', 'application/octet-stream', 'binary/octet-stream', 'application/force-download']);
const TEXT_LIKE = /^(?:text\/|application\/(?:json|xml|javascript|sql|yaml|toml|edi)|message\/|.*\+(?:xml|json)$)/;
const MARKED = new Set(MARKS.filter((mark) => mark.mediaType !== 'application/x-cfb').map((mark) => mark.mediaType));
/** Declared types that are this container inside; the value is the sniffed type. */
const CONTAINERS: readonly (readonly [RegExp, string])[] = [
  [
    /^application\/(?:x-zip(?:-compressed)?|zip|java-archive|epub\+zip|vnd\..*|vnd\.etsi\.asic-[es]\+zip)$/,
    'application/zip',
  ],
  [/^application\/vnd\.(?:openxmlformats|ms-)/, 'application/x-opc'],
  [/^application\/(?:msword|vnd\.ms-|x-msg)/, 'application/x-cfb'],
  [/^(?:video|audio)\/|^image\/(?:heic|heif|avif)$/, 'video/mp4'],
  [/^image\/(?:jpg|pjpeg)$/, 'image/jpeg'],
  [/^image\/(?:x-ms-bmp|x-bmp)$/, 'image/bmp'],
  [/^text\/rtf$/, 'application/rtf'],
  [/^application\/x-(?:pdf)$/, 'application/pdf'],
];

/** The type and subtype of a media type in lower case, without parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * The media type to keep: the declared one when the bytes do not contradict it, the sniffed one when nothing was
 * declared, `undefined` when bytes and declaration contradict each other.
 */
export function reconcileMediaType(declared: string, sniffed: SniffedType): string | undefined {
  const claim = essence(declared);
  if (NOTHING_SAID.has(claim)) return sniffed.mediaType === 'unknown' ? 'application/octet-stream' : sniffed.mediaType;
  if (claim === sniffed.mediaType) return claim;
  if (CONTAINERS.some(([pattern, inside]) => inside === sniffed.mediaType && pattern.test(claim))) return claim;
  const claimsText = TEXT_LIKE.test(claim);
  if (sniffed.mediaType === 'unknown') return MARKED.has(claim) || claim === 'text/html' ? undefined : claim;
  if (claimsText) {
    // Every text may be declared as any text, except that HTML and SVG (which run scripts in a browser) must say so.
    if (sniffed.mediaType === 'text/html') return claim === 'application/xhtml+xml' ? claim : undefined;
    if (sniffed.mediaType === 'image/svg+xml') return /xml/.test(claim) ? claim : undefined;
    return sniffed.mediaType === 'text/plain' || sniffed.mediaType === 'application/xml' ? claim : undefined;
  }
  // A type without a known mark (a CAD drawing, say) may begin like a text; anything marked must match its mark.
  return sniffed.mediaType === 'text/plain' && !MARKED.has(claim) && !claim.startsWith('image/') ? claim : undefined;
}
