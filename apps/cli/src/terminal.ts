/** Where a command reads and writes; tests hand in their own. */
export interface Terminal {
  /** Answers, for people or as JSON. */
  readonly out: (text: string) => void;
  /** Everything else: progress, warnings, errors. */
  readonly err: (text: string) => void;
  /** Asks for something that is not shown while typed; undefined when nobody can be asked. */
  readonly askSecret: (question: string) => Promise<string | undefined>;
}

/** Rows as columns of equal width, without trailing spaces. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  return `${all.map(line).join('\n')}\n`;
}

/** Letters with marks of their own are one column wide; that is close enough for the names of towns and people. */
function widthOf(text: string): number {
  return Array.from(text.normalize('NFC')).length;
}
