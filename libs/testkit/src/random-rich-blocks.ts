import type { EventDefinition, LoopModel } from '#engine';
import { type Block, type BlockContext, isHeads, pick } from './block-context.ts';
import {
  compensate,
  conditional,
  error,
  escalation,
  expr,
  message,
  type ModelBuilder,
  multiInstance,
  signal,
} from './model-builder.ts';
import { withBoundary, writeEventSubProcess } from './random-block-events.ts';

type WriteBlock = (context: BlockContext, depth: number) => Block;

/** Blocks of everything BPMN has beyond the plain ones; each comes to an end whatever is answered. */
export const RICH_BLOCKS: readonly WriteBlock[] = [
  writeCall,
  writeAdHoc,
  writeGathering,
  writeCompensable,
  writeLink,
  writeQuantities,
  writeDiscriminator,
  writeGuarded,
  writeBehaviour,
  writeLoopAfter,
  writeAsynchronous,
  writeReceiving,
  writeThrowing,
  writeManyScopes,
];

function writeCall(context: BlockContext): Block {
  const { called } = context;
  if (called === undefined) return context.single((id) => context.builder.user(id));
  const block = context.single((id) => {
    const loop = isHeads(context) ? { loop: multiInstance({ cardinality: { literal: 2 } }) } : {};
    context.builder.call(id, called, loop);
  });
  return withBoundary(context, block);
}

function writeAdHoc(context: BlockContext, depth: number): Block {
  const id = context.id('free');
  const { builder, choices } = context;
  const condition = pick(choices, [undefined, 'n >= 0', 'n > 2']);
  builder.scope(
    'adHocSubProcess',
    id,
    (inner) => {
      context.single((task) => inner.user(task));
      context.single((task) => inner.service(task));
      if (depth < 3) context.sequence(depth + 1);
    },
    {
      ordering: pick(choices, ['parallel', 'sequential']),
      cancelRemaining: isHeads(context),
      ...(condition !== undefined && { completionCondition: expr(condition) }),
    },
  );
  return withBoundary(context, [id, id]);
}

/** Parallel multiple events: in the flow, at a boundary, with an error among their triggers. */
function writeGathering(context: BlockContext): Block {
  const { builder } = context;
  const all = { parallelMultiple: true };
  if (isHeads(context)) return context.single((id) => builder.catch(id, [message('M'), signal('S')], all));
  const host = context.id('guarded');
  const after = context.id('after');
  const event = context.id('all');
  builder.service(host).gateway('exclusiveGateway', after).flows(host, after);
  if (isHeads(context)) builder.boundary(event, host, [error('X'), message('M')], all).flows(event, after);
  else {
    builder.boundary(event, host, [signal('S'), message('M')], { ...all, interrupting: false });
    builder.flows(event, context.single((task) => builder.user(task))[0]);
  }
  return [host, after];
}

/** A subprocess that is compensated by its event subprocess, its content, or a handler; thrown to in all the ways. */
function writeCompensable(context: BlockContext, depth: number): Block {
  const { builder, choices } = context;
  const id = context.id('trip');
  const back = context.id('back');
  builder.scope('subProcess', id, (inner) => {
    const done = context.id('booked');
    const undo = context.id('unbook');
    inner.task(done);
    inner.boundary(context.id('comp'), done, [compensate()], { compensationHandler: undo });
    inner.user(undo, { isForCompensation: true });
    const [first] = context.sequence(depth + 1);
    inner.flows(done, first);
    if (isHeads(context)) writeCompensationSubProcess(context, inner);
  });
  if (choices.next(3) === 0) {
    const handler = context.id('undo');
    builder.boundary(context.id('comp'), id, [compensate()], { compensationHandler: handler });
    builder.service(handler, { isForCompensation: true });
  }
  builder.throw(back, [compensate(pick(choices, [undefined, id]), isHeads(context))]).flows(id, back);
  return [id, back];
}

function writeCompensationSubProcess(context: BlockContext, inner: ModelBuilder): void {
  inner.scope('eventSubProcess', context.id('undoing'), (body) => {
    const start = context.id('start');
    const back = context.id('back');
    body.start(start, [compensate()]);
    const [task] = context.single((it) => body.service(it));
    body.throw(back, [compensate()]).flows(start, task, back);
  });
}

function writeLink(context: BlockContext): Block {
  const [from, to] = [context.id('go'), context.id('come')];
  const link: EventDefinition = { kind: 'link', name: from };
  context.builder.throw(from, [link]).catch(to, [link]);
  return [from, to];
}

/** One token becomes several, and they become one again. */
function writeQuantities(context: BlockContext): Block {
  const [first, last] = [context.id('one'), context.id('several')];
  const count = 2 + context.choices.next(2);
  context.builder
    .user(first, { completionQuantity: count })
    .service(last, {
      startQuantity: count,
      ...(isHeads(context) && { loop: multiInstance({ cardinality: { literal: 2 } }) }),
    })
    .flows(first, last);
  return [first, last];
}

