import type { Calendar, Evaluation, Due } from '#engine';

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { D: DAY, H: 3_600_000, M: 60_000, S: 1_000 };

/** Dates, durations of days, hours, minutes and seconds, and repeating durations: enough for tests of timers. */
export const simulatedCalendar: Calendar = {
  due(form, text, now) {
    if (form === 'date') return at(Date.parse(text), text);
    if (form === 'duration') return at(Date.parse(now) + milliseconds(text), text);
    const [head, duration] = text.split('/');
    const count = Number((head ?? '').slice(1) || '0');
    const due = at(Date.parse(now) + milliseconds(duration ?? ''), text);
    return due.ok ? { ok: true, value: { ...due.value, repetitions: count === 0 ? -1 : count - 1 } } : due;
  },
  next(text, previous) {
    return at(Date.parse(previous) + milliseconds(text.split('/')[1] ?? ''), text);
  },
  deadline(text, edge, now) {
    if (text.startsWith('P')) return instant(Date.parse(now) + milliseconds(text), text);
    const lastsAllDay = edge === 'end' && /^\d{4}-\d\d-\d\d$/.test(text);
    return instant(Date.parse(text) + (lastsAllDay ? DAY - 1 : 0), text);
  },
};

function at(time: number, text: string): Evaluation<Due> {
  const read = instant(time, text);
  return read.ok ? { ok: true, value: { dueAt: read.value } } : read;
}

function instant(time: number, text: string): Evaluation<string> {
  if (Number.isNaN(time))
    return { ok: false, error: `"${text}" is no time`, fault: { code: 'NO_TIME', data: { text } } };
  return { ok: true, value: new Date(time).toISOString() };
}

function milliseconds(text: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (match === null || text.length < 3) return Number.NaN;
  return ['D', 'H', 'M', 'S'].reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * (UNITS[unit] ?? 0), 0);
}
