import { type TypeNode } from '../syntax/node.ts';
import { builtInType, type FeelType } from '../values/type.ts';

/** The type a type expression names; undefined if a name in it is unknown. */
export function resolveTypeNode(node: TypeNode, named: (name: string) => FeelType | undefined): FeelType | undefined {
  switch (node.kind) {
    case 'name':
      return named(node.name) ?? builtInType(node.name);
    case 'list':
    case 'range': {
      const item = resolveTypeNode(node.item, named);
      return item === undefined ? undefined : { kind: node.kind, item };
    }
    case 'context': {
      const entries = new Map<string, FeelType>();
      for (const { name, type } of node.entries) {
        const entry = resolveTypeNode(type, named);
        if (entry === undefined) return undefined;
        entries.set(name, entry);
      }
      return { kind: 'context', entries };
    }
    case 'function': {
      const parameters = node.parameters.map((parameter) => resolveTypeNode(parameter, named));
      const result = resolveTypeNode(node.result, named);
      const known = parameters.filter((parameter) => parameter !== undefined);
      return result === undefined || known.length < parameters.length
        ? undefined
        : { kind: 'function', parameters: known, result };
    }
  }
}
