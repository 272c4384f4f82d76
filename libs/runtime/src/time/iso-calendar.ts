import { CronExpressionParser } from 'cron-parser';
import { DateTime, Duration, IANAZone, Interval } from 'luxon';
import type { Calendar, Due, Evaluation, Fault } from '#engine';
import { runtimeFault } from '../runtime-faults.ts';

const LONGEST_TEXT = 200;

/**
 * Reads timers (BPMN 2.0.2 clause 10.5.5): ISO 8601 dates, durations and repeating intervals (`R3/PT10H`,
 * `R/2026-01-01T08:00/P1D`, `R/P1D/2026-12-31`), and cron text with five to seven fields (Quartz's `?` and a year of `*` are
 * understood). What carries no offset is local time in `zone`; days and months are calendar days and months there, so that
 * "every day at eight" stays at eight when summer time begins.
 *
 * An endless cycle that was missed for a while (the machine was off) continues with its next date in the future; a counted
 * one makes up for every firing.
 */
export function createCalendar(zone: string): Calendar {
  if (!IANAZone.isValidZone(zone)) throw new Error(`Expected an IANA time zone, but got "${zone}".`);
  return {
    due: (form, text, now) => guarded(text, () => due(form, text.trim(), parseInstant(now, zone), zone)),
    next: (text, previous, now) =>
      guarded(text, () => next(text.trim(), parseInstant(previous, zone), parseInstant(now, zone), zone)),
    deadline: (text, edge, now) => guarded(text, () => deadline(text.trim(), edge, parseInstant(now, zone), zone)),
  };
}

/** Why a text is no timer; turned into a value at the edge of this file. */
class Unreadable extends Error {
  readonly fault: Fault;
  constructor(message: string, fault: Fault) {
    super(message);
    this.fault = fault;
  }
}

function guarded<Value>(text: string, read: () => Value): Evaluation<Value> {
  if (text.length > LONGEST_TEXT)
    return {
      ok: false,
      error: `Expected a timer of at most ${LONGEST_TEXT} characters.`,
      fault: runtimeFault('TIMER_TOO_LONG', { most: LONGEST_TEXT }),
    };
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.message, fault: error.fault };
    throw error;
  }
}

function due(form: 'date' | 'duration' | 'cycle', text: string, now: DateTime, zone: string): Due {
  switch (form) {
    case 'date':
      return { dueAt: instant(parseInstant(text, zone)) };
    case 'duration':
      return { dueAt: instant(now.plus(parseDuration(text))) };
    case 'cycle': {
      const cycle = parseCycle(text, zone);
      if (cycle.kind === 'cron') return { dueAt: cronAfter(cycle.text, now, zone), repetitions: -1 };
      return firstOf(cycle, now, text);
    }
  }
}

