/** The ENVELOPE of a message (RFC 3501, section 7.4.2), made from its header. */
export function envelopeOf(message: Buffer): string {
  const end = message.indexOf('\r\n\r\n');
  const header = message
    .subarray(0, end < 0 ? message.length : end)
    .toString('utf8')
    .replaceAll(/\r\n[ \t]+/g, ' ');
  const field = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \t]*(.*)$`, 'im').exec(header)?.[1]?.trim();
  const from = addresses(field('From'));
  return `(${[
    string(field('Date')),
    string(field('Subject')),
    from,
    field('Sender') === undefined ? from : addresses(field('Sender')),
    field('Reply-To') === undefined ? from : addresses(field('Reply-To')),
    addresses(field('To')),
    addresses(field('Cc')),
    addresses(field('Bcc')),
    string(field('In-Reply-To')),
    string(field('Message-ID')),
  ].join(' ')})`;
}

function string(value: string | undefined): string {
  if (value === undefined) return 'NIL';
  const bytes = Buffer.byteLength(value);
  return /^[\x20-\x7e]*$/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : `{${bytes}}\r\n${value}`;
}

function addresses(value: string | undefined): string {
  if (value === undefined || value === '') return 'NIL';
  const each = value.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((one) => {
    const [, name = '', inBrackets] = /^(.*?)<([^<>]*)>\s*$/.exec(one.trim()) ?? [];
    const address = inBrackets ?? one.trim();
    const at = address.lastIndexOf('@');
    const shownName = name.trim().replace(/^"(.*)"$/, '$1');
    return `(${shownName === '' ? 'NIL' : string(shownName)} NIL ${string(address.slice(0, at))} ${string(address.slice(at + 1))})`;
  });
  return `(${each.join('')})`;
}
