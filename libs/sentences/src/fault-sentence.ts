import { faults as englishFaults } from './english/faults.ts';
import { places as englishPlaces } from './english/places.ts';
import { problems as englishProblems } from './english/problems.ts';
import { terms as englishTerms } from './english/terms.ts';
import type { FaultWords } from './fault-words.ts';
import { faults as germanFaults } from './german/faults.ts';
import { places as germanPlaces } from './german/places.ts';
import { problems as germanProblems } from './german/problems.ts';
import { terms as germanTerms } from './german/terms.ts';
import { type FillData, fillWords } from './fill-words.ts';
import type { ProblemWords } from './problem-words.ts';

/** Languages people read in; German comes first. */
export type Language = 'de' | 'en';

/** A fault as the engine and its surroundings raise it: a code, the data of its sentence, where it is, and why. */
export interface SpokenFault {
  readonly code: string;
  readonly data: FillData;
  readonly place?: { readonly field: string; readonly name?: string };
  readonly position?: number;
  readonly because?: SpokenFault;
}

interface Words {
  readonly locale: string;
  readonly faults: Readonly<Record<string, FaultWords>>;
  readonly problems: Readonly<Record<string, ProblemWords>>;
  readonly places: Readonly<Record<string, string>>;
  readonly terms: Readonly<Record<string, string>>;
  readonly at: string;
  readonly technical: string;
}

/** All words about faults and problems, by language. */
export const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    locale: 'de-DE',
    faults: germanFaults,
    problems: germanProblems,
    places: germanPlaces,
    terms: germanTerms,
    at: ' (Zeichen {position})',
    technical: 'Technische Meldung: {reported}',
  },
  en: {
    locale: 'en-GB',
    faults: englishFaults,
    problems: englishProblems,
    places: englishPlaces,
    terms: englishTerms,
    at: ' (character {position})',
    technical: 'Technical message: {reported}',
  },
};

const DEEPEST = 12;

/**
 * What went wrong, where, and what to do, as sentences of one language.
 * @returns undefined where the outermost code has no words: an installation may be older than the data it shows
 */
export function faultSentence(fault: SpokenFault, language: Language): string | undefined {
  const words = WORDS[language];
  const chain: SpokenFault[] = [];
  for (let at: SpokenFault | undefined = fault; at !== undefined && chain.length < DEEPEST; at = at.because)
    chain.push(at);
  const said = chain.map((one) => ({ one, words: wordsOf(one, words) }));
  if (said[0]?.words === undefined) return undefined;
  const what = said.flatMap(({ one, words: known }) => (known === undefined ? [] : [whatOf(one, known, words)]));
  const todo = said
    .flatMap(({ one, words: known }) => (known?.todo === undefined ? [] : [fill(known.todo, one.data, words)]))
    .filter((text) => text !== '')
    .at(-1);
  const place = chain.find((one) => one.place !== undefined)?.place;
  const sentence = [...what, ...(todo === undefined ? [] : [todo])].join(' ');
  return place === undefined ? sentence : `${placeWords(place, words)}: ${sentence}`;
}

/** A code of a room of its own (documents, payments …) has the words of the problem of that name. */
function wordsOf({ code, data }: SpokenFault, words: Words): FaultWords | undefined {
  if (Object.hasOwn(words.faults, code)) return words.faults[code];
  const problem = Object.hasOwn(words.problems, code) && code !== 'other' ? words.problems[code] : undefined;
  if (problem === undefined) return undefined;
  const reported = (data['reported'] ?? '') === '' ? '' : ` ${words.technical}`;
  return { what: `${problem.what}.${reported}`, todo: problem.todo };
}

function whatOf({ data, position }: SpokenFault, { what }: FaultWords, words: Words): string {
  const filled = fill(what, data, words);
  const text = what.startsWith('{') ? `${filled.charAt(0).toUpperCase()}${filled.slice(1)}` : filled;
  if (position === undefined) return text;
  const at = fill(words.at, { position }, words);
  return /[.:]$/.test(text) ? `${text.slice(0, -1)}${at}${text.slice(-1)}` : `${text}${at}`;
}

function placeWords(place: NonNullable<SpokenFault['place']>, words: Words): string {
  const known = Object.hasOwn(words.places, place.field) ? words.places[place.field] : undefined;
  return fill(known ?? place.field, { name: oneLine(place.name ?? '') }, words);
}

/** Names of the drawing may be broken into lines. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function fill(template: string, data: FillData, words: Words): string {
  return fillWords(template, data, { locale: words.locale, terms: words.terms });
}
