import { ExactDecimal } from '../exact-decimal.ts';
import type { RuleContext } from './rule.ts';

/** How far amounts may be off by Peppol's rules: two cents, or half a forint where there are no cents. */
function slack({ invoice }: RuleContext): ExactDecimal {
  return (invoice.term('BT-5')?.value === 'HUF' ? ExactDecimal.of(50) : ExactDecimal.of(2)).shifted(-2);
}

/** Whether two amounts of an invoice are the same but for what rounding may have done to them. */
export function isNear(a: ExactDecimal, b: ExactDecimal, context: RuleContext): boolean {
  return a.minus(b).absolute().compare(slack(context)) <= 0;
}
