/** Text of an XML file, or why it cannot be text. */
/** `guessed`: the bytes do not fit the declared encoding and were read as this one instead. */
export type DecodedXml =
  | { readonly ok: true; readonly text: string; readonly guessed?: string }
  | { readonly ok: false; readonly encoding: string };

/**
 * Turns bytes into text: byte order mark first, then the encoding of the XML declaration, UTF-8 otherwise (XML 1.0
 * appendix F). Bytes that are no UTF-8 are read as Windows-1252, which old tools write without saying so; nothing is
 * replaced, because a silently changed id breaks references.
 */
export function decodeXml(input: string | Uint8Array): DecodedXml {
  if (typeof input === 'string') return { ok: true, text: input.startsWith('\uFEFF') ? input.slice(1) : input };
  const encoding = encodingOf(input);
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(input) };
  } catch {
    if (encoding !== 'utf-8') return { ok: false, encoding };
    return { ok: true, text: new TextDecoder('windows-1252').decode(input), guessed: 'Windows-1252' };
  }
}

/** The encoding a file is read in, as a name that TextDecoder knows; `utf-8` where what the file says is none. */
export function xmlEncoding(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return encoding;
  } catch {
    return encoding === 'utf-8' ? 'windows-1252' : 'utf-8';
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le';
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(head)?.[1];
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared.toLowerCase();
}
