import type { Value, Variables } from '#engine';
import { ANSWER_LIMITS, type AnswerFile } from './participation-link.ts';
import { ParticipationError } from './participation-error.ts';

interface Field {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly maximumLength: number | undefined;
  readonly conditional: boolean;
}

/**
 * The answer of a stranger: only what the form asks for, within its own limits and ours. Fields that the form may hide are
 * not insisted on.
 *
 * @throws ParticipationError ANSWER_INVALID naming the field
 */
export function checkedAnswer(form: Variables, given: Variables): Variables {
  const size = Buffer.byteLength(JSON.stringify(given));
  if (size > ANSWER_LIMITS.dataBytes)
    throw invalid(`Expected an answer of at most ${ANSWER_LIMITS.dataBytes} bytes, but it has ${size}.`);
  const fields = fieldsOf(form['components'] ?? []);
  const answer: Record<string, Value> = {};
  for (const { key, label, required, maximumLength, conditional } of fields) {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    if (isEmpty(value)) {
      if (required && !conditional) throw invalid(`Expected "${label}" to be answered, but it is empty.`);
      continue;
    }
    if (typeof value === 'string' && maximumLength !== undefined && value.length > maximumLength)
      throw invalid(`Expected "${label}" of at most ${maximumLength} characters, but it has ${value.length}.`);
    if (!isPlain(value)) throw invalid(`Expected "${label}" to be a text, number, yes or no, or a list of them.`);
    answer[key] = value ?? null;
  }
  return answer;
}

/** @throws ParticipationError ANSWER_INVALID */
export function checkFiles(files: readonly AnswerFile[], maximum: number): void {
  if (files.length > maximum) throw invalid(`Expected at most ${maximum} files, but there are ${files.length}.`);
  const total = files.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (total > ANSWER_LIMITS.totalBytes || files.some(({ content }) => content.byteLength > ANSWER_LIMITS.fileBytes))
    throw invalid(
      `Expected files of at most ${ANSWER_LIMITS.fileBytes / 1024 / 1024} MB each and ${ANSWER_LIMITS.totalBytes / 1024 / 1024} MB together.`,
    );
  const empty = files.find(({ content }) => content.byteLength === 0);
  if (empty !== undefined) throw invalid(`Expected a file with content, but "${empty.fileName}" is empty.`);
}

function fieldsOf(components: Value): readonly Field[] {
  if (!Array.isArray(components)) return [];
  return components.flatMap((component: Value): readonly Field[] => {
    if (!isRecord(component)) return [];
    const { key, label, validate, conditional, components: inner } = component;
    const nested = inner === undefined ? [] : fieldsOf(inner);
    if (typeof key !== 'string') return nested;
    const rules = isRecord(validate) ? validate : {};
    return [
      {
        key,
        label: typeof label === 'string' ? label : key,
        required: rules['required'] === true,
        maximumLength: typeof rules['maxLength'] === 'number' ? rules['maxLength'] : undefined,
        conditional: conditional !== undefined,
      },
      ...nested,
    ];
  });
}

function isPlain(value: Value | undefined): boolean {
  return Array.isArray(value) ? value.every((one: Value) => typeof one !== 'object') : typeof value !== 'object';
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function isRecord(value: Value | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): ParticipationError {
  return new ParticipationError('ANSWER_INVALID', message);
}
