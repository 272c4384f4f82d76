import type { Bilingual } from '../finding/finding.ts';

/** What the XML parser finds wrong, in words of both languages; `$1` is what it names. */
const known: readonly (readonly [RegExp, Bilingual])[] = [
  [/^unclosed tag: (.+?)\.?$/, { de: 'das Element „$1“ wird nicht geschlossen', en: 'the element "$1" is not closed' }],
  [
    /^(?:unmatched closing tag: (.+?)\.|unexpected close tag\.)$/,
    { de: 'ein Element wird geschlossen, das nicht offen ist „$1“', en: 'an element is closed that is not open "$1"' },
  ],
  [
    /^unbound namespace prefix: "?(.+?)"?\.$/,
    {
      de: 'das Kürzel „$1“ ist nirgends erklärt (xmlns:$1 fehlt)',
      en: 'the prefix "$1" is declared nowhere (xmlns:$1 is missing)',
    },
  ],
  [/^duplicate attribute: (.+)\.$/, { de: 'das Attribut „$1“ steht zweimal', en: 'the attribute "$1" is there twice' }],
  [/attribute without value/, { de: 'ein Attribut hat keinen Wert', en: 'an attribute has no value' }],
  [/unquoted attribute value/, { de: 'ein Wert steht nicht in Anführungszeichen', en: 'a value is not in quotes' }],
  [
    /no whitespace between attributes/,
    { de: 'zwischen zwei Attributen fehlt ein Leerzeichen', en: 'a blank is missing between two attributes' },
  ],
  [
    /undefined entity|malformed character entity|empty entity name/,
    {
      de: 'nach einem „&“ steht kein bekanntes Zeichen; gemeint ist wohl „&amp;“',
      en: 'no known character follows "&"; "&amp;" is probably meant',
    },
  ],
  [
    /unexpected end|document must contain a root element/,
    { de: 'die Datei hört mittendrin auf', en: 'the file ends in the middle' },
  ],
  [
    /text data outside of root node/,
    { de: 'dort steht Text, wo nur Elemente stehen dürfen', en: 'there is text where only elements may stand' },
  ],
  [
    /only one root/,
    { de: 'nach dem Ende des Dokuments geht es weiter', en: 'something follows the end of the document' },
  ],
  [
    /XML declaration/i,
    { de: 'die erste Zeile (XML-Deklaration) ist falsch', en: 'the first line (XML declaration) is wrong' },
  ],
  [/comment/, { de: 'ein Kommentar ist falsch geschrieben', en: 'a comment is written wrongly' }],
  [
    /in tag name|in closing tag|malformed name/,
    {
      de: 'der Name eines Elements enthält ein Zeichen, das dort nicht stehen darf',
      en: 'the name of an element has a character that may not stand there',
    },
  ],
  [
    /attribute name/,
    {
      de: 'der Name eines Attributs enthält ein Zeichen, das dort nicht stehen darf',
      en: 'the name of an attribute has a character that may not stand there',
    },
  ],
  [
    /disallowed|invalid character|may not have/i,
    { de: 'dort steht ein Zeichen, das nicht erlaubt ist', en: 'there is a character that is not allowed' },
  ],
];

const AMPERSAND: Bilingual = {
  de: 'ein „&“ steht allein; gemeint ist wohl „&amp;“',
  en: '"&" stands alone; "&amp;" is probably meant',
};

/**
 * The parser's message in words; one that is not known is kept for the English text. A lone `&` makes the parser run on to
 * the end of the file, where its own message says nothing any more.
 */
export function malformedWords(message: string, xml: string): Bilingual {
  if (/^unclosed tag|unexpected end/.test(message) && /&(?!#?\w+;)/.test(xml)) return AMPERSAND;
  for (const [pattern, words] of known) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const named = match[1];
    const fill = (text: string) =>
      named === undefined ? text.replace(/ [„"]\$1[“"]/, '') : text.replaceAll('$1', () => named);
    return { de: fill(words.de), en: fill(words.en) };
  }
  return { de: 'dort steht etwas, das kein XML ist', en: message };
}
