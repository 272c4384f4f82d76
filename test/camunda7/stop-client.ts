import type { Client } from 'camunda-external-task-client-js';

/** A client that is told to stop still waits for the answer to its last question, which may bring work. */
export interface StoppableClient {
  /** Stops it, and resolves when that answer is there: from then on it takes nothing any more. */
  stop(): Promise<void>;
}

/** Follows the questions of a client; to be called as soon as it is made. */
export function stoppable(client: Client): StoppableClient {
  let asking = false;
  let answered: () => void = () => undefined;
  const onAnswer = (): void => {
    asking = false;
    answered();
  };
  client.on('poll:start', () => (asking = true));
  client.on('poll:success', onAnswer);
  client.on('poll:error', onAnswer);
  return {
    async stop() {
      client.stop();
      if (asking) await new Promise<void>((resolve) => (answered = resolve));
    },
  };
}
