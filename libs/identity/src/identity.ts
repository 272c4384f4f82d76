import { createHash, createHmac, randomBytes } from 'node:crypto';
import { LessThan, type DataSource, type Repository } from 'typeorm';
import { accountOf, problemOfTopics, requireValid, type Account, type NewAccount } from './account.ts';
import { AttemptLimiter } from './attempt-limiter.ts';
import { InboxMemories } from './inbox-memories.ts';
import { IdentityError } from './identity-error.ts';
import { hashPassword, passwordMatches, SCRYPT_COST, type ScryptCost } from './password-hash.ts';
import { Session } from './session.entity.ts';
import { User } from './user.entity.ts';

export interface IdentityOptions {
  readonly sessionHours: number;
  readonly now?: () => number;
  readonly cost?: ScryptCost;
}

/** A log-in that just happened: the token goes into the cookie and is known nowhere else. */
export interface OpenedSession {
  readonly token: string;
  readonly account: Account;
  readonly expiresAt: Date;
}

/** A use prolongs a session, but the row is written at most this often. */
const PROLONG_MILLISECONDS = 60_000;
const REMEMBER_MILLISECONDS = 5 * 60_000;
const REMEMBERED = 1000;

/**
 * Who somebody is. Passwords are compared in constant time, also for names that do not exist; failures are counted and
 * slowed down. Roles and groups are read with every request, so that a change holds at once.
 */
export class Identity {
  /** What accounts keep of the inboxes of their people. */
  readonly inboxes: InboxMemories;
  readonly #database: DataSource;
  readonly #users: Repository<User>;
  readonly #sessions: Repository<Session>;
  readonly #sessionMilliseconds: number;
  readonly #now: () => number;
  readonly #cost: ScryptCost;
  readonly #limiter: AttemptLimiter;
  /** Programs send their password with every request; a keyed digest of one that was right spares the dear comparison. */
  readonly #verified = new Map<string, number>();
  /** Comparisons under way, by address and digest. */
  readonly #examined = new Map<string, Promise<Account>>();
  readonly #verifiedKey = randomBytes(32);
  #unknownUserHash: Promise<string> | undefined;

  constructor(database: DataSource, { sessionHours, now = Date.now, cost = SCRYPT_COST }: IdentityOptions) {
    this.#database = database;
    this.inboxes = new InboxMemories(database);
    this.#users = database.getRepository(User);
    this.#sessions = database.getRepository(Session);
    this.#sessionMilliseconds = sessionHours * 3_600_000;
    this.#now = now;
    this.#cost = cost;
    this.#limiter = new AttemptLimiter(now);
  }

