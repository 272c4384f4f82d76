import { compileXPathRegex, replaceAll, type XPathRegex } from '../../regular-expression/xpath-regex.ts';
import { Decimal } from '../values/decimal.ts';
import { isNumber, type FeelList, type FeelValue } from '../values/value.ts';
import { limitText } from '../values/evaluation-limit.ts';
import { formatFeel } from '../values/format.ts';
import { type BuiltIn, type BuiltInHost, signature } from './signature.ts';

type Text = string;

/** Characters are code points: an emoji is one. */
function substring(text: Text, start: Decimal, length: FeelValue): FeelValue | undefined {
  const characters = Array.from(text);
  const position = start.trunc().toNumber();
  if (position === 0 || Math.abs(position) > characters.length) return undefined;
  const from = position > 0 ? position - 1 : characters.length + position;
  if (length === null) return characters.slice(from).join('');
  const count = (length as Decimal).trunc().toNumber();
  return count < 1 ? undefined : characters.slice(from, from + count).join('');
}

function join(list: FeelList, delimiter: FeelValue): FeelValue | undefined {
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) return undefined;
  const between = typeof delimiter === 'string' ? delimiter : '';
  limitText(texts.reduce((length, item) => length + item.length + between.length, 0));
  return texts.join(between);
}

/** A number written with the given separators; `.` is the decimal separator unless told otherwise. */
function parseNumber(text: Text, grouping: FeelValue, decimal: FeelValue): FeelValue | undefined {
  if (grouping !== null && grouping !== ' ' && grouping !== ',' && grouping !== '.') return undefined;
  if (decimal !== null && decimal !== ',' && decimal !== '.') return undefined;
  if (grouping !== null && grouping === decimal) return undefined;
  const plain = (grouping === null ? text : text.replaceAll(grouping, '')).replace(decimal ?? '.', '.');
  if (decimal === ',' && (grouping === null ? text : text.replaceAll(grouping, '')).includes('.')) return undefined;
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(plain) ? new Decimal(plain) : undefined;
}

function binary(parameters: string, run: (text: Text, match: Text) => FeelValue | undefined): readonly BuiltIn[] {
  return [signature(parameters, ([text, match]) => run(text as Text, match as Text))];
}

function unary(run: (text: Text) => FeelValue): readonly BuiltIn[] {
  return [signature('string: string', ([text]) => run(text as Text))];
}

const MATCH = 'string: string, match: string';

/** String functions and conversions from and to text (DMN 1.5, clauses 10.3.4.1 and 10.3.4.3). */
export const STRING_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  ['string', [signature('from: Any', ([value]) => formatFeel(value ?? null) ?? undefined)]],
  [
    'number',
    [
      signature('from: string', ([text]) => parseNumber(text as Text, null, null)),
      signature('from: number', ([number]) => (isNumber(number ?? null) ? number : undefined)),
      signature('from: string, grouping separator!: string, decimal separator!: string', ([text, grouping, decimal]) =>
        parseNumber(text as Text, grouping ?? null, decimal ?? null),
      ),
    ],
  ],
  [
    'substring',
    [
      signature('string: string, start position: number', ([text, start]) =>
        substring(text as Text, start as Decimal, null),
      ),
      signature('string: string, start position: number, length: number', ([text, start, length]) =>
        substring(text as Text, start as Decimal, length ?? null),
      ),
    ],
  ],
  ['string length', unary((text) => new Decimal(Array.from(text).length))],
  ['upper case', unary((text) => text.toUpperCase())],
  ['lower case', unary((text) => text.toLowerCase())],
  ['substring before', binary(MATCH, (text, match) => text.slice(0, Math.max(0, text.indexOf(match))))],
  [
    'substring after',
    binary(MATCH, (text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '')),
  ],
  ['contains', binary(MATCH, (text, match) => text.includes(match))],
  ['starts with', binary(MATCH, (text, match) => text.startsWith(match))],
  ['ends with', binary(MATCH, (text, match) => text.endsWith(match))],
  [
    'matches',
    [
      signature('input: string, pattern: string, flags?: string', ([input, pattern, flags], host) =>
        compileXPathRegex(pattern as Text, flags as Text | null)?.test(input as Text, spender(host)),
      ),
    ],
  ],
  [
    'replace',
    [
      signature(
        'input: string, pattern: string, replacement: string, flags?: string',
        ([input, pattern, replacement, flags], host) => {
          const regex = compileXPathRegex(pattern as Text, flags as Text | null);
          const literal = (flags as Text | null)?.includes('q') === true;
          return regex === undefined
            ? undefined
            : replaceAll(input as Text, regex, replacement as Text, literal, spender(host));
        },
      ),
    ],
  ],
  [
    'split',
    [
      signature('string: string, delimiter: string', ([text, delimiter], host) => {
        const regex = compileXPathRegex(delimiter as Text, null);
        return regex === undefined ? undefined : splitBy(text as Text, regex, host);
      }),
    ],
  ],
  [
    'string join',
    [signature('list: list, delimiter?: string', ([list, delimiter]) => join(list as FeelList, delimiter ?? null))],
  ],
];

/** Splits without keeping what groups of the pattern matched. */
function splitBy(text: Text, regex: XPathRegex, host: BuiltInHost): FeelValue {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of regex.matches(text, spender(host))) {
    if (start === end) continue;
    pieces.push(text.slice(from, start));
    from = end;
  }
  return [...pieces, text.slice(from)];
}

/** Counts the work of a regular expression with that of the evaluation it belongs to. */
function spender(host: BuiltInHost): (steps: number) => void {
  return (steps) => {
    host.step(steps);
  };
}
