import type { FieldError, Finding, MessageReceiver, ProblemDetails } from '#contracts';
import { faultSentence, type Language, type ProblemWords, type SpokenFault, WORDS } from '#sentences';

/** A faulty field: `detail` is English, the fault says it in every language. */
interface ProblemField extends FieldError {
  readonly fault?: SpokenFault;
}

/** What belongs to a problem beside its status, code and sentence. */
export interface ProblemExtras {
  readonly findings?: readonly Finding[];
  readonly errors?: readonly ProblemField[];
  /** What happened, for people; the words of the code speak where there is none. */
  readonly fault?: SpokenFault;
  readonly elementId?: string;
  readonly receivers?: readonly MessageReceiver[];
  /** Answer header `Retry-After`. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An expected failure at the edge: becomes an answer of RFC 9457 problem details. The message is its `detail`. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: ProblemExtras;

  constructor(status: number, code: string, detail: string, extras: ProblemExtras = {}) {
    super(detail, extras.cause === undefined ? undefined : { cause: extras.cause });
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.extras = extras;
  }
}

/**
 * The body for an error in a language; `instance` is the path of the request. Title and detail are the words of the code;
 * English keeps the sentence of the place that said no as its detail, which names the ids and figures a programmer needs.
 */
export function problemDetails(
  error: ProblemError,
  instance: string,
  requestId: string,
  language: Language,
): ProblemDetails {
  const { findings, errors, elementId, receivers } = error.extras;
  const words = wordsOf(error.code, language);
  return {
    type: `/problems/${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: words.what,
    status: error.status,
    code: error.code,
    detail: language === 'en' ? error.message : (said(error.extras.fault, language) ?? words.todo),
    instance,
    requestId,
    ...(findings === undefined ? {} : { findings }),
    ...(errors === undefined ? {} : { errors: errors.map((field) => fieldIn(field, language)) }),
    ...(elementId === undefined ? {} : { elementId }),
    ...(receivers === undefined ? {} : { receivers }),
  };
}

function wordsOf(code: string, language: Language): ProblemWords {
  const { problems } = WORDS[language];
  return (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? OTHER[language];
}

const OTHER: Readonly<Record<Language, ProblemWords>> = {
  de: { what: 'Das hat nicht geklappt', todo: 'Es wurde nichts gespeichert.' },
  en: { what: 'That did not work', todo: 'Nothing was saved.' },
};

function said(fault: SpokenFault | undefined, language: Language): string | undefined {
  return fault === undefined ? undefined : faultSentence(fault, language);
}

function fieldIn({ pointer, detail, fault }: ProblemField, language: Language): FieldError {
  return { pointer, detail: language === 'en' ? detail : (said(fault, language) ?? detail) };
}
