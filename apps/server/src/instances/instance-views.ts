import { Inject, Injectable } from '@nestjs/common';
import type { InstanceDetail, InstanceState, InstanceSummary, JsonObject, Token } from '#contracts';
import type { Account } from '#identity';
import type { InstanceView, Runtime, TokenView, VariableView } from '#runtime';
import { CaseDataWords } from '../definitions/case-data-words.ts';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { may } from '../http/caller.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { IncidentViews } from '../incidents/incident-views.ts';
import { RUNTIME } from '../server-ports.ts';
import { isCandidate } from '../tasks/task-actor.ts';
import { TaskViews } from '../tasks/task-views.ts';
import { CaseNumbers } from './case-numbers.ts';
import { InstanceHistory } from './instance-history.ts';
import { Suspensions } from './suspensions.ts';
import { WaitingViews } from './waiting-views.ts';
import { pathTaken } from './path-taken.ts';

const NAMED_STEPS = 5;
const SHOWN = 200;

/** Cases as the contract shows them. */
@Injectable()
export class InstanceViews {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
    private readonly history: InstanceHistory,
    private readonly tasks: TaskViews,
    private readonly incidents: IncidentViews,
    private readonly words: CaseDataWords,
    private readonly numbers: CaseNumbers,
    private readonly suspensions: Suspensions,
    private readonly waiting: WaitingViews,
  ) {}

  async summary(instance: InstanceView, tokens?: readonly TokenView[]): Promise<InstanceSummary> {
    const live = instance.endedAt === null ? (tokens ?? (await this.runtime.instances.tokens(instance.id))) : [];
    const inner = live.filter((token) => !live.some(({ parentId }) => parentId === token.elementInstanceId));
    const steps = new Set(inner.map(({ nodeName, nodeId }) => oneLine(nodeName ?? nodeId)));
    return {
      id: instance.id,
      definition: await this.catalogue.ref(instance.definitionId),
      state: stateOf(instance),
      startedAt: instance.startedAt,
      incidents: instance.incidentCount,
      currentSteps: [...steps].slice(0, NAMED_STEPS),
      ...present({
        businessKey: instance.businessKey,
        startedBy: instance.startedBy,
        endedAt: instance.endedAt,
        superInstanceId: instance.superInstanceId,
        partOf: await this.numbers.partOf({ ...instance, instanceId: instance.id }),
      }),
    };
  }

  async detail(id: string, account: Account): Promise<InstanceDetail> {
    const instance = await this.runtime.instances.get(id);
    const [tokens, variables, activities, model, tasks, incidents, called, newest] = await Promise.all([
      instance.endedAt === null ? this.runtime.instances.tokens(id) : [],
      this.runtime.instances.variables(id),
      this.history.activities(id),
      this.catalogue.model(instance.definitionId),
      this.runtime.tasks.list({ instanceId: id, limit: SHOWN }),
      this.runtime.incidents.list({ instanceId: id, open: true, limit: SHOWN }),
      this.runtime.instances.list({ superInstanceId: id, limit: SHOWN, sort: [{ by: 'startedAt' }] }),
      this.runtime.definitions.get({ key: instance.definitionKey }),
    ]);
    const callers = new Map(activities.map(({ calledInstanceId, nodeId }) => [calledInstanceId, nodeId]));
    const visible = tasks.items.filter(
      (task) =>
        may(account, 'task:assign') ||
        (may(account, 'task:work') && (task.assignee === account.name || isCandidate(account, task))),
    );
    return {
      ...(await this.summary(instance, tokens)),
      ...(instance.state === 'suspended'
        ? { suspension: await this.suspensions.of({ instanceId: id, rootId: instance.rootId }) }
        : {}),
      latestVersion: newest.version,
      tokens: tokens.map((token) => tokenOf(token, id, variables)),
      variables: scope(variables, id),
      dataGroups: await this.words.groups(instance.definitionId),
      path: pathTaken(model, activities),
      gatherings: instance.endedAt === null ? await this.waiting.gatherings(instance) : [],
      awaits: instance.endedAt === null ? await this.waiting.awaits(instance) : [],
      tasks: await Promise.all(visible.map((task) => this.tasks.summary(task))),
      openIncidents: await Promise.all(incidents.items.map((incident) => this.incidents.summary(incident))),
      calledInstances: await Promise.all(
        called.items.map(async (one) => ({
          id: one.id,
          nodeId: callers.get(one.id) ?? '',
          definition: await this.catalogue.ref(one.definitionId),
        })),
      ),
    };
  }
}

function stateOf({ state }: InstanceView): InstanceState {
  return state === 'active' ? 'running' : state;
}

function tokenOf(token: TokenView, instanceId: string, variables: readonly VariableView[]): Token {
  const local = scope(variables, token.elementInstanceId);
  return {
    elementInstanceId: token.elementInstanceId,
    nodeId: token.nodeId,
    nodeType: token.nodeType,
    since: token.enteredAt,
    hasIncident: token.incidentIds.length > 0,
    ...present({
      name: token.nodeName === null ? undefined : oneLine(token.nodeName),
      parentId: token.parentId === instanceId ? undefined : token.parentId,
      variables: Object.keys(local).length === 0 ? undefined : local,
    }),
  };
}

function scope(variables: readonly VariableView[], scopeId: string): JsonObject {
  return Object.fromEntries(variables.filter((one) => one.scopeId === scopeId).map(({ name, value }) => [name, value]));
}
