import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isPdf } from '../pdf/extract-from-pdf.ts';
import type { Finding } from '../rules/apply-rules.ts';
import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';
import { type AttachedFile, readAttachment } from './attachments.ts';
import { type Examination, examineInvoice, unexaminable } from './examine-invoice.ts';
import { ReadingThread, ReadingThreadError, type ReadingLimits } from './reading-thread.ts';

export interface InvoiceReaderOptions extends Partial<ReadingLimits> {
  /** XML of up to so many bytes is read at once, in the thread of the caller. */
  readonly inlineBytes?: number;
  /** Program of the threads; the built file beside this one when absent. */
  readonly script?: URL;
  readonly threads?: number;
}

const LIMITS: ReadingLimits = { milliseconds: 30_000, heapMegabytes: 1_024, idleMilliseconds: 60_000 };
const INLINE_BYTES = 512 * 1024;
const THREADS = 2;

/**
 * Looks into files that claim to be invoices without ever holding the event loop: an ordinary XML of a few kilobytes takes
 * a few milliseconds and is read at once; whatever is large, or packed inside a PDF, is read in a thread with a limit of
 * time and memory. A file that breaks a limit is answered as unreadable with that reason, and the thread is replaced.
 *
 * Run from the sources, where the program of the threads has not been built, everything is read at once.
 */
export class InvoiceReader {
  readonly #threads: readonly ReadingThread[];
  readonly #inlineBytes: number;

  constructor(options: InvoiceReaderOptions = {}) {
    const script = options.script ?? builtScript();
    const limits = { ...LIMITS, ...options };
    this.#inlineBytes = options.inlineBytes ?? INLINE_BYTES;
    const count = script === undefined ? 0 : (options.threads ?? THREADS);
    this.#threads = Array.from({ length: count }, () => new ReadingThread(script ?? new URL('about:blank'), limits));
  }

  /** The verdict and what the invoice says. Never rejects for bad input. */
  async examine(bytes: Uint8Array): Promise<Examination> {
    const thread = this.#threadFor(bytes);
    if (thread === undefined) return examineInvoice(bytes);
    try {
      const reply = await thread.ask({ task: 'examine', bytes });
      return reply.task === 'examine' ? reply.examination : unexaminable(bytes, tooLong);
    } catch (error) {
      if (!(error instanceof ReadingThreadError)) throw error;
      return unexaminable(bytes, error.code === 'READING_TOO_LARGE' ? tooLarge : tooLong);
    }
  }

  /** One file inside an invoice; undefined when there is none at this place, or none that may be opened. */
  async attachment(bytes: Uint8Array, index: number): Promise<AttachedFile | undefined> {
    const thread = this.#threadFor(bytes);
    try {
      if (thread === undefined) return readAttachment(bytes, index);
      const reply = await thread.ask({ task: 'attachment', bytes, index });
      return reply.task === 'attachment' ? (reply.file ?? undefined) : undefined;
    } catch (error) {
      if (error instanceof ReadingThreadError || error instanceof InvoiceSyntaxError) return undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #threadFor(bytes: Uint8Array): ReadingThread | undefined {
    if (bytes.length <= this.#inlineBytes && !isPdf(bytes)) return undefined;
    return [...this.#threads].sort((one, other) => one.waiting - other.waiting)[0];
  }
}

function builtScript(): URL | undefined {
  const script = new URL('./reading-worker.js', import.meta.url);
  return existsSync(fileURLToPath(script)) ? script : undefined;
}

const tooLong: Finding = {
  rule: 'READING_TOO_LONG',
  level: 'error',
  message: 'Expected an invoice that can be read within half a minute, but this one takes longer. Split it up.',
  messageDe: 'Die Datei lässt sich nicht in vertretbarer Zeit lesen. Bitte die Rechnung aufteilen.',
  location: null,
};

const tooLarge: Finding = {
  rule: 'READING_TOO_LARGE',
  level: 'error',
  message: 'Expected an invoice that fits into memory when unpacked, but this one does not. Split it up.',
  messageDe: 'Die Datei ist entpackt zu groß. Bitte die Rechnung aufteilen und große Anlagen getrennt senden.',
  location: null,
};
