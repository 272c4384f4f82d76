import { Inject, Injectable } from '@nestjs/common';
import type { AwaitedEvent, GatheredPart, Gathering } from '#contracts';
import type { GatheringPart, ProcessModel } from '#engine';
import type { InstanceView, Runtime, SubscriptionView } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { eventText, fieldsAt } from '../definitions/event-words.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';

/** Tells what a case waits for. */
@Injectable()
export class WaitingViews {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  async gatherings({ id, definitionId }: InstanceView): Promise<readonly Gathering[]> {
    const [gatherings, model] = await Promise.all([
      this.runtime.instances.gatherings(id),
      this.catalogue.model(definitionId),
    ]);
    return gatherings.map(({ nodeId, arrived, awaited }) => ({
      nodeId,
      ...present({ name: nameOf(model, nodeId) }),
      arrived: arrived.map(({ count, ...part }) => ({
        ...partOf(model, nodeId, part),
        ...(count > 1 ? { count } : {}),
      })),
      awaited: awaited.map((part) => partOf(model, nodeId, part)),
    }));
  }

  async awaits({ id, definitionId }: InstanceView): Promise<readonly AwaitedEvent[]> {
    const [subscriptions, model] = await Promise.all([
      this.runtime.events.subscriptions({ instanceId: id }),
      this.catalogue.model(definitionId),
    ]);
    return subscriptions.flatMap((subscription) => awaited(subscription, model) ?? []);
  }
}

function awaited(subscription: SubscriptionView, model: ProcessModel): AwaitedEvent | undefined {
  const { kind, name, nodeId, elementInstanceId, correlation, createdAt } = subscription;
  if (kind === 'conditional' || elementInstanceId === null) return undefined;
  return {
    ...{ kind, name, nodeId, elementInstanceId, since: createdAt, correlation },
    fields: kind === 'message' ? fieldsAt(model, nodeId, name) : [],
    ...present({ label: nameOf(model, nodeId) }),
  };
}

function nameOf(model: ProcessModel, nodeId: string): string | undefined {
  const name = model.nodes.find(({ id }) => id === nodeId)?.name;
  return name === undefined ? undefined : oneLine(name);
}

function partOf(model: ProcessModel, nodeId: string, part: GatheringPart): GatheredPart {
  if (part.kind === 'flow') return { kind: 'way', label: wayFrom(model, part.flowId) };
  if (part.kind === 'event') return { kind: 'event', label: nameOf(model, part.nodeId) ?? part.nodeId };
  const node = model.nodes.find(({ id }) => id === nodeId);
  const definition = node !== undefined && 'definitions' in node ? node.definitions[part.definition] : undefined;
  return definition === undefined ? { kind: 'event', label: nodeId } : eventText(definition);
}

/** What stands before a flow: its own name, else the named steps before it, past gateways nobody has named. */
function wayFrom(model: ProcessModel, flowId: string): string {
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const labels: string[] = [];
  const seen = new Set<string>();
  const open = [flowId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const flow = flows.get(id);
    const source = flow === undefined ? undefined : nodes.get(flow.source);
    if (flow === undefined || source === undefined || seen.has(id)) continue;
    seen.add(id);
    const label = source.name ?? flow.name;
    if (label !== undefined) labels.push(oneLine(label));
    else if (source.incoming.length === 0) labels.push(source.id);
    else open.push(...source.incoming);
  }
  return labels.length === 0 ? flowId : labels.join(' / ');
}
