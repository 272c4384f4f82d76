/** Names of folders on the line are modified UTF-7 (RFC 3501, section 5.1.3). */
export function toModifiedUtf7(name: string): string {
  return name.replaceAll(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const bytes = Buffer.from(run, 'utf16le').swap16();
    return `&${bytes.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

export function fromModifiedUtf7(name: string): string {
  return name.replaceAll(/&([A-Za-z0-9+,]*)-/g, (_, run: string) => {
    if (run === '') return '&';
    const bytes = Buffer.from(run.replaceAll(',', '/'), 'base64');
    return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  });
}
