import type { Modification } from '#engine';
import { RuntimeError } from '../runtime-error.ts';
import { checkedVariables, localOf } from '../variables.ts';

/** Modifications from outside, their variables checked. @throws INPUT_INVALID when there are none, VARIABLES_INVALID */
export function checkedModifications(modifications: readonly Modification[]): readonly Modification[] {
  if (modifications.length === 0) {
    throw new RuntimeError('INPUT_INVALID', 'Expected at least one modification, but there is none.', {
      field: 'modifications',
    });
  }
  return modifications.map((modification) => {
    if (modification.kind === 'cancel' || modification.kind === 'cancelAll') return modification;
    const variables = checkedVariables(modification.variables);
    return modification.kind === 'move'
      ? { ...modification, variables }
      : { ...modification, variables, ...localOf(modification) };
  });
}
