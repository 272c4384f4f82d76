import { BUILT_INS } from '../builtins/built-ins.ts';
import { type FeelNode, type Iteration, type TestNode } from './node.ts';

/** Names a FEEL tree reads from its surroundings: neither bound inside nor built in, each once, in order. */
export function freeNames(node: FeelNode): string[] {
  const found = new Set<string>();
  visit(node, new Set(), found);
  return [...found];
}

type Bound = ReadonlySet<string>;

function visitTest(test: TestNode, bound: Bound, found: Set<string>): void {
  visit(test.kind === 'comparison' ? test.operand : test.expression, bound, found);
}

function visitIterations(iterations: readonly Iteration[], bound: Bound, found: Set<string>): Set<string> {
  const inner = new Set(bound);
  for (const { name, domain, end } of iterations) {
    visit(domain, inner, found);
    if (end !== undefined) visit(end, inner, found);
    inner.add(name);
  }
  return inner;
}

function visit(node: FeelNode, bound: Bound, found: Set<string>): void {
  switch (node.kind) {
    case 'literal':
    case 'temporal':
      return;
    case 'name':
      if (!bound.has(node.name) && !BUILT_INS.has(node.name)) found.add(node.name);
      return;
    case 'for':
      visit(node.result, visitIterations(node.iterations, bound, found).add('partial'), found);
      return;
    case 'quantified':
      visit(node.condition, visitIterations(node.iterations, bound, found), found);
      return;
    case 'filter':
      visit(node.list, bound, found);
      visit(node.condition, new Set(bound).add('item'), found);
      return;
    case 'context': {
      const inner = new Set(bound);
      for (const { key, value } of node.entries) {
        visit(value, inner, found);
        inner.add(key);
      }
      return;
    }
    case 'function':
      visit(node.body, new Set([...bound, ...node.parameters.map(({ name }) => name)]), found);
      return;
    case 'in':
      visit(node.value, bound, found);
      for (const test of node.tests) visitTest(test, bound, found);
      return;
    case 'test':
      visitTest(node.test, bound, found);
      return;
    default:
      for (const child of plainChildren(node)) visit(child, bound, found);
  }
}

type PlainNode = Exclude<
  FeelNode,
  { kind: 'literal' | 'temporal' | 'name' | 'for' | 'quantified' | 'filter' | 'context' | 'function' | 'in' | 'test' }
>;

/** Parts of a node that bind no names. */
function plainChildren(node: PlainNode): readonly FeelNode[] {
  switch (node.kind) {
    case 'path':
      return [node.base];
    case 'invocation':
      return [node.callee, ...node.args.map(({ value }) => value)];
    case 'negation':
      return [node.operand];
    case 'arithmetic':
    case 'comparison':
    case 'junction':
      return [node.left, node.right];
    case 'between':
      return [node.value, node.low, node.high];
    case 'instanceOf':
      return [node.value];
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'list':
      return node.items;
    case 'range':
      return [node.start, node.end].filter((end) => end !== undefined);
    case 'external':
      return [node.mapping];
  }
}
