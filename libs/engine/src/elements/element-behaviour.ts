import type { Continuation } from '../execution/continuation.ts';
import type { Run } from '../execution/run.ts';
import type { Answers } from '../event.ts';
import type { Value, Variables } from '../model/expression.ts';
import type { NodeModel, NodeType } from '../model/process-model.ts';
import type { Item, Wait } from '../state/item.ts';

export type NodeOf<T extends NodeType> = NodeModel extends infer N
  ? N extends { readonly type: infer U }
    ? T extends U
      ? N
      : never
    : never
  : never;
export type Entry = Extract<Continuation, { readonly kind: 'enter' }>;

/**
 * How one element of BPMN runs. A behaviour keeps nothing itself: it emits events and adds work through the run. What
 * its element has to remember is the state of its item. Anything it throws as ElementFailure becomes an incident, and
 * everything the call has done is taken back.
 */
export interface ElementBehaviour<N extends NodeModel> {
  /**
   * A token reaches the node. Without this, every token makes an instance of its own; a join lets an instance that is
   * there already gather it.
   */
  arrive?(run: Run, entry: Entry, node: N, scope: Item): void;
  /**
   * The instance begins: input mappings are done and boundary events are open. Comes to rest (opens a wait, begins
   * inner work) or completes. `occurred`: the event has already happened, with these variables.
   */
  activate(run: Run, item: Item, node: N, occurred: Variables | undefined): void;
  /** A person has answered a task of the instance. Without this, it completes with what they entered. */
  answered?(run: Run, item: Item, node: N, answer: TaskAnswer): void;
  /** A worker has done the job of the instance. Without this, it completes with what the worker gave. */
  worked?(run: Run, item: Item, node: N, variables: Variables): void;
  /** Something inside the instance has ended, but not all. */
  childEnded?(run: Run, item: Item, node: N): void;
  /** Nothing lives inside the instance any more. */
  drained?(run: Run, item: Item, node: N): void;
  /** Work the behaviour (or a verb on its behalf) has put off. */
  proceed?(run: Run, item: Item, node: N, payload: Value): void;
  /** A token of the scope has moved: looks at a waiting join again. Called when nothing else can move. */
  reconsider?(run: Run, item: Item, node: N): void;
}

interface TaskAnswer {
  readonly task: Extract<Wait, { readonly kind: 'task' }>;
  readonly variables: Variables;
  readonly answers: Answers;
}
