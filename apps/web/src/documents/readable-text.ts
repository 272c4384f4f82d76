/** So many bytes of a text are shown; the rest is a matter of the downloaded file. */
export const TEXT_LIMIT = 1024 * 1024;

/** The characters of a text: by its byte order mark or XML declaration, else UTF-8, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1];
  for (const encoding of [declared, 'utf-8']) {
    try {
      // `stream` keeps a character that the limit cut in two from counting as an error.
      if (encoding !== undefined) return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    } catch {
      // An encoding the browser does not know, or bytes that are not of it: the next one is tried.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

/** JSON and XML with one thing a line; everything else, and whatever cannot be read, as it is. */
export function prettyText(text: string, mediaType: string): string {
  if (/[/+]json$/.test(mediaType)) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }
  return /[/+]xml$/.test(mediaType) ? prettyXml(text) : text;
}

const DEEPEST = 40;

/**
 * Indents elements. Only white space between two tags is changed, and only in texts that are written without line breaks
 * inside their markup; content, comments and CDATA stay as they are.
 */
function prettyXml(text: string): string {
  const parts = text.match(/<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<![^>]*>|<\/?[^\s>/][^>]*>|[^<]+|</g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  let line = '';
  const flush = (): void => {
    if (line.trim() !== '') lines.push(line);
    line = '';
  };
  parts.forEach((part, at) => {
    const isTag = part.startsWith('<') && part.length > 1;
    if (!isTag) {
      if (part.trim() !== '') line += part.trim();
      return;
    }
    const closes = part.startsWith('</');
    const opens = !closes && !part.endsWith('/>') && !/^<[!?]/.test(part);
    if (closes) depth = Math.max(0, depth - 1);
    // `<a>text</a>` stays on one line.
    const endsOwnText =
      closes && line !== '' && parts[at - 2]?.startsWith('<') === true && !line.trim().startsWith('</');
    if (!endsOwnText) {
      flush();
      line = '  '.repeat(Math.min(depth, DEEPEST));
    }
    line += part;
    if (opens) depth += 1;
    const next = parts[at + 1];
    if (!opens || next === undefined || next.trim() === '' || (next.startsWith('<') && next.length > 1)) flush();
  });
  flush();
  return lines.join('\n');
}
