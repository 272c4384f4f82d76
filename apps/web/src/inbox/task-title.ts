import type { TaskRound, TaskSummary } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import { formatNumber, type Language } from '../language/format.ts';
import { datesInText } from '../parts/dates-in-text.ts';

/** What a task is called where it stands among others, which of several alike it is: "Stellungnahme einholen · Bauamt (2 von 5)" */
export function taskTitle(
  { name, rounds = [] }: Pick<TaskSummary, 'name' | 'rounds'>,
  language: Language,
  text: Catalogue,
): string {
  const about = rounds.flatMap((round) => roundText(round, language, text) ?? []);
  return about.length === 0 ? name : `${name} · ${about.join(' › ')}`;
}

function roundText({ index, total, subject = [] }: TaskRound, language: Language, text: Catalogue): string | undefined {
  const words = subject.map((value) => valueText(value, language, text)).join(', ');
  if (total === undefined) return text.inbox.round(index);
  // The only one has nothing to be told from.
  if (total === 1) return words === '' ? undefined : words;
  const place = text.inbox.placeOf(index, total);
  return words === '' ? place : `${words} (${place})`;
}

function valueText(value: string | number | boolean, language: Language, text: Catalogue): string {
  if (typeof value === 'string') return datesInText(value);
  if (typeof value === 'boolean') return value ? text.general.yes : text.general.no;
  // A whole number is as likely a year or a house number as an amount: no separators.
  return Number.isInteger(value) ? String(value) : formatNumber(value, language);
}
