import type {
  Computed,
  DataModel,
  EventDefinition,
  Expression,
  FlowModel,
  GatewayModel,
  JobWork,
  LoopModel,
  NodeModel,
  NodeType,
  PersonWork,
  ProcessModel,
  Value,
  Work,
} from '#engine';

type NodeOf<T extends NodeType> = NodeModel extends infer N
  ? N extends { readonly type: infer U }
    ? T extends U
      ? N
      : never
    : never
  : never;
type Options<N> = Partial<Omit<N, 'id' | 'type' | 'incoming' | 'outgoing' | 'scopeId'>>;

/** An expression in the little language of {@link createSimulatedContext}. */
export function expr(text: string): Expression {
  return { language: 'feel', text };
}

export function value<T extends Value>(literal: T): Computed<T> {
  return { literal };
}

export function personWork(over: Partial<PersonWork> = {}): PersonWork {
  return { kind: 'person', purpose: 'perform', candidateUsers: [], candidateGroups: [], asks: [], ...over };
}

export function jobWork(topic: string, over: Partial<JobWork> = {}): JobWork {
  return { kind: 'job', topic: { literal: topic }, performer: 'external', settings: {}, ...over };
}

export function scriptWork(text: string, resultVariable?: string): Work {
  return { kind: 'script', expression: expr(text), ...(resultVariable !== undefined && { resultVariable }) };
}

export function message(name: string, correlation: readonly (readonly [string, string])[] = []): EventDefinition {
  return {
    kind: 'message',
    name: { literal: name },
    correlation: correlation.map(([key, text]) => ({ key, value: expr(text) })),
  };
}

export function signal(name: string): EventDefinition {
  return { kind: 'signal', name: { literal: name } };
}

export function timer(text: string): EventDefinition {
  const form = text.startsWith('R') ? 'cycle' : text.startsWith('P') ? 'duration' : 'date';
  return { kind: 'timer', form, value: { literal: text } };
}

export function error(code?: string): EventDefinition {
  return { kind: 'error', ...(code !== undefined && { code: { literal: code } }) };
}

export function escalation(code?: string): EventDefinition {
  return { kind: 'escalation', ...(code !== undefined && { code: { literal: code } }) };
}

export function conditional(text: string): EventDefinition {
  return { kind: 'conditional', condition: expr(text) };
}

export function compensate(activityId?: string, waitForCompletion = true): EventDefinition {
  return { kind: 'compensate', waitForCompletion, ...(activityId !== undefined && { activityId }) };
}

/** Multi-instance over a number or a list, sequential or parallel. */
export function multiInstance(over: Partial<Extract<LoopModel, { kind: 'multiInstance' }>>): LoopModel {
  return { kind: 'multiInstance', sequential: false, behaviour: 'all', ...over };
}

/**
 * Builds a small process model for a test:
 * `buildModel('p', (p) => p.start('s').task('t').end('e').flows('s', 't', 'e'))`. Nodes added inside `scope(id, …)` lie in
 * that subprocess. Flows get the id `source-target`, with a counter where there are several.
 */
export function buildModel(id: string, build: (builder: ModelBuilder) => unknown): ProcessModel {
  const builder = new ModelBuilder(id);
  build(builder);
  return builder.toModel();
}

export class ModelBuilder {
  private readonly id: string;
  private readonly nodes: NodeModel[] = [];
  private readonly edges: FlowModel[] = [];
  private readonly data: DataModel[] = [];
  private scopeId: string;

  constructor(id: string) {
    this.id = id;
    this.scopeId = id;
  }

  start(id: string, definitions: readonly EventDefinition[] = [], over: Options<NodeOf<'startEvent'>> = {}): this {
    return this.add({
      ...base(id),
      type: 'startEvent',
      definitions,
      parallelMultiple: false,
      interrupting: true,
      ...over,
    });
  }

  end(id: string, definitions: readonly EventDefinition[] = [], over: Options<NodeOf<'endEvent'>> = {}): this {
    return this.add({ ...base(id), type: 'endEvent', definitions, parallelMultiple: false, ...over });
  }

  catch(
    id: string,
    definitions: readonly EventDefinition[],
    over: Options<NodeOf<'intermediateCatchEvent'>> = {},
  ): this {
    return this.add({ ...base(id), type: 'intermediateCatchEvent', definitions, parallelMultiple: false, ...over });
  }

  throw(
    id: string,
    definitions: readonly EventDefinition[],
    over: Options<NodeOf<'intermediateThrowEvent'>> = {},
  ): this {
    return this.add({ ...base(id), type: 'intermediateThrowEvent', definitions, parallelMultiple: false, ...over });
  }

