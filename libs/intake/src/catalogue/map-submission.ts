import { createExpressionLanguage } from '#expressions';
import type { CatalogueFinding } from './catalogue-finding.ts';

/** What a mapping sees beside the data. */
export interface SubmissionFacts {
  readonly id: string;
  readonly source: string;
  /** What it asks for, as the source says it. */
  readonly service: string;
  readonly receivedAt: string;
}

export interface MappedSubmission {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Errors: it must not become a case without a person. Warnings: look at the mapping. */
  readonly findings: readonly CatalogueFinding[];
}

/** So many empty values of one variable are told. */
const MOST_EMPTY = 20;
const expressions = createExpressionLanguage();

/**
 * Makes the variables of a case out of what was submitted. The same for a preview and for an arrival. Never throws: an
 * expression that fails, or a required value that is empty, is a finding.
 */
export function mapSubmission(
  mapping: { readonly variables: Readonly<Record<string, string>>; readonly required: readonly string[] },
  data: unknown,
  submission: SubmissionFacts,
): MappedSubmission {
  const findings: CatalogueFinding[] = [];
  const variables: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(mapping.variables)) {
    const result = expressions.evaluate(
      { language: 'feel', text },
      { data, submission: { ...submission } },
      submission.receivedAt,
    );
    if (!result.ok) {
      const message = `Expected a value for "${name}", but its expression fails: ${result.error}`;
      const messageDe = `Der Ausdruck für „${name}“ scheitert an diesen Daten: ${result.error}`;
      findings.push({ severity: 'error', code: 'EXPRESSION_FAILED', message, messageDe, place: name });
      continue;
    }
    variables[name] = result.value;
    for (const place of emptyPlaces(result.value, name).slice(0, MOST_EMPTY)) {
      const message = `Expected a value for "${place}", but its expression finds none in the data.`;
      const messageDe = `Der Ausdruck für „${place}“ findet in den Daten nichts.`;
      findings.push({ severity: 'warning', code: 'VALUE_EMPTY', message, messageDe, place });
    }
  }
  for (const path of mapping.required)
    if (isEmpty(at(variables, path))) {
      const message = `Expected a value for "${path}", which is required, but there is none.`;
      const messageDe = `„${path}“ muss einen Wert haben, hat aber keinen.`;
      findings.push({ severity: 'error', code: 'VALUE_REQUIRED', message, messageDe, place: path });
    }
  return { variables, findings };
}

/** Where there is nothing: the value itself, or fields of a context however deep. Lists are as long as the data has them. */
function emptyPlaces(value: unknown, place: string): readonly string[] {
  if (value === null || value === undefined) return [place];
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inside]) => emptyPlaces(inside, `${place}.${name}`));
}

function at(value: unknown, path: string): unknown {
  let here = value;
  for (const step of path.split('.'))
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? (here as Readonly<Record<string, unknown>>)[step]
        : undefined;
  return here;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
