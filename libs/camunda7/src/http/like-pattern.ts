type Token = { readonly sign: string } | 'one';

/** What a text is compared with by {@link likePattern}. */
export interface LikePattern {
  test(text: string): boolean;
}

/**
 * SQL's LIKE: `%` matches anything and `_` one character; `\` before them means them as written. Takes time by the length of
 * the pattern times that of the text, whatever they hold, which a regular expression does not.
 */
export function likePattern(like: string): LikePattern {
  const parts: Token[][] = [[]];
  for (const [sign] of like.matchAll(/\\[%_\\]|[\s\S]/gu)) {
    const last = parts[parts.length - 1];
    if (sign === '%') parts.push([]);
    else last?.push(sign === '_' ? 'one' : { sign: sign.length > 1 && sign.startsWith('\\') ? sign.slice(1) : sign });
  }
  const [first = [], ...more] = parts;
  return {
    test(text) {
      const signs = Array.from(text);
      if (!fits(first, signs, 0)) return false;
      const last = more.at(-1);
      if (last === undefined) return signs.length === first.length;
      // Each part at its first place behind the one before leaves the most room for the others; the last one ends the text.
      let at = first.length;
      for (const part of more.slice(0, -1)) {
        while (at + part.length <= signs.length && !fits(part, signs, at)) at += 1;
        at += part.length;
      }
      const end = signs.length - last.length;
      return end >= at && fits(last, signs, end);
    },
  };
}

function fits(part: readonly Token[], signs: readonly string[], at: number): boolean {
  return (
    at + part.length <= signs.length &&
    part.every((token, index) => token === 'one' || token.sign === signs[at + index])
  );
}
