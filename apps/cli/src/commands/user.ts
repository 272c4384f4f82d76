import { ROLES } from '#contracts';
import { Identity, isIdentityError, openIdentityDatabase, type Account } from '#identity';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import { table } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';
import { bringUpToDate } from './migrate.ts';

export interface UserAddOptions {
  readonly displayName?: string;
  readonly role: readonly string[];
  readonly group?: readonly string[];
  readonly topic?: readonly string[];
}

/** Adds an account on the database itself: the only way to the first one. The password is asked for or read from a pipe. */
export async function addUser(context: CommandContext, name: string, options: UserAddOptions): Promise<void> {
  const password = await context.terminal.askSecret(`Password for ${name}: `);
  if (password === undefined) throw new CliError('USAGE', 'Expected a password on standard input, but it is empty.');
  const account = await changed(context, (identity) =>
    identity.add({
      name,
      password,
      roles: options.role,
      groups: options.group ?? [],
      topics: options.topic ?? [],
      ...(options.displayName === undefined ? {} : { displayName: options.displayName }),
    }),
  );
  context.answer(plain(account), `${account.name} may log in now (${account.roles.join(', ')}).\n`);
}

/** Says which topics of external work an account may do, beside those of its roles; without any it keeps those alone. */
export async function setTopics(
  context: CommandContext,
  name: string,
  options: { readonly topic?: readonly string[] },
): Promise<void> {
  const account = await changed(context, (identity) => identity.setTopics(name, options.topic ?? []));
  const topics = account.topics.length === 0 ? 'no topic' : account.topics.join(', ');
  context.answer(plain(account), `${account.name} may work: ${topics}.\n`);
}

async function changed(context: CommandContext, change: (identity: Identity) => Promise<Account>): Promise<Account> {
  return withIdentity(context, async (identity) => {
    try {
      return await change(identity);
    } catch (error) {
      if (isIdentityError(error)) throw new CliError('REFUSED', error.message, { cause: error });
      throw error;
    }
  });
}

export async function listUsers(context: CommandContext): Promise<void> {
  const people = await withIdentity(context, (identity) => identity.people());
  const rows = people.map(({ name, displayName, roles, groups, topics }) => [
    name,
    displayName,
    roles.join(', '),
    groups.join(', '),
    topics.join(', '),
  ]);
  context.answer(
    people.map(plain),
    people.length === 0 ? 'No accounts.\n' : table(['NAME', 'PERSON', 'ROLES', 'GROUPS', 'TOPICS'], rows),
  );
}

export const ROLE_HELP = `one of ${ROLES.join(', ')}; may be given several times`;
export const TOPIC_HELP = 'topic of external work, * at the end for any rest; may be given several times';

async function withIdentity<Result>(
  { settings, terminal }: CommandContext,
  work: (identity: Identity) => Promise<Result>,
): Promise<Result> {
  return withDatabase(settings, terminal, async (url) => {
    await bringUpToDate(url, false);
    const database = await openIdentityDatabase(url, 2);
    try {
      return await work(new Identity(database, { sessionHours: settings.sessionHours }));
    } finally {
      await database.destroy();
    }
  });
}

function plain({ name, displayName, roles, groups, topics }: Account): object {
  return { name, displayName, roles, groups, ...(topics.length === 0 ? {} : { topics }) };
}
