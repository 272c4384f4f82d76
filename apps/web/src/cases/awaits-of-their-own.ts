import type { AwaitedEvent, Gathering } from '../api/contracts.ts';

/**
 * What is told in a line of its own: events no gathering tells already, and those there is more to see or do about: a
 * message this person may deliver, values a sender must give.
 */
export function awaitsOfTheirOwn(
  awaits: readonly AwaitedEvent[],
  gatherings: readonly Gathering[],
  mayDeliver: boolean,
): readonly AwaitedEvent[] {
  return awaits.filter(({ kind, name, nodeId, correlation }) => {
    if (kind === 'message' && mayDeliver) return true;
    if (Object.keys(correlation).length > 0) return true;
    return !gatherings.some(
      (gathering) =>
        gathering.nodeId === nodeId && gathering.awaited.some((part) => part.kind === kind && part.label === name),
    );
  });
}
