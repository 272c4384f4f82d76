import { compileXPathRegex, replaceAll } from '../../regular-expression/xpath-regex.ts';
import { Decimal } from '../values/decimal.ts';
import { isNumber, type FeelList, type FeelValue } from '../values/value.ts';
import { formatFeel } from '../values/format.ts';
import { type BuiltIn, signature } from './signature.ts';

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
  return texts.every((item) => typeof item === 'string')
    ? texts.join(typeof delimiter === 'string' ? delimiter : '')
    : undefined;
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
      signature('input: string, pattern: string, flags?: string', ([input, pattern, flags]) =>
        compileXPathRegex(pattern as Text, flags as Text | null, (input as Text).length)?.test(input as Text),
      ),
    ],
  ],
  [
    'replace',
    [
      signature(
        'input: string, pattern: string, replacement: string, flags?: string',
        ([input, pattern, replacement, flags]) => {
          const regex = compileXPathRegex(pattern as Text, flags as Text | null, (input as Text).length);
          return regex === undefined
            ? undefined
            : replaceAll(input as Text, regex, replacement as Text, (flags as Text | null)?.includes('q') === true);
        },
      ),
    ],
  ],
  [
    'split',
    [
      signature('string: string, delimiter: string', ([text, delimiter]) => {
        const regex = compileXPathRegex(delimiter as Text, null, (text as Text).length);
        return regex === undefined ? undefined : splitBy(text as Text, regex);
      }),
    ],
  ],
  [
    'string join',
    [signature('list: list, delimiter?: string', ([list, delimiter]) => join(list as FeelList, delimiter ?? null))],
  ],
];

/** Splits without keeping what groups of the pattern matched. */
function splitBy(text: Text, regex: RegExp): FeelValue {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(new RegExp(regex.source, `${regex.flags}g`))) {
    if (match[0] === '') continue;
    pieces.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...pieces, text.slice(from)];
}
