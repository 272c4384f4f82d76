import type { Catalogue } from '../catalogue.ts';

export const retention: Catalogue['retention'] = {
  title: 'Retention of ended cases',
  forEver: 'Ended cases are kept for ever.',
  forDays: (days) =>
    days === 1
      ? 'Ended cases are erased one day after their end.'
      : `Ended cases are erased ${days} days after their end.`,
  differs: 'Not all versions have the same period; this is that of the latest. A change gives all of them the same.',
  ended: (ended) => (ended === 1 ? '1 ended case is kept.' : `${ended} ended cases are kept.`),
  what: 'Erasing happens every six hours, without asking: history, data, tasks, decisions, and what the log tells of the case. The record with its documents stays; it has its own period. Running cases are never touched.',
  versions:
    'Applies to all versions there are today. A new version brings its period in the drawing or is set here anew.',
  change: 'Change period',
  days: 'Days after the end',
  daysHint: 'Empty: for ever',
  daysWrong: 'Please enter a whole number from 0 to 36500, or nothing.',
  save: 'Save',
  saved: 'The period has been changed.',
  askTitle: (count) => (count === 1 ? 'Erase 1 case?' : `Erase ${count} cases?`),
  askText: (count, days) =>
    count === 1
      ? `With ${days} days the period of 1 ended case is already over. It will be erased within the next hours. This cannot be undone.`
      : `With ${days} days the period of ${count} ended cases is already over. They will be erased within the next hours. This cannot be undone.`,
  askConfirm: 'Change period and erase',
};
