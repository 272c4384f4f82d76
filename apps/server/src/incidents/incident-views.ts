import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { IncidentCause, IncidentSummary } from '#contracts';
import type { IncidentView } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';

/** Incidents as the contract shows them. */
@Injectable()
export class IncidentViews {
  constructor(private readonly catalogue: DefinitionCatalogue) {}

  async summary(incident: IncidentView): Promise<IncidentSummary> {
    const [definition, node] = await Promise.all([
      this.catalogue.ref(incident.definitionId),
      this.catalogue.node(incident.definitionId, incident.nodeId),
    ]);
    return {
      id: incident.id,
      kind: incident.kind,
      message: incident.message,
      ...present({ fault: incident.fault }),
      raisedAt: incident.raisedAt,
      instance: { id: incident.instanceId, ...present({ businessKey: incident.businessKey }) },
      definition,
      nodeId: incident.nodeId,
      ...present({ nodeName: node?.name === undefined ? undefined : oneLine(node.name) }),
      causeId: causeOf(incident),
    };
  }

  /** Incidents of one cause each, the cause that stops most cases first. */
  async causes(incidents: readonly IncidentView[]): Promise<readonly IncidentCause[]> {
    const groups = new Map<string, IncidentView[]>();
    for (const incident of incidents) {
      const cause = causeOf(incident);
      groups.set(cause, [...(groups.get(cause) ?? []), incident]);
    }
    const causes = await Promise.all([...groups.values()].map((group) => this.#cause(group)));
    return causes
      .filter((cause) => cause !== undefined)
      .sort((one, other) => other.count - one.count || (one.lastAt < other.lastAt ? 1 : -1));
  }

  async #cause(group: readonly IncidentView[]): Promise<IncidentCause | undefined> {
    const byTime = [...group].sort((one, other) => (one.raisedAt < other.raisedAt ? -1 : 1));
    const [oldest] = byTime;
    const newest = byTime.at(-1);
    if (oldest === undefined || newest === undefined) return undefined;
    const { causeId, kind, message, fault, definition, nodeId, nodeName } = await this.summary(newest);
    return {
      ...present({ nodeName, fault }),
      causeId,
      kind,
      message,
      definition,
      nodeId,
      count: new Set(group.map(({ instanceId }) => instanceId)).size,
      firstAt: oldest.raisedAt,
      lastAt: newest.raisedAt,
    };
  }
}

/** Same definition, node, kind and message without its figures, ids and quoted values: very likely the same cause. */
export function causeOf({ definitionId, nodeId, kind, message }: IncidentView): string {
  const shape = message
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replaceAll(/"[^"]*"|'[^']*'/g, '"…"')
    .replaceAll(/\d+/g, '#');
  return createHash('sha256')
    .update(JSON.stringify([definitionId, nodeId, kind, shape]))
    .digest('base64url')
    .slice(0, 22);
}