  boundary(
    id: string,
    attachedTo: string,
    definitions: readonly EventDefinition[],
    over: Options<NodeOf<'boundaryEvent'>> = {},
  ): this {
    return this.add({
      ...base(id),
      type: 'boundaryEvent',
      attachedTo,
      definitions,
      parallelMultiple: false,
      interrupting: true,
      ...over,
    });
  }

  /** A task; without `work` the token passes. */
  task(id: string, over: Options<NodeOf<'task'>> = {}): this {
    return this.add({ ...activity(id), type: 'task', work: { kind: 'none' }, ...over });
  }

  user(id: string, over: Options<NodeOf<'task'>> = {}): this {
    return this.add({ ...activity(id), type: 'userTask', work: personWork(), ...over });
  }

  service(id: string, over: Options<NodeOf<'task'>> = {}): this {
    return this.add({ ...activity(id), type: 'serviceTask', work: jobWork(id), ...over });
  }

  script(id: string, text: string, resultVariable?: string, over: Options<NodeOf<'task'>> = {}): this {
    return this.add({ ...activity(id), type: 'scriptTask', work: scriptWork(text, resultVariable), ...over });
  }

  receive(id: string, name: string, over: Options<NodeOf<'task'>> = {}, instantiate = false): this {
    const definition = message(name);
    if (definition.kind !== 'message') throw new Error('Expected a message');
    return this.add({
      ...activity(id),
      type: 'receiveTask',
      work: { kind: 'message', message: definition, instantiate },
      ...over,
    });
  }

  call(id: string, called: string, over: Options<NodeOf<'callActivity'>> = {}): this {
    return this.add({
      ...activity(id),
      type: 'callActivity',
      called: { literal: called },
      binding: { kind: 'latest' },
      handOver: { all: true, mappings: [] },
      takeBack: { all: true, mappings: [] },
      ...over,
    });
  }

  gateway<T extends GatewayModel['type']>(type: T, id: string, over: Options<NodeOf<T>> = {}): this {
    const special = type === 'eventBasedGateway' ? { instantiate: false, mode: 'exclusive' as const } : {};
    return this.add({ ...base(id), type, direction: 'unspecified', ...special, ...over } as NodeModel);
  }

  /** A scope with what `build` puts into it. */
  scope(
    type: 'subProcess' | 'transaction' | 'eventSubProcess' | 'adHocSubProcess',
    id: string,
    build: (builder: this) => unknown,
    over: Options<NodeOf<'adHocSubProcess'>> = {},
  ): this {
    const special = type === 'adHocSubProcess' ? { ordering: 'parallel', cancelRemaining: true, startsAll: true } : {};
    this.add({ ...activity(id), type, ...special, ...over } as NodeModel);
    const outer = this.scopeId;
    this.scopeId = id;
    build(this);
    this.scopeId = outer;
    return this;
  }

  add(node: NodeModel): this {
    this.nodes.push({ ...node, scopeId: this.scopeId });
    return this;
  }

  /** A flow from each node to the next one. */
  flows(...ids: readonly string[]): this {
    for (const [index, target] of ids.entries()) {
      const source = ids[index - 1];
      if (source !== undefined) this.flow(source, target);
    }
    return this;
  }

  flow(source: string, target: string, condition?: string, id?: string): this {
    const count = this.edges.filter((edge) => edge.source === source && edge.target === target).length;
    this.edges.push({
      id: id ?? `${source}-${target}${count === 0 ? '' : `-${count}`}`,
      source,
      target,
      ...(condition !== undefined && { condition: expr(condition) }),
    });
    return this;
  }

  property(name: string, initial: Value): this {
    this.data.push({
      id: name,
      name,
      scopeId: this.scopeId,
      kind: 'property',
      collection: false,
      initial: { literal: initial },
    });
    return this;
  }

  toModel(): ProcessModel {
    const incoming = new Map<string, string[]>();
    const outgoing = new Map<string, string[]>();
    for (const edge of this.edges) {
      outgoing.set(edge.source, [...(outgoing.get(edge.source) ?? []), edge.id]);
      incoming.set(edge.target, [...(incoming.get(edge.target) ?? []), edge.id]);
    }
    return {
      formatVersion: 1,
      id: this.id,
      nodes: this.nodes.map((node) => ({
        ...node,
        incoming: incoming.get(node.id) ?? [],
        outgoing: outgoing.get(node.id) ?? [],
      })),
      flows: this.edges,
      lanes: [],
      data: this.data,
      starterGroups: [],
    };
  }
}

function base(id: string): Omit<NodeOf<'parallelGateway'>, 'type' | 'direction'> {
  return { id, scopeId: '', incoming: [], outgoing: [], inputs: [], outputs: [], properties: {} };
}

function activity(id: string): Omit<NodeOf<'subProcess'>, 'type'> {
  return { ...base(id), isForCompensation: false, startQuantity: 1, completionQuantity: 1 };
}
