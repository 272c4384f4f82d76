export { faultSentence, type Language, type SpokenFault, WORDS } from './fault-sentence.ts';
export { problems as englishProblems } from './english/problems.ts';
export { problems as germanProblems } from './german/problems.ts';
export type { ProblemWords } from './problem-words.ts';
