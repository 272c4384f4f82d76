import type { ProcessModel } from '#engine';
import { type Block, type BlockContext, DEEPEST } from './block-context.ts';
import {
  buildModel,
  compensate,
  conditional,
  error,
  escalation,
  expr,
  message,
  type ModelBuilder,
  multiInstance,
  signal,
  timer,
} from './model-builder.ts';
import { RICH_BLOCKS } from './random-rich-blocks.ts';

/** A source of choices; fast-check's generator, or any other with a seed. */
export interface Choices {
  /** A whole number from 0 to `below` - 1. */
  next(below: number): number;
}

/** Choices from a list of numbers; when it is used up, always the first one, so that what is built ends. */
export function choicesFrom(numbers: readonly number[]): Choices {
  let position = 0;
  return {
    next(below) {
      const number = numbers[position] ?? 0;
      position += 1;
      return number % below;
    },
  };
}

/**
 * A random process of properly nested blocks: sequences, splits with their joins, loops, subprocesses of every kind with
 * events at their boundary, multi-instances, compensation. Whatever is answered in whatever order, it must come to an end.
 */
export function randomBlocks(choices: Choices, size: number, rich: Rich = {}): ProcessModel {
  return buildModel('p', (builder) => {
    const blocks = new BlockWriter(builder, choices, size, rich);
    builder.start('start');
    const [first, last] = blocks.sequence(0);
    builder.end('end').flows('start', first).flows(last, 'end');
    builder.scope('eventSubProcess', 'lastResort', (inner) => {
      inner.start('lastResortStart', [error()]).user('lastResortTask').flows('lastResortStart', 'lastResortTask');
    });
  });
}

/** A process of such blocks that `calls` of another one lead to; what it throws is the caller's to catch. */
export function randomCalledBlocks(choices: Choices, size: number): ProcessModel {
  return buildModel('q', (builder) => {
    const blocks = new BlockWriter(builder, choices, size, { isRich: true, prefix: 'q' });
    builder.start('qStart');
    const [first] = blocks.sequence(1);
    builder.flows('qStart', first);
  });
}

interface Rich {
  /** With the blocks of {@link RICH_BLOCKS}, too. */
  readonly isRich?: boolean;
  readonly called?: string;
  /** Begins every id, so that those of several processes are told apart. */
  readonly prefix?: string;
}

class BlockWriter implements BlockContext {
  readonly builder: ModelBuilder;
  readonly choices: Choices;
  readonly called: string | undefined;
  private readonly rich: Rich;
  private left: number;
  private count = 0;

  constructor(builder: ModelBuilder, choices: Choices, size: number, rich: Rich) {
    this.builder = builder;
    this.choices = choices;
    this.called = rich.called;
    this.rich = rich;
    this.left = size;
  }

  sequence(depth: number): Block {
    const blocks = Array.from({ length: 1 + this.choices.next(3) }, () => this.block(depth));
    for (const [index, [first]] of blocks.entries()) {
      const before = blocks[index - 1];
      if (before !== undefined) this.builder.flows(before[1], first);
    }
    return [blocks[0]?.[0] ?? '', blocks.at(-1)?.[1] ?? ''];
  }

  private block(depth: number): Block {
    this.left -= 1;
    if (this.rich.isRich === true && depth < DEEPEST && this.left > 0 && this.choices.next(2) === 0) {
      const write = RICH_BLOCKS[this.choices.next(RICH_BLOCKS.length)];
      if (write !== undefined) return write(this, depth);
    }
    const kinds = depth >= DEEPEST || this.left <= 0 ? 4 : 15;
    switch (this.choices.next(kinds)) {
      case 0:
        return this.single((id) => this.builder.task(id));
      case 1:
        return this.single((id) => this.builder.user(id));
      case 2:
        return this.single((id) => this.builder.service(id));
      case 3:
        return this.single((id) => this.builder.script(id, 'n + 1', 'n'));
      case 4:
        return this.split('exclusiveGateway', depth);
      case 5:
        return this.split('parallelGateway', depth);
      case 6:
        return this.split('inclusiveGateway', depth);
      case 7:
        return this.loop(depth);
      case 8:
        return this.race();
      case 9:
        return this.subProcess('subProcess', depth);
      case 10:
        return this.subProcess('transaction', depth);
      case 11:
        return this.repeated(depth);
      case 12:
        return this.undoable();
      case 13:
        return this.single((id) => this.builder.throw(id, [signal('S'), escalation('E')]));
      default:
        return this.single((id) => this.builder.catch(id, [message('M'), conditional('n > 3')]));
    }
  }

