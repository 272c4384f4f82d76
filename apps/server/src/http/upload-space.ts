import { ProblemError } from '#platform';

export interface UploadSpaceLimits {
  /** Bytes of all uploads together that are held at the same time. */
  readonly bytes: number;
  /** Uploads at the same time. */
  readonly uploads: number;
  /** Uploads at the same time from one address. */
  readonly uploadsOfAddress: number;
}

/** An upload that has been let in; {@link leave} must be called when nothing of it is held any more. */
export interface AdmittedUpload {
  /** Says that so many more bytes are held. @throws ProblemError 503 when that would be too many */
  take(bytes: number): void;
  leave(): void;
}

/**
 * The memory that uploads of people without log-in may fill together. Each upload alone is bounded by its form; without
 * this a hundred that begin and never end would still take all there is.
 */
export class UploadSpace {
  readonly #limits: UploadSpaceLimits;
  readonly #ofAddress = new Map<string, number>();
  #uploads = 0;
  #bytes = 0;

  constructor(limits: UploadSpaceLimits) {
    this.#limits = limits;
  }

  /** Lets an upload begin. @throws ProblemError 429 for too many of one address, 503 for too many in all */
  admit(address: string): AdmittedUpload {
    const own = this.#ofAddress.get(address) ?? 0;
    if (own >= this.#limits.uploadsOfAddress)
      throw new ProblemError(
        429,
        'TOO_MANY_ATTEMPTS',
        `Expected at most ${this.#limits.uploadsOfAddress} uploads at the same time; try again when one is done.`,
        { retryAfterSeconds: 5 },
      );
    if (this.#uploads >= this.#limits.uploads) throw busy();
    this.#ofAddress.set(address, own + 1);
    this.#uploads += 1;
    let [held, inside] = [0, true];
    return {
      take: (bytes) => {
        if (this.#bytes + bytes > this.#limits.bytes) throw busy();
        this.#bytes += bytes;
        held += bytes;
      },
      leave: () => {
        if (!inside) return;
        inside = false;
        this.#bytes -= held;
        this.#uploads -= 1;
        const left = (this.#ofAddress.get(address) ?? 1) - 1;
        if (left > 0) this.#ofAddress.set(address, left);
        else this.#ofAddress.delete(address);
      },
    };
  }
}

function busy(): ProblemError {
  return new ProblemError(
    503,
    'TOO_BUSY',
    'Expected fewer uploads at the same time, but the server holds as many as it can; try again soon.',
    { retryAfterSeconds: 15 },
  );
}
