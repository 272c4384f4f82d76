const longest = 180;

/**
 * The name of a file as its sender called it, without place and without what hides: control signs, directions of writing,
 * halves of surrogate pairs. Never empty.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, '').trim();
  const dot = visible.lastIndexOf('.');
  const extension = dot > 0 && visible.length - dot <= 10 ? visible.slice(dot) : '';
  const stem = visible.slice(0, visible.length - extension.length);
  const short = `${Array.from(stem)
    .slice(0, longest - extension.length)
    .join('')}${extension}`;
  return short === '' || /^\.+$/.test(short) ? 'Rechnung' : short;
}

/** A text of a stranger for one line of a list. */
export function cleanText(text: string): string {
  return Array.from(text.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim())
    .slice(0, 500)
    .join('');
}
