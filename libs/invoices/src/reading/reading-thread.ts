import { Worker } from 'node:worker_threads';
import type { ReadingReply, ReadingRequest } from './reading-message.ts';

export interface ReadingLimits {
  /** For one file. */
  readonly milliseconds: number;
  readonly heapMegabytes: number;
  /** A thread without work for so long is ended. */
  readonly idleMilliseconds: number;
}

/** A file broke a limit of its thread. */
export class ReadingThreadError extends Error {
  readonly code: 'READING_TOO_LONG' | 'READING_TOO_LARGE';

  constructor(code: ReadingThreadError['code']) {
    super(`Expected the file to be read within its limits, but: ${code}.`);
    this.name = 'ReadingThreadError';
    this.code = code;
  }
}

/** A thread that reads one file after the other; begun when it is needed, replaced when a file was too much for it. */
export class ReadingThread {
  readonly #script: URL;
  readonly #limits: ReadingLimits;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(script: URL, limits: ReadingLimits) {
    this.#script = script;
    this.#limits = limits;
  }

  /** Files that are being read or wait for it. */
  get waiting(): number {
    return this.#waiting;
  }

  /** @throws ReadingThreadError */
  async ask(request: ReadingRequest): Promise<ReadingReply> {
    this.#waiting += 1;
    clearTimeout(this.#idle);
    const turn = this.#last.then(() => this.#read(request));
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#rest();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#end();
  }

  #read(request: ReadingRequest): Promise<ReadingReply> {
    const worker = (this.#worker ??= this.#begin());
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        worker.off('message', replied).off('error', failed).off('exit', ended);
        worker.unref();
        finish();
      };
      const fail = (code: ReadingThreadError['code']) => {
        settle(() => {
          void this.#end().then(() => {
            reject(new ReadingThreadError(code));
          });
        });
      };
      const replied = (reply: ReadingReply) => {
        settle(() => {
          resolve(reply);
        });
      };
      const failed = (error: Error & { readonly code?: string }) => {
        // Out of memory, or a stack that was too deep: the file was too much.
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError) {
          fail('READING_TOO_LARGE');
          return;
        }
        this.#worker = undefined;
        settle(() => {
          reject(error);
        });
      };
      const ended = () => {
        fail('READING_TOO_LARGE');
      };
      const timer = setTimeout(() => {
        fail('READING_TOO_LONG');
      }, this.#limits.milliseconds);
      worker.once('message', replied).once('error', failed).once('exit', ended);
      worker.ref();
      worker.postMessage(request);
    });
  }

  #begin(): Worker {
    const worker = new Worker(this.#script, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMegabytes, maxYoungGenerationSizeMb: 64 },
    });
    // Between two files nobody listens; an error then must not end the program.
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  #rest(): void {
    this.#idle = setTimeout(() => void this.#end(), this.#limits.idleMilliseconds);
    this.#idle.unref();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
