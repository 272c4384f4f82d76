/**
 * Reads a compact list of codes: blanks separate, `A10..A24` stands for all numbers between, `AAA..AAZ` for all last
 * letters between. The lists of the standards run to thousands of codes; written this way they can be proofread.
 */
export function codeSet(list: string): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const entry of list.split(/\s+/)) {
    const [first = '', last] = entry.split('..');
    if (first === '') continue;
    if (last === undefined) codes.add(first);
    else for (const code of between(first, last)) codes.add(code);
  }
  return codes;
}

function* between(first: string, last: string): Generator<string> {
  const digits = /\d+$/.exec(first)?.[0];
  if (digits !== undefined) {
    const prefix = first.slice(0, first.length - digits.length);
    const end = Number(last.slice(prefix.length));
    for (let number = Number(digits); number <= end; number++) {
      yield prefix + String(number).padStart(digits.length, '0');
    }
    return;
  }
  const prefix = first.slice(0, -1);
  for (let letter = first.charCodeAt(first.length - 1); letter <= last.charCodeAt(last.length - 1); letter++) {
    yield prefix + String.fromCharCode(letter);
  }
}
