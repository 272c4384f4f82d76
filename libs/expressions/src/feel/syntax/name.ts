/** Characters of FEEL names (DMN 1.5, clause 10.3.1.2, rules 27 to 30). */
const START = String.raw`[?\p{L}\p{Nl}_\u{10000}-\u{EFFFF}]`;
const PART = String.raw`[?\p{L}\p{Nl}_\u{10000}-\u{EFFFF}\p{Nd}\p{Mn}\p{Mc}·‿-⁀]`;

/** One name without spaces or special characters, sticky. */
export const SIMPLE_NAME = new RegExp(`${START}${PART}*`, 'uy');
const SIMPLE_ONLY = new RegExp(`^${START}${PART}*$`, 'u');
const PART_AT = new RegExp(PART, 'uy');

/** Whether a name needs to be known beforehand to be read: it holds spaces or operators, or begins like a number. */
export function isComplexName(name: string): boolean {
  return !SIMPLE_ONLY.test(name);
}

/** One spelling for each name: spaces collapse, and around operator signs they do not matter (rule 27). */
export function normalizeName(name: string): string {
  return name
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/ ?([.\/\-'+*]) ?/gu, '$1');
}

/**
 * Matches a known name against the source at `from`, whatever its spacing.
 *
 * @returns the offset behind it, or -1
 */
export function matchName(name: string, text: string, from: number): number {
  let at = from;
  let previous = '';
  for (const character of name) {
    if (character === ' ') {
      const start = at;
      while (/\s/u.test(text.charAt(at))) at++;
      if (at === start) return -1;
    } else {
      if (isSign(character) || isSign(previous)) while (/\s/u.test(text.charAt(at))) at++;
      if (!text.startsWith(character, at)) return -1;
      at += character.length;
    }
    previous = character;
  }
  PART_AT.lastIndex = at;
  return !isSign(previous) && PART_AT.test(text) ? -1 : at;
}

function isSign(character: string): boolean {
  return character !== '' && "./-'+*".includes(character);
}
