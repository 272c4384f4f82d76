import { createHash } from 'node:crypto';
import type {
  ArrivedFile,
  Clock,
  IdSource,
  InvoiceArrival,
  InvoiceArrivals,
  Log,
  NumberSeries,
  Runtime,
} from '#runtime';
import type { InvoiceReader } from '../reading/invoice-reader.ts';
import type { Arrival } from './arrival.ts';
import type { ArrivalStore } from './arrival-store.ts';
import { caseVariables } from './case-variables.ts';
import { cleanFileName, cleanText } from './clean-file-name.ts';

export interface ArrivalDeskParts {
  readonly store: ArrivalStore;
  readonly reader: InvoiceReader;
  readonly numbers: NumberSeries;
  /** Starts the cases. */
  readonly cases: Pick<Runtime['instances'], 'start'>;
  /** Key of the process an invoice starts. */
  readonly processKey: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Log;
}

/** Case numbers of invoices are `RE-2026-0311`. */
const SERIES = 'RE';
const SWEPT_AT_ONCE = 20;

/**
 * Where invoices are taken in. Each step may be repeated after a crash and changes nothing the second time: the bytes are
 * known by their hash, the case number by the arrival, the case by its idempotency key. So one arrival is one case,
 * whatever fails in between; {@link sweep} goes on where somebody stopped.
 */
export class ArrivalDesk implements InvoiceArrivals {
  readonly #parts: ArrivalDeskParts;

  constructor(parts: ArrivalDeskParts) {
    this.#parts = parts;
  }

  /** See the port. Rejects only when the bytes could not be kept. */
  async receive(file: ArrivedFile): Promise<InvoiceArrival> {
    const { store, clock, ids, log } = this.#parts;
    const { arrival, repeated } = await store.keep({
      id: ids.next(),
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      bytes: file.bytes,
      fileName: cleanFileName(file.fileName),
      channel: file.channel,
      sender: file.sender === undefined ? null : cleanText(file.sender),
      messageId: file.messageId === undefined ? null : cleanText(file.messageId),
      receivedAt: new Date(clock.now()).toISOString(),
    });
    try {
      const { caseNumber, instanceId } = await this.#begin(arrival, file.bytes);
      return { arrivalId: arrival.id, repeated, caseNumber, instanceId };
    } catch (error) {
      // It is safe already; the sweep begins its case.
      const reason = error instanceof Error ? error.message : String(error);
      log.warn('an invoice was kept, but its case could not be begun yet', { arrivalId: arrival.id, error: reason });
      await store.troubled(arrival.id, reason).catch(() => undefined);
      return { arrivalId: arrival.id, repeated, caseNumber: arrival.caseNumber, instanceId: arrival.instanceId };
    }
  }

  /** Begins the cases of arrivals whose beginning was interrupted. Returns how many. */
  async sweep(signal?: AbortSignal): Promise<number> {
    const { store, log } = this.#parts;
    let begun = 0;
    for (const id of await store.waiting(SWEPT_AT_ONCE)) {
      if (signal?.aborted === true) break;
      try {
        const arrival = await store.find(id);
        if (arrival === undefined) continue;
        await this.#begin(arrival);
        begun += 1;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn('the case of an invoice could not be begun, it will be tried again', { arrivalId: id, error: reason });
        await store.troubled(id, reason);
      }
    }
    return begun;
  }

  async #begin(
    arrival: Arrival,
    bytes?: Uint8Array,
  ): Promise<{ readonly caseNumber: string; readonly instanceId: string }> {
    const { id, caseNumber, instanceId } = arrival;
    if (caseNumber !== null && instanceId !== null) return { caseNumber, instanceId };
    const { store, reader, numbers, cases, processKey, clock } = this.#parts;
    let examination = arrival.examination;
    if (examination === null) {
      examination = await reader.examine(bytes ?? (await store.bytes(id)));
      await store.examined(id, examination, new Date(clock.now()).toISOString());
    }
    const number = await numbers.take(SERIES, `invoice:${id}`);
    const { instance } = await cases.start({
      definition: { key: processKey },
      businessKey: number,
      idempotencyKey: `invoice:${id}`,
      variables: caseVariables(arrival, examination, number),
    });
    await store.begun(id, number, instance.id);
    return { caseNumber: number, instanceId: instance.id };
  }
}
