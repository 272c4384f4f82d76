import type { Log } from '#runtime';

/** Work that runs again and again, never twice at once; what it throws is logged and does not end it. */
export interface RepeatedWork {
  /** Runs soon instead of at the next pause. */
  ring(): void;
  /** Resolves when what is running has ended; nothing runs afterwards. */
  stop(): Promise<void>;
}

/** Begins `work` now and repeats it `pauseMs` after each end. `signal` is aborted when it is stopped. */
export function repeatWork(
  name: string,
  work: (signal: AbortSignal) => Promise<unknown>,
  { pauseMs, log }: { readonly pauseMs: number; readonly log: Log },
): RepeatedWork {
  const stopping = new AbortController();
  let wake: (() => void) | undefined;
  let rung = false;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, rung ? 0 : pauseMs);
      rung = false;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const stopped = () => stopping.signal.aborted;
  const attempt = async () => {
    try {
      await work(stopping.signal);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn(`${name} failed, it will be tried again`, { error: reason });
    }
  };
  const running = (async () => {
    while (!stopped()) {
      await attempt();
      if (!stopped()) await pause();
    }
  })();
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async stop() {
      stopping.abort();
      wake?.();
      await running;
    },
  };
}
