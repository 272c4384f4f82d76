import { type FeelText } from '../model/boxed-expression.ts';

const lists = new WeakMap<FeelText, FeelText>();

/** Output values, best first, as one list expression; the same object each time, so that it is parsed once. */
export function priorityList(allowedValues: FeelText): FeelText {
  const known = lists.get(allowedValues);
  if (known !== undefined) return known;
  const list = { ...allowedValues, text: `[${allowedValues.text}]` };
  lists.set(allowedValues, list);
  return list;
}
