import type { EventDefinition } from '#engine';
import { type Block, type BlockContext, DEEPEST, isHeads, pick } from './block-context.ts';
import { conditional, error, escalation, message, type ModelBuilder, signal, timer } from './model-builder.ts';

/** One or two events at the boundary of an activity; what interrupts goes on where the activity does. */
export function withBoundary(context: BlockContext, [first, host]: Block): Block {
  const { builder, choices } = context;
  const kinds: readonly [readonly EventDefinition[], ...(readonly EventDefinition[])[]] = [
    [error('X')],
    [error()],
    [escalation('E')],
    [timer('PT1H')],
    [timer('R3/PT1H')],
    [message('M')],
    [signal('S')],
    [conditional('n > 3')],
    [message('M'), timer('PT1H')],
  ];
  const after = context.id('after');
  builder.gateway('exclusiveGateway', after).flows(host, after);
  for (let count = 1 + choices.next(2); count > 0; count -= 1) {
    const definitions = pick(choices, kinds);
    const interrupting = definitions[0]?.kind === 'error' || isHeads(context);
    const event = context.id('boundary');
    builder.boundary(event, host, definitions, { interrupting });
    if (interrupting) builder.flows(event, after);
    else builder.flows(event, context.single((task) => builder.user(task))[0]);
  }
  return [first, after];
}

/** An event subprocess of any trigger, now and then with another one inside. */
export function writeEventSubProcess(context: BlockContext, inner: ModelBuilder, depth: number): void {
  const { choices } = context;
  const definitions = pick<readonly EventDefinition[]>(choices, [
    [message('M')],
    [signal('S')],
    [conditional('n > 3')],
    [timer('R2/PT1H')],
    [escalation('E')],
    [error()],
    [message('M'), signal('S')],
  ]);
  const kind = definitions[0]?.kind;
  inner.scope('eventSubProcess', context.id('esp'), (body) => {
    const start = context.id('start');
    body.start(start, definitions, {
      interrupting: kind === 'error' || isHeads(context),
      parallelMultiple: definitions.length > 1 && isHeads(context),
    });
    // Only plain work: what it throws must not start it again for ever.
    const [first, last] = context.sequence(DEEPEST);
    body.flows(start, first);
    if (depth < 2 && isHeads(context)) writeEventSubProcess(context, body, depth + 1);
    if (isHeads(context)) {
      const end = context.id('end');
      body.end(end, [pick(choices, [error('X'), message('N')])]).flows(last, end);
    }
  });
}
