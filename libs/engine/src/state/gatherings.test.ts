import { describe, expect, it } from '@jest/globals';
import { gatheringsAt, liveElements } from '#engine';
import { buildModel, SimulatedInstance, type ModelBuilder } from '#testkit';

/** What is gathered anywhere in the instance, each place with what has come and what is awaited. */
function gatherings(instance: SimulatedInstance, model: ReturnType<typeof buildModel>) {
  const { state } = instance;
  if (state === undefined) return [];
  const tokens = liveElements(state);
  return tokens.flatMap((token) => {
    const others = tokens.filter((other) => other.parentId === token.parentId && other.id !== token.id);
    return gatheringsAt(
      state,
      token.id,
      model,
      others.map(({ nodeId }) => nodeId),
    ).map(({ nodeId, arrived, awaited }) => [nodeId, flowsOf(arrived), flowsOf(awaited)]);
  });
}

const flowsOf = (parts: readonly { readonly kind: string; readonly flowId?: string }[]) =>
  parts.map(({ kind, flowId }) => flowId ?? kind);

const gates = (join: 'parallelGateway' | 'inclusiveGateway') =>
  buildModel('p', (p: ModelBuilder) =>
    p
      .start('s')
      .gateway('parallelGateway', 'split')
      .user('a')
      .user('b')
      .user('c')
      .gateway(join, 'join')
      .end('e')
      .flows('s', 'split', 'a', 'join', 'e')
      .flows('split', 'b', 'join')
      .flows('split', 'c', 'join'),
  );

describe('what has been gathered', () => {
  it('given a parallel join, when one of three has come, then the other two are awaited', () => {
    const model = gates('parallelGateway');
    const instance = SimulatedInstance.start({ models: [model] });
    expect(gatherings(instance, model)).toEqual([]);
    instance.complete('a');
    expect(gatherings(instance, model)).toEqual([['join', ['a-join'], ['b-join', 'c-join']]]);
  });

  it('given an inclusive join, then only what can still come is awaited', () => {
    const model = gates('inclusiveGateway');
    const instance = SimulatedInstance.start({ models: [model] });
    instance.complete('a');
    const [first] = gatherings(instance, model);
    expect(first).toEqual(['join', ['a-join'], ['b-join', 'c-join']]);
    instance.complete('b');
    expect(gatherings(instance, model)).toEqual([['join', ['a-join', 'b-join'], ['c-join']]]);
  });
});
