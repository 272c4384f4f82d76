import type { IntakeFinding } from '../api/contracts.ts';
import type { Catalogue } from '../language/catalogue.ts';
import type { Language } from '../language/format.ts';

/** The server's sentence with all details. */
export function findingDetail({ message, messageDe }: IntakeFinding, language: Language): string {
  return language === 'de' ? messageDe : message;
}

/** What a finding means, in the person's language; the server's own sentence stands beside it with the details. */
export function findingWords({ code, message }: IntakeFinding, { intake }: Catalogue): string {
  return Object.hasOwn(intake.finding, code) ? intake.finding[code as keyof Catalogue['intake']['finding']] : message;
}
