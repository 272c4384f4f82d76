import { apply } from '../appliers/apply.ts';
import type { StepContext } from '../context.ts';
import type { EngineEvent, EventBody, OfElement } from '../event.ts';
import type { Variables } from '../model/expression.ts';
import type { NodeModel } from '../model/process-model.ts';
import { indexOf, type ModelIndex } from '../model/model-index.ts';
import { findItem, getItem, type InstanceState } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { mergeRecords } from '../variables-record.ts';
import type { Continuation } from './continuation.ts';
import { Declarations } from './declarations.ts';

/**
 * One step in the making: the state so far, the events that made it, and the work still to do. Everything an element
 * behaviour may do goes through it; nothing survives the step but state and events.
 */
export class Run {
  readonly context: StepContext;
  readonly events: EngineEvent[] = [];
  readonly declarations = new Declarations();
  private work: Continuation[] = [];
  /** Entries waiting in `work`, by scope: tokens that are on their way keep their scope alive. */
  private readonly onTheWay = new Map<string, number>();
  /** Scopes that lost a token since they were last looked at. */
  readonly unsettled = new Set<string>();
  /** Scopes in which a token has moved since their joins were last looked at. */
  readonly stirred = new Set<string>();
  /** Names of variables that have changed, by scope, since conditions were last looked at; `all`: look in any case. */
  readonly touched = new Map<string, ReadonlySet<string> | 'all'>();
  /** Passes of a node in a scope during this step, to notice an endless loop. */
  readonly passes = new Map<string, number>();
  entries = 0;
  private current: InstanceState | undefined;

  constructor(state: InstanceState | undefined, context: StepContext) {
    this.current = state;
    this.context = context;
  }

  get state(): InstanceState {
    if (this.current === undefined) throw new Error('Expected a started instance, but there is no state yet');
    return this.current;
  }

  item(id: string): Item {
    return getItem(this.state, id);
  }

  find(id: string): Item | undefined {
    return findItem(this.state, id);
  }

  index(item: Item): ModelIndex {
    return indexOf(this.context.model(item.definitionId));
  }

  /** The node of an element item. */
  node(item: Item): NodeModel {
    return this.nodeOf(item, item.nodeId);
  }

  nodeOf(item: Item, nodeId: string): NodeModel {
    const node = this.index(item).nodes.get(nodeId);
    if (node === undefined) {
      throw new Error(`Expected node ${nodeId} in definition ${item.definitionId}, but the model does not have it`);
    }
    return node;
  }

  /** Shows values in a scope until the step is over: no event, no trace of them in the state that is kept. */
  show(scopeId: string, variables: Variables): void {
    const shown = new Map(this.state.transient);
    shown.set(scopeId, mergeRecords(shown.get(scopeId), variables));
    this.current = { ...this.state, transient: shown };
  }

  /** Records what has happened in the process instance of `item`, and applies it. */
  emit(item: Item, body: EventBody): void {
    this.emitIn(item.processInstanceId, body);
  }

  emitIn(processInstanceId: string, body: EventBody): void {
    const event: EngineEvent = { v: 1, at: this.context.now, processInstanceId, ...body };
    const ended = endedItem(event);
    const parentId = ended === undefined ? null : (this.find(ended)?.parentId ?? null);
    this.events.push(event);
    this.current = apply(this.current, event);
    if (parentId !== null) {
      this.unsettled.add(parentId);
      this.stirred.add(parentId);
    }
  }

  /** The element an event is about; `nodeId` where it is another node than the item's own (boundary event …). */
  of(item: Item, nodeId: string = item.nodeId): OfElement {
    return {
      elementInstanceId: item.id,
      nodeId,
      nodeType: this.nodeOf(item, nodeId).type,
      definitionId: item.definitionId,
    };
  }

  /** Adds work; the first given is done first. */
  push(...continuations: readonly Continuation[]): void {
    for (const continuation of continuations.toReversed()) {
      this.work.push(continuation);
      this.countOnTheWay(continuation, 1);
    }
  }

  /** Takes the next work. */
  pop(): Continuation | undefined {
    const continuation = this.work.pop();
    if (continuation !== undefined) this.countOnTheWay(continuation, -1);
    return continuation;
  }

  hasWork(): boolean {
    return this.work.length > 0;
  }

  /** Tokens on their way to nodes of a scope that is being ended or interrupted never arrive. */
  dropEntries(scopeId: string): void {
    if (!this.hasOnTheWay(scopeId)) return;
    // A new list, so that a mark set before keeps the old one.
    this.work = this.work.filter((continuation) => targetScope(continuation) !== scopeId);
    this.onTheWay.delete(scopeId);
  }

  /** Is a token on its way to a node of this scope? */
  hasOnTheWay(scopeId: string): boolean {
    return (this.onTheWay.get(scopeId) ?? 0) > 0;
  }

  /** A point to come back to if the work in hand fails. */
  mark(): Mark {
    return { state: this.current, events: this.events.length, work: this.work, height: this.work.length };
  }

  /** Takes back what has been done since the mark. */
  rollBack(mark: Mark): void {
    this.current = mark.state;
    this.events.length = mark.events;
    if (this.work === mark.work) {
      while (this.work.length > mark.height) this.pop();
      return;
    }
    this.work = mark.work;
    this.work.length = mark.height;
    this.onTheWay.clear();
    for (const continuation of this.work) this.countOnTheWay(continuation, 1);
  }

  private countOnTheWay(continuation: Continuation, by: number): void {
    const scopeId = targetScope(continuation);
    if (scopeId === undefined) return;
    const count = (this.onTheWay.get(scopeId) ?? 0) + by;
    if (count === 0) this.onTheWay.delete(scopeId);
    else this.onTheWay.set(scopeId, count);
  }
}

export interface Mark {
  readonly state: InstanceState | undefined;
  readonly events: number;
  readonly work: Continuation[];
  readonly height: number;
}

function targetScope(continuation: Continuation): string | undefined {
  if (continuation.kind === 'enter') return continuation.scopeId;
  return continuation.kind === 'enterInner' ? continuation.bodyId : undefined;
}

/** The item an event ends, if it ends one. */
function endedItem(event: EngineEvent): string | undefined {
  switch (event.type) {
    case 'ElementCompleted':
    case 'ElementCanceled':
      return event.elementInstanceId;
    case 'InstanceEnded':
      return event.processInstanceId;
    case 'CompensationEnded':
      return event.compensationId;
    default:
      return undefined;
  }
}
