import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { ProblemError } from '#platform';

/** Keeps files in memory, and never more than the limit of all together. */
export class BoundedMemory implements StorageEngine {
  readonly #limit: number;
  readonly #taken = new WeakMap<Request, number>();

  /** @param limit bytes of all files of a request together */
  constructor(limit: number) {
    this.#limit = limit;
  }

  _handleFile(
    request: Request,
    file: Express.Multer.File,
    done: (error?: unknown, info?: Partial<Express.Multer.File>) => void,
  ): void {
    const chunks: Buffer[] = [];
    file.stream.on('data', (chunk: Buffer) => {
      const taken = (this.#taken.get(request) ?? 0) + chunk.length;
      this.#taken.set(request, taken);
      if (taken <= this.#limit) chunks.push(chunk);
      else chunks.length = 0;
    });
    file.stream.once('error', done);
    file.stream.once('end', () => {
      if ((this.#taken.get(request) ?? 0) > this.#limit) done(this.#tooLarge());
      else done(null, { buffer: Buffer.concat(chunks) });
    });
  }

  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  #tooLarge(): ProblemError {
    return new ProblemError(
      413,
      'TOO_LARGE',
      `Expected at most ${this.#limit / 1024 / 1024} MB together, but the files are larger.`,
    );
  }
}
