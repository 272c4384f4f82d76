import type { ReactElement } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { useText } from '../language/language.tsx';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What happened, what it means and what to do, in the person's language; the server's own sentence where we have none. */
export function describeProblem(
  error: unknown,
  text: Catalogue,
): { what: string; todo: string; more: readonly string[] } {
  if (!(error instanceof ProblemError))
    return { ...text.problems.other, more: [error instanceof Error ? error.message : String(error)] };
  const known = Object.hasOwn(text.problems, error.code) && error.code !== 'other';
  const words = known ? text.problems[error.code as keyof Catalogue['problems']] : text.problems.other;
  const faults = error.errors.map((fault) => `${fault.pointer.replace(/^[/?]/, '')}: ${fault.detail}`);
  const reference =
    error.requestId !== undefined && error.status >= 500 ? [text.general.requestId(error.requestId)] : [];
  return { ...words, more: [...(known ? [] : [error.message]), ...faults, ...reference] };
}

/** What the server refuses for good (no permission, not there) is refused again. */
function mayHelpToRetry(error: unknown): boolean {
  if (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500) return true;
  return error.status === 408 || error.status === 429;
}

/** A problem in the place of what could not be shown or done, read out when it appears. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const text = useText();
  const { what, todo, more } = describeProblem(error, text);
  return (
    <Notice tone="danger" title={what} announce>
      <p>{todo}</p>
      {more.map((line) => (
        <p key={line} className="problem__detail">
          {line}
        </p>
      ))}
      {onRetry === undefined || !mayHelpToRetry(error) ? null : (
        <Button look="secondary" pictogram="repeat" onClick={onRetry}>
          {text.general.tryAgain}
        </Button>
      )}
    </Notice>
  );
}
