import type { Connector, Runtime } from '#runtime';

/**
 * A partner or a part beside the engine, opened by an installation: what it does for service tasks, what it does by
 * itself, how it is. The rooms of the adapters do not know this shape; their composition here gives it to them.
 */
export interface Adapter {
  /** In a few words, for health and logs. */
  readonly name: string;
  /** Nothing works without it; what is not essential may be down, which is told, while work goes on. */
  readonly essential?: boolean;
  /** What service tasks can ask of it. */
  readonly connectors?: readonly Connector[];
  /** Begins what it does by itself: polling, handing over. Called in programs that work in the background only. */
  startBackground?(runtime: Runtime): Promise<void>;
  /** Rejects with a readable message when the partner cannot be worked with. */
  check(): Promise<void>;
  /** Ends what was begun and lets go of everything; must not fail. */
  close(): Promise<void>;
}
