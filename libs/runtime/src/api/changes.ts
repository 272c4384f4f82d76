/**
 * What has changed, as little as a screen needs to know what to ask for again. Told after commit; a reader that was away
 * asks for everything again (a change may be lost with a connection, never the data).
 */
export interface Change {
  readonly kind: 'deployment' | 'definition' | 'instance' | 'task' | 'job' | 'timer' | 'incident' | 'subscription';
  /** What happened to it. `job` is told only for external work. */
  readonly verb: 'created' | 'changed' | 'ended';
  readonly id: string;
  readonly instanceId?: string;
  readonly definitionKey?: string;
  /** Topic of an external job. */
  readonly topic?: string;
}

export interface ChangeFeed {
  /**
   * Calls `listener` with groups of changes of all processes of the installation, in commit order for one instance.
   * `undefined` says that changes may have been missed (reconnected): ask for everything again.
   * @returns ends the subscription
   */
  subscribe(listener: (changes: readonly Change[] | undefined) => void): () => void;
}