  /** `address`: where the attempt comes from. @throws IdentityError CREDENTIALS_WRONG, TOO_MANY_ATTEMPTS */
  async verify(name: string, password: string, address: string): Promise<Account> {
    const user = await this.#find(name);
    const digest = this.#digest(name, password, user?.passwordHash ?? '');
    const until = this.#verified.get(digest);
    if (user !== undefined && until !== undefined && until > this.#now()) return accountOf(user);
    // A program may send many requests at once: the same credentials are one attempt, compared once.
    const attempt = `${address} ${digest}`;
    const examined = this.#examined.get(attempt) ?? this.#examine(user, name, password, address, digest);
    this.#examined.set(attempt, examined);
    try {
      return await examined;
    } finally {
      this.#examined.delete(attempt);
    }
  }

  async #examine(
    user: User | undefined,
    name: string,
    password: string,
    address: string,
    digest: string,
  ): Promise<Account> {
    const wait = this.#limiter.waitSeconds(name, address);
    if (wait > 0) {
      throw new IdentityError(
        'TOO_MANY_ATTEMPTS',
        `Expected few attempts, but there were too many wrong ones. Try again in ${wait} seconds.`,
        wait,
      );
    }
    this.#limiter.begun(name, address);
    const right = await passwordMatches(password, user?.passwordHash ?? (await this.#hashOfNobody()));
    if (user === undefined || !right) {
      throw new IdentityError(
        'CREDENTIALS_WRONG',
        'Expected a name and its password, but they do not belong together.',
      );
    }
    this.#limiter.succeeded(name, address);
    this.#remember(digest);
    return accountOf(user);
  }

  /** Logs in. @throws as {@link verify} */
  async open(name: string, password: string, address: string): Promise<OpenedSession> {
    const account = await this.verify(name, password, address);
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.#now() + this.#sessionMilliseconds);
    await this.#sessions.insert({ tokenHash: hashToken(token), userName: account.name, expiresAt });
    await this.#sessions.delete({ expiresAt: LessThan(new Date(this.#now())) });
    return { token, account, expiresAt };
  }

  /** Whose session it is, prolonged by this use; undefined when there is none or it has ended. */
  async resume(token: string): Promise<{ readonly account: Account; readonly expiresAt: Date } | undefined> {
    const tokenHash = hashToken(token);
    const session = await this.#sessions.findOne({ where: { tokenHash }, relations: { user: true } });
    if (session === null || session.expiresAt.getTime() <= this.#now()) return undefined;
    let { expiresAt } = session;
    const prolonged = new Date(this.#now() + this.#sessionMilliseconds);
    if (prolonged.getTime() - expiresAt.getTime() > PROLONG_MILLISECONDS) {
      await this.#sessions.update({ tokenHash }, { expiresAt: prolonged });
      expiresAt = prolonged;
    }
    return { account: accountOf(session.user), expiresAt };
  }

  /** Logs out. Nothing happens when there is no such session. */
  async close(token: string): Promise<void> {
    await this.#sessions.delete({ tokenHash: hashToken(token) });
  }

  /** Everybody, by display name. */
  async people(): Promise<readonly Account[]> {
    const users = await this.#users.find({ order: { displayName: 'ASC', name: 'ASC' } });
    return users.map(accountOf);
  }

  /** What these people are called, by the log-in name as it is asked for; who has no account is absent. */
  async displayNames(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const users = await this.#users
      .createQueryBuilder('user')
      .where('lower(user.name) in (:...names)', { names: ['', ...names.map((name) => name.toLowerCase())] })
      .getMany();
    const called = new Map(users.map((user) => [user.name.toLowerCase(), user.displayName]));
    return new Map(
      names.flatMap((name) => {
        const displayName = called.get(name.toLowerCase());
        return displayName === undefined ? [] : [[name, displayName] as const];
      }),
    );
  }

  async find(name: string): Promise<Account | undefined> {
    const user = await this.#find(name);
    return user === undefined ? undefined : accountOf(user);
  }

  /** @throws IdentityError USER_INVALID, USER_EXISTS */
  async add(account: NewAccount): Promise<Account> {
    requireValid(account);
    if ((await this.#find(account.name)) !== undefined) {
      throw new IdentityError('USER_EXISTS', `Expected a new log-in name, but ${JSON.stringify(account.name)} exists.`);
    }
    return accountOf(await this.#users.save(await this.#row(account, false)));
  }

  /**
   * Gives an account exactly these topics of external work, beside those of its roles; holds from its next request on.
   * @throws IdentityError USER_INVALID, USER_NOT_FOUND
   */
  async setTopics(name: string, topics: readonly string[]): Promise<Account> {
    const problem = problemOfTopics(topics);
    if (problem !== undefined) throw new IdentityError('USER_INVALID', `Expected ${problem}.`);
    const user = await this.#find(name);
    if (user === undefined) {
      throw new IdentityError('USER_NOT_FOUND', `Expected an account ${JSON.stringify(name)}, but there is none.`);
    }
    user.topics = [...topics];
    return accountOf(await this.#users.save(user));
  }

  /** Makes exactly these demo accounts exist. With an empty list there are none, and their sessions are over. */
  async keepDemoAccounts(accounts: readonly NewAccount[]): Promise<void> {
    const existing = await this.#users.find({ where: { demo: true } });
    const gone = existing.filter(({ name }) => !accounts.some((account) => account.name === name));
    if (gone.length > 0) await this.#users.remove(gone);
    for (const account of accounts) {
      const found = await this.#find(account.name);
      // Somebody's real account of the same name is theirs.
      if (found === undefined) await this.#users.save(await this.#row(account, true));
      else if (found.demo) await this.#users.update({ name: found.name }, describe(account));
    }
  }

  /** For health. */
  async ping(): Promise<void> {
    await this.#database.query('SELECT 1');
  }

  #find(name: string): Promise<User | undefined> {
    return this.#users
      .createQueryBuilder('user')
      .where('lower(user.name) = lower(:name)', { name: name.slice(0, 200) })
      .getOne()
      .then((user) => user ?? undefined);
  }

  async #row(account: NewAccount, demo: boolean): Promise<User> {
    const passwordHash = await hashPassword(account.password, this.#cost);
    return this.#users.create({ name: account.name, passwordHash, demo, ...describe(account) });
  }

  #hashOfNobody(): Promise<string> {
    this.#unknownUserHash ??= hashPassword(randomBytes(16).toString('hex'), this.#cost);
    return this.#unknownUserHash;
  }

  #digest(name: string, password: string, passwordHash: string): string {
    return createHmac('sha256', this.#verifiedKey)
      .update(JSON.stringify([name, password, passwordHash]))
      .digest('base64');
  }

  #remember(digest: string): void {
    this.#verified.set(digest, this.#now() + REMEMBER_MILLISECONDS);
    const oldest = this.#verified.keys().next().value;
    if (this.#verified.size > REMEMBERED && oldest !== undefined) this.#verified.delete(oldest);
  }
}

function describe(account: NewAccount): Pick<User, 'displayName' | 'roles' | 'groups' | 'topics'> {
  const { displayName, name, roles, groups, topics } = account;
  return {
    displayName: displayName ?? name,
    roles: [...roles],
    groups: [...(groups ?? [])],
    topics: [...(topics ?? [])],
  };
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
