import { type FeelFunction, type GivenArgument } from '../values/function.ts';
import { type FeelValue } from '../values/value.ts';

/** Puts arguments in the order of the parameters; undefined if names or numbers do not fit. */
export function orderArguments(callee: FeelFunction, args: readonly GivenArgument[]): readonly FeelValue[] | undefined {
  if (args.every(({ name }) => name === undefined)) {
    return args.length === callee.parameters.length ? args.map(({ value }) => value) : undefined;
  }
  const byName = new Map<string | undefined, FeelValue>(args.map(({ name, value }) => [name, value]));
  if (byName.size !== args.length || byName.has(undefined)) return undefined;
  if (!args.every(({ name }) => callee.parameters.some((parameter) => parameter.name === name))) return undefined;
  return callee.parameters.map(({ name }) => byName.get(name) ?? null);
}