  single(write: (id: string) => unknown): Block {
    const id = this.id('n');
    write(id);
    return [id, id];
  }

  private split(type: 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway', depth: number): Block {
    const fork = this.id('fork');
    const join = this.id('join');
    const branches = Array.from({ length: 2 + this.choices.next(2) }, () => this.sequence(depth + 1));
    const isPlain = type === 'parallelGateway';
    const [fallback] = branches[0] ?? [''];
    this.builder.gateway(type, fork, isPlain ? {} : { defaultFlow: `${fork}-${fallback}` }).gateway(type, join);
    for (const [index, [first, last]] of branches.entries()) {
      if (isPlain || index === 0) this.builder.flow(fork, first);
      else this.builder.flow(fork, first, ['true', 'false', 'n > 2', 'not(n > 2)'][this.choices.next(4)]);
      this.builder.flow(last, join);
    }
    return [fork, join];
  }

  private loop(depth: number): Block {
    const enter = this.id('again');
    const leave = this.id('leave');
    const counter = this.id('c');
    const step = this.id('count');
    const [first, last] = this.sequence(depth + 1);
    this.builder
      .gateway('exclusiveGateway', enter)
      .script(step, `${counter} + 1`, counter)
      .gateway('exclusiveGateway', leave, { defaultFlow: `${leave}-${enter}` })
      .flows(enter, first)
      .flows(last, step, leave, enter);
    const out = this.id('out');
    this.builder.task(out).flow(leave, out, `${counter} >= 2`);
    return [enter, out];
  }

  private race(): Block {
    const gateway = this.id('race');
    const join = this.id('won');
    this.builder.gateway('eventBasedGateway', gateway).gateway('exclusiveGateway', join);
    for (const definitions of [[message('M')], [timer('PT1H')], [signal('S')]]) {
      const id = this.id('event');
      this.builder.catch(id, definitions).flows(gateway, id, join);
    }
    return [gateway, join];
  }

  private subProcess(type: 'subProcess' | 'transaction', depth: number): Block {
    const id = this.id('sub');
    const join = this.id('after');
    this.builder.scope(type, id, (inner) => {
      const start = this.id('start');
      const end = this.id('end');
      inner.start(start);
      const [first, last] = this.sequence(depth + 1);
      const ends = [[], [{ kind: 'terminate' as const }], [error('X')], [escalation('E')], [signal('S')]];
      const cancels = type === 'transaction' && this.choices.next(2) === 0;
      inner.end(end, cancels ? [{ kind: 'cancel' }] : (ends[this.choices.next(5)] ?? []));
      inner.flows(start, first).flows(last, end);
      if (this.choices.next(2) === 0) this.eventSubProcess(inner);
    });
    this.builder.gateway('exclusiveGateway', join).flows(id, join);
    this.boundary(id, join, type);
    return [id, join];
  }

  private eventSubProcess(inner: ModelBuilder): void {
    const id = this.id('esp');
    const triggers = [[message('M')], [escalation('E')], [error('X')], [signal('S')], [conditional('n > 3')]];
    const trigger = this.choices.next(5);
    inner.scope('eventSubProcess', id, (body) => {
      const start = this.id('start');
      const interrupting = trigger === 2 || this.choices.next(2) === 0;
      body.start(start, triggers[trigger] ?? [], { interrupting });
      const [first] = this.single((task) => body.user(task));
      body.flows(start, first);
    });
  }

