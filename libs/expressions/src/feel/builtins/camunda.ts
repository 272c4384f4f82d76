import { compileXPathRegex } from '../../regular-expression/xpath-regex.ts';
import { equals } from '../values/comparison.ts';
import { type Decimal } from '../values/decimal.ts';
import { type FeelList, type FeelValue } from '../values/value.ts';
import { type BuiltIn, type BuiltInHost, signature } from './signature.ts';

/** Values that occur more than once, each told once. */
function duplicates(list: FeelList): FeelList {
  const same = (left: FeelValue, right: FeelValue): boolean => equals(left, right) === true;
  return list.filter(
    (item, index) =>
      list.findIndex((other) => same(other, item)) === index &&
      list.findLastIndex((other) => same(other, item)) > index,
  );
}

function partition(list: FeelList, size: Decimal): FeelValue | undefined {
  if (!size.isInteger() || size.lessThan(1)) return undefined;
  const length = size.toNumber();
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
}

function extract(text: string, pattern: string, host: BuiltInHost): FeelValue | undefined {
  const matches = compileXPathRegex(pattern, null)?.matches(text, (steps) => {
    host.step(steps);
  });
  return matches?.map(({ start, end }) => text.slice(start, end));
}

/** Functions beyond the standard that models drawn for Camunda 8 use; those with chance in them are left out. */
export const CAMUNDA_FUNCTIONS: readonly (readonly [string, readonly BuiltIn[]])[] = [
  ['is defined', [signature('value!: Any', ([value]) => value !== null)]],
  ['get or else', [signature('value!: Any, default!: Any', ([value, fallback]) => value ?? fallback)]],
  ['is blank', [signature('string: string', ([text]) => (text as string).trim() === '')]],
  ['trim', [signature('string: string', ([text]) => (text as string).trim())]],
  [
    'extract',
    [
      signature('string: string, pattern: string', ([text, pattern], host) =>
        extract(text as string, pattern as string, host),
      ),
    ],
  ],
  ['is empty', [signature('list: list', ([list]) => (list as FeelList).length === 0)]],
  [
    'duplicate values',
    [
      signature('list: list', ([list], host) => {
        host.step((list as FeelList).length ** 2);
        return duplicates(list as FeelList);
      }),
    ],
  ],
  [
    'partition',
    [signature('list: list, size: number', ([list, size]) => partition(list as FeelList, size as Decimal))],
  ],
];
