import { faultSentence } from '#sentences';
import type { DeploymentFinding } from '../api/deployments.ts';
import { runtimeFault } from '../runtime-faults.ts';
import type { DecisionEvaluator } from '../ports/decision-evaluator.ts';
import { DecisionFiles, type LinkedModel } from './decision-files.ts';
import { decisionWords } from './decision-words.ts';
import { loadedDecision } from './loaded-decision.ts';

/** DMN behind the engine's interface. Decision services are asked like decisions, by their id. */
export function createDmnEvaluator(): DecisionEvaluator {
  return {
    read(files) {
      const linked = new DecisionFiles(files);
      return files.map(({ name }) => {
        const { model, findings, imports } = linked.link(name);
        return {
          resource: name,
          model:
            model === null ? null : { key: model.id, name: orNull(model.name), namespace: orNull(model.namespace) },
          decisions: [...(model?.decisions ?? []), ...(model?.decisionServices ?? [])].map((offered) => ({
            key: offered.id,
            name: orNull(offered.label),
            versionTag: 'versionTag' in offered ? offered.versionTag : null,
            historyTimeToLive: 'historyTimeToLive' in offered ? offered.historyTimeToLive : null,
          })),
          imports: imports.map(({ resource }) => resource),
          findings: findings.map(toFinding),
        };
      });
    },
    load(definition, files) {
      const { model, findings, imports } = new DecisionFiles(files).link(definition.resource);
      const loaded =
        model === null
          ? undefined
          : loadedDecision(
              model,
              imports.map((imported) => imported.model),
              definition,
            );
      if (loaded !== undefined) return { ok: true, value: loaded };
      const error = findings[0]?.message ?? `Expected decision "${definition.key}" in ${definition.resource}.`;
      return { ok: false, error, fault: runtimeFault('DECISION_NOT_READABLE', { decision: definition.key }) };
    },
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function toFinding(finding: LinkedModel['findings'][number]): Omit<DeploymentFinding, 'resource'> {
  const { severity, code, message, fault, elementId, line, column } = finding;
  const messageDe = (fault === undefined ? undefined : faultSentence(fault, 'de')) ?? decisionWords(code);
  return {
    severity,
    code,
    message,
    ...(messageDe === undefined ? {} : { messageDe }),
    ...(elementId === null ? {} : { elementId }),
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
  };
}
