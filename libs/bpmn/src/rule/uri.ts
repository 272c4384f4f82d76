/** Can the text be a URI reference (RFC 3986)? Relative ones such as `feel` are. */
export function isUri(text: string): boolean {
  return !/[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})/.test(text) && !/^[^/?#]*[!$%&'()*+,;=][^/?#]*:/.test(text);
}
