import type { ServerFacts } from '../server-ports.ts';

export interface StartScreen {
  readonly url: string;
  readonly facts: ServerFacts;
  /** How many processes are there. */
  readonly processes: number;
  /** Where everything is kept. */
  readonly data: string;
  readonly queue: string;
  /** Page of the stand-ins; absent where none run. */
  readonly partners?: string | undefined;
  readonly seconds: number;
}

/** The one screen a start ends with: where it is, who can log in, where the data is, how to stop. German, then English. */
export function startScreen({ url, facts, processes, data, queue, partners, seconds }: StartScreen): string {
  const width = Math.max(0, ...facts.demoAccounts.map(({ name }) => name.length));
  const people = facts.demoAccounts.map(
    ({ name, displayName, roles }) => `      ${name.padEnd(width)}   ${displayName} (${roles.join(', ')})`,
  );
  const logIn =
    people.length > 0
      ? ['  Anmelden   Passwort = Name   Log in: password = name', ...people]
      : [
          '  Anmelden   Konto anlegen:   Create an account:',
          '             npm run cli -- user add NAME --role operator',
        ];
  return [
    '',
    `  Laufzettel ${facts.version}   (${seconds.toFixed(1)} s)`,
    '',
    `  Adresse    ${url}`,
    `  API        ${url}/api/docs`,
    ...(facts.webDirectory === undefined ? ['             (die Oberfläche ist nicht gebaut: npm run build)'] : []),
    '',
    ...logIn,
    '',
    `  Prozesse   ${processes}`,
    `  Daten      ${data}`,
    `  Queue      ${queue}`,
    ...(partners === undefined ? [] : [`  Partner    ${partners}   nachgebildet · stand-ins`]),
    '  Beenden    Strg+C   Stop: Ctrl+C',
    '',
    '',
  ].join('\n');
}
