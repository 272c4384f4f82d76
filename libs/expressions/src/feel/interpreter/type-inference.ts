import { type FeelNode } from '../syntax/node.ts';
import { type FeelType, UNKNOWN } from '../values/type.ts';
import { kindOf } from '../values/value.ts';
import { parseTemporal } from './temporal-literal.ts';

const BOOLEAN: FeelType = { kind: 'simple', name: 'boolean' };
const NUMBER: FeelType = { kind: 'simple', name: 'number' };

/**
 * The type of a function's result as far as its body shows it: literals, contexts, lists and logic do; names are looked
 * up among the parameters. Where the body does not tell, the answer is UNKNOWN.
 */
export function inferType(node: FeelNode, parameters: ReadonlyMap<string, FeelType>): FeelType {
  switch (node.kind) {
    case 'literal':
      return simpleOf(kindOf(node.value));
    case 'temporal':
      return simpleOf(kindOf(parseTemporal(node.text) ?? null));
    case 'name':
      return parameters.get(node.name) ?? UNKNOWN;
    case 'context':
      return {
        kind: 'context',
        entries: new Map(node.entries.map(({ key, value }) => [key, inferType(value, parameters)])),
      };
    case 'list':
      return { kind: 'list', item: common(node.items.map((item) => inferType(item, parameters))) };
    case 'if':
      return common([inferType(node.then, parameters), inferType(node.otherwise, parameters)]);
    case 'comparison':
    case 'junction':
    case 'between':
    case 'in':
    case 'instanceOf':
    case 'quantified':
      return BOOLEAN;
    case 'arithmetic': {
      const sides = [inferType(node.left, parameters), inferType(node.right, parameters)];
      return sides.every((side) => side.kind === 'simple' && side.name === 'number') ? NUMBER : UNKNOWN;
    }
    case 'for':
      return { kind: 'list', item: UNKNOWN };
    case 'range':
      return { kind: 'range', item: UNKNOWN };
    default:
      return UNKNOWN;
  }
}

function simpleOf(kind: ReturnType<typeof kindOf>): FeelType {
  if (kind === 'list' || kind === 'context' || kind === 'range' || kind === 'function' || kind === 'null')
    return UNKNOWN;
  return { kind: 'simple', name: kind };
}

/** One type for all, if they are plainly the same. */
function common(types: readonly FeelType[]): FeelType {
  const [first] = types;
  if (first?.kind !== 'simple') return types.length === 1 && first !== undefined ? first : UNKNOWN;
  return types.every((type) => type.kind === 'simple' && type.name === first.name) ? first : UNKNOWN;
}