/** A complex join that goes on before all have come, and swallows the rest. */
function writeDiscriminator(context: BlockContext, depth: number): Block {
  const { builder, choices } = context;
  const [fork, join] = [context.id('fork'), context.id('some')];
  builder
    .gateway('parallelGateway', fork)
    .gateway('complexGateway', join, { activationCondition: expr(`activationCount >= ${1 + choices.next(2)}`) });
  for (let branch = 0; branch < 3; branch += 1) {
    const [first, last] = context.sequence(depth + 1);
    builder.flow(fork, first);
    builder.flow(last, join);
  }
  return [fork, join];
}

/** A task or many of them, with an event at its boundary. */
function writeGuarded(context: BlockContext): Block {
  const { builder, choices } = context;
  const loop = pick<LoopModel | undefined>(choices, [
    undefined,
    multiInstance({ cardinality: { literal: 3 } }),
    multiInstance({ cardinality: { literal: 2 }, sequential: true }),
    { kind: 'standard', testBefore: false, condition: expr('loopCounter < 2') },
  ]);
  const over = loop === undefined ? {} : { loop };
  return withBoundary(
    context,
    context.single((id) => (isHeads(context) ? builder.user(id, over) : builder.service(id, over))),
  );
}

/** A multi-instance that throws when instances complete. */
function writeBehaviour(context: BlockContext): Block {
  const { builder, choices } = context;
  const event = pick(choices, [signal('S'), escalation('E'), error('X'), compensate()]);
  const behaviours = [
    multiInstance({ cardinality: { literal: 3 }, behaviour: 'none', noneEvent: event }),
    multiInstance({ cardinality: { literal: 3 }, behaviour: 'one', oneEvent: event, sequential: isHeads(context) }),
    multiInstance({
      cardinality: { literal: 3 },
      behaviour: 'complex',
      complex: [{ condition: expr('nrOfCompletedInstances >= 2'), event }],
    }),
  ] as const;
  return withBoundary(
    context,
    context.single((id) => builder.user(id, { loop: pick(choices, behaviours) })),
  );
}

function writeLoopAfter(context: BlockContext, depth: number): Block {
  const id = context.id('rounds');
  const loop: LoopModel = {
    kind: 'standard',
    testBefore: isHeads(context),
    condition: expr('n >= 0'),
    maximum: { literal: 2 },
  };
  context.builder.scope('subProcess', id, () => context.sequence(depth + 1), { loop });
  return withBoundary(context, [id, id]);
}

function writeAsynchronous(context: BlockContext, depth: number): Block {
  const { builder } = context;
  const over = { asyncBefore: isHeads(context), asyncAfter: isHeads(context) };
  if (isHeads(context))
    return withBoundary(
      context,
      context.single((id) => builder.user(id, over)),
    );
  const id = context.id('later');
  builder.scope('subProcess', id, () => context.sequence(depth + 1), over);
  return withBoundary(context, [id, id]);
}

function writeReceiving(context: BlockContext): Block {
  const { builder } = context;
  if (isHeads(context))
    return withBoundary(
      context,
      context.single((id) => builder.receive(id, 'M')),
    );
  const [race, won] = [context.id('race'), context.id('won')];
  builder.gateway('eventBasedGateway', race).gateway('exclusiveGateway', won);
  const [received] = context.single((id) => builder.receive(id, 'M'));
  const [both] = context.single((id) =>
    builder.catch(id, [signal('S'), message('N')], { parallelMultiple: isHeads(context) }),
  );
  const [held] = context.single((id) => builder.catch(id, [conditional('n > 3')]));
  for (const event of [received, both, held]) builder.flows(race, event, won);
  return [race, won];
}

function writeThrowing(context: BlockContext): Block {
  return context.single((id) =>
    context.builder.throw(id, [
      pick(context.choices, [message('M'), escalation('E'), compensate()]),
      pick(context.choices, [signal('S'), message('N'), escalation('E')]),
    ]),
  );
}

/** Several scopes at once, each with event subprocesses that may have event subprocesses of their own. */
function writeManyScopes(context: BlockContext, depth: number): Block {
  const { builder, choices } = context;
  const id = context.id('scopes');
  builder.scope(
    pick(choices, ['subProcess', 'transaction']),
    id,
    (inner) => {
      const [start, end] = [context.id('start'), context.id('end')];
      const [first, last] = context.sequence(depth + 1);
      const ends = pick<readonly EventDefinition[]>(choices, [
        [],
        [error('X')],
        [escalation('E')],
        [{ kind: 'terminate' }],
        [compensate()],
      ]);
      inner.start(start).end(end, ends).flows(start, first).flows(last, end);
      writeEventSubProcess(context, inner, depth);
      if (isHeads(context)) writeEventSubProcess(context, inner, depth);
    },
    { loop: multiInstance({ cardinality: { literal: 2 }, sequential: isHeads(context) }) },
  );
  return withBoundary(context, [id, id]);
}
