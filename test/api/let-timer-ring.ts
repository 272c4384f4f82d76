import { expect } from '@jest/globals';
import type { ApiClient } from '#testkit';
import { eventually } from './test-server.ts';

/**
 * Lets the timer at a node of a case ring now, as an operator can, as soon as it is the only one left there. A deadline of
 * seconds would be over on a busy machine before the people of the test had done their part.
 */
export async function letTimerRing(api: ApiClient, instanceId: string, nodeId: string): Promise<void> {
  const path = `/engine-rest/job?processInstanceId=${instanceId}&activityId=${nodeId}`;
  const [timer] = await eventually(
    () => api.get<readonly { readonly id: string }[]>(path, 'operator'),
    (timers) => timers.length === 1,
  );
  const { status } = await api.post(`/engine-rest/job/${timer?.id ?? ''}/execute`, 'operator');
  expect(status).toBe(204);
}
