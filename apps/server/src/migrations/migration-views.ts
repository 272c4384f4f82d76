import { Inject, Injectable } from '@nestjs/common';
import type {
  MappedElement,
  MigrationDryRun,
  MigrationElement,
  MigrationFinding,
  MigrationPlanRequest,
  MigrationProposal,
  MigrationValidation,
} from '#contracts';
import { type NodeModel, placeKind, type ProcessModel } from '#engine';
import type { MigrationPlan, MigrationProblem, MigrationTrial, Runtime } from '#runtime';
import { DefinitionCatalogue } from '../definitions/definition-catalogue.ts';
import { oneLine } from '../http/one-line.ts';
import { present } from '../http/present.ts';
import { RUNTIME } from '../server-ports.ts';

const CASES_NAMED = 100;

/** Plans of migration and what is wrong with them, as the contract shows them. */
@Injectable()
export class MigrationViews {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly catalogue: DefinitionCatalogue,
  ) {}

  async proposal(plan: MigrationPlan): Promise<MigrationProposal> {
    const { sourceDefinitionId, targetDefinitionId, mapping } = plan;
    const [source, target, from, to, running, cases] = await Promise.all([
      this.catalogue.ref(sourceDefinitionId),
      this.catalogue.ref(targetDefinitionId),
      this.catalogue.model(sourceDefinitionId),
      this.catalogue.model(targetDefinitionId),
      this.#running(sourceDefinitionId),
      this.runtime.instances.count({ definitionId: sourceDefinitionId, running: true }),
    ]);
    return {
      ...{ source, target, running: cases },
      mapping: mapping.map(({ sourceId, targetId }) => ({ sourceId, targetId })),
      elements: from.nodes.map((node) => elementOf(node, from, running.get(node.id) ?? 0)),
      targets: to.nodes.map((node) => elementOf(node, to, 0)),
    };
  }

  /** What of the plan is wrong, and where cases stand at a node it does not name. */
  async validation(plan: MigrationPlan): Promise<MigrationValidation> {
    const { problems } = await this.runtime.instances.checkMigration(plan);
    const running = await this.#running(plan.sourceDefinitionId);
    const named = new Set(plan.mapping.map(({ sourceId }) => sourceId));
    const open = [...running].filter(([sourceId, count]) => count > 0 && !named.has(sourceId));
    return {
      valid: problems.length === 0,
      findings: [
        ...problems.map((problem) => migrationFinding(problem, 'error')),
        ...open.map(([sourceId, count]) => unmapped(sourceId, count)),
      ],
    };
  }

  dryRun({ problems, movable, staying }: MigrationTrial): MigrationDryRun {
    const valid = problems.length === 0;
    // A plan that does not work moves nothing.
    const moves = valid ? movable.length : 0;
    const total = movable.length + staying.length;
    return {
      ...{ valid, total, movable: moves, staying: total - moves },
      findings: problems.map((problem) => migrationFinding(problem, 'error')),
      cases: staying.slice(0, CASES_NAMED).map(({ instanceId, businessKey, problems: own }) => ({
        instanceId,
        findings: own.map((problem) => migrationFinding(problem, 'warning')),
        ...present({ businessKey }),
      })),
    };
  }

  async #running(definitionId: string): Promise<ReadonlyMap<string, number>> {
    const [statistics] = await this.runtime.definitions.statistics([definitionId]);
    return new Map(statistics?.elements.map(({ nodeId, running }) => [nodeId, running]));
  }
}

/** A plan as the runtime takes it. */
export function planOf({ sourceDefinitionId, targetDefinitionId, mapping }: MigrationPlanRequest): MigrationPlan {
  return { sourceDefinitionId, targetDefinitionId, mapping: mappingOf(mapping) };
}

export function mappingOf(mapping: readonly MappedElement[]): MigrationPlan['mapping'] {
  return mapping.map(({ sourceId, targetId, updateTrigger = false }) => ({ sourceId, targetId, updateTrigger }));
}

function migrationFinding(
  { code, message, sourceId, targetId, expected, actual }: MigrationProblem,
  severity: MigrationFinding['severity'],
): MigrationFinding {
  return { code, severity, message, ...present({ sourceId, targetId }), data: present({ expected, actual }) };
}

function unmapped(sourceId: string, running: number): MigrationFinding {
  const message = `Expected every active element to be mapped, but "${sourceId}" is not, where ${running} stand.`;
  return { code: 'ACTIVE_UNMAPPED', severity: 'warning', message, sourceId, data: { running } };
}

function elementOf(node: NodeModel, model: ProcessModel, running: number): MigrationElement {
  return {
    ...{ id: node.id, type: node.type, kind: placeKind(node), running },
    ...present({
      name: node.name === undefined ? undefined : oneLine(node.name),
      scopeId: node.scopeId === model.id ? undefined : node.scopeId,
    }),
  };
}
