const MAX_BYTES = 180;
const MAX_EXTENSION = 20;
/** Control, format (zero width, bidirectional override), separator, private and unassigned characters hide things. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
const FORBIDDEN = /[<>:"|?*]/g;
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|clock\$|conin\$|conout\$)$/i;

/**
 * A file name that is safe as a name in every common file system, in an HTTP header and on a screen: the last segment of
 * the given path, NFC, without invisible or forbidden characters, not reserved by Windows, not hidden, at most 180 bytes
 * with its extension kept. Never empty. The same name always gives the same result, and a safe name stays as it is.
 */
export function safeFileName(name: string): string {
  const segment = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = segment.replace(INVISIBLE, '').replace(FORBIDDEN, '_').replace(/\s+/g, ' ');
  // Windows drops trailing dots and spaces silently, so "con." would become "con"; leading dots hide a file elsewhere.
  const trimmed = visible.replace(/^[. ]+/, '').replace(/[. ]+$/, '');
  if (trimmed === '') return 'Dokument';
  const base = trimmed.split('.')[0] ?? '';
  const allowed = RESERVED.test(base.trim()) ? `_${trimmed}` : trimmed;
  return shortened(allowed);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION ? name.slice(dot) : '';
  let stem = '';
  let bytes = Buffer.byteLength(extension);
  for (const character of name.slice(0, name.length - extension.length)) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BYTES) break;
    stem += character;
  }
  return `${stem.trimEnd()}${extension}`;
}
