import type { DefinitionStep } from '#contracts';
import type { Computed, NodeModel, ProcessModel } from '#engine';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { personWorkOf } from './definition-catalogue.ts';

/** Every flow node in the order of the file, as the handbook tells it. */
export function definitionSteps(model: ProcessModel): readonly DefinitionStep[] {
  return model.nodes.map((node) =>
    present({
      nodeId: node.id,
      type: node.type,
      name: node.name === undefined ? undefined : oneLine(node.name),
      lane: node.lane,
      scopeId: node.scopeId === model.id ? undefined : node.scopeId,
      instruction: personWorkOf(node)?.instruction ?? node.documentation,
      candidates: candidatesOf(node),
    }),
  );
}

/** Groups any step is offered to, as far as the model names them. */
export function definitionGroups(model: ProcessModel): readonly string[] {
  const groups = model.nodes.flatMap((node) => (personWorkOf(node)?.candidateGroups ?? []).map(literal));
  return [...new Set(groups.filter((group) => group !== undefined))].sort((one, other) =>
    one.localeCompare(other, 'de'),
  );
}

function candidatesOf(node: NodeModel): readonly string[] {
  const work = personWorkOf(node);
  if (work === undefined) return [];
  return [...work.candidateGroups, ...work.candidateUsers, ...(work.assignee === undefined ? [] : [work.assignee])].map(
    written,
  );
}

function literal(computed: Computed<string>): string | undefined {
  return 'literal' in computed ? computed.literal : undefined;
}

function written(computed: Computed<string>): string {
  return 'literal' in computed ? computed.literal : computed.expression.text;
}
