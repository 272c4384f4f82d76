import type { DecisionOutcome, Evaluation, Variables } from '#engine';
import type { DeploymentFile } from '../api/deployments.ts';
import { createDmnEvaluator } from './dmn-evaluator.ts';

/** The decisions of files that lie together, as a simulation asks them: by key, with the variables of the case. */
export function decideFromFiles(
  files: readonly DeploymentFile[],
): (decision: string, variables: Variables, now: string) => Evaluation<DecisionOutcome> {
  const evaluator = createDmnEvaluator();
  const decisions = new Map(
    evaluator
      .read(files)
      .flatMap(({ resource, decisions: offered }) =>
        offered.map(({ key }) => [key, evaluator.load({ id: key, key, resource }, files)] as const),
      ),
  );
  return (decision, variables, now) => {
    const found = decisions.get(decision);
    if (found === undefined) {
      const known = [...decisions.keys()].join(', ') || 'none';
      return { ok: false, error: `Expected a decision "${decision}" beside the process, but there are: ${known}.` };
    }
    return found.ok ? found.value.decide(variables, now) : found;
  };
}
