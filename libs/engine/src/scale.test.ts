import { describe, expect, it } from '@jest/globals';
import {
  changedPartitions,
  type Command,
  type InstanceState,
  isEnded,
  liveElements,
  type ProcessModel,
  step,
  visibleVariables,
} from '#engine';
import { buildModel, createSimulatedContext, expr, multiInstance } from '#testkit';

interface Measured {
  readonly events: number;
  readonly rows: number;
  readonly milliseconds: number;
}

/** Runs a process to its end, job by job, and counts the rows each step writes. */
function run(model: ProcessModel, variables: Record<string, number> = {}): Measured {
  const context = createSimulatedContext({ models: [model] });
  let state: InstanceState | undefined;
  let events = 0;
  let rows = 0;
  const perform = (command: Command): void => {
    const result = step(state, command, context);
    if (!result.ok) throw new Error(result.rejection.message);
    const { upsert, remove } = changedPartitions(state, result.state);
    rows += upsert.length + remove.length;
    events += result.events.length;
    for (const event of result.events) if (event.type === 'JobCreated') open.push(event.jobId);
    state = result.state;
  };
  const open: string[] = [];
  const begun = performance.now();
  perform({ type: 'StartInstance', processInstanceId: 'root', definitionId: model.id, variables });
  for (let jobId = open.shift(); jobId !== undefined; jobId = open.shift()) {
    perform({ type: 'CompleteJob', jobId, variables: {} });
  }
  if (state === undefined || !isEnded(state)) throw new Error(`Expected it to end, but it did not`);
  return { events, rows, milliseconds: performance.now() - begun };
}

const manyTimes = (count: number, sequential: boolean): ProcessModel =>
  buildModel('p', (p) =>
    p
      .start('s')
      .service('t', {
        loop: multiInstance({
          sequential,
          cardinality: { literal: count },
          outputCollection: 'results',
          outputElement: expr('loopCounter'),
        }),
      })
      .end('e')
      .flows('s', 't', 'e'),
  );

const longProcess = (count: number): ProcessModel =>
  buildModel('p', (p) => {
    p.start('s').end('e');
    const ids = Array.from({ length: count / 5 }, (_, index) => index);
    for (const index of ids) {
      p.gateway('inclusiveGateway', `f${index}`)
        .task(`a${index}`)
        .script(`b${index}`, 'n + 1', 'n')
        .gateway('inclusiveGateway', `j${index}`)
        .task(`t${index}`)
        .flows(`f${index}`, `a${index}`, `j${index}`, `t${index}`)
        .flows(`f${index}`, `b${index}`, `j${index}`);
      p.flows(index === 0 ? 's' : `t${index - 1}`, `f${index}`);
    }
    p.flows(`t${ids.length - 1}`, 'e');
  });

describe('cost of a step', () => {
  it.each([
    ['a parallel multi-instance', (size: number) => manyTimes(size, false)],
    ['a sequential multi-instance', (size: number) => manyTimes(size, true)],
  ])(
    'given %s of 10,000 jobs, then events and rows grow with its size and not with its square',
    (_name, model) => {
      const small = run(model(1_000));
      const large = run(model(10_000));
      expect(large.events / small.events).toBeLessThan(10.5);
      expect(large.rows / small.rows).toBeLessThan(10.5);
      // Generous: ten times the work would take a hundred times as long if it were quadratic; a busy machine blurs the rest.
      expect(large.milliseconds).toBeLessThan(60 * Math.max(small.milliseconds, 40));
    },
    60_000,
  );

  it('given a process of 5,000 nodes, then its run grows with its size and not with its square', () => {
    const small = run(longProcess(500), { n: 0 });
    const large = run(longProcess(5_000), { n: 0 });
    expect(large.events / small.events).toBeLessThan(10.5);
    expect(large.milliseconds).toBeLessThan(60 * Math.max(small.milliseconds, 40));
  }, 300_000);

  it('given 10,000 instances at work, then one of them writes only the rows it touches', () => {
    const context = createSimulatedContext({ models: [manyTimes(10_000, false)] });
    const started = step(
      undefined,
      { type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: {} },
      context,
    );
    if (!started.ok) throw new Error(started.rejection.message);
    const wait = liveElements(started.state).at(-1)?.waits[0];
    const done = step(started.state, { type: 'CompleteJob', jobId: wait?.id ?? '', variables: {} }, context);
    if (!done.ok) throw new Error(done.rejection.message);
    const { upsert, remove } = changedPartitions(started.state, done.state);
    expect(upsert.length + remove.length).toBe(2);
  });

  it('given a sequential multi-instance over a long collection of large elements, then a round writes no more than its own', () => {
    const model = buildModel('p', (p) =>
      p
        .start('s')
        .service('t', {
          loop: multiInstance({
            sequential: true,
            collection: expr('items'),
            elementVariable: 'item',
            outputCollection: 'results',
            outputElement: expr('loopCounter'),
          }),
        })
        .end('e')
        .flows('s', 't', 'e'),
    );
    const context = createSimulatedContext({ models: [model] });
    const element = 'x'.repeat(1000);
    const items = Array.from({ length: 2000 }, () => element);
    const started = step(
      undefined,
      { type: 'StartInstance', processInstanceId: 'root', definitionId: 'p', variables: { items } },
      context,
    );
    if (!started.ok) throw new Error(started.rejection.message);
    let { state, events } = started;
    for (let round = 1; round < items.length; round += 1) {
      const job = events.find((event) => event.type === 'JobCreated');
      const result = step(state, { type: 'CompleteJob', jobId: job?.jobId ?? '', variables: {} }, context);
      if (!result.ok) throw new Error(result.rejection.message);
      const written = JSON.stringify([result.events, changedPartitions(state, result.state).upsert]);
      // The element itself is in the event that sets it and in the row of its instance.
      expect(written.length - 2 * element.length).toBeLessThan(6 * element.length);
      ({ state, events } = result);
    }
    const last = visibleVariables(state, liveElements(state).at(-1)?.id ?? '');
    expect(last['loopCounter']).toBe(items.length);
    expect(last['item']).toBe(element);
  });
});
