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
  return modifications.map((modification) =>
    'variables' in modification
      ? { ...modification, variables: checkedVariables(modification.variables), ...localOf(modification) }
      : modification,
  );
}
