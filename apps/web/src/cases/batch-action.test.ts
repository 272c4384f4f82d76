import { describe, expect, it } from '@jest/globals';
import { INSTANCE_STATES, type InstanceState } from '../api/contracts.ts';
import { fitting, type BatchAction } from './batch-action.ts';

const cases = INSTANCE_STATES.map((state) => ({ state }));
const statesFor = (action: BatchAction): readonly InstanceState[] => fitting(action, cases).map(({ state }) => state);

describe('what can be done to several cases', () => {
  it('given cases of every state, when one thing is done to them, then only those it fits are taken', () => {
    expect(statesFor('suspend')).toEqual(['running']);
    expect(statesFor('resume')).toEqual(['suspended']);
    expect([...statesFor('cancel')].sort()).toEqual(['running', 'suspended']);
  });

  it('given cases of every state, when begun again, then exactly those that cannot be cancelled any more', () => {
    expect([...statesFor('restart'), ...statesFor('cancel')].sort()).toEqual([...INSTANCE_STATES].sort());
  });
});
