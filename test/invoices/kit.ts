import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = new URL('../../', import.meta.url);

/** A rule the official implementation reports for a document. */
interface FiredRule {
  readonly id: string;
  readonly level: string;
}

/** The invoice a PDF holds. */
interface EmbeddedInvoice {
  readonly attachmentName: string;
  readonly sha256OfXml: string;
  readonly profile: string;
}

/** One case of the kit; which fields are there depends on the set. */
export interface KitCase {
  readonly id: string;
  readonly file: string;
  /** The verdict, the level of the rule, or the attachment of a PDF. */
  readonly expect: string | EmbeddedInvoice;
  readonly gzip?: boolean;
  readonly stage?: string;
  readonly profile?: string;
  readonly fired?: readonly FiredRule[] | null;
  readonly rule?: string;
  readonly ruleset?: string;
  /** True when the document stands for itself; the others are fragments a single rule is tried on. */
  readonly http?: boolean;
  readonly limits?: { readonly seconds: number };
  readonly value?: string;
  readonly valid?: boolean;
  readonly reason?: string;
}

export type KitSet = 'positive' | 'mutant' | 'coverage' | 'rule-unit' | 'zugferd' | 'large' | 'hostile' | 'leitweg';

/** Folder of the kit of invoices beside the project; undefined where it is not there. */
export function kitFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../shared/invoices/', root));
  return existsSync(folder) ? folder : undefined;
}

/** The cases of a set. */
export function casesOf(folder: string, set: KitSet): KitCase[] {
  return readdirSync(join(folder, set))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(join(folder, set, name), 'utf8')) as KitCase[]);
}

export function documentOf(folder: string, set: KitSet, { file, gzip }: KitCase): Uint8Array {
  const bytes = readFileSync(join(folder, set, file));
  return gzip ? gunzipSync(bytes) : bytes;
}

/** What one measure reached when it was last run in full; kept in git, and only rises. */
export interface Score {
  readonly passed: number;
  readonly of: number;
}

/** The scores kept in git, by measure. */
export function keptScores(): Readonly<Record<string, Score>> {
  return JSON.parse(readFileSync(new URL('test/invoices/scores.json', root), 'utf8')) as Record<string, Score>;
}
