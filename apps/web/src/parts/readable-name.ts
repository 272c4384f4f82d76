/** A dot between two parts of a name; one between digits belongs to a number, such as that of a version. */
const DOT = /(?<!\d)\.+|\.+(?!\d)/;

/**
 * A technical name as people read it: `applicantName` and `applicant_name` become "Applicant name", `antragsteller.name`
 * becomes "Antragsteller: Name". A name without any word stays as it is.
 */
export function readableName(name: string): string {
  const parts = name
    .split(DOT)
    .map(wordsOf)
    .filter((words) => words !== '');
  return parts.length === 0 ? name : parts.join(': ');
}

function wordsOf(part: string): string {
  const words = part
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .trim();
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
