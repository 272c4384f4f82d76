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
import { Passes } from './passes.ts';

/**
 * One step in the making: the state so far, the events that made it, and the work still to do. Everything an element
 * behaviour may do goes through it; nothing survives the step but state and events.
 */
export class Run {
  readonly context: StepContext;
  readonly events: EngineEvent[] = [];
  readonly declarations = new Declarations();
  private work: Stack | undefined;
  /** Entries waiting in `work`, by scope: tokens that are on their way keep their scope alive. */
  private readonly onTheWay = new Map<string, number>();
  /** Scopes that lost a token since they were last looked at. */
  readonly unsettled = new Set<string>();
  /** Scopes in which a token has moved since their joins were last looked at. */
  readonly stirred = new Set<string>();
  /** Names of variables that have changed, by scope, since conditions were last looked at; `all`: look in any case. */
  readonly touched = new Map<string, ReadonlySet<string> | 'all'>();
  readonly passes = new Passes();
  /** Bodies of loops whose rounds an earlier step has left to this one. */
  readonly continuedLoops = new Set<string>();
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
      this.work = { top: continuation, below: this.work, size: (this.work?.size ?? 0) + 1 };
      this.countOnTheWay(continuation, 1);
    }
  }

  /** Takes the next work. */
  pop(): Continuation | undefined {
    if (this.work === undefined) return undefined;
    const { top, below } = this.work;
    this.work = below;
    this.countOnTheWay(top, -1);
    return top;
  }

  /** Tokens on their way to nodes of a scope that is being ended or interrupted never arrive. */
  dropEntries(scopeId: string): void {
    if (!this.hasOnTheWay(scopeId)) return;
    const kept = [...workOf(this.work)].filter((continuation) => targetScope(continuation) !== scopeId);
    this.work = kept.reduceRight<Stack | undefined>(
      (below, top) => ({ top, below, size: (below?.size ?? 0) + 1 }),
      undefined,
    );
    this.onTheWay.delete(scopeId);
  }

  /** Is a token on its way to a node of this scope? */
  hasOnTheWay(scopeId: string): boolean {
    return (this.onTheWay.get(scopeId) ?? 0) > 0;
  }

  /** A point to come back to. */
  mark(): Mark {
    return {
      state: this.current,
      events: this.events.length,
      work: this.work,
      unsettled: [...this.unsettled],
      touched: [...this.touched],
    };
  }

  /** Takes back what the work in hand has done since the mark. */
  rollBack({ state, events, work }: Mark): void {
    this.current = state;
    this.events.length = events;
    while (this.work !== undefined && this.work.size > (work?.size ?? 0)) this.pop();
    if (this.work === work) return;
    this.work = work;
    this.onTheWay.clear();
    for (const continuation of workOf(work)) this.countOnTheWay(continuation, 1);
  }

  /** Takes back everything since a mark of an earlier piece of work, what was to be looked at after it included. */
  returnTo(mark: Mark): void {
    this.rollBack(mark);
    this.unsettled.clear();
    for (const scopeId of mark.unsettled) this.unsettled.add(scopeId);
    this.touched.clear();
    for (const [scopeId, names] of mark.touched) this.touched.set(scopeId, names);
    // Joins may have been looked at since; looking once more changes nothing by itself.
    for (const [scopeId, scope] of this.state.items.entries()) {
      if (Object.keys(scope.gathering).length > 0) this.stirred.add(scopeId);
    }
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
  readonly work: Stack | undefined;
  readonly unsettled: readonly string[];
  readonly touched: readonly (readonly [string, ReadonlySet<string> | 'all'])[];
}

/** Work still to do, the next on top. Never changed, so that a mark costs nothing however much work waits. */
interface Stack {
  readonly top: Continuation;
  readonly below: Stack | undefined;
  readonly size: number;
}

function* workOf(stack: Stack | undefined): Generator<Continuation> {
  for (let at = stack; at !== undefined; at = at.below) yield at.top;
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