const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A date and time of FEEL names its zone behind an `@` (DMN 1.5 clause 10.3.4.1). */
const WITH_ZONE = /^([^@]+)@([A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*)$/;

function deadline(text: string, edge: 'start' | 'end', now: DateTime, zone: string): string {
  if (text.startsWith('P')) return instant(now.plus(parseDuration(text)));
  const [, local = text, named = zone] = WITH_ZONE.exec(text) ?? [];
  const at = parseInstant(local, named);
  return instant(edge === 'end' && PLAIN_DAY.test(local) ? at.endOf('day') : at);
}

/**
 * The day an instant stands for at the given edge in a zone (`2026-11-23`), the reverse of {@link Calendar.deadline} for plain
 * days; undefined for an instant with a time of its own.
 */
export function dayAtEdge(at: string, edge: 'start' | 'end', zone: string): string | undefined {
  const local = DateTime.fromISO(at, { zone });
  const wanted = edge === 'end' ? local.endOf('day') : local.startOf('day');
  return local.isValid && local.equals(wanted) ? local.toFormat('yyyy-MM-dd') : undefined;
}

function next(text: string, previous: DateTime, now: DateTime, zone: string): Due {
  const cycle = parseCycle(text, zone);
  const endless = cycle.kind === 'cron' || cycle.times === -1;
  const from = endless && now > previous ? now : previous;
  if (cycle.kind === 'cron') return { dueAt: cronAfter(cycle.text, from, zone) };
  const at = steps(previous, cycle.every, from);
  if (cycle.end !== undefined && at > cycle.end)
    throw new Unreadable(
      `Expected a further date of "${text}", but it has ended.`,
      runtimeFault('TIMER_CYCLE_OVER', { text }),
    );
  return { dueAt: instant(at) };
}

type Cycle =
  | { readonly kind: 'cron'; readonly text: string }
  | {
      readonly kind: 'interval';
      /** -1: for ever. */
      readonly times: number;
      readonly start?: DateTime;
      readonly every: Duration;
      readonly end?: DateTime;
    };

function parseCycle(text: string, zone: string): Cycle {
  const repeating = /^R(\d{0,9})\/(.+)$/.exec(text);
  if (repeating?.[2] === undefined) return { kind: 'cron', text: parseCron(text) };
  const times = repeating[1] === '' || repeating[1] === undefined ? -1 : Number(repeating[1]);
  if (times === 0)
    throw new Unreadable(`Expected "${text}" to repeat, but R0 means never.`, runtimeFault('TIMER_NEVER', { text }));
  const [first = '', second, ...rest] = repeating[2].split('/');
  if (rest.length > 0)
    throw new Unreadable(
      `Expected a repeating interval like R3/PT10H, but got "${text}".`,
      runtimeFault('TIMER_CYCLE_UNREADABLE', { text }),
    );
  if (second === undefined) return { kind: 'interval', times, every: parseInterval(first) };
  if (first.startsWith('P')) {
    return { kind: 'interval', times, every: parseInterval(first), end: parseInstant(second, zone) };
  }
  const start = parseInstant(first, zone);
  if (second.startsWith('P')) return { kind: 'interval', times, start, every: parseInterval(second) };
  const every = Interval.fromDateTimes(start, parseInstant(second, zone)).toDuration();
  if (!every.isValid)
    throw new Unreadable(
      `Expected an interval that ends after it starts, but got "${text}".`,
      runtimeFault('TIMER_INTERVAL_BACKWARDS', { text }),
    );
  return { kind: 'interval', times, start, every };
}

function firstOf(cycle: Extract<Cycle, { kind: 'interval' }>, now: DateTime, text: string): Due {
  const { times, start, every, end } = cycle;
  const first = start ?? now.plus(every);
  const at = times === -1 && start !== undefined && start < now ? steps(start, every, now) : first;
  if (end !== undefined && at > end)
    throw new Unreadable(
      `Expected a date of "${text}" in the future, but it has ended.`,
      runtimeFault('TIMER_CYCLE_OVER', { text }),
    );
  return { dueAt: instant(at), repetitions: times === -1 ? -1 : times - 1 };
}

/** The first of start + n · every (n ≥ 1) after `from`. */
function steps(start: DateTime, every: Duration, from: DateTime): DateTime {
  const length = every.toMillis();
  let n = Math.max(1, Math.floor(from.diff(start).toMillis() / length) - 1);
  let at = start.plus(times(every, n));
  while (at <= from) at = start.plus(times(every, (n += 1)));
  return at;
}

/** Calendar units stay calendar units: three times a month is three months, not ninety days. */
function times(every: Duration, n: number): Duration {
  return every.mapUnits((amount) => amount * n);
}

function parseInterval(text: string): Duration {
  const every = parseDuration(text);
  if (every.toMillis() < 1000)
    throw new Unreadable(
      `Expected a cycle of at least a second, but got "${text}".`,
      runtimeFault('TIMER_CYCLE_TOO_SHORT', { text }),
    );
  return every;
}

function parseDuration(text: string): Duration {
  const duration = /^P.*\d/.test(text) ? Duration.fromISO(text) : Duration.invalid('no P');
  if (!duration.isValid)
    throw new Unreadable(
      `Expected an ISO 8601 duration like P1DT2H, but got "${text}".`,
      runtimeFault('TIMER_DURATION_UNREADABLE', { text }),
    );
  return duration;
}

function parseInstant(text: string, zone: string): DateTime {
  const at = DateTime.fromISO(text, { zone });
  if (!at.isValid)
    throw new Unreadable(
      `Expected an ISO 8601 date like 2026-01-31T08:00, but got "${text}".`,
      runtimeFault('TIMER_DATE_UNREADABLE', { text }),
    );
  return at;
}

function parseCron(text: string): string {
  const fields = text.split(/\s+/);
  // Quartz allows a seventh field for the year; only "every year" can be kept.
  if (fields.length === 7 && (fields[6] === '*' || fields[6] === '?')) return fields.slice(0, 6).join(' ');
  if (text.startsWith('@') || fields.length === 5 || fields.length === 6) return text;
  throw new Unreadable(
    `Expected a repeating interval like R3/PT10H or a cron text, but got "${text}".`,
    runtimeFault('TIMER_CYCLE_UNREADABLE', { text }),
  );
}

function cronAfter(text: string, from: DateTime, zone: string): string {
  try {
    const expression = CronExpressionParser.parse(text, { currentDate: from.toJSDate(), tz: zone });
    return expression.next().toDate().toISOString();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unreadable(
      `Expected a cron text that has a next date, but got "${text}" (${reason}).`,
      runtimeFault('CRON_WITHOUT_DATE', { text }),
    );
  }
}

function instant(at: DateTime): string {
  const text = at.isValid && at.year > 0 && at.year < 10_000 ? at.toUTC().toISO() : null;
  if (text === null)
    throw new Unreadable(
      'Expected a date between the years 1 and 9999, but it is outside.',
      runtimeFault('DATE_OUTSIDE_CALENDAR', {}),
    );
  return text;
}
