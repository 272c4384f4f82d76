/** An argument of a command: an atom or string, or a list in parentheses. */
export type Argument = string | readonly Argument[];

export interface ImapCommand {
  readonly tag: string;
  readonly name: string;
  readonly args: readonly Argument[];
}

/** What the bytes so far hold: a command and how many bytes it took, a literal to ask for, or too little yet. */
export type Reading =
  | { readonly kind: 'command'; readonly command: ImapCommand; readonly length: number }
  | { readonly kind: 'literal' }
  | { readonly kind: 'incomplete' };

const LARGEST_LITERAL = 40 * 1024 * 1024;

/**
 * Reads one command with quoted strings, lists and literals (RFC 3501, section 9). `asked` says how many synchronising
 * literals the client has already been asked for.
 * @throws Error when it is none
 */
export function readCommand(buffer: Buffer, asked: number): Reading {
  let at = 0;
  let literals = 0;
  const stack: Argument[][] = [[]];
  const add = (value: Argument) => stack.at(-1)?.push(value);
  while (at < buffer.length) {
    const char = String.fromCharCode(buffer[at] ?? 0);
    if (char === '\r' && buffer[at + 1] === 0x0a) {
      const [tag, name, ...args] = stack[0] ?? [];
      if (stack.length !== 1 || typeof tag !== 'string' || typeof name !== 'string') throw new Error('no command');
      return { kind: 'command', command: { tag, name: name.toUpperCase(), args }, length: at + 2 };
    }
    if (char === ' ') at += 1;
    else if (char === '(') {
      stack.push([]);
      at += 1;
    } else if (char === ')') {
      const list = stack.pop();
      if (list === undefined || stack.length === 0) throw new Error('too many closing parentheses');
      add(list);
      at += 1;
    } else if (char === '"') {
      const end = closingQuote(buffer, at + 1);
      if (end < 0) return { kind: 'incomplete' };
      add(
        buffer
          .subarray(at + 1, end)
          .toString('utf8')
          .replaceAll(/\\(["\\])/g, '$1'),
      );
      at = end + 1;
    } else if (char === '{') {
      const mark = /^\{(\d{1,9})(\+?)\}\r\n/.exec(buffer.subarray(at, at + 20).toString('latin1'));
      if (mark === null) {
        if (buffer.length - at < 15) return { kind: 'incomplete' };
        throw new Error('no literal');
      }
      const size = Number(mark[1]);
      if (size > LARGEST_LITERAL) throw new Error('the literal is too large');
      const start = at + mark[0].length;
      if (mark[2] === '' && ++literals > asked) return { kind: 'literal' };
      if (buffer.length < start + size) return { kind: 'incomplete' };
      add(buffer.subarray(start, start + size).toString('latin1'));
      at = start + size;
    } else {
      const atom = /^[^\s()"{\r\n]+(\[[^\]]*\](<[\d.]+>)?)?[^\s(){\r\n]*/.exec(
        buffer.subarray(at, at + 8192).toString('latin1'),
      );
      if (atom === null) throw new Error('no atom');
      add(atom[0]);
      at += atom[0].length;
    }
  }
  return { kind: 'incomplete' };
}

function closingQuote(buffer: Buffer, from: number): number {
  for (let at = from; at < buffer.length; at += 1) {
    if (buffer[at] === 0x5c) at += 1;
    else if (buffer[at] === 0x22) return at;
  }
  return -1;
}
