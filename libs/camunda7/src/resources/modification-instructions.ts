import type { Modification } from '#engine';
import { invalid } from '../http/camunda-error.ts';
import { objects, required } from '../value/body-value.ts';
import { sentToActivity } from '../value/sent-variables.ts';

/** Instructions of a modification request in the engine's words. @throws CamundaError 400 */
export function modificationsOf(instructions: unknown): readonly Modification[] {
  const wanted = objects(instructions ?? [], 'instructions');
  if (wanted.length === 0) throw invalid('Expected instructions to be a list with at least one.');
  return wanted.map((instruction): Modification => {
    const sent = sentToActivity(instruction['variables']);
    const ancestor = instruction['ancestorActivityInstanceId'];
    const under = typeof ancestor === 'string' ? { ancestorId: ancestor } : {};
    switch (instruction['type']) {
      case 'cancel':
        for (const name of ['activityInstanceId', 'transitionInstanceId'])
          if (typeof instruction[name] === 'string') return { kind: 'cancel', elementInstanceId: instruction[name] };
        return { kind: 'cancelAll', nodeId: required(instruction['activityId'], 'activityId') };
      case 'startBeforeActivity':
        return { kind: 'startBefore', nodeId: required(instruction['activityId'], 'activityId'), ...sent, ...under };
      case 'startAfterActivity':
        return { kind: 'startAfter', nodeId: required(instruction['activityId'], 'activityId'), ...sent, ...under };
      case 'startTransition':
        return { kind: 'takeFlow', flowId: required(instruction['transitionId'], 'transitionId'), ...sent, ...under };
      default:
        throw invalid(
          `Expected type to be cancel, startBeforeActivity, startAfterActivity or startTransition, but got ${JSON.stringify(instruction['type'])}.`,
        );
    }
  });
}
