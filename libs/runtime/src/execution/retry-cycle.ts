import { Duration } from 'luxon';

const DEFAULT_RETRIES = 3;
/** After the first, second, third … failure; the last one repeats. Seconds for a hiccup, minutes for a restart. */
const DEFAULT_BACKOFF_MS = [5_000, 30_000, 300_000];
const LONGEST_MS = 30 * 86_400_000;

/**
 * How often a job is tried: from `R5/PT10M` five times, from a list of durations (`PT10M,PT17M`, Camunda 7's
 * failedJobRetryTimeCycle) once more than it has entries, otherwise three times.
 */
export function retriesOf(retryCycle: string | undefined | null): number {
  if (retryCycle == null || retryCycle.trim() === '') return DEFAULT_RETRIES;
  const repeating = /^R(\d{1,4})\//.exec(retryCycle.trim());
  if (repeating?.[1] !== undefined) return Math.max(1, Number(repeating[1]));
  const list = durations(retryCycle);
  return list.length > 0 ? list.length + 1 : DEFAULT_RETRIES;
}

/**
 * Milliseconds to wait before the next try.
 * @param failures how often it has failed so far, from 1
 */
export function backoffMs(retryCycle: string | undefined | null, failures: number): number {
  const list = retryCycle == null ? [] : durations(retryCycle.replace(/^R\d*\//, ''));
  const delays = list.length > 0 ? list : DEFAULT_BACKOFF_MS;
  return delays[Math.min(failures, delays.length) - 1] ?? 0;
}

function durations(text: string): readonly number[] {
  return text
    .split(',')
    .map((part) => Duration.fromISO(part.trim()))
    .filter((duration) => duration.isValid)
    .map((duration) => Math.min(Math.max(duration.toMillis(), 0), LONGEST_MS));
}
