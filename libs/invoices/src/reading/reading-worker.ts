import { type Transferable, parentPort } from 'node:worker_threads';
import { InvoiceSyntaxError } from '../xml/invoice-syntax-error.ts';
import { readAttachment } from './attachments.ts';
import { examineInvoice } from './examine-invoice.ts';
import type { ReadingReply, ReadingRequest } from './reading-message.ts';

/** The program of a reading thread: one request, one reply. What must not bring the server down happens here. */
parentPort?.on('message', (request: ReadingRequest) => {
  const [reply, transfer] = answer(request);
  parentPort?.postMessage(reply, transfer);
});

function answer(request: ReadingRequest): [ReadingReply, Transferable[]] {
  if (request.task === 'examine') return [{ task: 'examine', examination: examineInvoice(request.bytes) }, []];
  try {
    const file = readAttachment(request.bytes, request.index);
    if (file === undefined) return [{ task: 'attachment', file: null }, []];
    // Its own memory: what is handed over may be a view into something larger.
    const bytes = Uint8Array.from(file.bytes);
    return [{ task: 'attachment', file: { ...file, bytes } }, [bytes.buffer]];
  } catch (error) {
    if (!(error instanceof InvoiceSyntaxError)) throw error;
    return [{ task: 'attachment', file: null }, []];
  }
}
