import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { ProblemError } from '#platform';
import type { AdmittedUpload } from './upload-space.ts';

/** Keeps files in memory, and never more than the limit of all together. */
export class BoundedMemory implements StorageEngine {
  readonly #limit: number;
  readonly #taken = new WeakMap<Request, number>();
  readonly #admitted = new WeakMap<Request, AdmittedUpload>();

  /** @param limit bytes of all files of a request together */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** From now on what the request brings is counted with what others bring. */
  share(request: Request, upload: AdmittedUpload): void {
    this.#admitted.set(request, upload);
  }

  _handleFile(
    request: Request,
    file: Express.Multer.File,
    done: (error?: unknown, info?: Partial<Express.Multer.File>) => void,
  ): void {
    const chunks: Buffer[] = [];
    let refused: unknown;
    file.stream.on('data', (chunk: Buffer) => {
      if (refused !== undefined) return;
      try {
        this.#take(request, chunk.length);
        chunks.push(chunk);
      } catch (error) {
        refused = error;
        chunks.length = 0;
      }
    });
    file.stream.once('error', done);
    file.stream.once('end', () => {
      if (refused !== undefined) done(refused);
      else done(null, { buffer: Buffer.concat(chunks) });
    });
  }

  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null);
  }

  /** @throws ProblemError 413 or 503 */
  #take(request: Request, bytes: number): void {
    const taken = (this.#taken.get(request) ?? 0) + bytes;
    this.#taken.set(request, taken);
    if (taken > this.#limit) throw this.#tooLarge();
    this.#admitted.get(request)?.take(bytes);
  }

  #tooLarge(): ProblemError {
    return new ProblemError(
      413,
      'TOO_LARGE',
      `Expected at most ${this.#limit / 1024 / 1024} MB together, but the files are larger.`,
    );
  }
}