  private boundary(hostId: string, join: string, type: 'subProcess' | 'transaction'): void {
    const kinds = [[error('X')], [timer('PT1H')], [escalation('E')], [message('M')], [signal('S')]];
    const kind = this.choices.next(5);
    const id = this.id('boundary');
    const interrupting = kind === 0 || this.choices.next(2) === 0;
    this.builder.boundary(id, hostId, kinds[kind] ?? [], { interrupting });
    if (interrupting) this.builder.flows(id, join);
    else this.builder.flows(id, this.single((task) => this.builder.user(task))[0]);
    if (type !== 'transaction') return;
    const canceled = this.id('canceled');
    this.builder.boundary(canceled, hostId, [{ kind: 'cancel' }]).flows(canceled, join);
  }

  private repeated(depth: number): Block {
    const id = this.id('many');
    const loop = [
      multiInstance({ cardinality: { literal: 3 } }),
      multiInstance({ cardinality: { literal: 3 }, sequential: true }),
      multiInstance({
        collection: expr('["a", "b"]'),
        elementVariable: 'x',
        outputCollection: 'xs',
        outputElement: expr('x'),
      }),
      multiInstance({ cardinality: { literal: 4 }, completionCondition: expr('nrOfCompletedInstances >= 2') }),
      { kind: 'standard' as const, testBefore: true, condition: expr('loopCounter < 2') },
    ][this.choices.next(5)];
    if (loop === undefined) throw new Error('Expected a loop');
    this.builder.scope(
      'subProcess',
      id,
      (inner) => {
        const start = this.id('start');
        inner.start(start);
        const [first] = this.sequence(Math.max(depth + 1, DEEPEST));
        inner.flows(start, first);
      },
      { loop },
    );
    return [id, id];
  }

  private undoable(): Block {
    const id = this.id('done');
    const undo = this.id('undo');
    const back = this.id('back');
    this.builder
      .task(id)
      .boundary(this.id('comp'), id, [compensate()], { compensationHandler: undo })
      .user(undo, { isForCompensation: true })
      .throw(back, [compensate()]);
    if (this.choices.next(2) === 0) return [id, id];
    this.builder.flows(id, back);
    return [id, back];
  }

  id(prefix: string): string {
    this.count += 1;
    return `${this.rich.prefix ?? ''}${prefix}${this.count}`;
  }
}

/**
 * A random tangle of nodes and flows without any order: joins that may never have all their tokens, circles, dead ends.
 * Nobody would draw it, but the engine must stay sound on it: it ends, waits for something, or waits at a join.
 */
export function randomTangle(choices: Choices, size: number): ProcessModel {
  return buildModel('p', (builder) => {
    const ids = Array.from({ length: 2 + (size % 12) }, (_, index) => `n${index}`);
    builder.start('start').flows('start', 'n0');
    for (const id of ids) writeTangled(builder, choices, id, ids);
  });
}

function writeTangled(builder: ModelBuilder, choices: Choices, id: string, ids: readonly string[]): void {
  const gateways = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway'] as const;
  const kind = choices.next(8);
  const gateway = gateways[kind];
  if (gateway === 'complexGateway') builder.gateway(gateway, id, { activationCondition: expr('activationCount >= 2') });
  else if (gateway !== undefined) builder.gateway(gateway, id);
  else if (kind === 4) builder.script(id, 'n + 1', 'n');
  else if (kind === 5) builder.catch(id, [signal('S')]);
  else builder.user(id);
  // Only what waits may lead back: a circle without any wait multiplies its tokens until the engine's limit stops it.
  const position = ids.indexOf(id);
  const targets = kind >= 5 ? ids : ids.slice(position + 1);
  const count = targets.length === 0 ? 0 : choices.next(3);
  for (let flow = 0; flow < count; flow += 1) {
    builder.flow(id, targets[choices.next(targets.length)] ?? id);
  }
}
