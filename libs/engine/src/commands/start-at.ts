import { createInstance } from '../behaviour/enter.ts';
import { setLoopState } from '../behaviour/loop.ts';
import { openBoundaryEvents } from '../behaviour/open-events.ts';
import { openScope } from '../behaviour/start-scope.ts';
import { outgoingOf, takeFlows } from '../behaviour/take-flows.ts';
import { setLocal, setWhereKnown } from '../behaviour/variables.ts';
import type { ForActivity, Rejection } from '../command.ts';
import type { Run } from '../execution/run.ts';
import type { Declared } from '../model/declared.ts';
import type { Variables } from '../model/expression.ts';
import { isActivity, type ModelIndex } from '../model/model-index.ts';
import type { NodeModel } from '../model/process-model.ts';
import { liveChildrenOf } from '../state/instance-state.ts';
import type { Item } from '../state/item.ts';
import { toVariables } from '../variables-record.ts';
import { reject } from './command-handler.ts';

/** What is wrong with starting at a node, if anything; `after`: on the one flow that leads out of it. */
export function planStart(index: ModelIndex, nodeId: string, after = false): Rejection | undefined {
  const node = index.nodes.get(nodeId);
  if (node === undefined) {
    return reject(
      'NODE_NOT_FOUND',
      `Expected node "${nodeId}" in process "${index.model.id}", but it has none of that id`,
      nodeId,
    );
  }
  if (!after || node.outgoing.length === 1) return undefined;
  return reject(
    'START_NOT_POSSIBLE',
    `Expected one flow out of "${nodeId}" to start after it, but there ${node.outgoing.length === 0 ? 'is none' : `are ${node.outgoing.length}; name the flow`}`,
    nodeId,
  );
}

/**
 * Puts a token before or after a node, wherever it lies. Scopes around it are used where they live below `ancestor`,
 * and made where they do not (clause 13.3.4: made without their own start). Scopes that are about to be cancelled do not
 * count as living.
 */
export function startAt(
  run: Run,
  ancestor: Item,
  nodeId: string,
  after: boolean,
  given: Given,
  doomed: Doomed = NOTHING_DOOMED,
): void {
  const node = run.nodeOf(ancestor, nodeId);
  const scope = scopeFor(run, ancestor, node, doomed);
  setGiven(run, scope.id, given, after);
  const current = run.item(scope.id);
  if (after) {
    takeFlows(run, current, outgoingOf(run, current, node), undefined);
    return;
  }
  const { localVariables } = given;
  if (localVariables !== undefined) run.declarations.declare(toVariables(localVariables), given.localDeclared);
  run.push({
    kind: 'enter',
    scopeId: scope.id,
    nodeId,
    ...(isOccurred(node) && { occurred: {} }),
    ...(localVariables !== undefined && { variables: toVariables(localVariables) }),
  });
}

/** Ids of items the same command takes away. */
export type Doomed = ReadonlySet<string>;
const NOTHING_DOOMED: Doomed = new Set();

/** The scopes of a node, from the innermost to its process. */
export function scopesAround(index: ModelIndex, node: NodeModel): readonly string[] {
  const scopes: string[] = [];
  for (let scopeId = node.scopeId; ;) {
    scopes.push(scopeId);
    const scope = index.nodes.get(scopeId);
    if (scope === undefined) return scopes;
    scopeId = scope.scopeId;
  }
}

/** What comes with a place to start at: for the scope around it, and for the element alone. */
export interface Given extends ForActivity {
  readonly variables?: Variables;
  readonly declared?: Declared;
}

function setGiven(run: Run, scopeId: string, given: Given, withLocal: boolean): void {
  const variables = toVariables(given.variables ?? {});
  run.declarations.declare(variables, given.declared);
  setWhereKnown(run, run.item(scopeId), variables);
  if (!withLocal || given.localVariables === undefined) return;
  const local = toVariables(given.localVariables);
  run.declarations.declare(local, given.localDeclared);
  setLocal(run, run.item(scopeId), local);
}

/** Several live instances of the scope around a node, below the ancestor: which one is meant? */
export function isAmbiguous(run: Run, ancestor: Item, node: NodeModel, doomed: Doomed = NOTHING_DOOMED): boolean {
  let candidates = [ancestor];
  for (const scopeId of pathTo(run, ancestor, node)) {
    candidates = candidates.flatMap((scope) => scopesAt(run, scope, scopeId, doomed));
    if (candidates.length > 1) return true;
  }
  return false;
}

/** Sends a token over a flow. */
export function startOver(
  run: Run,
  ancestor: Item,
  flowId: string,
  given: Given,
  doomed: Doomed = NOTHING_DOOMED,
): void {
  const flow = run.index(ancestor).flows.get(flowId);
  const source = flow === undefined ? undefined : run.index(ancestor).nodes.get(flow.source);
  if (flow === undefined || source === undefined) return;
  const scope = scopeFor(run, ancestor, source, doomed);
  setGiven(run, scope.id, given, true);
  takeFlows(run, run.item(scope.id), [flow], undefined);
}

function isOccurred(node: NodeModel): boolean {
  return node.type === 'startEvent' || node.type === 'boundaryEvent';
}

function scopeFor(run: Run, ancestor: Item, node: NodeModel, doomed: Doomed): Item {
  let scope = ancestor;
  for (const scopeId of pathTo(run, ancestor, node)) {
    const live = scopesAt(run, run.item(scope.id), scopeId, doomed)[0];
    scope = live ?? createScope(run, run.item(scope.id), run.nodeOf(ancestor, scopeId));
  }
  return scope;
}

/** Ids of the scopes from the ancestor (without it) down to the one the node lies in. */
function pathTo(run: Run, ancestor: Item, node: NodeModel): readonly string[] {
  const path: string[] = [];
  for (let scopeId = node.scopeId; scopeId !== ancestor.nodeId;) {
    const scope = run.index(ancestor).nodes.get(scopeId);
    if (scope === undefined) return path;
    path.unshift(scopeId);
    scopeId = scope.scopeId;
  }
  return path;
}

/** Live instances of a scope below another: those of a multi-instance are below its body. */
function scopesAt(run: Run, parent: Item, scopeId: string, doomed: Doomed): readonly Item[] {
  return liveChildrenOf(run.state, parent)
    .filter((child) => child.kind === 'element' && child.nodeId === scopeId && !doomed.has(child.id))
    .flatMap((child) => (child.body ? liveChildrenOf(run.state, child).filter(({ id }) => !doomed.has(id)) : [child]));
}

function createScope(run: Run, parent: Item, node: NodeModel): Item {
  const id = createInstance(run, { kind: 'enter', scopeId: parent.id, nodeId: node.id }, node, parent);
  if (isActivity(node)) openBoundaryEvents(run, run.item(id));
  let scopeId = id;
  if (run.item(id).body) {
    setLoopState(run, run.item(id), { counts: { total: 1, completed: 0 }, begun: 1, done: false });
    scopeId = run.context.newId();
    run.emit(parent, {
      type: 'ElementEntered',
      parentId: id,
      loopCounter: 1,
      multiInstanceBody: false,
      ...run.of(run.item(id)),
      elementInstanceId: scopeId,
    });
    setLocal(run, run.item(scopeId), { loopCounter: 1 });
  }
  openScope(run, scopeId);
  return run.item(scopeId);
}
