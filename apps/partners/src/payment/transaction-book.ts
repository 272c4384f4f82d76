import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Status = 'INITIAL' | 'PAYED' | 'FAILED' | 'CANCELED';

export interface Transaction {
  readonly transactionId: string;
  readonly originatorId: string;
  readonly endPointId: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly status: Status;
  readonly statusDetail: string | null;
  readonly paymentMethod: string | null;
  readonly reference: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
}

/** The transactions, kept in one file. */
export class TransactionBook {
  readonly #file: string;
  readonly #transactions: Map<string, Transaction>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, transactions: readonly Transaction[]) {
    this.#file = file;
    this.#transactions = new Map(transactions.map((one) => [one.transactionId, one]));
  }

  static async open(file: string): Promise<TransactionBook> {
    await mkdir(dirname(file), { recursive: true });
    const text = await readFile(file, 'utf8').catch(() => '[]');
    return new TransactionBook(file, JSON.parse(text) as Transaction[]);
  }

  all(): readonly Transaction[] {
    return [...this.#transactions.values()];
  }

  get(transactionId: string): Transaction | undefined {
    return this.#transactions.get(transactionId);
  }

  ofRequest(originatorId: string, endPointId: string, requestId: string): Transaction | undefined {
    return this.all().find(
      (one) =>
        one.originatorId === originatorId && one.endPointId === endPointId && one.request['requestId'] === requestId,
    );
  }

  /** Resolves when it is on disk. */
  async put(transaction: Transaction): Promise<void> {
    this.#transactions.set(transaction.transactionId, transaction);
    this.#writing = this.#writing.then(async () => {
      await writeFile(`${this.#file}.new`, JSON.stringify(this.all(), undefined, 1));
      await rename(`${this.#file}.new`, this.#file);
    });
    await this.#writing;
  }
}
