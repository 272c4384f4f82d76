import { placeAt, type TextPlace } from './json-place.ts';

/** The tokens of JSON (RFC 8259); white space before them is skipped. */
const TOKEN =
  /[ \t\n\r]*([[\]{},:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w))/y;

type Expected = 'value' | 'valueOrEnd' | 'nameOrEnd' | 'name' | 'colon' | 'commaOrEnd' | 'nothing';

/**
 * Where a text stops being JSON, for a person who looks for the mistake. Linear in the length, without recursion.
 * @returns undefined for a text that is JSON
 */
export function jsonFault(text: string): TextPlace | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const found = TOKEN.exec(text);
    if (found === null) {
      const rest = text.slice(offset).search(/[^ \t\n\r]/);
      if (rest === -1 && expected === 'nothing') return undefined;
      return placeAt(text, rest === -1 ? text.trimEnd().length : offset + rest);
    }
    const token = found[1] ?? '';
    const next = after(expected, token, open);
    if (next === undefined) return placeAt(text, TOKEN.lastIndex - token.length);
    expected = next;
    offset = TOKEN.lastIndex;
  }
}

/** What may follow a token; undefined when it may not stand here. */
function after(expected: Expected, token: string, open: string[]): Expected | undefined {
  const behindValue = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  const close = (): Expected => {
    open.pop();
    return behindValue();
  };
  switch (expected) {
    case 'nothing':
      return undefined;
    case 'colon':
      return token === ':' ? 'value' : undefined;
    case 'nameOrEnd':
      if (token === '}') return close();
      return token.startsWith('"') ? 'colon' : undefined;
    case 'name':
      return token.startsWith('"') ? 'colon' : undefined;
    case 'commaOrEnd':
      if (token === ',') return open.at(-1) === '{' ? 'name' : 'value';
      return token === (open.at(-1) === '{' ? '}' : ']') ? close() : undefined;
    case 'value':
    case 'valueOrEnd':
      if (token === ']' && expected === 'valueOrEnd') return close();
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'nameOrEnd' : 'valueOrEnd';
      }
      return /^[\]},:]$/.test(token) ? undefined : behindValue();
  }
}
