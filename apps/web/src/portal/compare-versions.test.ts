import { describe, expect, it } from '@jest/globals';
import type { DefinitionStep } from '../api/contracts.ts';
import { compareSteps } from './compare-versions.ts';

const step = (nodeId: string, part: Partial<DefinitionStep> = {}): DefinitionStep => ({
  nodeId,
  type: 'task',
  candidates: [],
  ...part,
});

describe('comparing two versions of a process', () => {
  it('given steps that came and went, when compared, then each is named once', () => {
    const { added, removed, changed } = compareSteps([step('a'), step('b')], [step('b'), step('c')]);
    expect([added.map((each) => each.nodeId), removed.map((each) => each.nodeId), changed]).toEqual([['c'], ['a'], []]);
  });

  it('given a step that was renamed and moved, when compared, then both are said', () => {
    const { changed } = compareSteps(
      [step('a', { name: 'Prüfen', lane: 'Amt 1' })],
      [step('a', { name: 'Sichten', lane: 'Amt 2' })],
    );
    expect(changed.map((change) => change.kind)).toEqual(['renamed', 'moved']);
  });

  it('given a new instruction, when compared, then it is a change of the instruction only', () => {
    expect(
      compareSteps([step('a')], [step('a', { instruction: 'Nach § 5' })]).changed.map((change) => change.kind),
    ).toEqual(['instruction']);
  });
});
