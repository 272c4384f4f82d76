import { Inject, Injectable } from '@nestjs/common';
import {
  EVERY_GROUP,
  type DefinitionDetail,
  type DefinitionSummary,
  type DefinitionVersion,
  type InstanceCounts,
} from '#contracts';
import type { Account } from '#identity';
import type { DefinitionView, Runtime } from '#runtime';
import { may } from '../http/caller.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';
import { DefinitionCatalogue, definitionRef } from './definition-catalogue.ts';
import { definitionGroups, definitionSteps } from './definition-steps.ts';
import { DeployedForms } from './deployed-forms.ts';

/** Definitions as the contract shows them. */
@Injectable()
export class DefinitionViews {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
    private readonly forms: DeployedForms,
  ) {}

  async summary(view: DefinitionView, account: Account): Promise<DefinitionSummary> {
    const [findings, versions, counts, { deployedBy }] = await Promise.all([
      this.catalogue.findings(view.id),
      this.runtime.definitions.list({ kind: 'process', key: view.key, limit: 1 }),
      this.#counts({ definitionKey: view.key }),
      this.runtime.deployments.get(view.deploymentId),
    ]);
    return {
      ...definitionRef(view),
      ...present({ documentation: view.documentation, deployedBy }),
      deployedAt: view.deployedAt,
      versions: versions.total,
      startable: view.startable,
      mayStart: view.startable && !view.suspended && mayStart(account, view.starterGroups),
      counts,
      findingCounts: {
        warning: findings.filter(({ severity }) => severity === 'warning').length,
        info: findings.filter(({ severity }) => severity === 'info').length,
      },
    };
  }

  async detail(view: DefinitionView, account: Account): Promise<DefinitionDetail> {
    const [summary, model, findings, statistics, variableNames] = await Promise.all([
      this.summary(view, account),
      this.catalogue.model(view.id),
      this.catalogue.findings(view.id),
      this.runtime.definitions.statistics([view.id]),
      this.catalogue.variableNames(view.id),
    ]);
    const start = model.nodes.find(
      (node) => node.type === 'startEvent' && node.scopeId === model.id && node.definitions.length === 0,
    );
    const startForm =
      start?.type === 'startEvent' ? await this.forms.find(view.id, start.formKey, start.formFields) : undefined;
    return {
      ...summary,
      ...present({ startForm }),
      deploymentId: view.deploymentId,
      resourceName: view.resource,
      lanes: model.lanes.map(({ id, name }) => ({ id, name })),
      groups: definitionGroups(model),
      starterGroups: view.starterGroups,
      steps: definitionSteps(model),
      variableNames,
      findings,
      activity: Object.fromEntries(
        (statistics[0]?.elements ?? []).map(({ nodeId, running, incidents }) => [nodeId, { running, incidents }]),
      ),
    };
  }

  async version(view: DefinitionView): Promise<DefinitionVersion> {
    const [counts, { deployedBy }] = await Promise.all([
      this.#counts({ definitionId: view.id }),
      this.runtime.deployments.get(view.deploymentId),
    ]);
    return {
      ...definitionRef(view),
      ...present({ deployedBy }),
      deployedAt: view.deployedAt,
      resourceName: view.resource,
      counts,
    };
  }

  async #counts(
    filter: { readonly definitionKey: string } | { readonly definitionId: string },
  ): Promise<InstanceCounts> {
    const [running, ended, incidents] = await Promise.all([
      this.runtime.instances.count({ ...filter, running: true }),
      this.runtime.instances.count({ ...filter, running: false }),
      this.runtime.incidents.count(filter),
    ]);
    return { running, ended, incidents };
  }
}

/** May this person start it from the portal? */
export function mayStart(account: Account, starterGroups: readonly string[]): boolean {
  const member =
    starterGroups.length === 0 ||
    account.groups.some((group) => group === EVERY_GROUP || starterGroups.includes(group));
  return member && may(account, 'instance:start');
}
