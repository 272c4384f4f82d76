const NAMES: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
};
const HIDDEN = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'v']);

/** One log object as a line for people: time of day, level, message, the rest as `name=value`, a stack below. */
export function prettyLogLine(json: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return json;
  }
  const time = new Date(Number(entry['time'] ?? 0)).toISOString().slice(11, 19);
  const level = (NAMES[Number(entry['level'])] ?? '').padEnd(5);
  const error = entry['err'] as { stack?: string; message?: string } | undefined;
  const rest = Object.entries(entry)
    .filter(([name]) => !HIDDEN.has(name) && name !== 'err')
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');
  const message = typeof entry['msg'] === 'string' ? entry['msg'] : '';
  const stack = error === undefined ? '' : `\n    ${(error.stack ?? error.message ?? '').replaceAll('\n', '\n    ')}`;
  return `${time} ${level} ${message}${rest}${stack}\n`;
}
