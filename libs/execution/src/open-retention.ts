import type { Pool } from 'pg';
import { eraseArrivals } from '#intake';
import { eraseInvoiceContents } from '#invoices';
import { eraseMailArrivals, eraseMails } from '#mail';
import { eraseLinks } from '#participation';
import type { Settings } from '#platform';
import type { CaseFiles, Log, Runtime } from '#runtime';
import type { Adapter } from './adapter.ts';
import type { Intake } from './open-intake.ts';
import { repeatWork, type RepeatedWork } from './repeated-work.ts';

/** How many of each were erased. */
interface Erased {
  readonly arrivals: number;
  readonly links: number;
  /** Sent and received. */
  readonly mails: number;
  readonly invoices: number;
  /** Entries of the watched folder, below `erledigt`. */
  readonly folderEntries: number;
}

/** What the installation keeps beside the records of the cases, and lets go of when its time is over. */
export interface Retention extends Adapter {
  /** Erases what is over at `now`. Repeating it, or doing it in several programs at once, changes nothing more. */
  sweep(now: Date): Promise<Erased>;
}

export interface RetentionParts {
  readonly pool: Pool;
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly caseFiles: CaseFiles;
  readonly intake: Pick<Intake, 'eraseDone'>;
  readonly log: Log;
}

const DAY_MS = 86_400_000;
const PAUSE_MS = 6 * 3_600_000;

/**
 * Personal data is kept no longer than it is needed (GDPR, article 5 (1) e): copies of what is in the record of a case are
 * erased `keptDays` after the case was made or, where the case itself may still need them, once it has ended.
 */
export function openRetention({ pool, settings, runtime, caseFiles, intake, log }: RetentionParts): Retention {
  let sweeping: RepeatedWork | undefined;
  const over = (ids: readonly string[]) => casesOver(runtime, ids);
  const sweep = async (now: Date): Promise<Erased> => {
    const before = new Date(now.getTime() - settings.keptDays * DAY_MS);
    return {
      arrivals: await eraseArrivals(pool, { before, now, over }),
      links: await eraseLinks(pool, before, now, over),
      mails: (await eraseMails(pool, before, now, over)) + (await eraseMailArrivals(pool, before)),
      invoices: await eraseInvoiceContents(pool, before, caseFiles),
      folderEntries: await intake.eraseDone(before),
    };
  };
  return {
    name: 'retention',
    sweep,
    startBackground() {
      sweeping = repeatWork('erasing what is not needed any more', () => sweep(new Date()), { pauseMs: PAUSE_MS, log });
      return Promise.resolve();
    },
    check: () => Promise.resolve(),
    async close() {
      await sweeping?.stop();
    },
  };
}

/** A case whose history is gone, too, has ended. */
async function casesOver(runtime: Runtime, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const over = new Set(ids);
  if (ids.length === 0) return over;
  const { items } = await runtime.instances.list({ ids, running: true, limit: ids.length });
  for (const { id } of items) over.delete(id);
  return over;
}
