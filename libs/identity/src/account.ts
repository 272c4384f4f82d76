import { ROLE_PERMISSIONS, ROLE_TOPICS, ROLES, type Permission, type Role } from '#contracts';
import { IdentityError } from './identity-error.ts';
import type { User } from './user.entity.ts';

/** Somebody who is logged in, with what they may do. */
export interface Account {
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly permissions: ReadonlySet<Permission>;
  /** Topics of external work it may do (with `job:work`): those of its roles and its own, `*` at the end for any rest. */
  readonly topics: readonly string[];
}

export interface NewAccount {
  readonly name: string;
  readonly displayName?: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly groups?: readonly string[];
  /** Topics of external work, for a program; `*` at the end for any rest. */
  readonly topics?: readonly string[];
}

const LONGEST_TOPIC = 255;
const MINIMUM_PASSWORD = 10;

export function permissionsOf(roles: readonly Role[]): ReadonlySet<Permission> {
  return new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]));
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** Roles this version does not know give nothing. */
export function accountOf(user: User): Account {
  const roles = user.roles.filter(isRole);
  return {
    name: user.name,
    displayName: user.displayName,
    roles,
    groups: user.groups,
    permissions: permissionsOf(roles),
    topics: [...new Set([...roles.flatMap((role) => ROLE_TOPICS[role] ?? []), ...user.topics])],
  };
}

/** What is wrong with the topics of an account; undefined when nothing is. */
export function problemOfTopics(topics: readonly string[]): string | undefined {
  const good = topics.every((topic) => topic.trim() !== '' && topic.length <= LONGEST_TOPIC && !/\*./.test(topic));
  return good ? undefined : `topics of 1 to ${LONGEST_TOPIC} characters, with * at the end only`;
}

/** @throws IdentityError USER_INVALID naming everything that is wrong. */
export function requireValid(account: NewAccount): void {
  const problems: string[] = [];
  if (!/^[a-z0-9][a-z0-9._@-]{0,63}$/i.test(account.name)) {
    problems.push('a log-in name of up to 64 letters, digits and . _ @ - that begins with a letter or digit');
  }
  if (account.password.length < MINIMUM_PASSWORD || account.password.length > 1024) {
    problems.push(`a password of ${MINIMUM_PASSWORD} to 1024 characters`);
  }
  const unknown = account.roles.filter((role) => !isRole(role));
  if (unknown.length > 0 || account.roles.length === 0) problems.push(`at least one role, each of ${ROLES.join(', ')}`);
  if ((account.groups ?? []).some((group) => group.trim() === '')) problems.push('groups that are not empty');
  const topics = problemOfTopics(account.topics ?? []);
  if (topics !== undefined) problems.push(topics);
  if (problems.length > 0) {
    throw new IdentityError(
      'USER_INVALID',
      `Expected ${problems.join('; ')}, but the account ${JSON.stringify(account.name)} does not have that.`,
    );
  }
}
