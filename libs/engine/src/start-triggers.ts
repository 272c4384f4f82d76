import type { Evaluation, StepContext } from './context.ts';
import type { EventDefinition, MessageDefinition } from './model/event-definition.ts';
import type { Computed, Expression } from './model/expression.ts';
import type { NodeModel, ProcessModel } from './model/process-model.ts';

/** What must be listening before an instance exists. */
export interface StartTrigger {
  readonly nodeId: string;
  /** Which of the node's definitions, from 0. */
  readonly definition: number;
  readonly kind: 'none' | 'message' | 'timer' | 'signal' | 'conditional';
  /** Message or signal. */
  readonly name?: string;
  /** Timer; words that are no timer start nothing by themselves and are left out. */
  readonly form?: 'date' | 'duration' | 'cycle';
  readonly text?: string;
  readonly condition?: Expression;
  readonly variableNames?: readonly string[];
  /** All triggers of the node must occur before it starts (parallel multiple start event). */
  readonly all: boolean;
  /** The expression of its name or time could not be evaluated: nothing can start it until the model is corrected. */
  readonly error?: string;
}

/**
 * Start events, instantiating receive tasks and the events behind an instantiating event-based gateway (clause 10.5.2,
 * 10.6.6, 13.2). Names and times are computed without variables, as no instance is there.
 */
export function startTriggers(
  model: ProcessModel,
  context: Pick<StepContext, 'expressions' | 'now'>,
): readonly StartTrigger[] {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  return model.nodes
    .filter((node) => node.scopeId === model.id)
    .flatMap((node) => {
      if (node.type === 'eventBasedGateway' && node.instantiate) {
        return node.outgoing
          .flatMap((id) => nodes.get(flows.get(id)?.target ?? '') ?? [])
          .flatMap((target) => triggersOf(target, context));
      }
      const isStart = node.type === 'startEvent' || isInstantiatingTask(node);
      return isStart ? triggersOf(node, context) : [];
    });
}

function isInstantiatingTask(node: NodeModel): boolean {
  return node.type === 'receiveTask' && node.work.kind === 'message' && node.work.instantiate;
}

function triggersOf(node: NodeModel, context: Pick<StepContext, 'expressions' | 'now'>): readonly StartTrigger[] {
  if (node.type === 'receiveTask' && node.work.kind === 'message') {
    return [{ nodeId: node.id, definition: 0, all: false, ...messageTrigger(node.work.message, context) }];
  }
  if (!('definitions' in node)) return [];
  if (node.definitions.length === 0) return [{ nodeId: node.id, definition: 0, kind: 'none', all: false }];
  const all = node.parallelMultiple && node.definitions.length > 1;
  return node.definitions.flatMap((definition, index) => {
    const trigger = triggerOf(definition, context);
    return trigger === undefined ? [] : [{ nodeId: node.id, definition: index, all, ...trigger }];
  });
}

type Trigger = Omit<StartTrigger, 'nodeId' | 'definition' | 'all'>;

function triggerOf(
  definition: EventDefinition,
  context: Pick<StepContext, 'expressions' | 'now'>,
): Trigger | undefined {
  switch (definition.kind) {
    case 'message':
      return messageTrigger(definition, context);
    case 'signal':
      return { kind: 'signal', ...textOf(definition.name, context, 'name') };
    case 'timer':
      if (definition.form === 'ask') return undefined;
      return { kind: 'timer', form: definition.form, ...textOf(definition.value, context, 'text') };
    case 'conditional':
      return {
        kind: 'conditional',
        condition: definition.condition,
        ...(definition.variableNames !== undefined && { variableNames: definition.variableNames }),
      };
    default:
      return undefined;
  }
}

function messageTrigger(message: MessageDefinition, context: Pick<StepContext, 'expressions' | 'now'>): Trigger {
  return { kind: 'message', ...textOf(message.name, context, 'name') };
}

function textOf(
  computed: Computed<string>,
  context: Pick<StepContext, 'expressions' | 'now'>,
  field: 'name' | 'text',
): { readonly name?: string; readonly text?: string; readonly error?: string } {
  if ('literal' in computed) return { [field]: computed.literal };
  const result: Evaluation = context.expressions.evaluate(computed.expression, {}, context.now);
  if (!result.ok) return { error: result.error };
  if (typeof result.value === 'string') return { [field]: result.value };
  return { error: `Expected a text of "${computed.expression.text}", but got ${JSON.stringify(result.value)}` };
}
