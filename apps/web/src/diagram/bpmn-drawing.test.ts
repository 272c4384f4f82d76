import { describe, expect, it } from '@jest/globals';
import { inReadingOrder, type DrawnStep } from './bpmn-drawing.ts';

const step = (id: string, ...targets: string[]): DrawnStep => ({
  id,
  type: 'task',
  name: id,
  outgoing: targets.map((target) => ({ flowId: `${id}-${target}`, label: '', target })),
});
const order = (...steps: DrawnStep[]): string =>
  inReadingOrder(steps)
    .map(({ id }) => id)
    .join(' ');

describe('telling a drawing in words', () => {
  it('given steps in any order of the file, when told, then along the flow from the start', () => {
    expect(order(step('end'), step('check', 'end'), step('start', 'check'))).toBe('start check end');
  });

  it('given two branches, when told, then the first branch comes to its end before the second begins', () => {
    expect(
      order(
        step('start', 'gate'),
        step('gate', 'a1', 'b1'),
        step('a1', 'a2'),
        step('b1', 'join'),
        step('a2', 'join'),
        step('join'),
      ),
    ).toBe('start gate a1 a2 b1 join');
  });

  it('given a loop back, when told, then each step appears exactly once and the loop is entered at its door', () => {
    expect(order(step('start', 'ask'), step('ask', 'gate'), step('gate', 'ask', 'end'), step('end'))).toBe(
      'start ask gate end',
    );
  });

  it('given a step nothing leads to inside a ring, when told, then it is not lost', () => {
    expect(order(step('a', 'b'), step('b', 'a'))).toBe('a b');
  });
});
