import type { SyntaxFinding } from '../expression.ts';
import { expressionFault } from '../expression-faults.ts';
import { isKnownFunction, isScopeCall } from './evaluator.ts';
import { isKnownMethod } from './methods.ts';
import { type JuelNode } from './node.ts';
import { isVariableFunction } from './variable-functions.ts';

function children(node: JuelNode): readonly JuelNode[] {
  switch (node.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'template':
      return node.parts;
    case 'index':
      return [node.base, node.key];
    case 'call':
      return node.base === undefined ? node.args : [node.base, ...node.args];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'choice':
      return [node.test, node.then, node.otherwise];
  }
}

/** Every node of the tree, parents first. */
function* walk(node: JuelNode): Generator<JuelNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...[...children(next)].reverse());
  }
}

/** Variables a `${…}` expression reads, `execution.getVariable('x')` included, in order of appearance. */
export function juelReferences(root: JuelNode): string[] {
  const names = new Set<string>();
  const scopes = new Set<JuelNode>();
  for (const node of walk(root)) {
    if (node.kind === 'call' && (isScopeCall(node) || isVariableFunction(node.name))) {
      if (node.base !== undefined) scopes.add(node.base);
      const [first] = node.args;
      if (first?.kind === 'literal' && typeof first.value === 'string') names.add(first.value);
    } else if (node.kind === 'variable' && !scopes.has(node)) {
      names.add(node.name);
    }
  }
  return [...names];
}

/** What to do instead of a call that is not honoured. */
const CURES = {
  outputMapping: 'write the variable with an output mapping',
  keepInitiator: 'keep who acts in a variable, as the initiator of a start event does',
  readBefore: 'read the document in a task before and keep what is needed as variables',
  computeBefore: 'compute the value in a task before, or use FEEL',
} as const;

function cureFor(name: string): keyof typeof CURES {
  if (/^(?:set|remove)Variable/.test(name)) return 'outputMapping';
  if (/^current(?:User|UserGroups)$/.test(name)) return 'keepInitiator';
  return name === 'XML' ? 'readBefore' : 'computeBefore';
}

/** Calls that can never succeed, because no type offers the method. */
export function unknownCalls(root: JuelNode): SyntaxFinding[] {
  const findings: SyntaxFinding[] = [];
  for (const node of walk(root)) {
    if (node.kind !== 'call' || isScopeCall(node)) continue;
    const known = node.base === undefined ? isKnownFunction(node.name) : isKnownMethod(node.name, node.args.length);
    if (!known) {
      const cure = cureFor(node.name);
      const message = `Expected a method without side effect that every engine knows, but found ${node.name}() at ${node.at}; ${CURES[cure]}.`;
      const fault = expressionFault('CALL_NOT_HONOURED', { name: node.name, cure }, node.at);
      findings.push({ message, position: node.at, fault });
    }
  }
  return findings;
}
