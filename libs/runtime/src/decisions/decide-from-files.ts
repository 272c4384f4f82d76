import type { DecisionOutcome, Evaluation, Variables } from '#engine';
import { runtimeFault } from '../runtime-faults.ts';
import type { DeploymentFile } from '../api/deployments.ts';
import { createDmnEvaluator } from './dmn-evaluator.ts';

/** Decides by key with the variables of a case, and says which keys there are. */
interface FileDecisions {
  (decision: string, variables: Variables, now: string): Evaluation<DecisionOutcome>;
  readonly keys: ReadonlySet<string>;
}

/** The decisions of files that lie together, as a simulation asks them. */
export function decideFromFiles(files: readonly DeploymentFile[]): FileDecisions {
  const evaluator = createDmnEvaluator();
  const decisions = new Map(
    evaluator
      .read(files)
      .flatMap(({ resource, decisions: offered }) =>
        offered.map(({ key }) => [key, evaluator.load({ id: key, key, resource }, files)] as const),
      ),
  );
  const decide = (decision: string, variables: Variables, now: string): Evaluation<DecisionOutcome> => {
    const found = decisions.get(decision);
    if (found === undefined) {
      const known = [...decisions.keys()].join(', ') || 'none';
      const error = `Expected a decision "${decision}" beside the process, but there are: ${known}.`;
      return { ok: false, error, fault: runtimeFault('DECISION_NOT_BESIDE', { decision, known }) };
    }
    return found.ok ? found.value.decide(variables, now) : found;
  };
  return Object.assign(decide, { keys: new Set(decisions.keys()) });
}
