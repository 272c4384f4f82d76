import { evaluate } from '../../behaviour/evaluate.ts';
import { about } from '../../execution/element-failure.ts';
import type { Run } from '../../execution/run.ts';
import type { Variables } from '../../model/expression.ts';
import type { ScriptWork } from '../../model/work.ts';
import type { Item } from '../../state/item.ts';
import { toValue } from '../../variables-record.ts';

/** A script task whose script is an expression: its value is the result variable (clause 10.3.3.6). */
export function evaluateScript(run: Run, item: Item, work: ScriptWork): Variables {
  const value = about('script', undefined, () => toValue(evaluate(run, item, work.expression)));
  return work.resultVariable === undefined ? {} : { [work.resultVariable]: value };
}
