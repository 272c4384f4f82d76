import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choicesFrom, followRandomPath, randomBlocks, randomTangle, SimulatedInstance } from '#testkit';

/**
 * SimulatedInstance checks after every single step that the state is the fold of the events, that a state loaded row by
 * row gives the same events, that counters are right, and that nothing rests without a reason. fast-check prints the
 * seed of what fails.
 */
const numbers = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: 9_999 }), { minLength: 4, maxLength: most });

const RUNS = 150;

describe('random processes', () => {
  it('given properly nested blocks and any answers, then it ends once everything is answered', () => {
    fc.assert(
      fc.property(numbers(60), numbers(80), (structure, answers) => {
        const model = randomBlocks(choicesFrom(structure), 12);
        const instance = SimulatedInstance.start({ models: [model] }, { n: 0 });
        followRandomPath(instance, choicesFrom(answers), 60);
        // Whatever is still open is answered plainly: tasks and jobs first, so that nothing non-interrupting goes on for ever.
        for (let left = 400; left > 0 && !instance.isEnded; left -= 1) finishOne(instance);
        expect(instance.live()).toEqual([]);
        expect(instance.isEnded).toBe(true);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('given any tangle of nodes and flows, then it ends, waits for something, or waits at a join', () => {
    fc.assert(
      fc.property(numbers(60), numbers(30), fc.nat({ max: 11 }), (structure, answers, size) => {
        const model = randomTangle(choicesFrom(structure), size);
        const instance = SimulatedInstance.start({ models: [model] }, { n: 0 });
        followRandomPath(instance, choicesFrom(answers), 20);
        const joins = model.nodes.filter(({ type }) => type.endsWith('Gateway')).map(({ id }) => id);
        const isWaiting = instance.waits().length + instance.incidents().length > 0;
        expect(instance.isEnded || isWaiting || instance.live().every((id) => joins.includes(id))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('given a straight walk without interruption, then the end is reached exactly once', () => {
    fc.assert(
      fc.property(numbers(60), (structure) => {
        const model = randomBlocks(choicesFrom(structure.map((number) => number % 9)), 12);
        const instance = SimulatedInstance.start({ models: [model] }, { n: 0 });
        for (let left = 400; left > 0 && !instance.isEnded; left -= 1) finishOne(instance);
        expect(instance.completed()).toMatchObject({ start: 1, end: 1 });
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});

function finishOne(instance: SimulatedInstance): void {
  const order = ['task', 'job', 'timer', 'message', 'signal', 'conditional'];
  const open = instance.waits().toSorted((a, b) => order.indexOf(a.wait.kind) - order.indexOf(b.wait.kind));
  const [first] = open;
  if (first === undefined) throw new Error(`Expected something to wait for, but ${instance.live().join(', ')} rest`);
  // The first choice is which wait to answer, all others are the plain answer.
  const position = instance.waits().findIndex(({ wait }) => wait.id === first.wait.id);
  followRandomPath(instance, choicesFrom([position]), 1);
}
