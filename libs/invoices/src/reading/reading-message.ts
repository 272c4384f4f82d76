import type { AttachedFile } from './attachments.ts';
import type { Examination } from './examine-invoice.ts';

/** What a reading thread is asked. */
export type ReadingRequest =
  | { readonly task: 'examine'; readonly bytes: Uint8Array }
  | { readonly task: 'attachment'; readonly bytes: Uint8Array; readonly index: number };

/** What it answers. */
export type ReadingReply =
  | { readonly task: 'examine'; readonly examination: Examination }
  | { readonly task: 'attachment'; readonly file: AttachedFile | null };
