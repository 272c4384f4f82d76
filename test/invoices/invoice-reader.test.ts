import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examineInvoice, InvoiceReader, type InvoiceReaderOptions } from '#invoices';
import { projectDirectory } from '#platform';
import { ublInvoice } from '../../libs/invoices/src/testing/ubl-invoice.ts';
import { buildPrograms } from '../runtime/build-programs.ts';

const script = pathToFileURL(join(projectDirectory().directory, 'dist/libs/invoices/src/reading/reading-worker.js'));
const readers: InvoiceReader[] = [];

beforeAll(() => {
  buildPrograms();
}, 120_000);
afterAll(() => Promise.all(readers.map((reader) => reader.close())));

function reader(options: InvoiceReaderOptions = {}): InvoiceReader {
  const one = new InvoiceReader({ script, threads: 1, ...options });
  readers.push(one);
  return one;
}

/** The sample with its first line many times; its sums are wrong, which is told. */
function withLines(count: number): Buffer {
  const from = ublInvoice.indexOf('<cac:InvoiceLine>');
  const until = ublInvoice.indexOf('</cac:InvoiceLine>') + '</cac:InvoiceLine>'.length;
  return Buffer.from(ublInvoice.slice(0, from) + ublInvoice.slice(from, until).repeat(count) + ublInvoice.slice(until));
}

/** The part of the time of `work` for which the event loop was held at most at once: nearly 1 for work that is done in it. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let last = began;
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  await work();
  clearInterval(timer);
  const ended = performance.now();
  return Math.max(longest, ended - last) / (ended - began);
}

describe('reading in a thread', () => {
  it('given a file of any size, then the thread says what reading at once says', async () => {
    const bytes = Buffer.from(ublInvoice);
    const there = await reader({ inlineBytes: 0 }).examine(bytes);
    const here = examineInvoice(bytes);
    expect({ ...there, durationMs: 0 }).toEqual({ ...here, durationMs: 0 });
  });

  it('given ten thousand lines, then the event loop is not held, and the first thousand lines are told', async () => {
    const large = withLines(10_000);
    const one = reader();
    await one.examine(withLines(3_000));
    const holder: { examination?: Awaited<ReturnType<InvoiceReader['examine']>> } = {};
    const pause = await longestPause(async () => {
      holder.examination = await one.examine(large);
    });
    expect(holder.examination).toMatchObject({ verdict: 'rejected', content: { lineCount: 10_001 } });
    expect(holder.examination?.content?.lines).toHaveLength(1_000);
    expect(pause).toBeLessThan(0.5);
  }, 60_000);

  it('given a file that takes too long, then this is the reason, and the next file is read', async () => {
    const one = reader({ milliseconds: 60 });
    const { findings, verdict } = await one.examine(withLines(10_000));
    expect([verdict, findings[0]?.rule]).toEqual(['unreadable', 'READING_TOO_LONG']);
    const patient = reader({ inlineBytes: 0 });
    expect((await patient.examine(Buffer.from(ublInvoice))).verdict).toBe('accepted');
  }, 60_000);

  it('given a file that needs too much memory, then this is the reason, and the same reader reads the next', async () => {
    const one = reader({ inlineBytes: 0, heapMegabytes: 48 });
    expect((await one.examine(withLines(30_000))).findings[0]?.rule).toBe('READING_TOO_LARGE');
    expect((await one.examine(Buffer.from(ublInvoice))).verdict).toBe('accepted');
  }, 60_000);

  it('given several at once, then each gets its own answer', async () => {
    const one = reader({ inlineBytes: 0 });
    const numbers = ['A-1', 'A-2', 'A-3', 'A-4'];
    const read = await Promise.all(
      numbers.map((number) => one.examine(Buffer.from(ublInvoice.replace('R-2026-0815', number)))),
    );
    expect(read.map(({ content }) => content?.number)).toEqual(numbers);
  });
});
