/** The partitioned tables of history, each `history_<name>` with a `root_id`; instances last, because others are found by them. */
export const HISTORY_TABLES = [
  'event',
  'activity',
  'task',
  'comment',
  'operation',
  'variable',
  'form_field',
  'incident',
  'job',
  'decision',
  'instance',
] as const;
