import type { NodeModel, PersonWork, Question } from '#engine';

/**
 * Finds for every gateway that asks a person who that is: all tasks from which the token comes to the gateway without
 * anything happening in between (merging gateways, parallel splits, events without trigger). They get the question
 * added to their work. A task that repeats is not asked, because its people would answer once each.
 *
 * @returns the nodes with their questions, and the gateways somebody is asked for before
 */
export function placeQuestions(nodes: readonly NodeModel[]): {
  readonly nodes: readonly NodeModel[];
  readonly asked: ReadonlySet<string>;
} {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sources = new Map<string, NodeModel[]>();
  for (const node of nodes) for (const flow of node.outgoing) sources.set(flow, [...(sources.get(flow) ?? []), node]);
  const questions = new Map<string, Question[]>();
  const asked = new Set<string>();
  for (const node of nodes) {
    const question = questionOf(node);
    if (question === undefined) continue;
    for (const task of tasksBefore(node, sources)) {
      asked.add(node.id);
      questions.set(task, [...(questions.get(task) ?? []), question]);
    }
  }
  return { nodes: [...byId.values()].map((node) => withQuestions(node, questions.get(node.id))), asked };
}

function questionOf(node: NodeModel): Question | undefined {
  return 'decision' in node ? node.decision.question : undefined;
}

function tasksBefore(gateway: NodeModel, sources: ReadonlyMap<string, readonly NodeModel[]>): readonly string[] {
  const found: string[] = [];
  const seen = new Set<string>([gateway.id]);
  const open: NodeModel[] = [gateway];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const before of node.incoming.flatMap((flow) => sources.get(flow) ?? [])) {
      if (seen.has(before.id)) continue;
      seen.add(before.id);
      if (workOf(before) !== undefined) found.push(before.id);
      else if (passes(before)) open.push(before);
    }
  }
  return found;
}

/** A person's work that is done once, so that its completion can carry an answer. */
function workOf(node: NodeModel): PersonWork | undefined {
  if (!('work' in node) || node.work.kind !== 'person' || 'loop' in node) return undefined;
  return node.work;
}

function passes(node: NodeModel): boolean {
  switch (node.type) {
    case 'exclusiveGateway':
    case 'inclusiveGateway':
      // Behind another choice the question may not arise at all: it is asked when it does.
      return node.outgoing.length < 2;
    case 'parallelGateway':
      return node.incoming.length < 2;
    case 'intermediateThrowEvent':
    case 'intermediateCatchEvent':
      return node.definitions.length === 0 && node.confirmation === undefined;
    default:
      return false;
  }
}

function withQuestions(node: NodeModel, questions: readonly Question[] | undefined): NodeModel {
  if (questions === undefined || !('work' in node) || node.work.kind !== 'person') return node;
  return { ...node, work: { ...node.work, asks: [...node.work.asks, ...questions] } };
}
