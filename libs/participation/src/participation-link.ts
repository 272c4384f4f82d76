import type { Value, Variables } from '#engine';
import type { CaseDocument } from '#runtime';

/** What a process asks of somebody outside, and what it shows them. */
export interface NewParticipationLink {
  /** Names the request for ever: the same claim again is the same link. */
  readonly claim: string;
  readonly instanceId: string;
  /** What it is about, as the heading of the page. */
  readonly title: string;
  /** Plain text; line breaks stay. */
  readonly introduction: string;
  /** Who is asked, as the page greets them. */
  readonly recipientName: string;
  /** form-js schema of the answer. */
  readonly answerForm: Variables;
  /** Values the form may show; nothing else of the case is visible. */
  readonly data: Variables;
  /** Documents of the case released to this person. */
  readonly documents: readonly CaseDocument[];
  /** How many files may be attached to the answer, 0 to 20. */
  readonly maximumAttachments: number;
  /** The message that brings the answer to the process. */
  readonly messageName: string;
  /** ISO instant; afterwards nothing is shown or taken. */
  readonly expiresAt: string;
}

/** `open` can be answered · `answered` was · `closed` is not needed any more, or its time is over. */
export type ParticipationState = 'open' | 'answered' | 'closed';

/** A link as it is kept. The secret is not part of it: only its hash is stored. */
export interface ParticipationLink extends Omit<NewParticipationLink, 'claim'> {
  readonly linkId: string;
  readonly state: ParticipationState;
  readonly answeredAt: string | null;
  readonly answer: Variables | null;
  /** The process knows the answer, or needs it no more. */
  readonly delivered: boolean;
}

/** A file handed in with an answer. */
export interface AnswerFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** What the process gets: the message variable {@link ANSWER_VARIABLE}. */
export interface ParticipationAnswer {
  readonly linkId: string;
  readonly answeredAt: string;
  /** Form data by field key. */
  readonly data: Variables;
  /** The files, in the record of the case by now. */
  readonly attachments: readonly CaseDocument[];
}

/** Name of the variable an answer comes in. */
export const ANSWER_VARIABLE = 'participationAnswer';

/** Limits of what a stranger may hand in. */
export const ANSWER_LIMITS = {
  fileBytes: 15 * 1024 * 1024,
  totalBytes: 40 * 1024 * 1024,
  dataBytes: 64 * 1024,
} as const;

export function answerValue({ linkId, answeredAt, data, attachments }: ParticipationAnswer): Value {
  return { linkId, answeredAt, data: { ...data }, attachments: attachments.map((document) => ({ ...document })) };
}
